import { z } from 'zod'
import { catalogue, type SettingKey, type StatedValue, settingKeys, statedDate } from './catalogue.ts'
import { dutyIds } from './duties.ts'
import { type Conditions, deciders, facets, vocabulary } from './vocabulary.ts'

/** What a setting rests on: a clause of the same pack, or dated law or guidance. */
const reference = z.union([
  z.strictObject({ clause: z.string() }),
  z.strictObject({
    law: z.strictObject({
      source: z.string().min(1),
      asOf: z.iso.date('Write the date as 2026-11-20.'),
      gist: z.string().min(1),
    }),
  }),
])
type Reference = z.output<typeof reference>

/** One value or several; a pack in memory always holds a list. */
export const oneOrMore = <Item extends z.ZodType>(item: Item, none = 'Give at least one value.') =>
  z.preprocess(
    written => (written === undefined || Array.isArray(written) ? written : [written]),
    z.array(item).min(1, none),
  )

const references = oneOrMore(reference, 'Every setting rests on something: {clause: …} or {law: …}.')

type StatedSettings = {
  readonly [Key in SettingKey]?:
    | { readonly value: StatedValue<Key>; readonly basis: readonly Reference[] }
    | undefined
}

// Built from the catalogue, so that a key cannot exist in one place only; the cast restores what the loop loses.
const settings = z.strictObject(
  Object.fromEntries(
    settingKeys.map(key => [
      key,
      z.strictObject({ value: catalogue[key].schema, basis: references }).optional(),
    ]),
  ),
) as z.ZodType as z.ZodType<StatedSettings>

const clause = z.strictObject({
  /** The pack's id, a hyphen and the place in the document: AL-4.b. */
  id: z.string().regex(/^[A-Z]{2}-[0-9a-z.*]+$/, 'Write it like AL-4.b.'),
  /** Where it stands in the document: its own number or heading. */
  section: z.string().min(1),
  /** Whom it binds or empowers; all = staff, pupils and parents. */
  who: z.enum(['staff', 'pupil', 'parent', 'governor', 'volunteer', 'all', 'school', 'slt', 'moderator']),
  /** rule = decides what somebody may do; process = something the school does; notice = something people must know. */
  kind: z.enum(['rule', 'process', 'notice']),
  /** The document's own strength. */
  strength: z.enum(['must', 'must-not', 'should', 'should-not', 'may', 'needs-approval']),
  /** What it says, in our words. */
  gist: z.string().min(1),
  /** The part of the product that carries it out. */
  capability: z.string().regex(/^[a-z]+\.[a-z]+(-[a-z]+)*$/, 'Write it like inbox.clock.'),
})
export type Clause = z.output<typeof clause>

// Built from the vocabulary, so that a facet cannot exist in one place only; the cast restores what the loop loses.
export const conditions = z.strictObject(
  Object.fromEntries(facets.map(facet => [facet, oneOrMore(z.enum(vocabulary[facet])).optional()])),
) as z.ZodType as z.ZodType<Conditions>

const rule = z.strictObject({
  /** The clause's id, or that and a word of its own: AL-10.b, AL-1.e/family. */
  id: z.string().regex(/^[A-Z]{2}-[0-9a-z.*]+(\/[a-z0-9]+(-[a-z0-9]+)*)?$/, 'Write it like AL-1.e/family.'),
  clause: z.string(),
  says: z.enum(['must-not', 'ask', 'should-not', 'do', 'may']),
  /** Where `actor` is left out, the rule is for whom the pack counts as staff. */
  when: conditions,
  /** The rule does not fire where one of these holds in full. */
  unless: z.array(conditions).default([]),
  /** Who decides: one of them, or all of them together. */
  ask: z
    .union([
      z.strictObject({ any: oneOrMore(z.enum(deciders)) }),
      z.strictObject({ all: oneOrMore(z.enum(deciders)) }),
    ])
    .optional(),
  duties: z.array(z.enum(dutyIds)).default([]),
  /** Rules that this one sets aside where both fire: an exception, or the document's own procedure. */
  over: z.array(z.string()).default([]),
  /** Where the document can be read in another way: why, and the clause that speaks for it. */
  arguable: z.strictObject({ because: z.string().min(1), clause: z.string().optional() }).optional(),
  /** A clause of general conduct: cited beside a verdict, never deciding alone. */
  principle: z.boolean().default(false),
})
export type Rule = z.output<typeof rule>

const scope = z.strictObject({
  /** Whom the document's word “staff” means; a rule without `actor` is for them. */
  staff: oneOrMore(z.enum(vocabulary.actor)),
  /** Everybody the document speaks to. */
  covers: oneOrMore(z.enum(vocabulary.actor)),
  /** The clause that says so, where one does. */
  clause: z.string().optional(),
})
export type Scope = z.output<typeof scope>

/** A policy pack as its file holds it: whom it is for and its rules have defaults, so that a pack without them still parses. */
export const packSchema = z.strictObject({
  id: z.string().regex(/^[A-Z]{2}$/, 'Use two capital letters.'),
  /** Null where the document names no school. */
  school: z.string().min(1).nullable(),
  title: z.string().min(1),
  /** The version of this format. */
  language: z.literal(1),
  dates: z.strictObject({ adopted: statedDate, lastReviewed: statedDate.optional() }),
  settings,
  clauses: z.array(clause).min(1),
  /** Whom it is for. A pack that does not say is for the staff. */
  scope: scope.default({ staff: ['staff', 'slt', 'headteacher'], covers: ['staff', 'slt', 'headteacher'] }),
  rules: z.array(rule).default([]),
})

/** A school's policy as data: its clauses, the settings it states, the rules that decide. */
export type Pack = z.output<typeof packSchema>
