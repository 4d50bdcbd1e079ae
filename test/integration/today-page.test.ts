import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acknowledgePolicy } from '../../src/features/acknowledgements/index.ts'
import { policyInForce } from '../../src/features/policy/index.ts'
import { todayRoutes } from '../../src/features/today/index.ts'
import type { PersonActor } from '../../src/kernel/actor.ts'
import { londonDate, Temporal } from '../../src/kernel/clock.ts'
import { newRandomId } from '../../src/kernel/ids.ts'
import type { TodayLine } from '../../src/kernel/today-line.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import { createViews } from '../../src/platform/views/views.ts'
import { startTestApp } from '../support/app.ts'
import { watchedSchool } from '../support/inbox.ts'
import { foundTestSchool } from '../support/school.ts'
import { openVisit } from '../support/visits.ts'

const app = await startTestApp()
const school = await foundTestSchool(app)

const acknowledge = async (actor: PersonActor) => {
  const policy = await inSchool(app.db, actor, tx => policyInForce(tx, londonDate(app.clock.now())))
  await acknowledgePolicy(app.db, actor, { sha256: policy?.textSha256 ?? '', now: app.clock.now() })
}

test('the policy waits for each person it asks to acknowledge it, with its clause, until they have', async () => {
  const teacher = await app.as(school.teacher)
  const before = await teacher.get('/')
  assert.match(before.body, /Read the social media policy and acknowledge it/)
  assert.match(before.body, /AL-2\.d/)
  await acknowledge(school.teacher)
  const after = await teacher.get('/')
  assert.match(after.body, /Nothing waits for you/)
  for (const person of [school.volunteer, school.chair])
    assert.match((await (await app.as(person)).get('/')).body, /Nothing waits for you/, 'not asked by AL-2.d')
})

test('the review the policy promised is overdue for the headteacher and whoever looks after the policy, with its clause', async () => {
  const { body } = await (await app.as(school.head)).get('/')
  assert.match(body, /Overdue \(1\)/)
  assert.match(body, /Was due midnight at the end of Tuesday 30 April 2024/)
  assert.match(body, /AL-0/)
  // AL-2.a: the senior leaders make and carry out the policy.
  assert.match((await (await app.as(school.leader)).get('/')).body, /Review the social media policy/)
  for (const person of [school.deputy, school.teacher, school.office])
    assert.doesNotMatch((await (await app.as(person)).get('/')).body, /Review the social media policy/)
})

test('a fresh school is led through its first steps, seen by those who take them', async () => {
  const fresh = await foundTestSchool(app, { pack: null, name: 'Fresh Primary School' })
  for (const person of [fresh.head, fresh.office]) {
    const { body } = await (await app.as(person)).get('/')
    assert.match(body, /First steps/)
    assert.match(body, /<a class="govuk-link" href="\/policy">Adopt your social media policy<\/a>/)
  }
  assert.doesNotMatch((await (await app.as(fresh.teacher)).get('/')).body, /First steps/)
  const { body } = await (await app.as(school.head)).get('/')
  assert.match(body, /Adopt your social media policy: <strong>done<\/strong>/)
})

/** The page over lines that the test gives, as its template renders it. */
const views = createViews({ production: true })
const render = async (actor: PersonActor, lines: readonly TodayLine[]): Promise<string> => {
  const route = todayRoutes({ db: app.db, providers: [async () => lines] })[0]
  assert.ok(route && route.access !== 'anyone')
  const answer = await route.handle({ ...openVisit(app), actor })
  assert.equal(answer.kind, 'page')
  return answer.kind === 'page'
    ? views.render(answer.template, {
        ...answer.params,
        frame: { title: answer.title, cspNonce: '', assetPath: '/assets' },
      })
    : ''
}

const line = (kind: TodayLine['kind'], text: string, dueAt?: string): TodayLine => ({
  kind,
  text,
  href: '/inbox',
  basis: [{ kind: 'practice', gist: `because of ${text}` }],
  ...(dueAt ? { dueAt: Temporal.Instant.from(dueAt) } : {}),
})

test('overdue first and longest overdue on top, then due, then decisions, then problems, each with its reason', async () => {
  const html = await render(school.volunteer, [
    line('problem', 'P1'),
    line('due', 'D-late', '2026-11-19T10:00:00Z'),
    line('decide', 'W1'),
    line('overdue', 'O-new', '2026-11-17T10:00:00Z'),
    line('due', 'D-soon', '2026-11-18T10:00:00Z'),
    line('overdue', 'O-old', '2026-11-16T10:00:00Z'),
    line('due', 'D-none'),
  ])
  const order = ['O-old', 'O-new', 'D-soon', 'D-late', 'D-none', 'W1', 'P1'].map(text =>
    html.indexOf(`>${text}<`),
  )
  assert.ok(order.every(at => at > 0))
  assert.deepEqual(
    order,
    [...order].sort((a, b) => a - b),
  )
  assert.equal(html.match(/because of /g)?.length, 7)
  assert.match(html, /Overdue \(2\)[\s\S]*Due soon \(3\)[\s\S]*Waiting for you \(1\)[\s\S]*Problems \(1\)/)
  assert.doesNotMatch(html, /Nothing waits/)
})

test('many lines are counted in full and shown from the top', async () => {
  const html = await render(
    school.volunteer,
    Array.from({ length: 400 }, (_, index) =>
      line(
        'overdue',
        `M${index}`,
        Temporal.Instant.from('2026-11-01T00:00:00Z').add({ minutes: index }).toString(),
      ),
    ),
  )
  assert.match(html, /Overdue \(400\)/)
  assert.match(html, />M24</)
  assert.doesNotMatch(html, />M25</)
  assert.match(html, /375 more/)
})

test('what a line says is text, never markup', async () => {
  const html = await render(school.volunteer, [line('decide', '<img src=x onerror=1>')])
  assert.match(html, /&lt;img src=x onerror=1&gt;/)
})

test('a concern of one’s own that nobody confirmed stands above everything else', async () => {
  const teacher = await app.as(school.colleague)
  await teacher.post('/concerns/raise', {
    id: newRandomId(),
    indecent: 'no',
    about: 'child',
    account: 'Something said at the gate',
  })
  const html = await render(school.colleague, [line('overdue', 'O1', '2026-11-16T10:00:00Z')])
  assert.ok(html.indexOf('not confirmed yet') > 0)
  assert.ok(html.indexOf('not confirmed yet') < html.indexOf('>O1<'))
})

test('the navigation shows what this person may open', async () => {
  const menu = async (person: PersonActor) => {
    const { body } = await (await app.as(person)).get('/')
    return [...body.matchAll(/service-navigation__link" href="([^"]+)"/g)].map(match => match[1])
  }
  const [head, teacher, volunteer] = [
    await menu(school.head),
    await menu(school.teacher),
    await menu(school.volunteer),
  ]
  assert.ok(head.includes('/audit'))
  for (const seen of [teacher, volunteer]) {
    assert.ok(seen.includes('/') && seen.includes('/concerns'))
    assert.ok(!seen.includes('/audit'))
  }
  assert.deepEqual(
    volunteer,
    ['/', '/policy', '/advice', '/concerns'],
    'helps no account: nothing that leads nowhere',
  )
  const watched = (await watchedSchool(app)).school
  assert.ok((await menu(watched.teacher)).includes('/inbox'), 'runs an account')
  assert.ok(!(await menu(watched.volunteer)).includes('/inbox'))
  for (const [person, seen] of [
    [school.head, head],
    [watched.teacher, await menu(watched.teacher)],
    [school.teacher, teacher],
    [school.volunteer, volunteer],
  ] as const) {
    const browser = await app.as(person)
    for (const href of seen) assert.equal((await browser.get(href ?? '')).statusCode, 200, href)
  }
})
