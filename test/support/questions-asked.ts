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

/**
 * How many questions somebody the policy speaks to is asked, who they are and the act being known, over every admissible
 * situation. Every act counts alike, however finely the table cuts it up.
 */
export const questionsAsked = (compiled: Compiled): { readonly mean: number; readonly most: number } => {
  const asked = vocabulary.act.flatMap(act => {
    const all = [...situationsOf(act)]
    const ofAct = compiled.pack.scope.covers.flatMap(actor => {
      const among = all.filter(situation => situation.actor === actor)
      return among.length === 0
        ? []
        : [{ ...asking(compiled, withImplied({ act, actor }), among), situations: among.length }]
    })
    const sum = (of: (one: (typeof ofAct)[number]) => number) =>
      ofAct.reduce((total, one) => total + of(one), 0)
    return [
      {
        mean: sum(one => one.total) / sum(one => one.situations),
        most: Math.max(...ofAct.map(({ most }) => most)),
      },
    ]
  })
  return {
    mean: asked.reduce((total, { mean }) => total + mean, 0) / asked.length,
    most: Math.max(...asked.map(({ most }) => most)),
  }
}
