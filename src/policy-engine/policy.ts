import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml'
import { z } from 'zod'
import { dutyIds } from './duties.ts'
import { ruleComplaints } from './rule-complaints.ts'
import { catalogue, type SettingKey, type StatedValue, settingKeys, statedDate } from './settings.ts'
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

/** Something a policy author has to put right. `line` counts from 1. */
export type PackProblem = { readonly line: number; readonly message: string; readonly hint: string }

export type ParsedPack =
  | { readonly kind: 'pack'; readonly pack: Pack }
  | { readonly kind: 'invalid'; readonly file: string; readonly problems: readonly PackProblem[] }

type Path = readonly PropertyKey[]
/** What is wrong, at its place in the pack. */
export type Complaint = { readonly path: Path; readonly message: string; readonly hint: string }

/** The offset of the deepest part of the document that the path reaches; keys count, so that a map starts at its name. */
const offsetOf = (document: Document, path: Path): number => {
  let node: unknown = document.contents
  let offset = 0
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === step)
      if (pair === undefined) break
      if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset
      node = pair.value
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step]
      if (isMap(node) || isScalar(node) || isSeq(node)) offset = node.range?.[0] ?? offset
    } else break
  }
  return offset
}

const quoted = (name: PropertyKey | undefined): string => `“${String(name)}”`

/** The name a person would use for a place in the pack: the last key that is no list position. */
const nameOf = (path: Path): string => quoted(path.findLast(step => typeof step === 'string') ?? 'pack')

/** What stands at a place; a value that stands alone stands for a list of one. */
const writtenAt = (document: Document, path: Path): unknown =>
  document.hasIn(path) ? document.getIn(path) : document.getIn(path.slice(0, -1))

const kindNames: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'a group of names with values',
  string: 'text',
}

const settingHint = (key: string): string => {
  const family = settingKeys.filter(known => known.startsWith(`${key.split('.')[0]}.`))
  return `Settings there are: ${(family.length > 0 ? family : settingKeys).join(', ')}.`
}

const complaintsOf = (document: Document, issue: z.core.$ZodIssue): readonly Complaint[] => {
  const { path } = issue
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(key => {
      const place = [...path, key]
      if (path.length === 1 && path[0] === 'settings')
        return { path: place, message: `There is no setting ${quoted(key)}.`, hint: settingHint(key) }
      if (path[0] === 'rules' && (path[2] === 'when' || path[2] === 'unless'))
        return {
          path: place,
          message: `A rule cannot ask about ${quoted(key)}.`,
          hint: `It can ask about ${facets.join(', ')}.`,
        }
      return {
        path: place,
        message: `${quoted(key)} does not belong here.`,
        hint: 'Check its spelling, or take it out.',
      }
    })
  if (!document.hasIn(path) && typeof path.at(-1) === 'string')
    return [
      { path, message: `${nameOf(path)} is missing.`, hint: `Add a line “${String(path.at(-1))}: …” here.` },
    ]
  if (issue.code === 'invalid_value')
    return [
      {
        path,
        message: `${nameOf(path)} cannot be ${quoted(String(writtenAt(document, path)))}.`,
        hint: `Use ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(String).join(', ')}.`,
      },
    ]
  if (issue.code === 'invalid_union' && path.at(-1) === 'ask')
    return [
      {
        path,
        message: 'Who decides is not understood.',
        hint: `Write {any: [headteacher]} or {all: [dsl, headteacher]}; there are ${deciders.join(', ')}.`,
      },
    ]
  if (issue.code === 'invalid_union')
    return [
      {
        path,
        message: 'This basis is not understood.',
        hint: 'Write {clause: AL-4.b}, or {law: {source: …, asOf: 2026-11-20, gist: …}}.',
      },
    ]
  if (issue.code === 'invalid_type')
    return [
      {
        path,
        message: `${nameOf(path)} has a wrong value.`,
        hint: `It has to be ${kindNames[issue.expected] ?? issue.expected}.`,
      },
    ]
  return [{ path, message: `${nameOf(path)} has a wrong value.`, hint: issue.message }]
}

/** What the schema cannot see: ids that repeat, and references that lead nowhere. */
const crossComplaints = (pack: Pack): readonly Complaint[] => {
  const complaints: Complaint[] = []
  const known = new Set<string>()
  pack.clauses.forEach(({ id }, index) => {
    const path = ['clauses', index, 'id']
    if (known.has(id))
      complaints.push({
        path,
        message: `There are two clauses ${id}.`,
        hint: 'Give each clause an id of its own.',
      })
    if (!id.startsWith(`${pack.id}-`))
      complaints.push({
        path,
        message: `The clause ${id} is not one of ${pack.id}.`,
        hint: `Start its id with ${pack.id}-.`,
      })
    known.add(id)
  })
  for (const key of settingKeys) {
    const stated = pack.settings[key]
    stated?.basis.forEach((one, index) => {
      if ('law' in one || known.has(one.clause)) return
      const near = [...known].filter(id => id.split('.')[0] === one.clause.split('.')[0])
      complaints.push({
        path: ['settings', key, 'basis', index, 'clause'],
        message: `“${key}” cites ${one.clause}, which is no clause of this pack.`,
        hint:
          near.length > 0 ? `Near it are: ${near.join(', ')}.` : 'Add the clause, or cite one that is there.',
      })
    })
  }
  const checks = pack.settings['posts.checks']
  checks?.value.forEach((check, index) => {
    if (
      check.clause === undefined ||
      checks.basis.some(one => 'clause' in one && one.clause === check.clause)
    )
      return
    complaints.push({
      path: ['settings', 'posts.checks', 'value', index, 'clause'],
      message: `The reminder “${check.id}” cites ${check.clause}, which is not in the basis of “posts.checks”.`,
      hint: `Add {clause: ${check.clause}} to the basis.`,
    })
  })
  return [...complaints, ...ruleComplaints(pack, known)]
}

// Reading takes time with the square of the names in a file; the longest pack is a fifth of this.
const longestText = 150_000
const mostProblems = 100

/** A short text can stand for a huge one where parts refer to others: a pack has no need of that. */
const referenceProblems = (document: Document, lines: LineCounter): readonly PackProblem[] => {
  const problems: PackProblem[] = []
  visit(document, {
    Alias(_, { source, range }) {
      problems.push({
        line: lines.linePos(range?.[0] ?? 0).line,
        message: `“*${source}” refers to another part of the file.`,
        hint: 'Write it out here.',
      })
    },
  })
  return problems
}

/**
 * Reads a pack as its author wrote it. Every problem is told at once, with its line and what to do,
 * up to a hundred.
 * `fileName` only names the file in the answer; nothing is read from it.
 */
export const parsePack = (yamlText: string, fileName: string): ParsedPack => {
  if (yamlText.length > longestText)
    return {
      kind: 'invalid',
      file: fileName,
      problems: [
        {
          line: 1,
          message: 'This is too long for a policy pack.',
          hint: `Keep it under ${longestText.toLocaleString('en-GB')} characters.`,
        },
      ],
    }
  const lines = new LineCounter()
  const document = parseDocument(yamlText, { lineCounter: lines })
  if (document.errors.length > 0)
    return {
      kind: 'invalid',
      file: fileName,
      problems: document.errors.slice(0, mostProblems).map(error => ({
        line: lines.linePos(error.pos[0]).line,
        message:
          error.code === 'DUPLICATE_KEY'
            ? 'The same name stands here twice.'
            : 'This is not well-formed YAML.',
        hint:
          error.code === 'DUPLICATE_KEY'
            ? 'Keep one of the two.'
            : 'Check indentation, colons and quotation marks on this line and the one before.',
      })),
    }
  const references = referenceProblems(document, lines)
  if (references.length > 0)
    return { kind: 'invalid', file: fileName, problems: references.slice(0, mostProblems) }
  const parsed = packSchema.safeParse(document.toJS())
  const complaints = parsed.success
    ? crossComplaints(parsed.data)
    : parsed.error.issues.flatMap(issue => complaintsOf(document, issue))
  if (parsed.success && complaints.length === 0) return { kind: 'pack', pack: parsed.data }
  return {
    kind: 'invalid',
    file: fileName,
    problems: complaints.slice(0, mostProblems).map(({ path, message, hint }) => ({
      line: lines.linePos(offsetOf(document, path)).line,
      message,
      hint,
    })),
  }
}
