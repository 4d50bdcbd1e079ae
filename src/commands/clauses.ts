import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { type ClauseCoverage, type ClauseState, clauseCoverage } from '../clause-coverage.ts'
import type { Pack } from '../policy-engine/policy.ts'
import { shippedCases, shippedPacks } from '../policy-engine/shipped-packs.ts'

const root = join(import.meta.dirname, '../..')

/** The test files of this installation; none where the product came without its tests. */
const testFiles = (): readonly string[] =>
  ['src', 'test'].flatMap(folder => {
    try {
      return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter(name => name.endsWith('.test.ts'))
        .map(name => join(root, folder, name))
    } catch {
      return []
    }
  })

/** The test files that name a clause, by its id. A rule's id counts as its clause's. */
const testsByClause = (files: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>()
  for (const file of files)
    for (const id of new Set(readFileSync(file, 'utf8').match(/\b[A-Z]{2}-[0-9a-z]+(\.([0-9a-z]+|\*))*/g)))
      found.set(id, [...(found.get(id) ?? []), relative(root, file)])
  return found
}

type Line = ClauseCoverage & {
  readonly cases: number
  /** Undefined where this installation came without tests. */
  readonly testedBy: readonly string[] | undefined
}

const linesOf = (pack: Pack, named: ReadonlyMap<string, readonly string[]> | undefined): readonly Line[] => {
  const cases = shippedCases(pack.id)
  return clauseCoverage(pack).map(line => ({
    ...line,
    cases: cases.filter(({ expect }) => expect.clauses.includes(line.clause.id)).length,
    testedBy: named && [...new Set([...(named.get(line.clause.id) ?? []), ...line.tests])],
  }))
}

const totalsOf = (lines: readonly Line[]): Readonly<Record<ClauseState | 'clauses', number>> => {
  const count = (state: ClauseState) => lines.filter(line => line.state === state).length
  return {
    clauses: lines.length,
    'carried-out': count('carried-out'),
    'in-part': count('in-part'),
    'not-yet': count('not-yet'),
  }
}

const stateWords: Readonly<Record<ClauseState, string>> = {
  'carried-out': 'carried out',
  'in-part': 'in part',
  'not-yet': 'not yet',
}

const readableLine = ({ clause, state, where, lacks, rules, settings, cases, testedBy }: Line): string =>
  [
    `${clause.id}  ${stateWords[state]}  (${clause.section}) ${clause.gist}`,
    ...(where.length > 0 ? [`  where: ${where.map(({ text, path }) => `${text} ${path}`).join(', ')}`] : []),
    ...(rules.length > 0 ? [`  rules: ${rules.join(', ')}`] : []),
    ...(settings.length > 0 ? [`  settings: ${settings.join(', ')}`] : []),
    ...(lacks === undefined ? [] : [`  not yet: ${lacks}`]),
    ...(cases > 0 ? [`  cases: ${cases}`] : []),
    ...(testedBy === undefined || testedBy.length === 0 ? [] : [`  tests: ${testedBy.join(', ')}`]),
  ].join('\n')

const readable = (packs: readonly (readonly [Pack, readonly Line[]])[]): string =>
  packs
    .map(([pack, lines]) => {
      const totals = totalsOf(lines)
      return [
        `${pack.id}  ${pack.school ?? pack.title}: ${totals.clauses} clauses, ${totals['carried-out']} carried out, ${totals['in-part']} in part, ${totals['not-yet']} not yet`,
        ...lines.map(readableLine),
      ].join('\n')
    })
    .join('\n\n')

const asData = (packs: readonly (readonly [Pack, readonly Line[]])[]): object => ({
  policies: Object.fromEntries(packs.map(([{ id }, lines]) => [id, totalsOf(lines)])),
  clauses: packs.flatMap(([pack, lines]) =>
    lines.map(({ clause: { id, section, who, kind, capability, gist }, state, where, lacks, ...line }) => ({
      policy: pack.id,
      id,
      section,
      who,
      kind,
      gist,
      capability,
      state,
      where: where.map(({ path }) => path),
      lacks,
      rules: line.rules,
      settings: line.settings,
      cases: line.cases,
      tests: line.testedBy,
    })),
  ),
})

/**
 * `gatepost clauses [--json]`: every clause of the shipped policies, where it is carried out and by which tests, or that it
 * is not yet. Opens no database.
 */
export const runClauses = (args: readonly string[]): number => {
  const files = testFiles()
  const named = files.length === 0 ? undefined : testsByClause(files)
  const packs = shippedPacks().map(pack => [pack, linesOf(pack, named)] as const)
  if (named === undefined) console.error('This installation came without its tests, so that none are named.')
  console.log(args.includes('--json') ? JSON.stringify(asData(packs), null, 2) : readable(packs))
  return 0
}
