import { citedClauses } from '../../kernel/basis.ts'
import type { Instant, Temporal } from '../../kernel/clock.ts'
import { newId, type PersonId } from '../../kernel/ids.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import type { PolicyInForce } from '../policy/index.ts'
import type { SignedHow } from './queries.ts'

/** The clauses that somebody acknowledges the policy by: who does, and on which occasions. */
export const signingClauses = ({ settings }: Pick<PolicyInForce, 'settings'>): readonly string[] =>
  citedClauses([...settings['policy.acknowledgers'].basis, ...settings['policy.acknowledge-on'].basis])

/**
 * Writes down that these people signed for exactly this text on a London date. Who has signed it that day already is left
 * as they are; the answer names those who were written.
 */
export async function writeSignatures(
  tx: TenantTx,
  policy: Pick<PolicyInForce, 'versionId' | 'textSha256'>,
  personIds: readonly PersonId[],
  signed: {
    readonly on: Temporal.PlainDate
    readonly how: Exclude<SignedHow, { kind: 'link' }> | (SignedHow & { kind: 'link'; linkId: string })
    readonly now: Instant
  },
): Promise<readonly PersonId[]> {
  if (personIds.length === 0) return []
  const { how } = signed
  const written = await tx
    .insertInto('acknowledgement')
    .values(
      personIds.map(personId => ({
        school_id: tx.schoolId,
        id: newId<never>() as string,
        person_id: personId,
        policy_version_id: policy.versionId,
        sha256: policy.textSha256,
        acknowledged_at: signed.now,
        signed_on: signed.on,
        list_id: how.kind === 'list' ? how.listId : null,
        link_id: how.kind === 'link' ? how.linkId : null,
        signed_as: how.kind === 'link' ? how.signedAs : null,
        struck_at: null,
        struck_by: null,
        struck_because: null,
      })),
    )
    .onConflict(conflict => conflict.doNothing())
    .returning('person_id')
    .execute()
  return written.map(row => row.person_id as PersonId)
}
