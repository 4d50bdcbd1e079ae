import type { PersonActor } from '../../../kernel/actor.ts'
import { londonDate } from '../../../kernel/clock.ts'
import { NotAllowed } from '../../../kernel/errors.ts'
import { type ApplicationId, newId, type PersonId, readId } from '../../../kernel/ids.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { type Answer, field, fields, page, type Route, redirect } from '../../../platform/http/route.ts'
import { type FormErrors, formErrors, readForm, type Typed } from '../../../platform/views/form.ts'
import { isStaff, type Person, persons } from '../../people/index.ts'
import { type PolicyInForce, policyInForce } from '../../policy/index.ts'
import { applyForAccount, type RunnersProblem, runnersProblem } from '../apply-for-account.ts'
import { applyForm } from './apply.form.ts'
import { applyPage, checkPage } from './apply.page.ts'
import { type AccountsParts, adoptFirst, notYours, section } from './parts.ts'

const path = '/accounts/apply'

const runnersText = (problem: RunnersProblem): string => {
  if (problem.kind === 'unknown-runner')
    return 'Choose people from the list: one of those you named is not there'
  const clauses = problem.basis.flatMap(basis => (basis.kind === 'clause' ? [basis.clause] : []))
  const source = clauses.length > 0 ? clauses.join(', ') : 'school practice'
  return `Name at least ${problem.minimum} members of staff (${source})`
}

/** GET and POST /accounts/apply: the business case, checked once more before it is sent. */
export const applyRoutes = (parts: AccountsParts): readonly Route[] => {
  const load = (actor: PersonActor, now: Parameters<typeof londonDate>[0]) =>
    inSchool(parts.db, actor, async tx => ({
      policy: await policyInForce(tx, londonDate(now)),
      everyone: await persons(tx),
    }))

  const form = (
    policy: PolicyInForce,
    everyone: readonly Person[],
    actor: PersonActor,
    typed?: Typed,
    errors?: FormErrors,
  ): Answer =>
    page(
      'features/accounts/pages/apply.njk',
      'Apply for an official account',
      applyPage(
        policy,
        everyone,
        actor,
        (typed && field(typed, 'id')) || newId<ApplicationId>(),
        typed,
        errors,
      ),
      { section, backHref: '/accounts', errors: errors?.list },
    )

  return [
    {
      method: 'GET',
      path,
      access: 'signed-in',
      async handle({ actor, now }) {
        const { policy, everyone } = await load(actor, now)
        if (!policy) return adoptFirst()
        if (!isStaff(actor.roles))
          return notYours(
            'A member of staff applies',
            'Official accounts are applied for by a member of staff. Ask a teacher or the office to apply; they can name you as one of the people who run it.',
            policy.settings['accounts.business-case'].basis,
            '/accounts',
          )
        return form(policy, everyone, actor)
      },
    },
    {
      method: 'POST',
      path,
      access: 'signed-in',
      async handle(visit) {
        const { actor, now } = visit
        if (!isStaff(actor.roles)) throw new NotAllowed()
        const { policy, everyone } = await load(actor, now)
        if (!policy) return adoptFirst()
        if (field(visit.form, 'step') === 'change') return form(policy, everyone, actor, visit.form)
        const minimum = policy.settings['accounts.minimum-runners']
        const read = readForm(applyForm(policy.settings['accounts.business-case'].value), visit.form)
        const named = fields(visit.form, 'runners').flatMap(one => readId<PersonId>(one) ?? [])
        const problem = runnersProblem(named, everyone, minimum)
        const runnersError = problem
          ? formErrors([{ field: 'runners', text: runnersText(problem) }])
          : undefined
        if (read.kind === 'errors')
          return form(policy, everyone, actor, read.typed, {
            list: [
              ...read.errors.list.filter(error => error.href !== '#runners'),
              ...(runnersError?.list ?? read.errors.list.filter(error => error.href === '#runners')),
            ],
            byField: { ...read.errors.byField, ...runnersError?.byField },
          })
        if (runnersError) return form(policy, everyone, actor, visit.form, runnersError)
        const { id, step, runners, ...rest } = read.value
        if (step === 'check')
          return page(
            'features/accounts/pages/apply-check.njk',
            'Check your application',
            checkPage(read.value, policy, everyone),
            { section },
          )
        const result = await applyForAccount(parts.db, actor, {
          id,
          businessCase: { ...rest, runnerIds: runners },
          now,
        })
        switch (result.kind) {
          case 'submitted':
            return redirect(`/accounts/applications/${id}`, {
              kind: 'success',
              text: 'Your application was sent. This page shows what has to happen before it can be approved.',
            })
          case 'no-policy':
            return adoptFirst()
          default:
            return form(
              policy,
              everyone,
              actor,
              visit.form,
              formErrors([{ field: 'runners', text: runnersText(result) }]),
            )
        }
      },
    },
  ]
}
