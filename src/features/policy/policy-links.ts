import type { PersonActor } from '../../kernel/actor.ts'
import type { Instant, Temporal } from '../../kernel/clock.ts'
import { NotFound } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { audit } from '../../platform/audit/audit.ts'
import { type Database, inSchool, type TenantTx } from '../../platform/database/database.ts'
import type {} from './tables.ts'

/** Another policy this one is linked to, with a review of its own (GH-6.ii, WB-1.a, WB-2). */
export type PolicyLink = {
  readonly id: string
  readonly name: string
  readonly owner: string
  readonly reviewBy: Temporal.PlainDate | null
  readonly href: string | null
}

/** What the school knows of the policies this one is linked to, by name. */
export async function policyLinks(tx: TenantTx): Promise<readonly PolicyLink[]> {
  const rows = await tx
    .selectFrom('policy_link')
    .select(['id', 'name', 'owner', 'review_by', 'href'])
    .where('school_id', '=', tx.schoolId)
    .where('removed_at', 'is', null)
    .orderBy('name')
    .execute()
  return rows.map(row => ({
    id: row.id,
    name: row.name,
    owner: row.owner,
    reviewBy: row.review_by,
    href: row.href,
  }))
}

/** Writes down another policy, or what has changed about it; its name is what tells it apart. */
export const savePolicyLink = (
  db: Database,
  actor: PersonActor,
  input: Omit<PolicyLink, 'id'> & { readonly now: Instant },
): Promise<void> =>
  inSchool(db, actor, async tx => {
    const set = {
      owner: input.owner,
      review_by: input.reviewBy,
      href: input.href,
      changed_by: actor.personId,
      changed_at: input.now,
      removed_at: null,
    }
    const { id } = await tx
      .insertInto('policy_link')
      .values({ school_id: tx.schoolId, id: newId<never>() as string, name: input.name, ...set })
      .onConflict(conflict => conflict.columns(['school_id', 'name']).doUpdateSet(set))
      .returning('id')
      .executeTakeFirstOrThrow()
    await audit(tx, {
      at: input.now,
      action: 'policy.link-saved',
      subject: { kind: 'policy-link', id },
      facts: { name: input.name, reviewBy: input.reviewBy?.toString() ?? null },
    })
  })

/** Takes a linked policy off the school's own list. */
export const removePolicyLink = (
  db: Database,
  actor: PersonActor,
  input: { id: string; now: Instant },
): Promise<void> =>
  inSchool(db, actor, async tx => {
    const row = await tx
      .updateTable('policy_link')
      .set({ removed_at: input.now, changed_by: actor.personId, changed_at: input.now })
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', input.id)
      .where('removed_at', 'is', null)
      .returning('name')
      .executeTakeFirst()
    if (!row) throw new NotFound('linked policy')
    await audit(tx, {
      at: input.now,
      action: 'policy.link-removed',
      subject: { kind: 'policy-link', id: input.id },
      facts: { name: row.name },
    })
  })
