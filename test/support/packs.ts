import fc from 'fast-check'
import { applicable } from '../../src/policy-engine/applicability.ts'
import { type Pack, packSchema } from '../../src/policy-engine/policy.ts'
import { type Act, type Facet, type Situation, vocabulary } from '../../src/policy-engine/vocabulary.ts'

type RuleAsWritten = {
  readonly id: string
  readonly clause: string
  readonly says: string
  readonly when: object
  readonly unless?: readonly object[]
  readonly ask?: object
  readonly duties?: readonly string[]
  readonly over?: readonly string[]
  readonly arguable?: object
  readonly principle?: boolean
}

/** A pack of an invented school with these rules, as its author would write them, and nothing else. */
export const packOf = (rules: readonly RuleAsWritten[]): Pack =>
  packSchema.parse({
    id: 'ZZ',
    school: 'Little Gate Primary School',
    title: 'Social media',
    language: 1,
    dates: { adopted: '2026-01' },
    settings: {},
    clauses: rules.map(({ clause }) => ({
      id: clause,
      section: 'Rules',
      who: 'staff',
      kind: 'rule',
      strength: 'must',
      gist: 'a rule',
      capability: 'advice.verdict',
    })),
    rules,
  })

const conditions = (act: Act, strangers: readonly Facet[]): fc.Arbitrary<Record<string, string[]>> => {
  const own = applicable(act).map(({ facet, values }) => [facet, values] as const)
  const foreign = strangers.map(facet => [facet, vocabulary[facet]] as const)
  return fc
    .subarray([...own, ...foreign], { minLength: 0, maxLength: 3 })
    .chain(chosen =>
      fc.record(
        Object.fromEntries(
          chosen.map(([facet, values]) => [
            facet,
            fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 }),
          ]),
        ),
      ),
    )
}

/**
 * Small packs with rules about one act: up to seven rules that overlap, except one another and set one another aside.
 * `strangers` are facets that the table does not have for the act and a rule may still mention.
 */
export const randomPack = (act: Act, strangers: readonly Facet[] = ['level']): fc.Arbitrary<Pack> =>
  fc
    .array(
      fc.record({
        says: fc.constantFrom('must-not', 'ask', 'should-not', 'do', 'may'),
        when: conditions(act, strangers),
        unless: fc.array(conditions(act, strangers), { maxLength: 2 }),
        over: fc.subarray([0, 1, 2, 3, 4, 5, 6], { maxLength: 1 }),
        duties: fc.subarray(['record', 'train', 'hand-in'], { maxLength: 1 }),
        any: fc.boolean(),
        arguable: fc.constantFrom(true, false, false, false),
        principle: fc.constantFrom(true, false, false, false, false),
      }),
      { minLength: 1, maxLength: 7 },
    )
    .map(rules =>
      packOf(
        rules.map(({ over, any, arguable, says, when, unless, ...rule }, index) => ({
          ...rule,
          when: { ...when, act },
          id: `ZZ-${index}`,
          clause: `ZZ-${index}`,
          says,
          // An empty exception would hold everywhere.
          unless: unless.filter(exception => Object.keys(exception).length > 0),
          // Downwards only, so that no two rules set each other aside.
          over: over.filter(other => other < index).map(other => `ZZ-${other}`),
          ...(says === 'ask' ? { ask: any ? { any: ['dsl', 'headteacher'] } : { all: ['slt'] } } : {}),
          ...(arguable ? { arguable: { because: 'it can be read in two ways' } } : {}),
        })),
      ),
    )

/** Some facets of an act given, admissible or not, and perhaps one that the table does not have for it. */
export const randomSituation = (act: Act, strangers: readonly Facet[] = ['level']): fc.Arbitrary<Situation> =>
  fc
    .record(
      Object.fromEntries(
        [...applicable(act).map(({ facet }) => facet), ...strangers].map(facet => [
          facet,
          fc.constantFrom(...vocabulary[facet]),
        ]),
      ),
      { requiredKeys: [] },
    )
    .map(given => ({ ...given, act }))
