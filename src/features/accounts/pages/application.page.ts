import type { PersonActor } from '../../../kernel/actor.ts'
import type { Basis } from '../../../kernel/basis.ts'
import { basisLabel } from '../../../kernel/basis.ts'
import { listed } from '../../../kernel/prose.ts'
import type { FormErrors, Typed } from '../../../platform/views/form.ts'
import { londonDateTimeText } from '../../../platform/views/london-time.ts'
import type { RadiosParams, TextareaParams } from '../../../platform/views/macro-params.ts'
import { nameIn, type Person } from '../../people/index.ts'
import type { PolicyInForce } from '../../policy/index.ts'
import { accountKind } from '../account-kinds.ts'
import {
  approvalObstacles,
  type DecisionCase,
  deciderStanding,
  type Obstacle,
  type Runner,
  type RunnerNeed,
} from '../application-decision.ts'
import type { Application } from '../applications.ts'
import { caseTexts } from './apply.form.ts'
import { opennessName } from './apply.page.ts'

const needWords: Readonly<Record<RunnerNeed, string>> = {
  acknowledged: 'has not acknowledged the policy',
  trained: 'has no training recorded',
}

/** What keeps the account from being approved, one sentence each, with what to do. */
export const obstacleTexts = (obstacle: Obstacle): readonly string[] =>
  obstacle.kind === 'too-few-staff'
    ? [`At least ${obstacle.minimum} members of staff who are still here have to be named.`]
    : obstacle.runners.map(runner => `${runner.name} ${listed(runner.missing.map(need => needWords[need]))}.`)

const whatToDo: Readonly<Record<RunnerNeed, string>> = {
  acknowledged:
    'Whoever has not acknowledged the policy signs in: their Today page asks them. The office invites those who have no sign-in yet.',
  trained:
    'Training is recorded on the person’s page by the headteacher, a senior leader or the administrator.',
}

/** What to do about the obstacles, only of what is missing. */
const nextSteps = (obstacles: readonly Obstacle[]): readonly string[] => {
  const missing = obstacles
    .flatMap(one => (one.kind === 'not-ready' ? one.runners : []))
    .flatMap(one => one.missing)
  return [
    ...(['acknowledged', 'trained'] as const)
      .filter(need => missing.includes(need))
      .map(need => whatToDo[need]),
    ...(obstacles.some(one => one.kind === 'too-few-staff')
      ? ['People cannot be added to an application: reject it, and ask for a new one with enough staff.']
      : []),
  ]
}

const status = (runner: Runner, need: RunnerNeed, required: readonly RunnerNeed[]): string =>
  !runner.here
    ? 'Has left'
    : !required.includes(need)
      ? 'Not asked for'
      : runner.missing.includes(need)
        ? 'Not yet'
        : 'Yes'

/** Why nothing can be decided by this person, and who can. */
const standingText = (
  standing: ReturnType<typeof deciderStanding>['kind'],
  approvers: readonly string[],
): string => {
  const who = listed(approvers, 'or') || 'The headteacher'
  switch (standing) {
    case 'own-application':
      return `This is your own application. ${who} decides on it.`
    case 'no-approver':
      return `${who} decides on this application.`
    case 'alone':
      return 'Nobody else here can decide on accounts, so you decide on your own application. Give the reason: the register shows that one person decided.'
    case 'may-decide':
      return ''
  }
}

/** The business case, the runners' standing, and the decision as far as this person may make it. */
export const applicationPage = (
  one: Application,
  facts: DecisionCase,
  policy: PolicyInForce,
  everyone: readonly Person[],
  actor: PersonActor,
  typed: Typed = {},
  errors?: FormErrors,
) => {
  const asked = policy.settings['accounts.business-case'].value
  const required = policy.settings['accounts.runner-requirements'].value
  const name = nameIn(everyone)
  const standing = deciderStanding(actor.personId, facts)
  const obstacles = approvalObstacles(facts)
  const waiting = one.state === 'submitted'
  const mayDecide = waiting && (standing.kind === 'may-decide' || standing.kind === 'alone')
  const others = facts.approverIds.filter(id => id !== one.applicantId).map(name)
  const outcome = typed.outcome
  const reason = typed.reason
  return {
    id: one.id,
    rows: [
      { key: 'Where', value: accountKind(one.channel)?.name ?? one.channel },
      { key: 'Applied for by', value: `${name(one.applicantId)}, ${londonDateTimeText(one.submittedAt)}` },
      ...(['aim', 'audience', 'promotion'] as const)
        .filter(text => one[text] !== '')
        .map(text => ({ key: caseTexts[text].label, value: one[text] })),
      ...(asked.includes('openness') ? [{ key: 'Who can see it', value: opennessName(one.openness) }] : []),
    ],
    runners: facts.runners.map(runner => ({
      personId: runner.personId,
      name: runner.name,
      here: runner.here,
      staff: runner.staff,
      trained: status(runner, 'trained', required),
      acknowledged: status(runner, 'acknowledged', required),
      me: runner.personId === actor.personId,
      missesTraining: runner.missing.includes('trained'),
      missesAcknowledgement: runner.missing.includes('acknowledged'),
    })),
    runnersBasis: facts.runnerRequirements.basis,
    waiting,
    decided: waiting
      ? null
      : {
          state: one.state,
          text: `${one.state === 'approved' ? 'Approved' : 'Rejected'} by ${one.decidedBy ? name(one.decidedBy) : 'somebody who has left'}${one.decidedAt ? `, ${londonDateTimeText(one.decidedAt)}` : ''}${one.onePerson ? ' (one person: nobody else could decide)' : ''}.`,
          reason: one.reason ?? '',
        },
    obstacles: waiting ? obstacles.flatMap(obstacleTexts) : [],
    nextSteps: nextSteps(obstacles),
    obstaclesBasis: obstacles.flatMap(obstacle => obstacle.basis),
    mayDecide,
    standing: waiting ? standingText(standing.kind, others) : '',
    standingBasis: 'basis' in standing ? standing.basis : facts.approverBasis,
    outcome: {
      idPrefix: 'outcome',
      name: 'outcome',
      fieldset: { legend: { text: 'Your decision', classes: 'govuk-fieldset__legend--m' } },
      items:
        obstacles.length > 0
          ? [{ value: 'reject', text: 'Reject' }]
          : [
              { value: 'approve', text: 'Approve' },
              { value: 'reject', text: 'Reject' },
            ],
      value: typeof outcome === 'string' ? outcome : '',
      errorMessage: errors?.byField.outcome,
    } satisfies RadiosParams,
    reason: {
      id: 'reason',
      name: 'reason',
      label: { text: standing.kind === 'alone' ? 'Reason' : 'Reason (needed if you reject)' },
      hint: { text: 'The applicant reads it.' },
      rows: '3',
      value: typeof reason === 'string' ? reason : '',
      errorMessage: errors?.byField.reason,
    } satisfies TextareaParams,
  }
}

/** Clauses in an error's words. */
export const cited = (basis: readonly Basis[]): string => basis.map(basisLabel).join('; ')
