import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Basis } from '../../kernel/basis.ts'
import { Inconsistent } from '../../kernel/errors.ts'
import { assetManifest } from './assets.ts'
import type { PageFrame } from './page-frame.ts'
import { createViews } from './views.ts'

const views = createViews({ production: true })

const frame = (more: Partial<PageFrame> = {}): PageFrame => ({
  title: 'Reply to a message',
  cspNonce: 'nonce-of-this-response',
  assetPath: '/assets',
  ...more,
})

const page = (more: Partial<PageFrame> = {}, paragraphs: readonly string[] = ['Go back.']): string =>
  views.render('error.njk', { frame: frame(more), heading: more.title ?? 'Reply to a message', paragraphs })

const signedIn: Partial<PageFrame> = {
  schoolName: 'Oakfield Primary School',
  person: { name: 'Sam Rivers' },
  csrf: 'token-of-this-session',
  navigation: [
    { text: 'Today', href: '/', current: false },
    { text: 'Inbox', href: '/inbox', current: true },
  ],
}

describe('the frame of a page', () => {
  it('stands before anybody is signed in, without what belongs to a person', () => {
    const html = page()
    assert.match(html, /<title>Reply to a message – Gatepost<\/title>/)
    assert.doesNotMatch(html, /Sign out|<nav|govuk-error-summary|govuk-notification-banner/)
  })

  it('names the school and the person, marks the current part and signs out by a form with the token', () => {
    const html = page(signedIn)
    assert.match(html, /<title>Reply to a message – Oakfield Primary School – Gatepost<\/title>/)
    assert.match(html, /href="\/inbox"\s+aria-current="page"/)
    assert.doesNotMatch(html, /href="\/"\s+aria-current/)
    assert.match(
      html,
      /<form[^>]*method="post" action="\/sign-out"[\s\S]*?Sam Rivers[\s\S]*?<input type="hidden" name="csrf" value="token-of-this-session">[\s\S]*?Sign out/,
    )
  })

  it('puts errors into a summary that leads to the fields, and into the title', () => {
    const html = page({ errors: [{ text: 'Write a reply', href: '#reply' }] })
    assert.match(html, /<title>Error: Reply to a message/)
    assert.match(html, /There is a problem[\s\S]*<a href="#reply">Write a reply<\/a>/)
    assert.match(page({ errors: [] }), /<title>Reply to a message/)
  })

  it('tells each kind of flash message apart in words', () => {
    const words = { success: 'Done', information: 'Note', warning: 'Warning' } as const
    for (const kind of ['success', 'information', 'warning'] as const) {
      const html = page({ flash: { kind, text: 'Your reply was sent.' } })
      assert.match(html, new RegExp(`${words[kind]}\\s*</h2>[\\s\\S]*Your reply was sent\\.`))
    }
  })

  it('has no script that the Content-Security-Policy would refuse, and no style or handler in an attribute', () => {
    const html = page({ ...signedIn, backHref: '/inbox' })
    const scripts = html.match(/<script[^>]*>/g) ?? []
    assert.equal(scripts.length, 2)
    for (const script of scripts) assert.match(script, /nonce="nonce-of-this-response"/)
    assert.doesNotMatch(html, /\sstyle=|\son[a-z]+=|<style/)
  })

  it('carries no crown, no GOV.UK logo and no government licence', () => {
    assert.doesNotMatch(page(signedIn), /crown|GOV\.UK|Open Government|<svg/i)
  })

  it('asks only for files that are in the manifest', () => {
    const asked = [...page(signedIn).matchAll(/\/assets\/([\w.-]+)/g)].map(match => match[1])
    assert.deepEqual(
      asked.sort(),
      Object.values(assetManifest)
        .map(asset => asset.file)
        .sort(),
    )
  })
})

describe('rendering', () => {
  it('escapes what people wrote', () => {
    const html = page({ ...signedIn, person: { name: '<img src=x>' } }, ['<script>alert(1)</script>'])
    assert.match(html, /&lt;img src=x&gt;/)
    assert.match(html, /&lt;script&gt;alert\(1\)&lt;\/script&gt;/)
    assert.doesNotMatch(html, /<img|<script>alert/)
  })

  it('refuses to print what the page was not given', () => {
    assert.throws(() => views.render('error.njk', { frame: frame(), paragraphs: [] }), Inconsistent)
  })

  it('names the template that is not there', () => {
    assert.throws(
      () => views.render('features/nowhere/pages/none.njk', { frame: frame() }),
      (error: unknown) =>
        error instanceof Inconsistent && error.message.includes('features/nowhere/pages/none.njk'),
    )
  })

  it('finds the same templates outside production', () => {
    const html = createViews({ production: false }).render('error.njk', {
      frame: frame(),
      heading: 'Page not found',
      paragraphs: [],
    })
    assert.match(html, /<h1[^>]*>Page not found/)
  })
})

describe('why', () => {
  const basisList: readonly Basis[] = [
    { kind: 'clause', clause: 'AL-4.b', section: 'Monitoring', gist: 'Answered <within> a day.' },
    { kind: 'law', source: 'UK GDPR Article 6', asOf: '2026-11-01', gist: 'A picture needs a lawful basis.' },
    { kind: 'practice', gist: 'Elapsed hours are counted.' },
  ]
  const html = views.render('platform/views/why.test.njk', { basisList })

  it('links a clause to its page', () => {
    assert.match(
      html,
      /Answered &lt;within&gt; a day\.[\s\S]*<a[^>]*href="\/policy\/clauses\/AL-4\.b">AL-4\.b, section “Monitoring”<\/a>/,
    )
  })

  it('tells law and school practice apart from the policy', () => {
    assert.match(
      html,
      /A picture needs a lawful basis\.[\s\S]*Law or guidance: UK GDPR Article 6 \(as of 1 November 2026\)/,
    )
    assert.match(html, /Elapsed hours are counted\.[\s\S]*School practice: your policy does not say/)
    assert.equal(html.match(/<a /g)?.length, 1)
  })
})
