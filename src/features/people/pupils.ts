import type { PupilId } from '../../kernel/ids.ts'
import type { Channel } from '../../networks/network.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import type {} from './tables.ts'

/** What is known of a pupil's picture on one channel. Only `consent: 'given'` without `doNotPublish` lets it be shown there. */
export type PupilStanding = {
  readonly id: PupilId
  readonly givenName: string
  readonly familyName: string
  readonly className: string
  /** 'none': nobody has asked, or nobody has answered. It counts like a refusal. */
  readonly consent: 'given' | 'refused' | 'withdrawn' | 'none'
  readonly doNotPublish: boolean
}

/** The classes with pupils in them now, in alphabetical order. */
export async function classNames(tx: TenantTx): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('pupil')
    .select('class_name')
    .distinct()
    .where('school_id', '=', tx.schoolId)
    .where('left_on', 'is', null)
    .orderBy('class_name')
    .execute()
  return rows.map(row => row.class_name)
}

/** The pupils in these classes now with their standing on this channel, by class and family name. */
export async function pupilsOfClasses(
  tx: TenantTx,
  classes: readonly string[],
  channel: Channel,
): Promise<readonly PupilStanding[]> {
  if (classes.length === 0) return []
  return (await standings(tx, channel).where('pupil.class_name', 'in', classes).execute()).map(standing)
}

/** The standing of these pupils on this channel; whoever has left the school is not among them. */
export async function pupilStandings(
  tx: TenantTx,
  ids: readonly PupilId[],
  channel: Channel,
): Promise<readonly PupilStanding[]> {
  if (ids.length === 0) return []
  return (await standings(tx, channel).where('pupil.id', 'in', ids).execute()).map(standing)
}

/**
 * Everybody whose picture must not be on this channel whatever the policy says: on the do-not-publish list, or the family
 * has said no or withdrawn its consent. Also those who have left: what was published of them may still be there.
 */
export async function pupilsNotToShow(tx: TenantTx, channel: Channel): Promise<readonly PupilId[]> {
  const refusing = await tx
    .selectFrom('image_consent')
    .select('pupil_id')
    .where('school_id', '=', tx.schoolId)
    .where('channel', '=', channel)
    .where('state', 'in', ['refused', 'withdrawn'])
    .execute()
  const listed = await tx
    .selectFrom('do_not_publish')
    .select('pupil_id')
    .where('school_id', '=', tx.schoolId)
    .execute()
  return [...new Set([...refusing, ...listed].map(row => row.pupil_id as PupilId))]
}

const standings = (tx: TenantTx, channel: Channel) =>
  tx
    .selectFrom('pupil')
    .leftJoin('image_consent', join =>
      join
        .onRef('image_consent.school_id', '=', 'pupil.school_id')
        .onRef('image_consent.pupil_id', '=', 'pupil.id')
        .on('image_consent.channel', '=', channel),
    )
    .leftJoin('do_not_publish', join =>
      join
        .onRef('do_not_publish.school_id', '=', 'pupil.school_id')
        .onRef('do_not_publish.pupil_id', '=', 'pupil.id'),
    )
    .select([
      'pupil.id',
      'given_name',
      'family_name',
      'class_name',
      'image_consent.state',
      'do_not_publish.added_at',
    ])
    .where('pupil.school_id', '=', tx.schoolId)
    .where('pupil.left_on', 'is', null)
    .orderBy('class_name')
    .orderBy('family_name')
    .orderBy('given_name')
    .orderBy('pupil.id')

const standing = (
  row: Awaited<ReturnType<ReturnType<typeof standings>['execute']>>[number],
): PupilStanding => ({
  id: row.id as PupilId,
  givenName: row.given_name,
  familyName: row.family_name,
  className: row.class_name,
  consent: row.state ?? 'none',
  doNotPublish: row.added_at !== null,
})
