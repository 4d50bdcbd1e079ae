import { type Answer, field, page, type Route, redirect } from '../../../platform/http/route.ts'
import { type FieldError, type FormErrors, formErrors } from '../../../platform/views/form.ts'
import type { PasswordInputParams } from '../../../platform/views/macro-params.ts'
import { changePassword } from '../change-password.ts'
import { newPasswordField, passwordProblem } from '../new-password.ts'
import type { SignInParts } from '../parts.ts'

const passwordPage = (errors?: FormErrors): Answer =>
  page(
    'features/sign-in/pages/password.njk',
    'Change your password',
    {
      current: {
        id: 'current',
        name: 'current',
        label: { text: 'Current password' },
        autocomplete: 'current-password',
        errorMessage: errors?.byField.current,
      } satisfies PasswordInputParams,
      chosen: newPasswordField('chosen', 'New password', errors?.byField.chosen),
    },
    { errors: errors?.list, backHref: '/' },
  )

/** /password: one's own. */
export const passwordRoutes = ({ identity }: SignInParts): readonly Route[] => [
  {
    method: 'GET',
    path: '/password',
    access: 'signed-in',
    handle: async () => passwordPage(),
  },
  {
    method: 'POST',
    path: '/password',
    access: 'signed-in',
    async handle(visit) {
      const current = field(visit.form, 'current')
      const chosen = field(visit.form, 'chosen')
      const missing: FieldError[] = []
      if (current === '') missing.push({ field: 'current', text: 'Enter your current password' })
      const problem = passwordProblem(chosen)
      if (problem !== undefined) missing.push({ field: 'chosen', text: problem })
      if (missing.length > 0) return passwordPage(formErrors(missing))
      const result = await changePassword(identity, {
        sessionToken: visit.sessionToken ?? '',
        current,
        chosen,
        networkAddress: visit.networkAddress,
        now: visit.now,
      })
      switch (result.kind) {
        case 'changed':
          return redirect('/', {
            kind: 'success',
            text: 'Your password is changed. You are signed out everywhere else.',
          })
        case 'wrong':
          return passwordPage(
            formErrors([
              { field: 'current', text: 'This is not your current password. Check it and try again.' },
            ]),
          )
        case 'too-many-attempts':
          return passwordPage(
            formErrors([
              {
                field: 'current',
                text: `There were too many wrong tries. Wait ${result.minutes} minutes, then try again.`,
              },
            ]),
          )
        case 'not-signed-in':
          return redirect('/sign-in')
      }
    },
  },
]
