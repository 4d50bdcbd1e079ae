import { applicable, applicableTo } from './applicability.ts'
import { answer, type Compiled } from './compile.ts'
import { type Act, type Facet, type Situation, vocabulary } from './vocabulary.ts'

/** A facet to ask for next, and the values that can be answered. */
export type Question = { readonly facet: Facet; readonly values: readonly string[] }

/** The situation with what its act leaves no choice about: whoever answers the press deals with a journalist. */
export const withImplied = (situation: Situation): Situation =>
  situation.act === undefined
    ? situation
    : {
        ...Object.fromEntries(
          applicable(situation.act).flatMap(({ facet, values, under }) =>
            values.length === 1 && under === undefined ? [[facet, values[0]]] : [],
          ),
        ),
        ...situation,
      }

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / numbers.length

const bestOf = (compiled: Compiled, act: Act, situation: Situation, asked: readonly Facet[]) => {
  const questions = applicableTo(act, situation).filter(({ facet }) => asked.includes(facet))
  const left = ({ facet, values }: Question): number =>
    mean(values.map(value => answer(compiled, { ...situation, [facet]: value }).missing.length))
  return questions
    .map(question => ({ question, left: left(question) }))
    .reduce<{ question: Question; left: number } | undefined>(
      (best, one) => (best === undefined || one.left < best.left ? one : best),
      undefined,
    )?.question
}

/**
 * The question after which least is left to ask, all answers being as likely: nothing where the answer is final or what
 * is left is not known. `notKnown` are facets that have been asked for and could not be answered.
 */
export const nextQuestion = (
  compiled: Compiled,
  situation: Situation,
  notKnown: readonly Facet[] = [],
): Question | undefined => {
  const given = withImplied(situation)
  const asked = answer(compiled, given).missing.filter(facet => !notKnown.includes(facet))
  if (given.act === undefined) return { facet: 'act', values: vocabulary.act }
  const best = bestOf(compiled, given.act, given, asked)
  return best && { facet: best.facet, values: best.values }
}
