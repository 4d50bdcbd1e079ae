import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml'
import type { z } from 'zod'
import { settingKeys } from './catalogue.ts'
import { type Pack, packSchema } from './policy.ts'
import { type Complaint, ruleComplaints } from './rule-complaints.ts'
import { deciders, facets } from './vocabulary.ts'

/** Something a policy author has to put right. `line` counts from 1. */
export type PackProblem = { readonly line: number; readonly message: string; readonly hint: string }

export type ParsedPack =
  | { readonly kind: 'pack'; readonly pack: Pack }
  | { readonly kind: 'invalid'; readonly file: string; readonly problems: readonly PackProblem[] }

type Path = Complaint['path']

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
