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

/** Whom a pack is for: some count as staff, some more are spoken to, by a clause or none. */
const scopes: fc.Arbitrary<Pack['scope']> = fc
  .record({
    staff: fc.subarray([...vocabulary.actor], { minLength: 1 }),
    besides: fc.subarray([...vocabulary.actor]),
    cited: fc.boolean(),
  })
  .map(({ staff, besides, cited }) => ({
    staff,
    covers: vocabulary.actor.filter(actor => staff.includes(actor) || besides.includes(actor)),
    ...(cited ? { clause: 'ZZ-0' } : {}),
  }))

/**
 * Small packs with rules about one act: up to seven rules that overlap, except one another and set one another aside; some
 * are for every act. Half of the packs are for the usual staff, the others for anybody. `strangers` are facets that the table does not have for the act and a rule may still mention.
 */
export const randomPack = (act: Act, strangers: readonly Facet[] = ['level']): fc.Arbitrary<Pack> =>
  fc
    .record({
      scope: fc.option(scopes, { nil: undefined }),
      rules: fc.array(
        fc.record({
          says: fc.constantFrom('must-not', 'ask', 'should-not', 'do', 'may'),
          when: conditions(act, strangers),
          unless: fc.array(conditions(act, strangers), { maxLength: 2 }),
          over: fc.subarray([0, 1, 2, 3, 4, 5, 6], { maxLength: 2 }),
          duties: fc.shuffledSubarray(['record', 'train', 'hand-in'], { maxLength: 2 }),
          any: fc.boolean(),
          who: fc.shuffledSubarray(['dsl', 'headteacher', 'slt'], { minLength: 1, maxLength: 2 }),
          arguable: fc.constantFrom(true, false, false, false),
          principle: fc.constantFrom(true, false, false, false, false),
          anyAct: fc.constantFrom(true, ...Array.from({ length: 9 }, () => false)),
        }),
        { minLength: 1, maxLength: 7 },
      ),
    })
    .map(({ scope, rules }) => {
      const pack = packOf(
        rules.map(({ over, any, who, arguable, anyAct, says, when, unless, ...rule }, index) => ({
          ...rule,
          // A rule without any condition would hold for everything.
          when: anyAct && Object.keys(when).length > 0 ? when : { ...when, act },
          id: `ZZ-${index}`,
          clause: `ZZ-${index}`,
          says,
          // An empty exception would hold everywhere.
          unless: unless.filter(exception => Object.keys(exception).length > 0),
          // Downwards only, so that no two rules set each other aside; a principle sets none aside.
          over: rule.principle ? [] : over.filter(other => other < index).map(other => `ZZ-${other}`),
          ...(says === 'ask' ? { ask: any ? { any: who } : { all: who } } : {}),
          ...(arguable ? { arguable: { because: 'it can be read in two ways' } } : {}),
        })),
      )
      return scope === undefined ? pack : { ...pack, scope }
    })

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
