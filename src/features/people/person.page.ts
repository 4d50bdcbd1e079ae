import { type Role, roleNames } from '../../kernel/actor.ts'
import { type Form, field, fields } from '../../platform/http/route.ts'
import type { FormErrors } from '../../platform/views/form.ts'
import type {
  CheckboxesParams,
  InputParams,
  RadiosParams,
  SelectParams,
} from '../../platform/views/macro-params.ts'

/** The inputs for name and address. */
export const personInputs = (form: Form, errors?: FormErrors, asked: string | null = null) => {
  const input = (name: string, label: string, more: Partial<InputParams> = {}): InputParams => ({
    id: name,
    name,
    label: { text: label },
    value: field(form, name),
    errorMessage: errors?.byField[name],
    autocomplete: 'off',
    ...more,
  })
  return {
    inputs: [
      input('given-name', 'First name', { classes: 'govuk-input--width-20' }),
      input('family-name', 'Surname', { classes: 'govuk-input--width-20' }),
      input('email', 'Email address', {
        type: 'email',
        spellcheck: false,
        hint: {
          text: 'Their own address. They sign in with it. Leave it empty for somebody who never will.',
        },
      }),
    ],
    mailbox: {
      name: 'mailbox',
      idPrefix: 'mailbox',
      classes: 'govuk-radios--small',
      fieldset: { legend: { text: 'Who reads this mailbox?' } },
      items: [
        { value: 'own', text: 'Only this person' },
        { value: 'shared', text: 'Several people: no confidential alert is sent there' },
      ],
      value: field(form, 'mailbox') || 'own',
    } satisfies RadiosParams,
    asked,
  }
}

/** The boxes of the roles that the actor may give or take. */
export const roleBoxes = (
  offered: readonly Role[],
  form: Form,
  errors: FormErrors | undefined,
  legend: string,
): CheckboxesParams => ({
  name: 'roles',
  idPrefix: 'roles',
  fieldset: { legend: { text: legend } },
  hint: { text: 'Tick all that apply.' },
  items: offered.map(role => ({ value: role, text: roleNames[role] })),
  values: fields(form, 'roles'),
  errorMessage: errors?.byField.roles,
})

/** Where somebody works, chosen from the sites in force; nothing to choose at a school that is one place. */
export const siteSelect = (sites: readonly string[], value: string | null): SelectParams | null =>
  sites.length === 0
    ? null
    : {
        id: 'site',
        name: 'site',
        label: { text: 'Site' },
        items: [
          { value: '', text: 'None in particular' },
          ...sites.map(site => ({ value: site, text: site })),
        ],
        value: value ?? '',
      }
