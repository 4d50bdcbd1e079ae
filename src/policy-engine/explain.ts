import type { Answer } from './compile.ts'
import type { Deciders } from './evaluate.ts'
import { rank, type Situation, type Verdict } from './vocabulary.ts'
import { deciderWords, valueWords } from './words.ts'

/** An answer in plain English. */
export type Explanation = {
  /** A sentence for the top of a page. */
  readonly headline: string
  /** What has to be said with it, a sentence each. Duties and clauses are shown as such, beside it. */
  readonly sentences: readonly string[]
}

// Those who decide are said with “or” within a name (“the DSL or a deputy”), so that a comma sets the names apart.
const list = (words: readonly string[], joint: 'and' | 'or'): string =>
  words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')}${words.length > 2 || joint === 'or' ? ',' : ''} ${joint} ${words.at(-1)}`

/** Who decides: “the DSL or a deputy, or the headteacher”. */
export const decidersWords = ({ any, all }: Deciders): string =>
  [
    ...(all.length > 0
      ? [
          list(
            all.map(one => deciderWords[one]),
            'and',
          ),
        ]
      : []),
    ...(any.length > 0
      ? [
          list(
            any.map(one => deciderWords[one]),
            'or',
          ),
        ]
      : []),
  ].join(', and ')

const stands: Readonly<Record<Exclude<Verdict, 'ask'>, string>> = {
  'must-not': 'No. Your policy forbids it.',
  'should-not': 'Better not. Your policy advises against it.',
  do: 'Your policy says what to do.',
  may: 'Yes. Your policy allows it.',
  silent: 'Your policy does not say.',
}

const soFar: Readonly<Record<Verdict, string>> = {
  'must-not': 'On what is known so far, your policy forbids it.',
  ask: 'On what is known so far, somebody has to decide first.',
  'should-not': 'On what is known so far, your policy advises against it.',
  do: 'On what is known so far, your policy says what to do.',
  may: 'On what is known so far, your policy allows it; do not rely on that yet.',
  silent: 'On what is known so far, your policy does not say; do not rely on that yet.',
}

const reach: Readonly<Record<Verdict, string>> = {
  'must-not': 'It may turn out to be forbidden.',
  ask: 'It may turn out that somebody has to decide first.',
  'should-not': 'It may turn out to be advised against.',
  do: 'It may turn out that there is something to do.',
  may: 'It may turn out to be allowed.',
  silent: '',
}

const headlineOf = ({ verdict, ask, strictest, outside }: Answer, { actor }: Situation): string => {
  if (outside !== undefined)
    return `This policy is not written for ${actor === undefined ? 'everybody' : valueWords('actor', actor)}.`
  if (rank(strictest) < rank(verdict)) return 'It depends.'
  if (verdict !== 'ask') return stands[verdict]
  const who = decidersWords(ask)
  return who === '' ? 'Ask first.' : `Ask first: ${who}.`
}

/**
 * An answer in sentences. Silence is never given as leave, and neither leave nor silence as the last word while something
 * stricter can still come out. `beside` says whether law or guidance is shown next to it.
 */
export const explain = (
  answer: Answer,
  situation: Situation,
  { beside }: { readonly beside: boolean },
): Explanation => {
  const { verdict, final, strictest, arguable, outside } = answer
  const open = !final && outside === undefined
  const silent = final && verdict === 'silent'
  return {
    headline: headlineOf(answer, situation),
    sentences: [
      ...(open
        ? [
            soFar[verdict],
            rank(strictest) < rank(verdict) ? reach[strictest] : 'More facts may still change it.',
          ]
        : []),
      ...(silent ? ['That is not the same as leave to do it.'] : []),
      ...(silent
        ? [
            beside
              ? 'Law or guidance speaks to it: see below. If in doubt, ask.'
              : 'Ask before you rely on it.',
          ]
        : []),
      ...arguable.map(
        ({ because, clause }) =>
          `This can be read in another way: ${because}${clause === undefined ? '' : ` (${clause})`}.`,
      ),
    ],
  }
}
