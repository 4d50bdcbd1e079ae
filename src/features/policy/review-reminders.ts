import type { Logger } from 'pino'
import { type Actor, systemActor } from '../../kernel/actor.ts'
import { citedClauses } from '../../kernel/basis.ts'
import { type Clock, type Instant, londonDate, type Temporal } from '../../kernel/clock.ts'
import { audit } from '../../platform/audit/audit.ts'
import { type Database, inSchool, type TenantTx } from '../../platform/database/database.ts'
import type { Job, Jobs } from '../../platform/jobs/jobs.ts'
import { forEverySchool, startRounds } from '../../platform/jobs/rounds.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import { londonDateText } from '../../platform/views/london-time.ts'
import { type Person, personsHolding } from '../people/index.ts'
import { type PolicyInForce, policyInForce } from './policy-in-force.ts'
import { reminderStep } from './review.ts'
import { reviewDue } from './review-date.ts'

export type ReminderParts = {
  readonly db: Database
  readonly jobs: Jobs
  readonly mail: Mail
  readonly clock: Clock
  readonly publicUrl: string
}

const job = 'remind-of-review'

/** Often enough that a reminder goes out on its day, whenever the machine was off. */
const everySeconds = 3600

/** Who looks after the policy: whoever holds the owner's role, else the headteacher (WB-0). */
export async function policyOwners(tx: TenantTx, policy: PolicyInForce): Promise<readonly Person[]> {
  const named = await personsHolding(tx, [policy.settings['policy.owner'].value])
  return named.length > 0 ? named : personsHolding(tx, ['headteacher'])
}

/**
 * Reminds the owner by letter 12, 4 and 1 weeks before the review is due and on its day (WB-6.a, AL-0). Each once: running
 * again, or for two workers at a time, sends nothing more.
 */
export const remindOfReviewJob = (parts: ReminderParts): Job => ({
  name: job,
  retries: 5,
  timeLimit: 60,
  async handle({ schoolId }) {
    const actor: Actor = systemActor(schoolId)
    await inSchool(parts.db, actor, tx => remind(tx, parts, parts.clock.now()))
  },
})

async function remind(tx: TenantTx, parts: ReminderParts, now: Instant): Promise<void> {
  const today = londonDate(now)
  const policy = await policyInForce(tx, today)
  if (!policy) return
  const dueOn = reviewDue(policy.settings['policy.review'].value, policy.inForceFrom)
  const step = reminderStep(dueOn, today)
  if (!step) return
  const owners = (await policyOwners(tx, policy)).filter(person => person.email !== null)
  const first = await tx
    .insertInto('policy_review_reminder')
    .values({
      school_id: tx.schoolId,
      policy_version_id: policy.versionId,
      due_on: dueOn,
      step,
      sent_at: now,
      letters: owners.length,
    })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  if (first.numInsertedOrUpdatedRows === 0n) return
  for (const owner of owners)
    await parts.mail.post(
      tx,
      {
        recipient: { id: owner.id, address: owner.email ?? '', sharedMailbox: owner.sharedMailbox },
        ...letter(owner, dueOn, today, `${parts.publicUrl}/policy/review`),
        confidential: false,
      },
      now,
    )
  await audit(tx, {
    at: now,
    action: 'policy.review-reminded',
    subject: { kind: 'policy-version', id: policy.versionId },
    facts: {
      step,
      dueOn: dueOn.toString(),
      letters: owners.length,
      clauses: citedClauses(policy.settings['policy.review'].basis),
    },
  })
}

const letter = (
  owner: Person,
  dueOn: Temporal.PlainDate,
  today: Temporal.PlainDate,
  url: string,
): { subject: string; text: string } => {
  const late = today.until(dueOn, { largestUnit: 'days' }).days < 0
  return {
    subject: late
      ? 'The review of the social media policy is overdue'
      : `Review the social media policy by ${londonDateText(dueOn)}`,
    text: `Dear ${owner.givenName},

The social media policy ${late ? 'was' : 'is'} to be reviewed by ${londonDateText(dueOn)}. What the review should look at is collected here:

${url}

${late ? 'The policy stays in force until the governors adopt another text.' : 'Leave time to ask staff and others for their views, and for the governors’ meeting.'}
`,
  }
}

/** Which reminders of a version's review went out, the first first. */
export async function reviewReminders(
  tx: TenantTx,
  policy: Pick<PolicyInForce, 'versionId'>,
): Promise<readonly { readonly sentAt: Instant; readonly letters: number }[]> {
  const rows = await tx
    .selectFrom('policy_review_reminder')
    .select(['sent_at', 'letters'])
    .where('school_id', '=', tx.schoolId)
    .where('policy_version_id', '=', policy.versionId)
    .orderBy('sent_at')
    .execute()
  return rows.map(row => ({ sentAt: row.sent_at, letters: row.letters }))
}

/** Queues a look at every school's review date. */
export const remindAllOfReviews = ({ db, jobs }: Pick<ReminderParts, 'db' | 'jobs'>): Promise<void> =>
  forEverySchool(db, tx => jobs.enqueue(tx, job, {}, { only: 'review' }))

/** Queues a look at every school's review date each hour until it is stopped. */
export const startReviewReminders = (
  parts: Pick<ReminderParts, 'db' | 'jobs'> & { readonly log: Logger },
): { stop(): Promise<void> } =>
  startRounds({ log: parts.log, code: 'review-round', everySeconds }, () => remindAllOfReviews(parts))
