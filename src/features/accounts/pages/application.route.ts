import { z } from 'zod'
import { holdsAny, type PersonActor } from '../../../kernel/actor.ts'
import { type Instant, londonDate } from '../../../kernel/clock.ts'
import { NotAllowed, NotFound } from '../../../kernel/errors.ts'
import { type ApplicationId, readId } from '../../../kernel/ids.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { type Answer, page, type Route, redirect } from '../../../platform/http/route.ts'
import {
  type FieldError,
  type FormErrors,
  formErrors,
  readForm,
  type Typed,
} from '../../../platform/views/form.ts'
import { optionalWords } from '../../../platform/views/form-words.ts'
import { persons, trainingRecorders } from '../../people/index.ts'
import { policyInForce } from '../../policy/index.ts'
import { application } from '../applications.ts'
import { type DecideResult, decideApplication } from '../decide-application.ts'
import { decisionCase, isOnDuty } from '../duties.ts'
import { officialAccounts } from '../register.ts'
import { applicationPage, cited, obstacleTexts } from './application.page.ts'
import { type AccountsParts, adoptFirst, section } from './parts.ts'

const path = '/accounts/applications/:id'

const decisionForm = z.strictObject({
  outcome: z.enum(['approve', 'reject'], { error: 'Choose whether to approve or reject' }),
  reason: optionalWords(1000),
})

type Refusal = Exclude<
  DecideResult,
  { kind: 'approved' | 'rejected' | 'no-policy' | 'no-approver' | 'already-decided' }
>

const refusalError = (refusal: Refusal): FieldError => {
  switch (refusal.kind) {
    case 'reason-missing':
      return { field: 'reason', text: 'Give the reason' }
    case 'own-application':
      return {
        field: 'main-content',
        text: `You cannot decide on your own application (${cited(refusal.basis)})`,
      }
    case 'obstacles':
      return {
        field: 'outcome',
        text: refusal.obstacles
          .map(obstacle => `${obstacleTexts(obstacle).join(' ')} (${cited(obstacle.basis)})`)
          .join(' '),
      }
  }
}

/** GET and POST /accounts/applications/:id: the business case and the decision on it. */
export const applicationRoutes = (parts: AccountsParts): readonly Route[] => {
  const show = (
    actor: PersonActor,
    id: ApplicationId | undefined,
    now: Instant,
    typed?: Typed,
    errors?: FormErrors,
  ): Promise<Answer> =>
    inSchool(parts.db, actor, async tx => {
      const one = id && (await application(tx, id))
      if (!one) throw new NotFound('application')
      const policy = await policyInForce(tx, londonDate(now))
      if (!policy) return adoptFirst()
      const everyone = await persons(tx)
      const facts = await decisionCase(tx, policy, one, londonDate(now))
      const concerned =
        [one.applicantId, ...one.runnerIds, ...facts.approverIds].includes(actor.personId) ||
        isOnDuty(everyone, policy.settings['accounts.credential-keeper'].value, actor.personId)
      if (!concerned) throw new NotFound('application')
      const account =
        one.state === 'approved'
          ? (await officialAccounts(tx)).find(other => other.applicationId === one.id)
          : undefined
      return page(
        'features/accounts/pages/application.njk',
        `Application: ${one.name}`,
        {
          ...applicationPage(one, facts, policy, everyone, actor, typed, errors),
          accountHref: account ? `/accounts/${account.id}` : null,
          mayRecordTraining: holdsAny(actor, trainingRecorders),
        },
        { section, backHref: '/accounts', errors: errors?.list },
      )
    })

  return [
    {
      method: 'GET',
      path,
      access: 'signed-in',
      handle: visit => show(visit.actor, readId<ApplicationId>(visit.params.id), visit.now),
    },
    {
      method: 'POST',
      path,
      access: 'signed-in',
      async handle(visit) {
        const { actor, now } = visit
        const id = readId<ApplicationId>(visit.params.id)
        if (!id) throw new NotFound('application')
        const read = readForm(decisionForm, visit.form)
        if (read.kind === 'errors') return show(actor, id, now, read.typed, read.errors)
        const result = await decideApplication(parts.db, actor, { id, ...read.value, now })
        switch (result.kind) {
          case 'approved':
            return redirect(`/accounts/${result.accountId}`, {
              kind: 'success',
              text: 'The account is approved and stands in the register. The administrator connects it next.',
            })
          case 'rejected':
            return redirect('/accounts', {
              kind: 'success',
              text: 'The application was rejected. The applicant sees your reason on its page.',
            })
          case 'no-policy':
            return adoptFirst()
          case 'already-decided':
            return redirect(`/accounts/applications/${id}`, {
              kind: 'information',
              text: 'This application was decided on already. Nothing was changed.',
            })
          case 'no-approver':
            throw new NotAllowed()
          default:
            return show(actor, id, now, visit.form, formErrors([refusalError(result)]))
        }
      },
    },
  ]
}
