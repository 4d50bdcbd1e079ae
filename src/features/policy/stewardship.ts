import type { PersonActor } from '../../kernel/actor.ts'
import type { Instant, Temporal } from '../../kernel/clock.ts'
import { audit } from '../../platform/audit/audit.ts'
import { type Database, inSchool, type TenantTx } from '../../platform/database/database.ts'
import { policyInForce } from './policy-in-force.ts'
import type {} from './tables.ts'

/** Which committee agrees the policy, and the places it holds for beside those it names itself (WB-0, BP-0). */
export type Stewardship = { readonly committee: string; readonly sites: readonly string[] }

/** What the school wrote down of it; empty where it wrote nothing. */
export async function stewardship(tx: TenantTx): Promise<Stewardship> {
  const row = await tx
    .selectFrom('policy_stewardship')
    .select(['committee', 'sites'])
    .where('school_id', '=', tx.schoolId)
    .executeTakeFirst()
  return row ?? { committee: '', sites: [] }
}

/** The places under the policy in force on a London date: those it names, then those the school wrote down beside them. */
export async function sitesInForce(tx: TenantTx, on: Temporal.PlainDate): Promise<readonly string[]> {
  const policy = await policyInForce(tx, on)
  const named = policy?.settings['policy.sites'].value ?? []
  return [...new Set([...named, ...(await stewardship(tx)).sites])]
}

/** Writes down the committee and the sites, over what stood there. */
export const saveStewardship = (
  db: Database,
  actor: PersonActor,
  input: Stewardship & { readonly now: Instant },
): Promise<void> =>
  inSchool(db, actor, async tx => {
    const set = {
      committee: input.committee,
      sites: [...input.sites],
      changed_by: actor.personId,
      changed_at: input.now,
    }
    await tx
      .insertInto('policy_stewardship')
      .values({ school_id: tx.schoolId, ...set })
      .onConflict(conflict => conflict.column('school_id').doUpdateSet(set))
      .execute()
    await audit(tx, {
      at: input.now,
      action: 'policy.stewardship-saved',
      subject: { kind: 'school', id: tx.schoolId },
      facts: { committee: input.committee, sites: input.sites },
    })
  })
