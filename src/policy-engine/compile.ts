import { Inconsistent } from '../kernel/errors.ts'
import { applicable } from './applicability.ts'
import { conditionsOf, type Outcome, outcomeOf, outcomeOfRules } from './evaluate.ts'
import type { Pack, Rule } from './policy.ts'
import {
  type Act,
  type Conditions,
  type Facet,
  holds,
  type Situation,
  type Verdict,
  verdicts,
  vocabulary,
} from './vocabulary.ts'

/** An outcome, and what could still change it. */
export type Answer = Outcome & {
  /** No further fact that applies can change the verdict, who decides, the duties, or whether it is arguable. */
  readonly final: boolean
  /** The facets that apply on what is known and can still change it, in the order of the table of the act. */
  readonly missing: readonly Facet[]
  /** The strictest verdict that is still reachable, this one included. */
  readonly strictest: Verdict
  /** The actor is none of those the policy speaks to: the clause that says so, or `scope` where none does. */
  readonly outside?: string
}

/** A facet that the rules for an act mention, its values grouped where nothing tells them apart. */
type Digit = {
  readonly facet: Facet
  /** The first value of each group, and whether the table of the act has its values. Position 0 is "not given". */
  readonly groups: readonly { readonly value: string; readonly applies: boolean }[]
  readonly under: Conditions | undefined
  /** How far a value stands from "not given" in the table of cells. */
  readonly offsets: ReadonlyMap<string, number>
  readonly stride: number
}

/** The answers of one act: a cell for each combination of digits. */
type Sheet = {
  readonly digits: readonly Digit[]
  readonly at: (cell: number) => Answer
}

/** A pack made ready to answer. Small: equal answers of an act are kept once. */
export type Compiled = { readonly pack: Pack; readonly sheets: Readonly<Record<Act, Sheet>> }

/** The sets of values that rules and the table of the act tell apart, by facet. */
const distinctionsOf = (act: Act, rules: readonly Rule[], pack: Pack): ReadonlyMap<Facet, string[][]> => {
  const sets = new Map<Facet, string[][]>([['actor', [[...pack.scope.covers]]]])
  const note = (conditions: Conditions) => {
    for (const [facet, values] of Object.entries(conditions) as [Facet, readonly string[]][])
      if (facet !== 'act') sets.set(facet, [...(sets.get(facet) ?? []), [...values]])
  }
  for (const rule of rules)
    for (const conditions of [conditionsOf(rule, pack), ...rule.unless]) note(conditions)
  // A facet that opens another one matters as much; the table names it earlier, so that going backwards finds it.
  for (const { facet, under } of applicable(act).toReversed()) if (under && sets.has(facet)) note(under)
  for (const { facet, values } of applicable(act)) sets.get(facet)?.push([...values])
  return sets
}

const digitsOf = (act: Act, rules: readonly Rule[], pack: Pack): readonly Digit[] => {
  const distinctions = distinctionsOf(act, rules, pack)
  const rows = applicable(act)
  const order = [
    ...rows.map(({ facet }) => facet),
    ...[...distinctions.keys()].filter(facet => !rows.some(row => row.facet === facet)),
  ]
  let stride = 1
  return order.flatMap(facet => {
    const sets = distinctions.get(facet)
    if (sets === undefined) return []
    const row = rows.find(one => one.facet === facet)
    const groups: { value: string; applies: boolean }[] = []
    const numbers = new Map<string, number>()
    const offsets = new Map<string, number>()
    for (const value of vocabulary[facet]) {
      const signature = sets.map(set => (set.includes(value) ? '1' : '0')).join('')
      const number = numbers.get(signature) ?? groups.length + 1
      if (number > groups.length) groups.push({ value, applies: row?.values.includes(value) ?? false })
      numbers.set(signature, number)
      offsets.set(value, number * stride)
    }
    const digit = { facet, groups, under: row?.under, offsets, stride }
    stride *= groups.length + 1
    return [digit]
  })
}

/** What makes two outcomes different to somebody who acts on them. */
const weightOf = ({ verdict, ask, duties, arguable }: Outcome): string =>
  [verdict, ask.any.toSorted(), ask.all.toSorted(), duties.toSorted(), arguable.length > 0].join('|')

const stricter = (one: Verdict, other: Verdict): Verdict =>
  verdicts.indexOf(one) < verdicts.indexOf(other) ? one : other

type Weighed = { readonly outcome: Outcome; readonly weight: string; readonly number: number }

/** The outcome of each situation of an act; equal sets of firing rules share one. */
const outcomesOf = (act: Act, rules: readonly Rule[], pack: Pack) => {
  const prepared = rules.map(rule => ({ rule, when: conditionsOf(rule, pack) }))
  const known = new Map<string, Weighed>()
  return (situation: Situation): Weighed => {
    const given = { ...situation, act }
    const firing = prepared
      .filter(({ rule, when }) => holds(when, given) && !rule.unless.some(except => holds(except, given)))
      .map(({ rule }) => rule)
    const name = firing.map(({ id }) => id).join(' ')
    const found = known.get(name)
    if (found) return found
    const outcome = outcomeOfRules(firing)
    const fresh = { outcome, weight: weightOf(outcome), number: known.size }
    known.set(name, fresh)
    return fresh
  }
}

const outsideOf = (rules: readonly Rule[], pack: Pack, actor: Situation['actor']): string | undefined =>
  actor === undefined ||
  pack.scope.covers.includes(actor) ||
  rules.some(rule => !rule.principle && conditionsOf(rule, pack).actor?.includes(actor))
    ? undefined
    : (pack.scope.clause ?? 'scope')

/**
 * The cells of an act, each solved from the cells that know one fact more. A facet can change the answer where giving it
 * changes the outcome, or opens a facet that can; or where it can do so once more is known.
 */
const sheetOf = (act: Act, pack: Pack, tableLimit: number): Sheet => {
  const rules = pack.rules.filter(({ when }) => when.act === undefined || when.act.includes(act))
  const digits = digitsOf(act, rules, pack)
  const outcomeAt = outcomesOf(act, rules, pack)
  const cells = digits.reduce((product, { groups }) => product * (groups.length + 1), 1)
  const kept = new Map<string, number>()
  const answers: { answer: Answer; weight: string; missing: number }[] = []

  const answerAt = (number: number | undefined): Answer => {
    const found = answers[number ?? -1]
    if (found === undefined) throw new Inconsistent(`an answer about “${act}” lies outside its table`)
    return found.answer
  }
  const solve = (cell: number, solved: (further: number) => number): number => {
    const positions = digits.map(({ stride, groups }) => Math.floor(cell / stride) % (groups.length + 1))
    const situation: Situation = Object.fromEntries(
      digits.flatMap(({ facet, groups }, index) => {
        const group = groups[(positions[index] ?? 0) - 1]
        return group ? [[facet, group.value]] : []
      }),
    )
    const { outcome, weight, number } = outcomeAt(situation)
    const open = digits.map(
      ({ under }, index) => positions[index] === 0 && (under === undefined || holds(under, situation)),
    )
    const openBits = open.reduce((bits, is, index) => (is ? bits | (1 << index) : bits), 0)
    let { verdict: strictest } = outcome
    let missing = 0
    digits.forEach(({ groups, stride }, index) => {
      if (!open[index]) return
      groups.forEach(({ applies }, position) => {
        if (!applies) return
        const further = answers[solved(cell + (position + 1) * stride)]
        if (further === undefined) return
        strictest = stricter(further.answer.strictest, strictest)
        missing |= further.missing & openBits
        if (further.weight !== weight || (further.missing & ~openBits) !== 0) missing |= 1 << index
      })
    })
    const outside = outsideOf(rules, pack, situation.actor)
    const name = [number, missing, strictest, outside].join('/')
    const same = kept.get(name)
    if (same !== undefined) return same
    answers.push({
      answer: {
        ...outcome,
        final: missing === 0,
        missing: digits.flatMap(({ facet }, index) => (missing & (1 << index) ? [facet] : [])),
        strictest,
        ...(outside === undefined ? {} : { outside }),
      },
      weight,
      missing,
    })
    kept.set(name, answers.length - 1)
    return answers.length - 1
  }

  if (cells <= tableLimit) {
    const table = new Uint32Array(cells)
    for (let cell = cells - 1; cell >= 0; cell--) table[cell] = solve(cell, further => table[further] ?? 0)
    return { digits, at: cell => answerAt(table[cell]) }
  }
  const solved = new Map<number, number>()
  const remembered = (cell: number): number => {
    const found = solved.get(cell) ?? solve(cell, remembered)
    solved.set(cell, found)
    return found
  }
  return { digits, at: cell => answerAt(remembered(cell)) }
}

/**
 * Makes a pack ready to answer; the caller keeps what it gets. An act of more than `tableLimit` cells is answered as asked,
 * each cell remembered, instead of beforehand.
 */
export const compile = (pack: Pack, { tableLimit } = { tableLimit: 200_000 }): Compiled => ({
  pack,
  sheets: Object.fromEntries(vocabulary.act.map(act => [act, sheetOf(act, pack, tableLimit)])) as Record<
    Act,
    Sheet
  >,
})

const answerInSheet = ({ digits, at }: Sheet, situation: Situation): Answer => {
  let cell = 0
  for (const { facet, offsets } of digits) {
    const given = situation[facet]
    if (given !== undefined) cell += offsets.get(given) ?? 0
  }
  return at(cell)
}

/**
 * What a pack says about a situation, and whether that is its last word. Without an act nothing is final: what else
 * matters depends on it.
 */
export const answer = ({ pack, sheets }: Compiled, situation: Situation): Answer => {
  if (situation.act !== undefined) return answerInSheet(sheets[situation.act], situation)
  const strictest = Object.values(sheets)
    .map(sheet => answerInSheet(sheet, situation).strictest)
    .reduce(stricter)
  return { ...outcomeOf(pack, situation), final: false, missing: ['act'], strictest }
}
