import { holdsAny, type PersonActor } from '../../../kernel/actor.ts'
import { type Instant, londonDate, Temporal } from '../../../kernel/clock.ts'
import { NotAllowed } from '../../../kernel/errors.ts'
import type { PersonId } from '../../../kernel/ids.ts'
import { audit } from '../../../platform/audit/audit.ts'
import { type Database, inSchool, isDuplicate } from '../../../platform/database/database.ts'
import { persons } from '../../people/index.ts'
import { policyInForce } from '../../policy/index.ts'
import { attendanceLists } from '../attendance.ts'
import { attendanceRecorders } from '../permissions.ts'
import { signingClauses, writeSignatures } from '../write-signatures.ts'

export type RecordAttendanceResult =
  | { readonly kind: 'recorded'; readonly people: number }
  /** A list with this id is there: the form was sent twice. How many people stand on it. */
  | { readonly kind: 'already'; readonly people: number }
  | { readonly kind: 'in-the-future' }
  /** So long ago that a paper can hardly be for this text, or a year is mistyped. */
  | { readonly kind: 'too-long-ago' }
  | { readonly kind: 'nobody' }
  /** The text on the page is no longer the one in force: the paper was signed for another one. */
  | { readonly kind: 'text-changed' }

/** How old a paper list may be. */
const oldest = { years: 3 } as const

/**
 * Records a signed attendance list on paper: on the day of the session everyone ticked signed for the text now in force.
 * Repeating it with the same id changes nothing.
 * @throws NotAllowed unless the actor is the headteacher or the administrator
 */
export const recordAttendance = (
  db: Database,
  actor: PersonActor,
  input: {
    readonly id: string
    readonly sha256: string
    readonly heldOn: Temporal.PlainDate
    readonly keptAt: string
    readonly personIds: readonly PersonId[]
    readonly now: Instant
  },
): Promise<RecordAttendanceResult> => {
  if (!holdsAny(actor, attendanceRecorders)) throw new NotAllowed()
  const { id, heldOn, keptAt, now } = input
  return inSchool(db, actor, async (tx): Promise<RecordAttendanceResult> => {
    const today = londonDate(now)
    if (Temporal.PlainDate.compare(heldOn, today) > 0) return { kind: 'in-the-future' }
    if (Temporal.PlainDate.compare(heldOn, today.subtract(oldest)) < 0) return { kind: 'too-long-ago' }
    const policy = await policyInForce(tx, today)
    if (policy?.textSha256 !== input.sha256) return { kind: 'text-changed' }
    const here = new Set((await persons(tx)).map(person => person.id))
    const present = [...new Set(input.personIds)].filter(personId => here.has(personId))
    if (present.length === 0) return { kind: 'nobody' }
    await tx
      .insertInto('acknowledgement_list')
      .values({
        school_id: tx.schoolId,
        id,
        policy_version_id: policy.versionId,
        held_on: heldOn,
        kept_at: keptAt,
        recorded_by: actor.personId,
        recorded_at: now,
      })
      .execute()
    const how = { kind: 'list', listId: id } as const
    const written = await writeSignatures(tx, policy, present, { on: heldOn, how, now })
    await audit(tx, {
      at: now,
      action: 'policy.attendance-recorded',
      subject: { kind: 'acknowledgement-list', id },
      facts: {
        version: policy.versionId,
        sha256: policy.textSha256,
        heldOn: heldOn.toString(),
        people: written,
        clauses: signingClauses(policy),
      },
      detail: { keptAt },
    })
    return { kind: 'recorded', people: written.length }
  }).catch((error: unknown) => {
    if (!isDuplicate(error)) throw error
    return inSchool(db, actor, async (tx): Promise<RecordAttendanceResult> => {
      const [list] = await attendanceLists(tx, id)
      return { kind: 'already', people: list?.people ?? 0 }
    })
  })
}
