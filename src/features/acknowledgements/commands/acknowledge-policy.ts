import type { PersonActor } from '../../../kernel/actor.ts'
import { type Instant, londonDate } from '../../../kernel/clock.ts'
import { audit } from '../../../platform/audit/audit.ts'
import { type Database, inSchool } from '../../../platform/database/database.ts'
import { policyInForce } from '../../policy/index.ts'
import { standingSignatureOf } from '../queries.ts'
import { signingClauses, writeSignatures } from '../write-signatures.ts'

export type AcknowledgeResult =
  | { readonly kind: 'acknowledged' }
  | { readonly kind: 'already' }
  /** The text on the page is no longer the one in force: read the new one first. */
  | { readonly kind: 'text-changed' }
  | { readonly kind: 'no-policy' }

/** Records that this person has read and understood exactly the text with this hash (`textSha256`). */
export const acknowledgePolicy = (
  db: Database,
  actor: PersonActor,
  input: { sha256: string; now: Instant },
): Promise<AcknowledgeResult> =>
  inSchool(db, actor, async (tx): Promise<AcknowledgeResult> => {
    const { now } = input
    const today = londonDate(now)
    const policy = await policyInForce(tx, today)
    if (!policy) return { kind: 'no-policy' }
    if (policy.textSha256 !== input.sha256) return { kind: 'text-changed' }
    if (await standingSignatureOf(tx, policy, actor.personId, today)) return { kind: 'already' }
    const how = { kind: 'signed-in' } as const
    const written = await writeSignatures(tx, policy, [actor.personId], { on: today, how, now })
    if (written.length === 0) return { kind: 'already' }
    await audit(tx, {
      at: now,
      action: 'policy.acknowledged',
      subject: { kind: 'policy-version', id: policy.versionId },
      facts: { sha256: policy.textSha256, clauses: signingClauses(policy) },
    })
    return { kind: 'acknowledged' }
  })
