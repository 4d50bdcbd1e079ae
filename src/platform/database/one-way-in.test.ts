import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const source = join(import.meta.dirname, '../..')
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter(path => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .map(path => ({ path, text: readFileSync(join(source, path), 'utf8') }))

/** The lines that match, outside these folders and files. */
const lines = (pattern: RegExp, allowed: readonly string[]): readonly string[] =>
  files
    .filter(({ path }) => !allowed.some(start => path.startsWith(start)))
    .flatMap(({ path, text }) =>
      text
        .split('\n')
        .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
    )

test('a school’s data is reached through inSchool alone: nothing else begins a transaction', () => {
  assert.deepEqual(lines(/\.(start)?[tT]ransaction\(/, ['platform/database/', 'features/sign-in/']), [])
  assert.ok(lines(/\.transaction\(/, []).length > 0, 'the pattern finds what it forbids')
})

test('the app’s clock is the only one: no time of the database, none of JavaScript', () => {
  const clocks =
    /new Date\(|Date\.now\(|Temporal\.Now\b|\b(current_timestamp|clock_timestamp|localtimestamp)\b/i
  // An adapter reads how many seconds a network asks it to wait, from its answer on; a PDF's date is JavaScript's, made
  // from an instant it is given.
  assert.deepEqual(lines(clocks, ['kernel/clock.ts', 'networks/', 'platform/pdf/']), [])
  assert.deepEqual(lines(/(?<![.\w])now\(\)(?!:)/, []), [])
  assert.ok(lines(clocks, []).length > 0, 'the pattern finds what it forbids')
})
