import { createHash } from 'node:crypto'
import type { Instant } from '../../kernel/clock.ts'
import type { ModerationId } from '../../kernel/ids.ts'
import { canonicalJson } from '../../platform/audit/audit.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import { open, type Place, seal, type Vault } from '../../platform/vault/vault.ts'
import type { OfficialAccount } from '../accounts/index.ts'
import type { Message } from './queries.ts'

/** What is kept of a message before anything is done about it: words and addresses, never a picture. */
export type Evidence = {
  readonly account: string
  readonly authorName: string
  readonly authorHandle: string
  readonly authorId: string
  readonly text: string
  readonly address: string
  readonly pictures: number
  readonly links: readonly string[]
  readonly receivedAt: string
  readonly keptAt: string
}

const place = (id: ModerationId): Place => ({ table: 'moderation', row: id, column: 'evidence' })

const hashOf = (evidence: Evidence): string =>
  createHash('sha256').update(canonicalJson(evidence)).digest('hex')

/** Seals the evidence of a message for one act, with a hash of what it says. */
export async function sealEvidence(
  tx: TenantTx,
  vault: Vault,
  id: ModerationId,
  message: Message,
  account: OfficialAccount,
  now: Instant,
): Promise<Buffer> {
  const evidence: Evidence = {
    account: account.name,
    authorName: message.authorName,
    authorHandle: message.authorHandle ?? '',
    authorId: message.authorExternalId ?? '',
    text: message.text,
    address: message.url ?? message.uri ?? '',
    pictures: message.pictureCount,
    links: message.links,
    receivedAt: message.receivedAt.toString(),
    keptAt: now.toString(),
  }
  return seal(
    await vault.schoolKey(tx),
    tx.schoolId,
    place(id),
    JSON.stringify({ evidence, sha256: hashOf(evidence) }),
  )
}

/** Opens kept evidence; `intact` is false when it does not match the hash that was kept with it. */
export async function openEvidence(
  tx: TenantTx,
  vault: Vault,
  id: ModerationId,
): Promise<{ readonly evidence: Evidence; readonly sha256: string; readonly intact: boolean } | undefined> {
  const row = await tx
    .selectFrom('moderation')
    .select('evidence')
    .where('school_id', '=', tx.schoolId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const kept = JSON.parse(
    open(await vault.schoolKey(tx), tx.schoolId, place(id), row.evidence).toString('utf8'),
  ) as { evidence: Evidence; sha256: string }
  return { ...kept, intact: hashOf(kept.evidence) === kept.sha256 }
}
