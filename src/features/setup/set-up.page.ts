import { type Form, field } from '../../platform/http/route.ts'
import type { FormErrors } from '../../platform/views/form.ts'
import type { InputParams, RadiosParams, SelectParams } from '../../platform/views/macro-params.ts'
import { newPasswordField } from '../sign-in/index.ts'
import { type Seat, seats } from './seats.ts'
import { seatFields } from './set-up.form.ts'

/** The set-up form, empty or as it was sent. */
export const setUpPage = (form: Form, errors?: FormErrors, asked: Readonly<Record<string, string>> = {}) => {
  const input = (name: string, label: string, more: Partial<InputParams> = {}): InputParams => ({
    id: name,
    name,
    label: { text: label },
    value: field(form, name),
    errorMessage: errors?.byField[name],
    autocomplete: 'off',
    ...more,
  })
  const seatPage = (seat: Seat) => {
    const names = seatFields(seat.key)
    const chosen = field(form, names.who)
    const who: SelectParams | null =
      seat.sameAs.length === 0 && !seat.optional
        ? null
        : {
            id: names.who,
            name: names.who,
            label: { text: 'Who is it?' },
            hint: { text: 'Fill in the boxes below only for somebody who was not named above.' },
            errorMessage: errors?.byField[names.who],
            items: [
              ...(seat.optional ? [{ value: 'nobody', text: 'Nobody yet' }] : []),
              ...seat.sameAs.map(key => ({
                value: key,
                text: `The same person as ${seats.find(other => other.key === key)?.inWords ?? key}`,
              })),
              { value: 'new', text: 'Somebody else' },
            ],
            value: chosen || (seat.optional ? 'nobody' : 'new'),
          }
    return {
      title: seat.title,
      hint: seat.hint,
      optional: seat.optional,
      who,
      asked: asked[seat.key] ? { name: names.asked, value: asked[seat.key] } : null,
      inputs: [
        input(names.givenName, 'First name', { classes: 'govuk-input--width-20' }),
        input(names.familyName, 'Surname', { classes: 'govuk-input--width-20' }),
        input(names.email, 'Email address', { type: 'email', spellcheck: false }),
      ],
      mailbox: {
        name: names.mailbox,
        idPrefix: names.mailbox,
        classes: 'govuk-radios--small govuk-radios--inline',
        fieldset: { legend: { text: 'Who reads this mailbox?' } },
        items: [
          { value: 'own', text: 'Only this person' },
          { value: 'shared', text: 'Several people' },
        ],
        value: field(form, names.mailbox) || 'own',
      } satisfies RadiosParams,
    }
  }
  return {
    school: [
      input('name', 'Name of the school', { autocomplete: 'organization' }),
      input('phone', 'Telephone number of the school', {
        type: 'tel',
        classes: 'govuk-input--width-20',
        autocomplete: 'tel',
      }),
    ],
    urgent: [
      input('urgent-name', 'What the service is called', {
        hint: { text: 'For example, “Children’s social care, out of hours”' },
      }),
      input('urgent-phone', 'Its telephone number', { type: 'tel', classes: 'govuk-input--width-20' }),
    ],
    seats: seats.map(seatPage),
    founder: {
      name: 'founder',
      idPrefix: 'founder',
      fieldset: {
        legend: { text: 'Which of these people are you?', classes: 'govuk-fieldset__legend--m' },
      },
      items: seats.filter(seat => seat.founds).map(seat => ({ value: seat.key, text: seat.title })),
      value: field(form, 'founder'),
      errorMessage: errors?.byField.founder,
    } satisfies RadiosParams,
    password: newPasswordField('password', 'Choose your password', errors?.byField.password),
  }
}
