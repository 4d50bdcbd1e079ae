import { sql } from 'kysely'
import type { PersonActor, Role } from '../../kernel/actor.ts'
import type { Basis } from '../../kernel/basis.ts'
import type { Instant } from '../../kernel/clock.ts'
import type { ConcernId, MessageId, PersonId } from '../../kernel/ids.ts'
import type { TodayLine } from '../../kernel/today-line.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import type { Vault } from '../../platform/vault/vault.ts'
import { type Account, openAccount } from './account.ts'
import type { About } from './routing.ts'
import type {} from './tables.ts'

/** What the one who raised a concern may see of it, for ever no more. */
export type Receipt = {
  readonly raisedAt: Instant
  /** Recipients in words; '' when nobody at the school could receive it. */
  readonly routedTo: string
  /** Recipients whom no email could reach; '' when all were emailed. */
  readonly notEmailed: string
  readonly messageId: MessageId | null
  readonly confirmedName: string | null
  readonly confirmedAt: Instant | null
  /** Set when the one who raised it is also the only one who has it: they open and confirm it themselves. */
  readonly ownId: ConcernId | null
}

/** What this person raised, newest first; `waiting` leaves out what somebody has confirmed. */
export async function receipts(
  tx: TenantTx,
  actor: PersonActor,
  part: { readonly waiting: boolean; readonly limit: number; readonly offset?: number },
): Promise<readonly Receipt[]> {
  let query = tx
    .selectFrom('concern_receipt')
    .select([
      'concern_id',
      'raised_at',
      'routed_to',
      'not_emailed',
      'readers',
      'message_id',
      'confirmed_name',
      'confirmed_at',
    ])
    .where('school_id', '=', tx.schoolId)
    // The database lets recipients see receipts too: those are not their own.
    .where('raised_by', '=', actor.personId)
    .orderBy('raised_at', 'desc')
    .orderBy('concern_id')
    .limit(part.limit)
    .offset(part.offset ?? 0)
  if (part.waiting) query = query.where('confirmed_at', 'is', null)
  return (await query.execute()).map(row => ({
    raisedAt: row.raised_at,
    routedTo: row.routed_to,
    notEmailed: row.not_emailed,
    messageId: row.message_id as MessageId | null,
    confirmedName: row.confirmed_name,
    confirmedAt: row.confirmed_at,
    ownId: row.readers.every(reader => reader === actor.personId) ? (row.concern_id as ConcernId) : null,
  }))
}

/** More than a page can show; what waits longest is what it is about. */
const manyWaiting = 100

/** What this person raised and nobody has confirmed yet: it stays on their pages. */
export const waitingReceipts = (tx: TenantTx, actor: PersonActor): Promise<readonly Receipt[]> =>
  receipts(tx, actor, { waiting: true, limit: manyWaiting })

/** One line of a recipient's list. */
export type ReceivedConcern = {
  readonly id: ConcernId
  readonly raisedAt: Instant
  readonly raisedBy: PersonId
  readonly confirmedBy: PersonId | null
  readonly confirmedAt: Instant | null
}

/** The concerns this person is a recipient of, those that wait first, then newest first. */
export async function receivedConcerns(
  tx: TenantTx,
  part: { readonly limit: number; readonly offset: number },
): Promise<readonly ReceivedConcern[]> {
  const rows = await tx
    .selectFrom('concern')
    .select(['id', 'raised_at', 'raised_by', 'confirmed_by', 'confirmed_at'])
    .where('school_id', '=', tx.schoolId)
    .where(isReader(tx))
    .orderBy(sql`confirmed_at is not null`)
    .orderBy('raised_at', 'desc')
    .orderBy('id')
    .limit(part.limit)
    .offset(part.offset)
    .execute()
  return rows.map(row => ({
    id: row.id as ConcernId,
    raisedAt: row.raised_at,
    raisedBy: row.raised_by as PersonId,
    confirmedBy: row.confirmed_by as PersonId | null,
    confirmedAt: row.confirmed_at,
  }))
}

/** A concern as its recipient reads it. */
export type Concern = ReceivedConcern & {
  readonly about: About
  readonly subjectId: PersonId | null
  readonly routedTo: string
  readonly basis: readonly Basis[]
  readonly account: Account
}

/** The concern, if this person is a recipient; undefined whether it is not theirs or not there. */
export async function concern(tx: TenantTx, vault: Vault, id: ConcernId): Promise<Concern | undefined> {
  const row = await tx
    .selectFrom('concern')
    .selectAll()
    .where('school_id', '=', tx.schoolId)
    .where('id', '=', id)
    .where(isReader(tx))
    .executeTakeFirst()
  return (
    row && {
      id,
      raisedAt: row.raised_at,
      raisedBy: row.raised_by as PersonId,
      confirmedBy: row.confirmed_by as PersonId | null,
      confirmedAt: row.confirmed_at,
      about: row.about,
      subjectId: row.subject_person_id as PersonId | null,
      routedTo: row.routed_to,
      basis: row.basis,
      account: openAccount(await vault.schoolKey(tx), tx.schoolId, id, row),
    }
  )
}

/** What waits for this recipient to confirm: that something waits, and no more. */
export async function concernsToday(tx: TenantTx, _actor: PersonActor): Promise<readonly TodayLine[]> {
  const rows = await tx
    .selectFrom('concern')
    .select(['id', 'basis'])
    .where('school_id', '=', tx.schoolId)
    .where('confirmed_at', 'is', null)
    .where(isReader(tx))
    .orderBy('raised_at')
    .orderBy('id')
    .execute()
  return rows.map(row => ({
    kind: 'first',
    text: 'A concern waits for you to confirm',
    href: `/concerns/${row.id}`,
    basis: row.basis,
  }))
}

/** Held by nearly everybody: they are no office in which one receives concerns. */
const plainRoles: readonly Role[] = ['staff', 'volunteer', 'parent', 'outside-second']

/**
 * A recipient, as row-level security says too, who still holds an office. Whoever has given it up reads nothing more, and
 * nor does somebody to whom the school office has made a new sign-in link since. What one kept oneself stays one's own.
 */
export const isReader = ({ actor }: TenantTx) => {
  if (actor.kind !== 'person') return sql<boolean>`false`
  const holdsOffice = [...actor.roles].some(role => !plainRoles.includes(role))
  return sql<boolean>`(${actor.personId}::uuid = any(readers) and (${holdsOffice}::boolean or raised_by = ${actor.personId}))`
}
