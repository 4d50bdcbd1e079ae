/**
 * `npm run bench`: every figure the README states, as a ratio to a floor or peer measured in the same run, candidate and
 * floor turn by turn, medians of five. With --write the figures are put into the README.
 */
import { fork } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { shippedPacks } from '../src/policy-engine/shipped-packs.ts'
import { startTestServer } from '../test/support/database.ts'
import { comparingFigures } from './compare-policies.ts'
import { interleaved, requestsPerSecond } from './measure.ts'
import { readingDocx } from './read-document.ts'
import { startToFirstPage } from './start-to-first-page.ts'
import { verdictFigures } from './verdicts.ts'

type Serving = {
  cookie: string
  candidate: number
  floor: number
  paths: Record<string, string>
  firstPage: number
}
type Figure = { readonly name: string; readonly value: string; readonly reach: string; readonly met: boolean }

const rounds = 5
const figures: Figure[] = []

async function pages(): Promise<void> {
  const server = await startTestServer()
  const child = fork(new URL('./serve-pages.ts', import.meta.url), {
    env: {
      ...process.env,
      GATEPOST_TEST_SERVER: JSON.stringify({ ownerUrl: server.ownerUrl, appUrl: server.appUrl }),
    },
  })
  const serving = await new Promise<Serving>((resolve, reject) => {
    child.once('message', message => resolve(message as Serving))
    child.once('exit', code => reject(new Error(`the page server ended with ${code}`)))
  })
  for (const [name, path] of Object.entries(serving.paths)) {
    const at = (port: number) => () =>
      requestsPerSecond({ port, path, cookie: serving.cookie, connections: 8, ms: 2000 })
    const { candidate, floor, ratio } = await interleaved(rounds, at(serving.candidate), at(serving.floor))
    figures.push({
      name: `${name} page, requests a second against a bare handler with the same session, SQL and bytes`,
      value: `${ratio.toFixed(2)} (${Math.round(candidate)} to ${Math.round(floor)} a second)`,
      reach: 'at least 0.30, aim 0.50',
      met: ratio >= 0.3,
    })
  }
  figures.push({
    name: 'First page over the wire with all its assets',
    value: `${(serving.firstPage / 1000).toFixed(1)} kB`,
    reach: 'at most 80 kB',
    met: serving.firstPage <= 80_000,
  })
  child.disconnect()
  await server.stop()
}

async function verdicts(): Promise<void> {
  const { ours, cedar, jsonRules, ratio, bytes, compileMs, questions } = await verdictFigures(
    shippedPacks(),
    rounds,
  )
  const each = (perSecond: number) => Math.round(perSecond).toLocaleString('en-GB')
  figures.push(
    {
      name: 'Complete answers on the five policies, against the faster of Cedar (parsed once) and json-rules-engine with the same rules',
      value: `${Math.round(ratio)} times (${each(ours)} to ${each(cedar)} and ${each(jsonRules)} a second)`,
      reach: 'at least 500 times',
      met: ratio >= 500,
    },
    {
      name: 'The five policies made ready to answer: what they keep, and how long it takes',
      value: `${(bytes / 1e6).toFixed(1)} MB, ${Math.round(compileMs)} ms`,
      reach: 'reported',
      met: true,
    },
    {
      name: 'Questions once the act and who it is are known: mean over the acts (over all admissible situations; at most)',
      value: questions
        .map(
          ({ pack, mean, overSituations, most }) =>
            `${pack} ${mean.toFixed(2)} (${overSituations.toFixed(2)}; ${most})`,
        )
        .join(', '),
      reach: 'at most 5',
      met: questions.every(({ most }) => most <= 5),
    },
  )
}

async function comparing(): Promise<void> {
  const { pairs, peak } = await comparingFigures(rounds)
  const least = Math.min(...pairs.map(({ comparing, bruteForce }) => bruteForce / comparing))
  const spread = (numbers: readonly number[]) =>
    `${Math.round(Math.min(...numbers))} to ${Math.round(Math.max(...numbers))}`
  figures.push(
    {
      name: 'Comparing two policies exactly, on each of the ten pairs, against trying every situation',
      value: `at least ${least.toFixed(1)} times as fast (${spread(pairs.map(pair => pair.comparing))} ms to ${spread(pairs.map(pair => pair.bruteForce))} ms; ${spread(pairs.map(pair => pair.rows))} sentences)`,
      reach: 'faster on every pair',
      met: least > 1,
    },
    {
      name: 'The most memory of a process that compares all ten pairs',
      value: `${Math.round(peak / 1e6)} MB`,
      reach: 'under 200 MB',
      met: peak < 200e6,
    },
  )
}

await pages()
await verdicts()
await comparing()

const start = await startToFirstPage(rounds)
figures.push({
  name: 'Later start to the first page, against the same database and a bare server started alone',
  value: `${start.ratio.toFixed(1)} times (${Math.round(start.candidate)} ms to ${Math.round(start.floor)} ms)`,
  reach: 'reported',
  met: true,
})

const reading = await readingDocx(9)
figures.push({
  name: 'Reading a 20-page Word document as blocks, against its words alone by the library that opens it',
  value: `${reading.ratio.toFixed(1)} times (${Math.round(reading.candidate)} ms to ${Math.round(reading.floor)} ms; with the start of the reading process ${Math.round(reading.firstInProcess)} ms)`,
  reach: 'at most 3',
  met: reading.ratio <= 3,
})

const table = [
  '| what | measured | reach |',
  '|---|---|---|',
  ...figures.map(({ name, value, reach }) => `| ${name} | ${value} | ${reach} |`),
].join('\n')
console.log(table)
if (process.argv.includes('--write')) {
  const readme = new URL('../README.md', import.meta.url)
  const text = readFileSync(readme, 'utf8')
  writeFileSync(readme, text.replace(/(<!-- bench -->)[\s\S]*?(<!-- \/bench -->)/, `$1\n\n${table}\n\n$2`))
}
for (const { name, met } of figures) if (!met) console.error(`not reached: ${name}`)
process.exitCode = figures.every(({ met }) => met) ? 0 : 1
