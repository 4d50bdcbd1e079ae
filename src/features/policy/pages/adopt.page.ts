import { basisLabel } from '../../../kernel/basis.ts'
import type { Temporal } from '../../../kernel/clock.ts'
import type { PolicyVersionId } from '../../../kernel/ids.ts'
import { dateField, filledDate, readDateField } from '../../../platform/views/date-field.ts'
import type { FormErrors, Typed } from '../../../platform/views/form.ts'
import type { RadiosParams, TextareaParams } from '../../../platform/views/macro-params.ts'
import { settingKeys } from '../../../policy-engine/catalogue.ts'
import type { Pack } from '../../../policy-engine/policy.ts'
import { effectiveSettings } from '../../../policy-engine/settings.ts'
import { statedDateWords } from '../../../policy-engine/stated-date.ts'
import type { PolicyInForce } from '../policy-in-force.ts'
import { originOf, settingLines } from '../policy-words.ts'
import { verdictChanges } from './changes.page.ts'
import { overdueAtOnce } from './policy.page.ts'

const packName = (pack: Pack): string => pack.school ?? 'A policy that names no school'

const packHint = (pack: Pack): string => {
  const { adopted, lastReviewed } = pack.dates
  const reviewed = lastReviewed === undefined ? '' : `, last reviewed ${statedDateWords(lastReviewed)}`
  const stated = settingLines(effectiveSettings(pack)).filter(line => originOf(line) === 'clause').length
  return `${pack.title}. Adopted ${statedDateWords(adopted)}${reviewed}. ${pack.clauses.length} clauses; they settle ${stated} of the ${settingKeys.length} things Gatepost asks, school practice and the law fill the rest.`
}

/** The choice of a policy pack. */
export const choosePage = (packs: readonly Pack[], current: Pack | undefined, errors?: FormErrors) => ({
  packs: {
    idPrefix: 'pack',
    name: 'pack',
    fieldset: {
      legend: { text: 'Which policy does the school take over?', classes: 'govuk-fieldset__legend--m' },
    },
    items: packs.map(pack => ({
      value: pack.id,
      text: `${packName(pack)} (${pack.id})${pack.id === current?.id ? ', in force now' : ''}`,
      hint: { text: packHint(pack) },
    })),
    errorMessage: errors?.byField.pack,
  } satisfies RadiosParams,
})

/** What adopting this pack would set, each line with its basis, and what differs from now. */
export const previewPage = (
  pack: Pack,
  current: PolicyInForce | undefined,
  today: Temporal.PlainDate,
  id: PolicyVersionId | string,
  typed: Typed,
  errors?: FormErrors,
) => {
  const settings = effectiveSettings(pack)
  const now = new Map(
    (current ? settingLines(current.settings) : []).map((line): [string, string] => [line.key, line.value]),
  )
  const lines = settingLines(settings).map(line => ({
    name: line.name,
    value: line.value,
    // The heading of its group says already that school practice fills the gap.
    source: line.basis
      .filter(basis => basis.kind !== 'practice')
      .map(basisLabel)
      .join('; '),
    origin: originOf(line),
    before: now.has(line.key) && now.get(line.key) !== line.value ? (now.get(line.key) ?? '') : '',
  }))
  const minute = typed.minute
  return {
    id,
    pack: pack.id,
    name: packName(pack),
    title: pack.title,
    groups: [
      { heading: 'What this policy sets', lines: lines.filter(line => line.origin === 'clause') },
      {
        heading: 'What it does not say: school practice until the next review',
        lines: lines.filter(line => line.origin === 'practice'),
      },
      { heading: 'What the law settles', lines: lines.filter(line => line.origin === 'law') },
    ].filter(group => group.lines.length > 0),
    clauseCount: pack.clauses.length,
    verdicts: current ? verdictChanges(current.pack, pack) : null,
    overdue: overdueAtOnce(pack, today),
    replaces: current !== undefined,
    from: dateField('from', readDateField(typed, 'from') === 'empty' ? filledDate('from', today) : typed, {
      legend: 'In force from',
      legendClasses: 'govuk-fieldset__legend--s',
      hint: 'Today or a later day.',
      error: errors?.byField['from-day'],
    }),
    minute: {
      id: 'minute',
      name: 'minute',
      label: { text: 'The governors’ decision', classes: 'govuk-label--s' },
      hint: { text: 'For example: full governing body, 12 November 2026, item 6.' },
      rows: '2',
      value: typeof minute === 'string' ? minute : '',
      errorMessage: errors?.byField.minute,
    } satisfies TextareaParams,
  }
}
