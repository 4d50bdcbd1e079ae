import { holdsAny, type PersonActor } from '../../kernel/actor.ts'
import { type Instant, londonDate, Temporal } from '../../kernel/clock.ts'
import { NotAllowed } from '../../kernel/errors.ts'
import type { PupilId } from '../../kernel/ids.ts'
import type { Channel } from '../../networks/network.ts'
import { audit } from '../../platform/audit/audit.ts'
import { type Database, inSchool, type TenantTx } from '../../platform/database/database.ts'
import { consentKeepers } from './permissions.ts'
import type {} from './tables.ts'

/** What a family says about pictures of their child on one channel. */
export type Answer =
  /** Has to be shown to have been given (UK GDPR, Article 7): on which day, and by what. */
  | { readonly state: 'given'; readonly givenOn: Temporal.PlainDate; readonly evidence: string }
  | { readonly state: 'refused' }
  /** Needs nothing else: withdrawing is at least as easy as giving (Article 7(3)). */
  | { readonly state: 'withdrawn' }

export type RecordConsentResult =
  | { readonly kind: 'recorded' }
  | { readonly kind: 'in-the-future' }
  /** There is no consent that could be withdrawn. */
  | { readonly kind: 'nothing-to-withdraw' }
  | { readonly kind: 'no-such-pupil' }

/**
 * Records a family's answer for one channel. A withdrawal keeps the day and evidence of the consent that it ends.
 * @throws NotAllowed unless the actor is the headteacher, the administrator or the DSL
 */
export async function recordConsent(
  db: Database,
  actor: PersonActor,
  input: { pupilId: PupilId; channel: Channel; answer: Answer; now: Instant },
): Promise<RecordConsentResult> {
  if (!holdsAny(actor, consentKeepers)) throw new NotAllowed()
  const { answer } = input
  if (answer.state === 'given' && Temporal.PlainDate.compare(answer.givenOn, londonDate(input.now)) > 0)
    return { kind: 'in-the-future' }
  return inSchool(db, actor, async tx => {
    if (!(await lockPupil(tx, input.pupilId))) return { kind: 'no-such-pupil' }
    const before = await tx
      .selectFrom('image_consent')
      .select(['state', 'given_on', 'evidence'])
      .where('school_id', '=', tx.schoolId)
      .where('pupil_id', '=', input.pupilId)
      .where('channel', '=', input.channel)
      .executeTakeFirst()
    if (answer.state === 'withdrawn') {
      if (before?.state === 'withdrawn') return { kind: 'recorded' }
      if (before?.state !== 'given') return { kind: 'nothing-to-withdraw' }
    }
    const set = {
      state: answer.state,
      given_on:
        answer.state === 'given'
          ? answer.givenOn
          : answer.state === 'withdrawn'
            ? (before?.given_on ?? null)
            : null,
      evidence:
        answer.state === 'given'
          ? answer.evidence
          : answer.state === 'withdrawn'
            ? (before?.evidence ?? '')
            : '',
      recorded_by: actor.personId,
      recorded_at: input.now,
    }
    await tx
      .insertInto('image_consent')
      .values({ school_id: tx.schoolId, pupil_id: input.pupilId, channel: input.channel, ...set })
      .onConflict(conflict =>
        conflict
          .columns(['school_id', 'pupil_id', 'channel'])
          .doUpdateSet(set)
          .where('image_consent.school_id', '=', tx.schoolId),
      )
      .execute()
    await audit(tx, {
      at: input.now,
      action: `consent.${answer.state}`,
      subject: { kind: 'pupil', id: input.pupilId },
      facts: {
        channel: input.channel,
        before: before?.state ?? 'none',
        givenOn: set.given_on?.toString() ?? null,
      },
    })
    return { kind: 'recorded' }
  })
}

/** Holds a pupil's records still until the transaction ends; false when there is no such pupil at the school now. */
export async function lockPupil(tx: TenantTx, id: PupilId): Promise<boolean> {
  return (
    (await tx
      .selectFrom('pupil')
      .select('id')
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', id)
      .where('left_on', 'is', null)
      .forUpdate()
      .executeTakeFirst()) !== undefined
  )
}
