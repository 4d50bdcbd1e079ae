import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { Inconsistent } from '../kernel/errors.ts'
import { conditions, oneOrMore } from './policy.ts'
import { holds, type Situation, verdicts } from './vocabulary.ts'

const entry = z.strictObject({
  /** What the entry is called inside Gatepost: indecent-images. */
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use small letters and hyphens.'),
  /** The act or the publication. */
  source: z.string().min(1),
  /** The day on which this was so, and the day by which somebody looks again. */
  asOf: z.iso.date('Write the date as 2026-11-20.'),
  reviewBy: z.iso.date('Write the date as 2026-11-20.'),
  /** What it says, in our own words. */
  gist: z.string().min(1),
  binding: z.enum(['law', 'guidance']),
  /** How sure we are of it: read in the source; known, but its wording is to be checked; not confirmed to be in force. */
  verified: z.enum(['read', 'check-wording', 'unverified']),
  /** It is shown beside a situation in which one of these is known to hold. */
  when: oneOrMore(conditions),
  /** Verdicts of a policy that need a decision in the light of it, and the decision to take. */
  collides: z
    .array(
      z.strictObject({
        when: conditions,
        says: oneOrMore(z.enum(verdicts)),
        decide: z.string().min(1),
      }),
    )
    .default([]),
})

/** A piece of law or national guidance, dated, in our own words. It stands beside a policy and never changes its verdict. */
export type Guidance = z.output<typeof entry>

/** Reads the entries of a guidance file. Throws Inconsistent where one is not right or an id stands twice. */
export const readGuidance = (yamlText: string): readonly Guidance[] => {
  const read = z.array(entry).safeParse(parse(yamlText))
  if (!read.success)
    throw new Inconsistent(`the law and guidance is not right:\n${z.prettifyError(read.error)}`)
  const twice = read.data.find(({ id }, index) => read.data.findIndex(other => other.id === id) !== index)
  if (twice) throw new Inconsistent(`the law and guidance has two entries “${twice.id}”`)
  return read.data
}

let entries: readonly Guidance[] | undefined

/** The law and guidance that comes with Gatepost. Read from disk once, when first asked for. */
export const lawAndGuidance = (): readonly Guidance[] => {
  entries ??= readGuidance(
    readFileSync(join(import.meta.dirname, '../../policies/law-and-guidance.yaml'), 'utf8'),
  )
  return entries
}

/** What to show beside any policy's answer about a situation: law first. */
export const besideOf = (
  situation: Situation,
  among: readonly Guidance[] = lawAndGuidance(),
): readonly Guidance[] => {
  const fitting = among.filter(({ when }) => when.some(one => holds(one, situation)))
  return [
    ...fitting.filter(({ binding }) => binding === 'law'),
    ...fitting.filter(({ binding }) => binding === 'guidance'),
  ]
}
