import type { PasswordInputParams } from '../../platform/views/macro-params.ts'

const shortest = 12
const advice = 'Three random words make a good one'

/** What is wrong with a password that somebody chooses; undefined where it will do. */
export const passwordProblem = (password: string): string | undefined =>
  [...password].length < shortest
    ? `Choose a password of at least ${shortest} characters. ${advice}.`
    : undefined

/** The field in which somebody chooses a password. What was typed never comes back. */
export const newPasswordField = (
  id: string,
  label: string,
  errorMessage: { readonly text: string } | undefined,
): PasswordInputParams => ({
  id,
  name: id,
  label: { text: label },
  hint: { text: `At least ${shortest} characters. ${advice}.` },
  autocomplete: 'new-password',
  errorMessage,
})
