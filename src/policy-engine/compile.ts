import { Inconsistent } from '../kernel/errors.ts'
import { applicable } from './applicability.ts'
import { type Axis, distinctionsOf, groupsOf, outcomesOn, rulesAbout, type Test, testOf } from './cells.ts'
import { conditionsOf, type Outcome, outcomeOf } from './evaluate.ts'
import type { Pack } from './policy.ts'
import {
  type Act,
  type Actor,
  type Facet,
  rank,
  type Situation,
  type Verdict,
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

/** How far each value of a facet stands from "not given" in the cells of an act. */
type Digit = { readonly facet: Facet; readonly offsets: ReadonlyMap<string, number> }

/** The answers of one act: a cell for each combination of what is known of the facets that matter. */
type Sheet = { readonly digits: readonly Digit[]; readonly at: (cell: number) => Answer }

/** A pack made ready to answer. Small: equal answers of an act are kept once. */
export type Compiled = { readonly pack: Pack; readonly sheets: Readonly<Record<Act, Sheet>> }

/** An axis as cells are counted along it. */
type CountedAxis = Axis & {
  readonly stride: number
  /** The positions that the table of the act has (none beyond it), and where it has any of them. */
  readonly applying: readonly number[]
  readonly open: Test
}

const always: Test = () => true
const never: Test = () => false

/** An axis for each facet that matters: those of the table of the act first, then what rules mention beyond it. */
const axesOf = (act: Act, pack: Pack): readonly CountedAxis[] => {
  const distinctions = distinctionsOf(act, [pack])
  const rows = new Map(applicable(act).map(row => [row.facet, row]))
  const axes = [...new Set([...rows.keys(), ...distinctions.keys()])].flatMap(facet => {
    const sets = distinctions.get(facet)
    const row = rows.get(facet)
    const values = row?.values ?? []
    return sets === undefined
      ? []
      : [{ facet, row, values, groups: groupsOf(vocabulary[facet], [...sets, values]) }]
  })
  let next = 1
  return axes.map(({ facet, row, values, groups }) => {
    const stride = next
    next *= groups.length + 1
    return {
      facet,
      groups,
      stride,
      applying: groups.flatMap(([value], index) =>
        value !== undefined && values.includes(value) ? [index + 1] : [],
      ),
      open: row?.under === undefined ? always : (testOf(row.under, act, axes) ?? never),
    }
  })
}

/** What makes two outcomes different to somebody who acts on them. */
const weightOf = ({ verdict, ask, duties, arguable }: Outcome): string =>
  [verdict, ask.any.toSorted(), ask.all.toSorted(), duties.toSorted(), arguable.length > 0].join('|')

const stricter = (one: Verdict, other: Verdict): Verdict => (rank(one) < rank(other) ? one : other)

const outsideOf = (act: Act, pack: Pack, actor: string | undefined): string | undefined => {
  const among = (actors: readonly Actor[] | undefined) => actors?.some(one => one === actor) ?? false
  return actor === undefined ||
    among(pack.scope.covers) ||
    rulesAbout(act, pack).some(rule => !rule.principle && among(conditionsOf(rule, pack).actor))
    ? undefined
    : (pack.scope.clause ?? 'scope')
}

/** An answer as it is kept while the cells that know less are solved; `missing` has a bit for each axis. */
type Solved = { readonly answer: Answer; readonly weight: string; readonly missing: number }

/**
 * Solves a cell from the cells that know one fact more. A facet can change the answer where giving it changes the outcome,
 * or opens a facet that can; or where it can do so once more is known. Equal answers are one object.
 */
const solverOf = (act: Act, pack: Pack, axes: readonly CountedAxis[]) => {
  const outcomeAt = outcomesOn(act, pack, axes)
  const actorAxis = axes.findIndex(({ facet }) => facet === 'actor')
  const outside = [[undefined], ...(axes[actorAxis]?.groups ?? [])].map(([actor]) =>
    outsideOf(act, pack, actor),
  )
  const weights = new Map<Outcome, { readonly weight: string; readonly number: number }>()
  const weighed = (outcome: Outcome) => {
    const found = weights.get(outcome) ?? { weight: weightOf(outcome), number: weights.size }
    weights.set(outcome, found)
    return found
  }
  const kept = new Map<string, Solved>()

  return (cell: number, further: (cell: number) => Solved): Solved => {
    const positions = axes.map(({ stride, groups }) => Math.floor(cell / stride) % (groups.length + 1))
    const { outcome } = outcomeAt(positions, 0)
    const { weight, number } = weighed(outcome)
    const open = axes.reduce(
      (bits, axis, index) => (positions[index] === 0 && axis.open(positions, 0) ? bits | (1 << index) : bits),
      0,
    )
    let { verdict: strictest } = outcome
    let missing = 0
    axes.forEach(({ applying, stride }, index) => {
      if ((open & (1 << index)) === 0) return
      for (const position of applying) {
        const beyond = further(cell + position * stride)
        strictest = stricter(beyond.answer.strictest, strictest)
        missing |= beyond.missing & open
        if (beyond.weight !== weight || (beyond.missing & ~open) !== 0) missing |= 1 << index
      }
    })
    const outsider = outside[positions[actorAxis] ?? 0]
    const name = `${number}/${missing}/${strictest}/${outsider ?? ''}`
    const same = kept.get(name)
    if (same !== undefined) return same
    const fresh: Solved = {
      answer: {
        ...outcome,
        final: missing === 0,
        missing: axes.flatMap(({ facet }, index) => (missing & (1 << index) ? [facet] : [])),
        strictest,
        ...(outsider === undefined ? {} : { outside: outsider }),
      },
      weight,
      missing,
    }
    kept.set(name, fresh)
    return fresh
  }
}

const sheetOf = (act: Act, pack: Pack, tableLimit: number): Sheet => {
  const axes = axesOf(act, pack)
  const solve = solverOf(act, pack, axes)
  const digits = axes.map(({ facet, groups, stride }) => ({
    facet,
    offsets: new Map(
      groups.flatMap((values, index) => values.map(value => [value, (index + 1) * stride] as const)),
    ),
  }))
  const cells = axes.reduce((product, { groups }) => product * (groups.length + 1), 1)
  if (cells > tableLimit) {
    const solved = new Map<number, Solved>()
    const remembered = (cell: number): Solved => {
      const found = solved.get(cell) ?? solve(cell, remembered)
      solved.set(cell, found)
      return found
    }
    return { digits, at: cell => remembered(cell).answer }
  }
  const table = new Array<Solved | undefined>(cells).fill(undefined)
  const known = (cell: number): Solved => {
    const found = table[cell]
    if (found === undefined) throw new Inconsistent(`an answer about “${act}” lies outside its table`)
    return found
  }
  for (let cell = cells - 1; cell >= 0; cell--) table[cell] = solve(cell, known)
  return { digits, at: cell => known(cell).answer }
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

const ready = new WeakMap<Pack, Compiled>()

/** The pack made ready to answer, once for as long as somebody holds the pack. */
export const compiledOf = (pack: Pack): Compiled => {
  const compiled = ready.get(pack) ?? compile(pack)
  ready.set(pack, compiled)
  return compiled
}

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
