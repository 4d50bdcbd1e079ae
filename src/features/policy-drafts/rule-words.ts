import { capital, listed } from '../../kernel/prose.ts'
import { duties } from '../../policy-engine/duties.ts'
import { decidersWords } from '../../policy-engine/explain.ts'
import type { Rule } from '../../policy-engine/policy.ts'
import type { Conditions, Facet } from '../../policy-engine/vocabulary.ts'
import { facetWords, valueWords, verdictWords } from '../../policy-engine/words.ts'

const conditionWords = (facet: Facet, values: readonly string[]): string => {
  const words = listed(
    values.map(value => valueWords(facet, value)),
    'or',
  )
  return facetWords[facet].phrase?.(words) ?? words
}

const phrases = (conditions: Conditions, leftOut: readonly Facet[]): readonly string[] =>
  (Object.entries(conditions) as [Facet, readonly string[]][])
    .filter(([facet]) => !leftOut.includes(facet))
    .map(([facet, values]) => conditionWords(facet, values))

/** What a rule decides, as a person reads it before it is in force. “Staff” are those whom the policy means by it. */
export const ruleWords = (
  rule: Rule,
): {
  readonly verdict: string
  readonly who: string
  readonly what: string
  readonly besides: readonly string[]
} => {
  const { act = [], actor } = rule.when
  return {
    verdict: verdictWords[rule.says],
    who: actor
      ? capital(
          listed(
            actor.map(value => valueWords('actor', value)),
            'or',
          ),
        )
      : 'Staff',
    what: [
      listed(
        act.map(value => valueWords('act', value)),
        'or',
      ) || 'whatever is done',
      ...phrases(rule.when, ['act', 'actor']),
    ].join('; '),
    besides: [
      ...(rule.ask
        ? [
            `Ask ${decidersWords('any' in rule.ask ? { any: rule.ask.any, all: [] } : { any: [], all: rule.ask.all })}.`,
          ]
        : []),
      ...rule.unless.map(one => `Not where: ${phrases(one, []).join('; ')}.`),
      ...rule.duties.map(duty => duties[duty]),
    ],
  }
}
