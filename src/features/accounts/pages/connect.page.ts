import { listed } from '../../../kernel/prose.ts'
import type { FormErrors, Typed } from '../../../platform/views/form.ts'
import type {
  CheckboxesParams,
  InputParams,
  PasswordInputParams,
} from '../../../platform/views/macro-params.ts'
import type { OfficialAccount } from '../register.ts'

const asText = (typed: Typed, name: string): string | undefined => {
  const value = typed[name]
  return typeof value === 'string' ? value : undefined
}

/** The form for an app password. The password itself is never put back into it. */
export const connectPage = (account: OfficialAccount, typed: Typed, errors?: FormErrors) => ({
  id: account.id,
  again: account.state !== 'approved',
  service: {
    id: 'service',
    name: 'service',
    type: 'url',
    label: { text: 'Address of the service' },
    hint: { text: 'Leave it as it is unless your account lives somewhere else.' },
    value: asText(typed, 'service') ?? 'https://bsky.social',
    spellcheck: false,
    autocapitalize: 'none',
    errorMessage: errors?.byField.service,
  } satisfies InputParams,
  handle: {
    id: 'handle',
    name: 'handle',
    label: { text: 'Handle of the account' },
    hint: { text: 'For example ourschool.bsky.social' },
    value: asText(typed, 'handle') ?? account.handle ?? '',
    autocomplete: 'off',
    spellcheck: false,
    autocapitalize: 'none',
    errorMessage: errors?.byField.handle,
  } satisfies InputParams,
  password: {
    id: 'password',
    name: 'password',
    label: { text: 'App password' },
    hint: { text: 'It looks like abcd-efgh-ijkl-mnop.' },
    autocomplete: 'off',
    errorMessage: errors?.byField.password,
  } satisfies PasswordInputParams,
})

/** The form for the address of a page that people look after by hand. */
export const pageOfPage = (
  account: OfficialAccount,
  kind: string,
  runners: readonly string[],
  typed: Typed,
  errors?: FormErrors,
) => {
  const confirmed = typed.confirm
  return {
    id: account.id,
    kind,
    url: {
      id: 'url',
      name: 'url',
      type: 'url',
      label: { text: 'Address of the page' },
      hint: { text: 'Copy it from your browser, for example https://www.facebook.com/our-school' },
      value: asText(typed, 'url') ?? account.url ?? '',
      spellcheck: false,
      errorMessage: errors?.byField.url,
    } satisfies InputParams,
    confirm: {
      idPrefix: 'confirm',
      name: 'confirm',
      fieldset: { legend: { text: 'Confirm each step', classes: 'govuk-fieldset__legend--s' } },
      items: [
        { value: 'roles', text: `${listed(runners)} can publish there, each with an own sign-in and role` },
        { value: 'no-sharing', text: 'Nobody shares a password for it' },
        {
          value: 'recovery',
          text: 'The school, not one person, can get back in: a second administrator is set there',
        },
      ],
      values: confirmed === undefined ? [] : [confirmed].flat(),
      errorMessage: errors?.byField.confirm,
    } satisfies CheckboxesParams,
  }
}
