import type { Instant } from '../../kernel/clock.ts'
import type { AccountId, ApplicationId, PersonId } from '../../kernel/ids.ts'
import type { Channel, Credential, NetworkKind } from '../../networks/network.ts'
import { audit } from '../../platform/audit/audit.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import { open, type Vault } from '../../platform/vault/vault.ts'
import type { SecondApproval } from './tables.ts'

export type OfficialAccount = {
  readonly id: AccountId
  readonly applicationId: ApplicationId
  readonly name: string
  readonly network: NetworkKind
  readonly channel: Channel
  readonly openness: 'open' | 'closed'
  readonly handle: string | null
  readonly externalId: string | null
  readonly url: string | null
  /** A manual account counts as connected once its page address is recorded. */
  readonly state: 'approved' | 'connected' | 'reconnect'
  readonly commentsOffSince: Instant | null
  readonly commentsOffUntil: Instant | null
  readonly secondApproval: SecondApproval
  /** What the setting rests on, in words: a clause with its section, or school practice. */
  readonly secondApprovalBasis: string
  readonly runnerIds: readonly PersonId[]
}

const accountRows = (tx: TenantTx) =>
  tx
    .selectFrom('official_account as a')
    .innerJoin('account_application as p', join =>
      join.onRef('p.school_id', '=', 'a.school_id').onRef('p.id', '=', 'a.application_id'),
    )
    .select([
      'a.id',
      'a.application_id',
      'a.name',
      'a.network',
      'a.channel',
      'p.openness',
      'a.handle',
      'a.external_id',
      'a.url',
      'a.state',
      'a.comments_off_since',
      'a.comments_off_until',
      'a.second_approval',
      'a.second_approval_basis',
    ])
    .where('a.school_id', '=', tx.schoolId)

type AccountRow = Awaited<ReturnType<ReturnType<typeof accountRows>['execute']>>[number]

const runnersOf = async (tx: TenantTx): Promise<ReadonlyMap<string, readonly PersonId[]>> => {
  const rows = await tx
    .selectFrom('account_runner')
    .select(['account_id', 'person_id'])
    .where('school_id', '=', tx.schoolId)
    .orderBy('person_id')
    .execute()
  const runners = new Map<string, PersonId[]>()
  for (const row of rows) {
    const known = runners.get(row.account_id)
    if (known) known.push(row.person_id as PersonId)
    else runners.set(row.account_id, [row.person_id as PersonId])
  }
  return runners
}

const fromRow = (row: AccountRow, runnerIds: readonly PersonId[]): OfficialAccount => ({
  id: row.id as AccountId,
  applicationId: row.application_id as ApplicationId,
  name: row.name,
  network: row.network,
  channel: row.channel,
  openness: row.openness,
  handle: row.handle,
  externalId: row.external_id,
  url: row.url,
  state: row.state,
  commentsOffSince: row.comments_off_since,
  commentsOffUntil: row.comments_off_until,
  secondApproval: row.second_approval,
  secondApprovalBasis: row.second_approval_basis,
  runnerIds,
})

/** The register: every official account of the school, by name. */
export async function officialAccounts(tx: TenantTx): Promise<readonly OfficialAccount[]> {
  const rows = await accountRows(tx).orderBy('a.name').orderBy('a.id').execute()
  const runners = await runnersOf(tx)
  return rows.map(row => fromRow(row, runners.get(row.id) ?? []))
}

export async function officialAccount(tx: TenantTx, id: AccountId): Promise<OfficialAccount | undefined> {
  const row = await accountRows(tx).where('a.id', '=', id).executeTakeFirst()
  return row && fromRow(row, (await runnersOf(tx)).get(row.id) ?? [])
}

/** Where the vault keeps an account's credential. */
export const credentialPlace = (id: AccountId) => ({
  table: 'account_credential',
  row: id,
  column: 'sealed',
})

/** What is needed to act as the account; undefined where none is stored (manual accounts, or not connected yet). */
export async function accountCredential(
  tx: TenantTx,
  vault: Vault,
  id: AccountId,
): Promise<Credential | undefined> {
  const row = await tx
    .selectFrom('account_credential')
    .select('sealed')
    .where('school_id', '=', tx.schoolId)
    .where('account_id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const key = await vault.schoolKey(tx)
  return JSON.parse(open(key, tx.schoolId, credentialPlace(id), row.sealed).toString('utf8')) as Credential
}

/**
 * Records that the network no longer accepts the account's credential, so that the administrator is asked to connect
 * it again. Does nothing when that is known already. Writes the audit event itself: call it last.
 */
export async function markForReconnect(tx: TenantTx, id: AccountId, now: Instant): Promise<void> {
  const changed = await tx
    .updateTable('official_account')
    .set({ state: 'reconnect' })
    .where('school_id', '=', tx.schoolId)
    .where('id', '=', id)
    .where('state', '=', 'connected')
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) return
  await audit(tx, {
    at: now,
    action: 'account.reconnect-needed',
    subject: { kind: 'account', id },
    facts: { from: 'connected', to: 'reconnect' },
  })
}

/** Whether comments are recorded as switched off at this moment. */
export const commentsAreOff = (
  account: Pick<OfficialAccount, 'commentsOffSince' | 'commentsOffUntil'>,
  now: Instant,
): boolean =>
  account.commentsOffSince !== null &&
  account.commentsOffUntil !== null &&
  account.commentsOffUntil.since(now).sign > 0
