import type { Instant } from '../../../kernel/clock.ts'
import { dateField } from '../../../platform/views/date-field.ts'
import type { FormErrors, Typed } from '../../../platform/views/form.ts'
import { londonDateTimeText } from '../../../platform/views/london-time.ts'
import type { InputParams, RadiosParams } from '../../../platform/views/macro-params.ts'
import { nameIn, type Person } from '../../people/index.ts'
import type { PolicyInForce } from '../../policy/index.ts'
import { accountKind } from '../account-kinds.ts'
import { commentsPractice } from '../account-settings.ts'
import type { Runner } from '../application-decision.ts'
import type { Application } from '../applications.ts'
import type { OfficialAccount } from '../register.ts'
import { obstacleTexts } from './application.page.ts'
import { accountView, secondApprovalNames } from './register.page.ts'

/** One account: what the register says of it, and what this person may change. */
export const accountPage = (
  account: OfficialAccount,
  origin: Application,
  runners: readonly Runner[],
  policy: PolicyInForce | undefined,
  everyone: readonly Person[],
  may: {
    readonly manage: boolean
    readonly connect: boolean
    readonly approve: boolean
    readonly origin: boolean
  },
  now: Instant,
  typed: Typed = {},
  errors?: FormErrors,
) => {
  const view = accountView(account, everyone, now)
  const reason = typed.reason
  return {
    ...view,
    may,
    connectText:
      account.state === 'approved'
        ? 'Connect the account'
        : account.network === 'manual'
          ? 'Change the page address'
          : 'Connect again with a new app password',
    originHref: may.origin ? `/accounts/applications/${origin.id}` : '',
    approvedText: `${origin.decidedBy ? nameIn(everyone)(origin.decidedBy) : 'Somebody who has left'}${origin.decidedAt ? `, ${londonDateTimeText(origin.decidedAt)}` : ''}${origin.onePerson ? ' (one person: nobody else could decide)' : ''}`,
    notReady: may.manage
      ? obstacleTexts({
          kind: 'not-ready',
          runners: runners.filter(runner => runner.here && runner.missing.length > 0),
          basis: [],
        })
      : [],
    notReadyBasis: policy?.settings['accounts.runner-requirements'].basis ?? [],
    recordedOff: account.commentsOffSince !== null,
    stopComments: accountKind(account.channel)?.stopComments ?? '',
    commentsBasis: [commentsPractice],
    until: dateField('until', typed, {
      legend: 'Last day without comments',
      legendClasses: 'govuk-fieldset__legend--s',
      hint: 'At most three months ahead.',
      error: errors?.byField['until-day'],
    }),
    reason: {
      id: 'reason',
      name: 'reason',
      label: { text: 'Reason', classes: 'govuk-label--s' },
      hint: { text: 'It goes into the audit trail. Name no child and no case.' },
      value: typeof reason === 'string' ? reason : '',
      errorMessage: errors?.byField.reason,
    } satisfies InputParams,
    secondApprovalChoice: {
      idPrefix: 'second-approval',
      name: 'second-approval',
      fieldset: {
        legend: { text: 'Which posts does a second person approve?', classes: 'govuk-fieldset__legend--s' },
      },
      items: Object.entries(secondApprovalNames).map(([value, text]) => ({ value, text })),
      value: account.secondApproval,
      errorMessage: errors?.byField['second-approval'],
    } satisfies RadiosParams,
    secondApprovalWhy: policy?.settings['posts.second-approval'].basis ?? [],
  }
}
