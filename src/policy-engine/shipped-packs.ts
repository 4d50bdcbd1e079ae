import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Inconsistent } from '../kernel/errors.ts'
import { type PolicyCase, readCases } from './cases.ts'
import { parsePack } from './parse-pack.ts'
import { type Pack, packSchema } from './policy.ts'

const folder = join(import.meta.dirname, '../../policies')

const readPack = (school: string): Pack => {
  const parsed = parsePack(
    readFileSync(join(folder, school, 'policy.yaml'), 'utf8'),
    `policies/${school}/policy.yaml`,
  )
  if (parsed.kind === 'pack') return parsed.pack
  const problems = parsed.problems.map(
    ({ line, message, hint }) => `${parsed.file}:${line} ${message} ${hint}`,
  )
  throw new Inconsistent(`a shipped policy pack is not right:\n${problems.join('\n')}`)
}

let packs: ReadonlyMap<string, Pack> | undefined

/** The packs by their folder. Read from disk once, when first asked for. */
const packsByFolder = (): ReadonlyMap<string, Pack> => {
  packs ??= new Map(
    readdirSync(folder, { withFileTypes: true })
      .filter(entry => entry.isDirectory())
      .map(({ name }) => name)
      .sort()
      .map(school => [school, readPack(school)] as const),
  )
  return packs
}

/** The packs that come with Gatepost, by school folder. */
export const shippedPacks = (): readonly Pack[] => [...packsByFolder().values()]

/** The shipped pack with this id (AL, say), or undefined. */
export const shippedPack = (id: string): Pack | undefined => shippedPacks().find(pack => pack.id === id)

/** The cases that come with a shipped pack, to hold it against; none where there is no such pack. */
export const shippedCases = (id: string): readonly PolicyCase[] =>
  [...packsByFolder()]
    .filter(([, pack]) => pack.id === id)
    .flatMap(([school]) =>
      readCases(readFileSync(join(folder, school, 'cases.yaml'), 'utf8'), `policies/${school}/cases.yaml`),
    )

const inKeyOrder = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value

/** A pack as a school adopts it: one canonical text (JSON, keys in order), and that text's SHA-256 in hexadecimal. */
export const packSnapshot = (pack: Pack): { readonly text: string; readonly sha256: string } => {
  const text = `${JSON.stringify(pack, inKeyOrder, 2)}\n`
  return { text, sha256: createHash('sha256').update(text).digest('hex') }
}

/** The pack of a stored snapshot. Throws Inconsistent when the text is none: it was written by `packSnapshot`. */
export const parseSnapshot = (text: string): Pack => {
  try {
    return packSchema.parse(JSON.parse(text))
  } catch (cause) {
    throw new Inconsistent('a stored policy snapshot cannot be read', cause)
  }
}
