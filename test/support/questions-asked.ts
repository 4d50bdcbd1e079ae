import { situationsOf } from '../../src/policy-engine/applicability.ts'
import type { Compiled } from '../../src/policy-engine/compile.ts'
import { nextQuestion, withImplied } from '../../src/policy-engine/questions.ts'
import { type Situation, vocabulary } from '../../src/policy-engine/vocabulary.ts'

type Asked = { readonly total: number; readonly most: number }

const asking = (compiled: Compiled, given: Situation, among: readonly Situation[]): Asked => {
  const question = nextQuestion(compiled, given)
  if (question === undefined) return { total: 0, most: 0 }
  const further = question.values.flatMap(value => {
    const left = among.filter(situation => situation[question.facet] === value)
    return left.length === 0 ? [] : [asking(compiled, { ...given, [question.facet]: value }, left)]
  })
  return {
    total: among.length + further.reduce((sum, { total }) => sum + total, 0),
    most: 1 + Math.max(...further.map(({ most }) => most)),
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

/**
 * How many questions somebody the policy speaks to is asked, who they are and the act being known, over every admissible
 * situation: the mean with every act counting alike, however finely the table cuts it up; the mean with every situation
 * counting alike; and the most.
 */
export const questionsAsked = (
  compiled: Compiled,
): { readonly mean: number; readonly overSituations: number; readonly most: number } => {
  const acts = vocabulary.act.map(act => {
    const all = [...situationsOf(act)]
    const asked = compiled.pack.scope.covers.flatMap(actor => {
      const among = all.filter(situation => situation.actor === actor)
      return among.length === 0
        ? []
        : [{ ...asking(compiled, withImplied({ act, actor }), among), situations: among.length }]
    })
    return {
      total: sum(asked.map(({ total }) => total)),
      situations: sum(asked.map(({ situations }) => situations)),
      most: Math.max(...asked.map(({ most }) => most)),
    }
  })
  return {
    mean: sum(acts.map(({ total, situations }) => total / situations)) / acts.length,
    overSituations: sum(acts.map(({ total }) => total)) / sum(acts.map(({ situations }) => situations)),
    most: Math.max(...acts.map(({ most }) => most)),
  }
}
