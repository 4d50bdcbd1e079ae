import type { PersonActor } from '../../kernel/actor.ts'
import type { Basis } from '../../kernel/basis.ts'
import { type Instant, londonDate } from '../../kernel/clock.ts'
import { NotFound } from '../../kernel/errors.ts'
import type { AccountId } from '../../kernel/ids.ts'
import {
  type ConnectedAccount,
  type Credential,
  type FailureKind,
  type Network,
  NetworkFailure,
} from '../../networks/network.ts'
import { audit } from '../../platform/audit/audit.ts'
import { type Database, inSchool, type TenantTx } from '../../platform/database/database.ts'
import { isDemonstration } from '../../platform/database/demonstration.ts'
import { seal, type Vault } from '../../platform/vault/vault.ts'
import { persons } from '../people/index.ts'
import { policyInForce } from '../policy/index.ts'
import { isOnDuty } from './duties.ts'
import { credentialPlace, type OfficialAccount, officialAccount } from './register.ts'

type Refused =
  | { readonly kind: 'no-policy' }
  | { readonly kind: 'not-keeper'; readonly basis: readonly Basis[] }

export type ConnectResult =
  | { readonly kind: 'connected'; readonly handle: string }
  /** The network did not let us in; `message` is its adapter's sentence for people. */
  | { readonly kind: 'failed'; readonly failure: FailureKind; readonly message: string }
  /** Another official account of this school is that account on the network already. */
  | { readonly kind: 'taken'; readonly by: string }
  /** A reconnection led to a different account than the one in the register. */
  | { readonly kind: 'other-account'; readonly expected: string }
  | Refused

export type RecordPageResult =
  | { readonly kind: 'connected' }
  | { readonly kind: 'taken'; readonly by: string }
  | Refused

type Ready = { readonly kind: 'account'; readonly account: OfficialAccount }

/** The account, if this person keeps its password (AL-2.b) and a policy is in force. */
const accountToConnect = async (
  tx: TenantTx,
  actor: PersonActor,
  id: AccountId,
  now: Instant,
): Promise<Ready | Refused> => {
  const policy = await policyInForce(tx, londonDate(now))
  if (!policy) return { kind: 'no-policy' }
  const keeper = policy.settings['accounts.credential-keeper']
  if (!isOnDuty(await persons(tx), keeper.value, actor.personId))
    return { kind: 'not-keeper', basis: keeper.basis }
  const account = await officialAccount(tx, id)
  if (!account) throw new NotFound('account')
  return { kind: 'account', account }
}

/** Locks the school's accounts, so that two people cannot register one page twice at the same moment. */
const lockRegister = (tx: TenantTx) =>
  tx
    .selectFrom('official_account')
    .select(['id', 'name', 'channel', 'external_id'])
    .where('school_id', '=', tx.schoolId)
    .orderBy('id')
    .forUpdate()
    .execute()

/**
 * Connects an approved account to its network, or connects it again with a new password. The network is asked outside
 * every transaction; only what it accepted is stored, encrypted.
 * @throws NotFound for an account that does not exist or that no software can reach
 */
export async function connectAccount(
  parts: { db: Database; vault: Vault; network: Network },
  actor: PersonActor,
  input: { id: AccountId; credential: Credential; now: Instant },
): Promise<ConnectResult> {
  const { id, credential, now } = input
  const start = await inSchool(
    parts.db,
    actor,
    async (tx): Promise<ConnectResult | Ready> =>
      (await isDemonstration(tx))
        ? {
            kind: 'failed',
            failure: 'rejected',
            message: 'This is a demonstration: nothing here is connected to a real network',
          }
        : accountToConnect(tx, actor, id, now),
  )
  if (start.kind !== 'account') return start
  if (start.account.network !== parts.network.kind) throw new NotFound('account')

  let found: ConnectedAccount
  try {
    found = await parts.network.connect(credential)
  } catch (error) {
    if (error instanceof NetworkFailure)
      return { kind: 'failed', failure: error.kind, message: error.message }
    throw error
  }

  return inSchool(parts.db, actor, async (tx): Promise<ConnectResult> => {
    const everyAccount = await lockRegister(tx)
    const again = await accountToConnect(tx, actor, id, now)
    if (again.kind !== 'account') return again
    const { account } = again
    const taken = everyAccount.find(other => other.id !== id && other.external_id === found.externalId)
    if (taken) return { kind: 'taken', by: taken.name }
    if (account.externalId !== null && account.externalId !== found.externalId)
      return { kind: 'other-account', expected: account.handle ?? account.externalId }
    const sealed = seal(
      await parts.vault.schoolKey(tx),
      tx.schoolId,
      credentialPlace(id),
      JSON.stringify(credential),
    )
    const stored = { sealed, stored_by: actor.personId, stored_at: now }
    await tx
      .insertInto('account_credential')
      .values({ school_id: tx.schoolId, account_id: id, ...stored })
      .onConflict(conflict => conflict.columns(['school_id', 'account_id']).doUpdateSet(stored))
      .execute()
    await tx
      .updateTable('official_account')
      .set({
        state: 'connected',
        external_id: found.externalId,
        handle: found.handle,
        url: found.url,
        poll_failure: null,
      })
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', id)
      .execute()
    await audit(tx, {
      at: now,
      action: 'account.connected',
      subject: { kind: 'account', id },
      facts: { externalId: found.externalId, handle: found.handle, from: account.state },
    })
    return { kind: 'connected', handle: found.handle }
  })
}

/**
 * Records where an account lives that Gatepost cannot reach by itself (a Facebook Page, say), once a person has
 * confirmed that nobody shares a password there.
 * @throws NotFound for an account that does not exist or that Gatepost connects by itself
 */
export async function recordPage(
  db: Database,
  actor: PersonActor,
  input: { id: AccountId; url: string; now: Instant },
): Promise<RecordPageResult> {
  const { id, url, now } = input
  return inSchool(db, actor, async (tx): Promise<RecordPageResult> => {
    const everyAccount = await lockRegister(tx)
    const start = await accountToConnect(tx, actor, id, now)
    if (start.kind !== 'account') return start
    if (start.account.network !== 'manual') throw new NotFound('account')
    const taken = everyAccount.find(
      other => other.id !== id && other.channel === start.account.channel && other.external_id === url,
    )
    if (taken) return { kind: 'taken', by: taken.name }
    await tx
      .updateTable('official_account')
      .set({ state: 'connected', external_id: url, url })
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', id)
      .execute()
    await audit(tx, {
      at: now,
      action: 'account.page-recorded',
      subject: { kind: 'account', id },
      facts: { url, from: start.account.state },
    })
    return { kind: 'connected' }
  })
}
