import { z } from 'zod'
import type { PersonActor } from '../../../kernel/actor.ts'
import { type Instant, londonDate } from '../../../kernel/clock.ts'
import { Inconsistent, NotAllowed, NotFound } from '../../../kernel/errors.ts'
import { type AccountId, readId } from '../../../kernel/ids.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { type Answer, type Form, field, page, type Route, redirect } from '../../../platform/http/route.ts'
import { dateBoxes, readDateField } from '../../../platform/views/date-field.ts'
import { type FormErrors, formErrors, readForm, type Typed } from '../../../platform/views/form.ts'
import { words } from '../../../platform/views/form-words.ts'
import { persons } from '../../people/index.ts'
import { policyInForce } from '../../policy/index.ts'
import { mayManage, setSecondApproval, switchCommentsOff, switchCommentsOn } from '../account-settings.ts'
import { application } from '../applications.ts'
import { isOnDuty, runnersStanding } from '../duties.ts'
import { officialAccount } from '../register.ts'
import { accountPage } from './account.page.ts'
import { cited } from './application.page.ts'
import { type AccountsParts, adoptFirst, section } from './parts.ts'
import { seesEveryAccount } from './register.route.ts'

const path = '/accounts/:id'

const commentsForm = z.strictObject({
  act: z.literal('comments-off'),
  ...dateBoxes('until'),
  reason: words('Give the reason', 500),
})

const secondApprovalForm = z.strictObject({
  act: z.literal('second-approval'),
  'second-approval': z.enum(['none', 'pupil-pictures', 'all'], { error: 'Choose one of the three' }),
})

/** GET and POST /accounts/:id: one account of the register, its comments and its second approval. */
export const accountRoutes = (parts: AccountsParts): readonly Route[] => {
  const show = (
    actor: PersonActor,
    id: AccountId | undefined,
    now: Instant,
    typed?: Typed,
    errors?: FormErrors,
  ): Promise<Answer> =>
    inSchool(parts.db, actor, async tx => {
      const account = id && (await officialAccount(tx, id))
      if (!account || !(seesEveryAccount(actor) || account.runnerIds.includes(actor.personId)))
        throw new NotFound('account')
      const origin = await application(tx, account.applicationId)
      if (!origin) throw new Inconsistent(`account ${account.id} has no application`)
      const policy = await policyInForce(tx, londonDate(now))
      const everyone = await persons(tx)
      const onDuty = (key: 'accounts.credential-keeper' | 'accounts.approver') =>
        policy !== undefined && isOnDuty(everyone, policy.settings[key].value, actor.personId)
      const may = {
        manage: await mayManage(tx, actor.personId, account, now),
        connect: onDuty('accounts.credential-keeper'),
        approve: onDuty('accounts.approver'),
      }
      const runners = policy
        ? await runnersStanding(tx, policy, everyone, account.runnerIds, londonDate(now))
        : []
      return page(
        'features/accounts/pages/account.njk',
        account.name,
        accountPage(
          account,
          origin,
          runners,
          policy,
          everyone,
          { ...may, origin: may.manage || origin.applicantId === actor.personId },
          now,
          typed,
          errors,
        ),
        { section, backHref: '/accounts', errors: errors?.list },
      )
    })

  const done = (id: AccountId, text: string): Answer => redirect(`/accounts/${id}`, { kind: 'success', text })
  const nothing = (id: AccountId): Answer =>
    redirect(`/accounts/${id}`, { kind: 'information', text: 'Nothing was changed: it was so already.' })

  type Sent = {
    readonly actor: PersonActor
    readonly id: AccountId
    readonly form: Form
    readonly now: Instant
  }
  const wrong = ({ actor, id, form, now }: Sent, fieldName: string, text: string): Promise<Answer> =>
    show(actor, id, now, form, formErrors([{ field: fieldName, text }]))

  const commentsOff = async (sent: Sent): Promise<Answer> => {
    const { actor, id, form, now } = sent
    const read = readForm(commentsForm, form)
    const lastDay = readDateField(form, 'until')
    if (lastDay === 'empty' || lastDay === 'wrong')
      return wrong(sent, 'until-day', 'Enter the last day without comments, like 27 3 2027')
    if (read.kind === 'errors') return show(actor, id, now, read.typed, read.errors)
    const { reason } = read.value
    const result = await switchCommentsOff(parts.db, actor, { id, lastDay, reason, now })
    switch (result.kind) {
      case 'changed':
        return done(id, 'Recorded in the register. Now switch comments off on the network, if you have not.')
      case 'unchanged':
        return nothing(id)
      case 'in-the-past':
        return wrong(sent, 'until-day', 'That day is over. Enter today or a later day')
      case 'too-long':
        return wrong(sent, 'until-day', 'Comments can be off for three months at most. Enter an earlier day')
      case 'not-yours':
        throw new NotAllowed()
    }
  }

  const commentsOn = async ({ actor, id, now }: Sent): Promise<Answer> => {
    const result = await switchCommentsOn(parts.db, actor, { id, now })
    if (result.kind === 'not-yours') throw new NotAllowed()
    return result.kind === 'changed' ? done(id, 'The register shows comments on again.') : nothing(id)
  }

  const secondApproval = async (sent: Sent): Promise<Answer> => {
    const { actor, id, form, now } = sent
    const read = readForm(secondApprovalForm, form)
    if (read.kind === 'errors') return show(actor, id, now, read.typed, read.errors)
    const value = read.value['second-approval']
    const result = await setSecondApproval(parts.db, actor, { id, value, now })
    switch (result.kind) {
      case 'changed':
        return done(id, 'Saved. It applies to posts that are written from now on.')
      case 'unchanged':
        return nothing(id)
      case 'no-policy':
        return adoptFirst()
      case 'not-approver':
        throw new NotAllowed()
      case 'weaker-than-policy':
        return wrong(
          sent,
          'second-approval',
          `Your policy asks for more than that (${cited(result.basis)}). Choose a stricter setting`,
        )
    }
  }

  return [
    {
      method: 'GET',
      path,
      access: 'signed-in',
      handle: visit => show(visit.actor, readId<AccountId>(visit.params.id), visit.now),
    },
    {
      method: 'POST',
      path,
      access: 'signed-in',
      async handle({ actor, now, params, form }) {
        const id = readId<AccountId>(params.id)
        if (!id) throw new NotFound('account')
        const sent: Sent = { actor, id, form, now }
        switch (field(form, 'act')) {
          case 'comments-off':
            return commentsOff(sent)
          case 'comments-on':
            return commentsOn(sent)
          case 'second-approval':
            return secondApproval(sent)
          default:
            return wrong(sent, 'main-content', 'This page has changed. Reload it and try again')
        }
      },
    },
  ]
}
