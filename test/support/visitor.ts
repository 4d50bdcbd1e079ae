import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { atEnd } from './database.ts'

const axeSource = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

const desktop = { width: 1280, height: 900 }
const phone = { width: 320, height: 640 }
/** How long anything on a page may take. */
const patience = 30_000

type Finding = {
  readonly id: string
  readonly help: string
  readonly nodes: readonly { readonly html: string }[]
}

/** Somebody at a browser of their own. Every page they come to is inspected; everything is found by its label or text. */
export type Visitor = {
  readonly page: Page
  /** Opens an address of the app. */
  go(path: string): Promise<void>
  /** Does what leads to another page. */
  leave(act: () => Promise<unknown>): Promise<void>
  follow(link: string | RegExp): Promise<void>
  press(button: string | RegExp): Promise<void>
  /** Fills text fields in, by their label; within the named group where the same label stands in several. */
  fill(values: Readonly<Record<string, string>>, group?: string): Promise<void>
  /** Chooses a radio button or ticks a box, by its label. */
  choose(...labels: readonly (string | RegExp)[]): Promise<void>
  select(label: string, option: string): Promise<void>
  attach(
    label: string,
    file: { readonly name: string; readonly mimeType: string; readonly buffer: Buffer },
  ): Promise<void>
  /** The words on the page, without what only programs read. */
  words(): Promise<string>
  sees(...expected: readonly (string | RegExp)[]): Promise<void>
  seesNot(...unexpected: readonly (string | RegExp)[]): Promise<void>
  /** Opens every “Why?” on the page, so that its clauses are among the words. */
  asksWhy(): Promise<void>
  /** Reloads the page until it says this. */
  waitFor(expected: string | RegExp): Promise<void>
  /** Saves what the page looks like now, where the run was asked for pictures. */
  picture(name: string): Promise<void>
}

/** What sticks out on a narrow phone: each text with its place, or the whole page where no text does. */
const widest = `(() => {
  if (document.scrollingElement.scrollWidth <= innerWidth) return []
  const range = document.createRange()
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const found = []
  while (walker.nextNode()) {
    range.selectNodeContents(walker.currentNode)
    if (range.getBoundingClientRect().right > innerWidth) found.push(walker.currentNode.parentElement.outerHTML)
  }
  return found.length > 0 ? found : ['the page is ' + document.scrollingElement.scrollWidth + ' pixels wide']
})()`

/** How many pages were inspected, for the test to say. */
export const inspected = { pages: 0 }

/** Axe at every level up to WCAG 2.2 AA. */
async function findings(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page)
  // By the debugging protocol: the page's own rules (CSP) stay in force, and what breaks them is an error.
  await session.send('Runtime.evaluate', { expression: axeSource })
  const { result } = await session.send('Runtime.evaluate', {
    expression: `axe.run(document, { runOnly: ${JSON.stringify(levels)}, resultTypes: ['violations'] })
      .then(({ violations }) => JSON.stringify(violations))`,
    awaitPromise: true,
    returnByValue: true,
  })
  await session.detach()
  return (JSON.parse(String(result.value)) as Finding[]).map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`,
  )
}

/** Nothing that axe finds, and nothing to scroll sideways on the narrowest phone. */
async function inspect(page: Page, scripts: boolean): Promise<void> {
  const name = `${new URL(page.url()).pathname} “${await page.title()}”`
  // Axe is a script and cannot run where none do.
  if (scripts) assert.deepEqual(await findings(page), [], `axe on ${name}`)
  await page.setViewportSize(phone)
  const tooWide = await page.evaluate(widest)
  if (process.env.GATEPOST_LOOK) await look(page, `${inspected.pages}`, 'phone')
  await page.setViewportSize(desktop)
  if (process.env.GATEPOST_LOOK) await look(page, `${inspected.pages}`, 'desktop')
  assert.deepEqual(tooWide, [], `${name} is wider than a phone`)
  inspected.pages++
}

const pictures = fileURLToPath(new URL('../../docs/pictures/', import.meta.url))

/** A look at every page, for whoever works on them: GATEPOST_LOOK names a folder. */
async function look(page: Page, number: string, size: string): Promise<void> {
  const folder = process.env.GATEPOST_LOOK ?? ''
  await mkdir(folder, { recursive: true })
  const name = new URL(page.url()).pathname.replaceAll(/[\w-]{36,}/g, 'x').replaceAll('/', '_')
  await page.screenshot({ path: `${folder}/${number.padStart(3, '0')}${name}-${size}.png`, fullPage: true })
}

/** A browser context of its own, closed after the file's tests. `url` is where the app is. */
export async function openVisitor(
  browser: Browser,
  url: string,
  options: { javaScriptEnabled?: boolean } = {},
): Promise<Visitor> {
  const context = await browser.newContext({ viewport: desktop, baseURL: url, locale: 'en-GB', ...options })
  atEnd(() => context.close())
  context.setDefaultTimeout(patience)
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', error => problems.push(`${page.url()}: ${error.message}`))
  page.on('console', message => {
    // A form that comes back with its errors answers 422, and the browser notes that.
    if (message.type() === 'error' && !/status of 422/.test(message.text()))
      problems.push(`${page.url()}: ${message.text()}`)
  })

  const arrived = async (): Promise<void> => {
    await page.waitForLoadState('load')
    await inspect(page, options.javaScriptEnabled ?? true)
    assert.deepEqual(problems, [], 'the browser complains')
  }
  /** Does what leads to another page, and inspects that. */
  const leave = async (act: () => Promise<unknown>): Promise<void> => {
    await Promise.all([page.waitForEvent('framenavigated'), act()])
    await arrived()
  }
  const main = page.locator('body')
  // biome-ignore lint/performance/useDomNodeTextContent: what a person sees, without what is folded away
  const words = async () => (await main.innerText()).replaceAll(/\s+/g, ' ')
  const has = (text: string, expected: string | RegExp): boolean =>
    typeof expected === 'string' ? text.includes(expected) : expected.test(text)

  return {
    page,
    words,
    leave,
    go: path => leave(() => page.goto(path)),
    follow: link =>
      leave(() => page.getByRole('link', { name: link, exact: typeof link === 'string' }).click()),
    press: button =>
      leave(() => page.getByRole('button', { name: button, exact: typeof button === 'string' }).click()),
    async fill(values, group) {
      const where = group === undefined ? page : page.getByRole('group', { name: group })
      for (const [label, value] of Object.entries(values))
        await where.getByLabel(label, { exact: true }).fill(value)
    },
    async choose(...labels) {
      for (const label of labels) await page.getByLabel(label, { exact: typeof label === 'string' }).check()
    },
    async select(label, option) {
      await page.getByLabel(label, { exact: true }).selectOption({ label: option })
    },
    async attach(label, file) {
      await page.getByLabel(label).setInputFiles(file)
    },
    async sees(...expected) {
      const text = await words()
      for (const one of expected) assert.ok(has(text, one), `“${one}” is not on ${page.url()}: ${text}`)
    },
    async seesNot(...unexpected) {
      const text = await words()
      for (const one of unexpected) assert.ok(!has(text, one), `“${one}” is on ${page.url()}: ${text}`)
    },
    async asksWhy() {
      const folded = page.locator('details:not([open]) > summary')
      while ((await folded.count()) > 0) await folded.first().click()
    },
    async waitFor(expected) {
      const until = Date.now() + patience
      while (!has(await words(), expected)) {
        assert.ok(Date.now() < until, `${page.url()} never said “${expected}”: ${await words()}`)
        await new Promise(resolve => setTimeout(resolve, 300))
        await page.reload()
      }
      await arrived()
    },
    async picture(name) {
      if (process.env.GATEPOST_PICTURES !== '1') return
      const box = await page.locator('body').boundingBox()
      const clip = { x: 0, y: 0, width: desktop.width, height: Math.min(box?.height ?? 0, desktop.height) }
      await mkdir(pictures, { recursive: true })
      await writeFile(
        `${pictures}${name}.png`,
        await sharp(await page.screenshot({ fullPage: true, clip }))
          .png({ palette: true, compressionLevel: 9, effort: 10 })
          .toBuffer(),
      )
    },
  }
}
