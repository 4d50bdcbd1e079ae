import { effectiveSettings } from '../../../policy-engine/settings.ts'
import { type Draft, type DraftClause, isOpenFor } from '../draft.ts'
import type { packOf } from '../pack-of.ts'
import { ruleView } from './consequences.ts'
import type { DraftParts } from './parts.ts'
import { editableSettings } from './setting.form.ts'

/** What the accepted clauses come to: rules and settings in words, and what is left to school practice. */
export const effectPage = (
  draft: Draft,
  clauses: readonly DraftClause[],
  made: ReturnType<typeof packOf>,
  settingLines: DraftParts['settingLines'],
) => {
  const base = `/policy/drafts/${draft.id}`
  const settings = (made ? settingLines(effectiveSettings(made.pack)) : []).map(line => ({
    name: line.name,
    value: line.value,
    clauses: line.basis.flatMap(one => (one.kind === 'clause' ? [one.clause] : [])).join(', '),
    practice: line.basis.some(one => one.kind === 'practice'),
    href:
      isOpenFor('edit', draft.state) && editableSettings.includes(line.key)
        ? `${base}/settings/${line.key}`
        : undefined,
  }))
  const kept = (made?.pack.clauses ?? []).map(({ id, gist }) => ({
    id,
    gist,
    rules: (made?.pack.rules ?? []).filter(rule => rule.clause === id && !rule.principle).map(ruleView),
  }))
  const deciding = kept.filter(({ rules }) => rules.length > 0)
  return {
    title: draft.title,
    base,
    /** Nothing comes of a draft in which nothing is accepted. */
    empty: made === undefined,
    complete: clauses.every(({ decision }) => decision !== 'open'),
    deciding,
    notices: kept.length - deciding.length,
    notes: made?.notes ?? [],
    stated: settings.filter(line => line.clauses !== ''),
    practice: settings.filter(line => line.clauses === '' && line.practice),
  }
}
