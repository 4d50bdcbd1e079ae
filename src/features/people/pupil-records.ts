import { sql } from 'kysely'
import type { Instant, Temporal } from '../../kernel/clock.ts'
import type { PersonId, PupilId } from '../../kernel/ids.ts'
import type { Channel } from '../../networks/network.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import { rowsPerPage } from '../../platform/views/pagination.ts'
import type {} from './tables.ts'

export type PupilRecord = {
  readonly id: PupilId
  readonly name: string
  readonly givenName: string
  readonly className: string
  readonly yearGroup: string | null
  readonly doNotPublish: boolean
}

export type PupilFilter = { readonly className: string | undefined; readonly search: string }

const matching = (tx: TenantTx, filter: PupilFilter) => {
  let query = tx
    .selectFrom('pupil')
    .leftJoin('do_not_publish', join =>
      join
        .onRef('do_not_publish.school_id', '=', 'pupil.school_id')
        .onRef('do_not_publish.pupil_id', '=', 'pupil.id'),
    )
    .where('pupil.school_id', '=', tx.schoolId)
    .where('pupil.left_on', 'is', null)
  if (filter.className !== undefined) query = query.where('class_name', '=', filter.className)
  for (const word of filter.search.split(/\s+/).filter(one => one !== '')) {
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`
    query = query.where(eb =>
      eb.or([eb('given_name', 'ilike', pattern), eb('family_name', 'ilike', pattern)]),
    )
  }
  return query
}

const columns = [
  'pupil.id',
  'given_name',
  'family_name',
  'class_name',
  'year_group',
  'do_not_publish.added_at',
] as const

const record = (row: {
  id: string
  given_name: string
  family_name: string
  class_name: string
  year_group: string | null
  added_at: Instant | null
}): PupilRecord => ({
  id: row.id as PupilId,
  name: `${row.given_name} ${row.family_name}`,
  givenName: row.given_name,
  className: row.class_name,
  yearGroup: row.year_group,
  doNotPublish: row.added_at !== null,
})

export async function countPupils(tx: TenantTx, filter: PupilFilter): Promise<number> {
  const { count } = await matching(tx, filter)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** One page of the pupils at the school now, by class and family name. */
export async function pupilPage(
  tx: TenantTx,
  filter: PupilFilter,
  offset: number,
): Promise<readonly PupilRecord[]> {
  const rows = await matching(tx, filter)
    .select(columns)
    .orderBy('class_name')
    .orderBy('family_name')
    .orderBy('given_name')
    .orderBy('pupil.id')
    .limit(rowsPerPage)
    .offset(offset)
    .execute()
  return rows.map(record)
}

export async function pupilRecord(tx: TenantTx, id: PupilId): Promise<PupilRecord | undefined> {
  const row = await matching(tx, { className: undefined, search: '' })
    .select(columns)
    .where('pupil.id', '=', id)
    .executeTakeFirst()
  return row && record(row)
}

export type ConsentRecord = {
  readonly pupilId: PupilId
  readonly channel: Channel
  readonly state: 'given' | 'refused' | 'withdrawn'
  readonly givenOn: Temporal.PlainDate | null
  readonly evidence: string
  readonly recordedBy: PersonId
  readonly recordedAt: Instant
}

/** Every answer recorded for these pupils. */
export async function consentRecords(
  tx: TenantTx,
  ids: readonly PupilId[],
): Promise<readonly ConsentRecord[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('image_consent')
    .select(['pupil_id', 'channel', 'state', 'given_on', 'evidence', 'recorded_by', 'recorded_at'])
    .where('school_id', '=', tx.schoolId)
    .where('pupil_id', 'in', ids)
    .execute()
  return rows.map(row => ({
    pupilId: row.pupil_id as PupilId,
    channel: row.channel,
    state: row.state,
    givenOn: row.given_on,
    evidence: row.evidence,
    recordedBy: row.recorded_by as PersonId,
    recordedAt: row.recorded_at,
  }))
}
