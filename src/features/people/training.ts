import { holdsAny, type PersonActor, type Role } from '../../kernel/actor.ts'
import { type Instant, londonDate, Temporal } from '../../kernel/clock.ts'
import { NotAllowed } from '../../kernel/errors.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { audit } from '../../platform/audit/audit.ts'
import { type Database, inSchool, type TenantTx } from '../../platform/database/database.ts'
import type {} from './tables.ts'

/** Who records that somebody was trained. */
export const trainingRecorders: readonly Role[] = ['headteacher', 'senior-leader', 'administrator']

/** Who has completed the training that running an official account asks for. */
export async function trainedPersons(tx: TenantTx): Promise<ReadonlySet<PersonId>> {
  return new Set((await trainingDates(tx)).keys())
}

/** When each of them completed it. */
export async function trainingDates(tx: TenantTx): Promise<ReadonlyMap<PersonId, Temporal.PlainDate>> {
  const rows = await tx
    .selectFrom('training')
    .select(['person_id', 'completed_on'])
    .where('school_id', '=', tx.schoolId)
    .where('topic', '=', 'official-accounts')
    .execute()
  return new Map(rows.map(row => [row.person_id as PersonId, row.completed_on]))
}

export type RecordTrainingResult =
  | { readonly kind: 'recorded' }
  | { readonly kind: 'in-the-future' }
  | { readonly kind: 'no-such-person' }

/**
 * Records that a person completed the training for official accounts on a London date; a later date replaces an
 * earlier one.
 * @throws NotAllowed unless the actor is the headteacher, a senior leader or the administrator
 */
export async function recordTraining(
  db: Database,
  actor: PersonActor,
  input: { personId: PersonId; completedOn: Temporal.PlainDate; now: Instant },
): Promise<RecordTrainingResult> {
  if (!holdsAny(actor, trainingRecorders)) throw new NotAllowed()
  if (Temporal.PlainDate.compare(input.completedOn, londonDate(input.now)) > 0)
    return { kind: 'in-the-future' }
  return inSchool(db, actor, async tx => {
    const person = await tx
      .selectFrom('person')
      .select('id')
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', input.personId)
      .where('left_on', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (!person) return { kind: 'no-such-person' }
    await tx
      .insertInto('training')
      .values({
        school_id: tx.schoolId,
        person_id: input.personId,
        topic: 'official-accounts',
        completed_on: input.completedOn,
        recorded_by: actor.personId,
      })
      .onConflict(conflict =>
        conflict
          .columns(['school_id', 'person_id', 'topic'])
          .doUpdateSet({ completed_on: input.completedOn, recorded_by: actor.personId })
          .where('training.school_id', '=', tx.schoolId),
      )
      .execute()
    await audit(tx, {
      at: input.now,
      action: 'training.recorded',
      subject: { kind: 'person', id: input.personId },
      facts: { topic: 'official-accounts', completedOn: input.completedOn.toString() },
    })
    return { kind: 'recorded' }
  })
}
