import { duties } from '../../../policy-engine/duties.ts'
import { decidersWords } from '../../../policy-engine/explain.ts'
import type { Rule } from '../../../policy-engine/policy.ts'
import { effectiveSettings } from '../../../policy-engine/settings.ts'
import { circumstancesWords, conditionsWords, verdictWords } from '../../../policy-engine/words.ts'
import type { Draft, DraftClause } from '../draft.ts'
import { sketchesFor } from '../drafting/rule-catalogue.ts'
import { packOf } from '../pack-of.ts'
import type { DraftParts } from './parts.ts'

/** What a rule decides, as a person reads it before it is in force. One that names nobody is for the staff. */
export const ruleView = (rule: Rule) => ({
  verdict: verdictWords[rule.says],
  what: conditionsWords(rule.when),
  besides: [
    ...(rule.ask ? [`Ask ${decidersWords({ any: [], all: [], ...rule.ask })}.`] : []),
    ...rule.unless.map(one => `Not where: ${circumstancesWords(one)}.`),
    ...rule.duties.map(duty => duties[duty]),
  ],
})

/**
 * What each clause comes to, seen before it is decided on: the rules and settings of a draft in which all that are not
 * dropped were accepted. `today` stands in where the draft names no date.
 */
export const consequencesIn = (
  draft: Draft,
  clauses: readonly DraftClause[],
  today: string,
  settingLines: DraftParts['settingLines'],
) => {
  const made = packOf(
    draft,
    clauses.map(one => (one.decision === 'open' ? { ...one, decision: 'accepted' as const } : one)),
    today,
  )
  const lines = made ? settingLines(effectiveSettings(made.pack)) : []
  return ({ code, wording, decision }: DraftClause) => {
    const id = `${draft.pack}-${code}`
    const rules = (made?.pack.rules ?? []).filter(rule => rule.clause === id && !rule.principle).map(ruleView)
    const settings = lines
      .filter(({ basis }) => basis.some(one => one.kind === 'clause' && one.clause === id))
      .map(({ name, value }) => ({ name, value }))
    const { topic } = wording
    const nothing = rules.length + settings.length === 0 && decision !== 'dropped'
    return {
      rules,
      settings,
      /** A list of which each item says the same decides it once. */
      asBefore: nothing && topic !== null && sketchesFor({ ...wording, topic }, wording.gist).length > 0,
      nothing,
    }
  }
}
