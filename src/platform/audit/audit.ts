import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Instant } from '../../kernel/clock.ts'
import type { TenantTx } from '../database/database.ts'

/**
 * One thing that happened. `facts` holds ids, states and clause ids and can never be erased; `detail` holds words about
 * people and stands beside the chain as a salted commitment, so that it can be erased without breaking the chain.
 */
export type AuditEvent = {
  readonly at: Instant
  readonly action: string
  readonly subject: { readonly kind: string; readonly id: string }
  readonly facts?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>
  readonly detail?: Readonly<Record<string, string>>
  readonly stream?: 'school' | 'concerns'
}

/** JSON with sorted keys: the same facts are always the same text, which is what is hashed. */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`)
      .join(',')}}`
  return JSON.stringify(value)
}

export const detailCommitment = (salt: string, detail: string): string =>
  createHash('sha256').update(`${salt}\n${detail}`).digest('hex')

/**
 * Adds an event to the school's trail. It locks the head of the chain until the transaction ends, so it is the
 * transaction's last statement.
 */
export async function audit(tx: TenantTx, event: AuditEvent): Promise<void> {
  const detail = event.detail ? canonicalJson(event.detail) : null
  const salt = detail === null ? null : randomBytes(16).toString('hex')
  const fact = canonicalJson({
    at: event.at.toString(),
    by: tx.actor.kind === 'person' ? tx.actor.personId : 'gatepost',
    action: event.action,
    subject: event.subject,
    facts: event.facts ?? {},
    detail: detail === null || salt === null ? null : detailCommitment(salt, detail),
  })
  await sql`select audit_append(${tx.schoolId}, ${event.stream ?? 'school'}, ${fact}, ${salt}, ${detail})`.execute(
    tx,
  )
}

/** The two empty chains of a new school. */
export async function openAuditTrail(tx: TenantTx): Promise<void> {
  await sql`insert into audit_head (school_id, stream, seq, hash) values (${tx.schoolId}, 'school', 0, ''), (${tx.schoolId}, 'concerns', 0, '')`.execute(
    tx,
  )
}
