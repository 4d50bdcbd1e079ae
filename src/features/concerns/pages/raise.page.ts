import type { FormErrors, Typed } from '../../../platform/views/form.ts'
import type { RadiosParams, SelectParams, TextareaParams } from '../../../platform/views/macro-params.ts'
import type { EffectiveSettings } from '../../../policy-engine/settings.ts'
import type { Person } from '../../people/index.ts'
import { isStaff } from '../../people/index.ts'
import type { ConcernMessage } from '../account.ts'
import { indecentPictures } from '../indecent-pictures.ts'
import { type About, rolesInWords, routingRule } from '../routing.ts'
import type { Urgent } from '../waiting-notice.ts'
import { someoneElse } from './raise.form.ts'

const shortest = 280
const short = (text: string): string => {
  const letters = [...text]
  return letters.length > shortest ? `${letters.slice(0, shortest).join('')}…` : text
}

/** Who may be chosen as the adult a concern is about: everybody who works or helps here, oneself included. */
export const adultsHere = (people: readonly Person[]): readonly Person[] =>
  people.filter(
    ({ roles }) =>
      isStaff(roles) || roles.some(role => role === 'volunteer' || role === 'governor' || role === 'chair'),
  )

export const raisePage = (data: {
  readonly formId: string
  readonly message: ConcernMessage | undefined
  readonly people: readonly Person[]
  readonly settings: EffectiveSettings | undefined
  readonly urgent: Urgent
  readonly errors?: FormErrors
  readonly typed?: Typed
}) => {
  const { errors, typed = {} } = data
  const said = (name: string): string => (typeof typed[name] === 'string' ? typed[name] : '')
  const goesTo = (about: About): string => `Goes to: ${rolesInWords(routingRule(about, data.settings).roles)}`
  return {
    urgent: data.urgent,
    formId: data.formId,
    indecentBasis: indecentPictures,
    message: data.message
      ? {
          id: data.message.id,
          accountName: data.message.accountName,
          authorName: data.message.authorName,
          receivedAt: data.message.receivedAt,
          text: short(data.message.text),
        }
      : null,
    indecent: {
      idPrefix: 'indecent',
      name: 'indecent',
      fieldset: {
        legend: {
          text: 'Could a picture or video that this is about show a child nude, semi-nude or sexual?',
          classes: 'govuk-fieldset__legend--m',
        },
      },
      value: said('indecent'),
      errorMessage: errors?.byField.indecent,
      items: [
        { value: 'no', text: 'No, or there is no picture or video' },
        { value: 'yes', text: 'Yes' },
        { value: 'unsure', text: 'I am not sure' },
      ],
    } satisfies RadiosParams,
    about: {
      idPrefix: 'about',
      name: 'about',
      fieldset: { legend: { text: 'Whom is it about?', classes: 'govuk-fieldset__legend--m' } },
      hint: { text: 'If an adult who works here may have harmed a child, choose the adult.' },
      value: said('about'),
      errorMessage: errors?.byField.about,
      items: [
        { value: 'child', text: 'A child', hint: { text: goesTo('child') } },
        {
          value: 'adult',
          text: 'An adult who works here: staff, supply, volunteer or contractor',
          hint: { text: goesTo('adult') },
        },
        { value: 'headteacher', text: 'The headteacher', hint: { text: goesTo('headteacher') } },
      ],
    } satisfies RadiosParams,
    who: {
      id: 'who',
      name: 'who',
      label: { text: 'Which adult, if an adult has a part in it?', classes: 'govuk-label--m' },
      hint: { text: 'Gatepost keeps it from this person. You may choose yourself.' },
      value: said('who'),
      errorMessage: errors?.byField.who,
      items: [
        { value: '', text: 'No adult who works here' },
        ...adultsHere(data.people).map(({ id, name }) => ({ value: id, text: name })),
        { value: someoneElse, text: 'Someone else, or I do not know' },
      ],
    } satisfies SelectParams,
    account: {
      id: 'account',
      name: 'account',
      label: { text: 'What did you see or hear?', classes: 'govuk-label--m' },
      hint: {
        text: 'Who, what, when and where, in the words that were used. Facts first; say what is your opinion.',
      },
      rows: '8',
      value: said('account'),
      errorMessage: errors?.byField.account,
    } satisfies TextareaParams,
    basisList: (['child', 'adult', 'headteacher'] as const).flatMap(
      about => routingRule(about, data.settings).basis,
    ),
  }
}
