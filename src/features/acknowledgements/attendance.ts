import type { Instant, Temporal } from '../../kernel/clock.ts'
import type { PersonId, PolicyVersionId } from '../../kernel/ids.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import type {} from './tables.ts'

/** A signed attendance list on paper. */
export type AttendanceList = {
  readonly id: string
  readonly versionId: PolicyVersionId
  readonly heldOn: Temporal.PlainDate
  readonly keptAt: string
  readonly recordedBy: PersonId
  readonly recordedAt: Instant
  /** How many signatures of it stand. */
  readonly people: number
}

/** The attendance lists on record, the latest session first; or the one with this id. */
export async function attendanceLists(tx: TenantTx, id?: string): Promise<readonly AttendanceList[]> {
  const rows = await tx
    .selectFrom('acknowledgement_list')
    .leftJoin('acknowledgement', join =>
      join
        .onRef('acknowledgement.school_id', '=', 'acknowledgement_list.school_id')
        .onRef('acknowledgement.list_id', '=', 'acknowledgement_list.id')
        .on('acknowledgement.struck_at', 'is', null),
    )
    .select([
      'acknowledgement_list.id',
      'acknowledgement_list.policy_version_id',
      'acknowledgement_list.held_on',
      'acknowledgement_list.kept_at',
      'acknowledgement_list.recorded_by',
      'acknowledgement_list.recorded_at',
    ])
    .select(({ fn }) => fn.count<string>('acknowledgement.id').as('people'))
    .where('acknowledgement_list.school_id', '=', tx.schoolId)
    .$if(id !== undefined, query => query.where('acknowledgement_list.id', '=', id ?? ''))
    .groupBy(['acknowledgement_list.school_id', 'acknowledgement_list.id'])
    .orderBy('acknowledgement_list.held_on', 'desc')
    .orderBy('acknowledgement_list.id', 'desc')
    .execute()
  return rows.map(row => ({
    id: row.id,
    versionId: row.policy_version_id as PolicyVersionId,
    heldOn: row.held_on,
    keptAt: row.kept_at,
    recordedBy: row.recorded_by as PersonId,
    recordedAt: row.recorded_at,
    people: Number(row.people),
  }))
}
