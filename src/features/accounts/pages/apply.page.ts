import type { PersonActor } from '../../../kernel/actor.ts'
import type { ApplicationId } from '../../../kernel/ids.ts'
import { listed } from '../../../kernel/prose.ts'
import type { FormErrors, Typed } from '../../../platform/views/form.ts'
import type {
  InputParams,
  RadiosParams,
  SelectParams,
  TextareaParams,
} from '../../../platform/views/macro-params.ts'
import { nameIn, type Person } from '../../people/index.ts'
import type { PolicyInForce } from '../../policy/index.ts'
import { accountKind, accountKinds } from '../account-kinds.ts'
import { possibleRunners } from '../duties.ts'
import { type ApplyValues, type CaseText, caseTexts } from './apply.form.ts'

const opennessNames = {
  open: 'Open: everyone can see it',
  closed: 'Closed: only people the school lets in',
} as const

export const opennessName = (openness: 'open' | 'closed'): string => opennessNames[openness]

const asText = (typed: Typed, name: string): string => {
  const value = typed[name]
  return typeof value === 'string' ? value : ''
}
const asList = (typed: Typed, name: string): readonly string[] => {
  const value = typed[name]
  return value === undefined ? [] : [value].flat()
}

/** The form as it is asked under this policy, with what was typed before. */
export const applyPage = (
  policy: PolicyInForce,
  everyone: readonly Person[],
  actor: PersonActor,
  id: ApplicationId | string,
  typed: Typed | undefined,
  errors?: FormErrors,
) => {
  const { settings } = policy
  const asked = settings['accounts.business-case'].value
  const minimum = settings['accounts.minimum-runners'].value
  const given = typed ?? { runners: actor.personId }
  const chosen = asList(given, 'runners').filter(one => one !== '')
  const people = possibleRunners(everyone).map(person => ({ value: person.id, text: person.name }))
  const selects = Array.from(
    { length: Math.max(minimum + 2, chosen.length) },
    (_, index): SelectParams => ({
      id: index === 0 ? 'runners' : `runners-${index + 1}`,
      name: 'runners',
      label: { text: index < minimum ? `Person ${index + 1}` : `Person ${index + 1} (optional)` },
      items: [{ value: '', text: 'Choose a person' }, ...people],
      value: chosen[index] ?? '',
    }),
  )
  const textarea = (name: CaseText): TextareaParams => ({
    id: name,
    name,
    label: { text: caseTexts[name].label, classes: 'govuk-label--s' },
    hint: { text: caseTexts[name].hint },
    value: asText(given, name),
    rows: '3',
    errorMessage: errors?.byField[name],
  })
  return {
    id,
    channel: {
      idPrefix: 'channel',
      name: 'channel',
      fieldset: { legend: { text: 'Where will the account be?', classes: 'govuk-fieldset__legend--s' } },
      hint: {
        text: 'On Bluesky Gatepost publishes and collects replies by itself. Elsewhere you publish yourself: Gatepost guides each step and keeps the record.',
      },
      items: accountKinds.map(kind => ({ value: kind.channel, text: kind.name })),
      value: asText(given, 'channel'),
      errorMessage: errors?.byField.channel,
    } satisfies RadiosParams,
    name: {
      id: 'name',
      name: 'name',
      label: { text: 'Name of the account', classes: 'govuk-label--s' },
      hint: { text: 'As parents will see it, for example Year 3 News.' },
      value: asText(given, 'name'),
      errorMessage: errors?.byField.name,
    } satisfies InputParams,
    texts: (['aim', 'audience', 'promotion'] as const).filter(name => asked.includes(name)).map(textarea),
    openness: asked.includes('openness')
      ? ({
          idPrefix: 'openness',
          name: 'openness',
          fieldset: {
            legend: { text: 'Who can see what it publishes?', classes: 'govuk-fieldset__legend--s' },
          },
          items: Object.entries(opennessNames).map(([value, text]) => ({ value, text })),
          value: asText(given, 'openness'),
          errorMessage: errors?.byField.openness,
        } satisfies RadiosParams)
      : null,
    runnersHint: `Name at least ${minimum} members of staff. Volunteers and parents can be named as well. Before the account is approved, everyone named has acknowledged the policy and been trained.`,
    runnersError: errors?.byField.runners?.text ?? null,
    runners: selects,
    runnersBasis: [
      ...settings['accounts.minimum-runners'].basis,
      ...settings['accounts.runner-requirements'].basis,
    ],
    basisList: settings['accounts.business-case'].basis,
  }
}

/** The answers once more before they are sent, and the fields that carry them. */
export const checkPage = (values: ApplyValues, policy: PolicyInForce, everyone: readonly Person[]) => {
  const asked = policy.settings['accounts.business-case'].value
  const rows = [
    { key: 'Where', value: accountKind(values.channel)?.name ?? values.channel },
    { key: 'Name of the account', value: values.name },
    ...(['aim', 'audience', 'promotion'] as const)
      .filter(name => asked.includes(name))
      .map(name => ({ key: caseTexts[name].label, value: values[name] })),
    { key: 'Who runs it', value: listed(values.runners.map(nameIn(everyone))) },
    ...(asked.includes('openness') ? [{ key: 'Who can see it', value: opennessName(values.openness) }] : []),
  ]
  return {
    rows,
    fields: (['id', 'channel', 'name', 'aim', 'audience', 'promotion', 'openness'] as const).map(name => ({
      name,
      value: values[name],
    })),
    runners: values.runners,
  }
}
