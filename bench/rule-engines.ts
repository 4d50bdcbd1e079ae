/** The rules of a pack as two other engines take them, so that the same rules are timed. Each tells which rules fire. */
import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs'
import { Engine, type TopLevelCondition } from 'json-rules-engine'
import { conditionsOf } from '../src/policy-engine/evaluate.ts'
import type { Pack } from '../src/policy-engine/policy.ts'
import type { Conditions, Situation } from '../src/policy-engine/vocabulary.ts'

/** The ids of the rules that fire in a situation. */
type Firing = (situation: Situation) => readonly string[] | Promise<readonly string[]>

const entriesOf = (conditions: Conditions) => Object.entries(conditions) as [string, readonly string[]][]

const cedarConditions = (conditions: Conditions): string =>
  entriesOf(conditions)
    .filter(([facet]) => facet !== 'act')
    .map(
      ([facet, values]) =>
        `context has ${JSON.stringify(facet)} && ${JSON.stringify(values)}.contains(context[${JSON.stringify(facet)}])`,
    )
    .join(' && ') || 'true'

/** Cedar, with the policy set parsed once: every rule permits, so that the answer names all that fire. */
export const cedarOf = (pack: Pack): Firing => {
  const staticPolicies = Object.fromEntries(
    pack.rules.map(rule => {
      const acts = rule.when.act?.map(act => `Action::${JSON.stringify(act)}`).join(', ')
      const unless = rule.unless.map(exception => ` unless { ${cedarConditions(exception)} }`).join('')
      const head = `permit(principal, action${acts === undefined ? '' : ` in [${acts}]`}, resource)`
      return [rule.id, `${head} when { ${cedarConditions(conditionsOf(rule, pack))} }${unless};`]
    }),
  )
  const parsed = preparsePolicySet(pack.id, { staticPolicies })
  if (parsed.type === 'failure') throw new Error(JSON.stringify(parsed.errors))
  return ({ act = '', ...facts }) => {
    const answer = statefulIsAuthorized({
      principal: { type: 'Person', id: 'somebody' },
      action: { type: 'Action', id: act },
      resource: { type: 'Thing', id: 'something' },
      context: facts,
      preparsedPolicySetId: pack.id,
      entities: [],
    })
    if (answer.type === 'failure') throw new Error(JSON.stringify(answer.errors))
    return answer.response.diagnostics.reason
  }
}

const allOf = (conditions: Conditions): TopLevelCondition => ({
  all: entriesOf(conditions).map(([fact, value]) => ({ fact, operator: 'in', value })),
})

/** json-rules-engine, one engine for the pack. */
export const jsonRulesOf = (pack: Pack): Firing => {
  const engine = new Engine(
    pack.rules.map(rule => ({
      conditions: {
        all: [allOf(conditionsOf(rule, pack)), ...rule.unless.map(exception => ({ not: allOf(exception) }))],
      },
      event: { type: rule.id },
    })),
    { allowUndefinedFacts: true },
  )
  return async situation => (await engine.run(situation)).events.map(({ type }) => type)
}
