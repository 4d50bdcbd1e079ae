import type { PersonActor } from '../../kernel/actor.ts'
import { type Instant, londonDate, type Temporal } from '../../kernel/clock.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { audit } from '../../platform/audit/audit.ts'
import { type Database, inSchool, type TenantTx } from '../../platform/database/database.ts'
import { personNow } from './persons.ts'

/** The sites under the policy in force on a London date; none where the school is one place. */
export type SitesInForce = (tx: TenantTx, on: Temporal.PlainDate) => Promise<readonly string[]>

export type ChangeSiteResult =
  | { readonly kind: 'changed' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'no-such-person' }
  /** The policy in force has no such site, or no longer. */
  | { readonly kind: 'no-such-site' }

/** Records at which site somebody works; null for none in particular. */
export const changeSite = (
  parts: { readonly db: Database; readonly sites: SitesInForce },
  actor: PersonActor,
  input: { readonly personId: PersonId; readonly site: string | null; readonly now: Instant },
): Promise<ChangeSiteResult> =>
  inSchool(parts.db, actor, async (tx): Promise<ChangeSiteResult> => {
    const { personId, site, now } = input
    const person = await personNow(tx, personId)
    if (!person) return { kind: 'no-such-person' }
    if (site !== null && !(await parts.sites(tx, londonDate(now))).includes(site))
      return { kind: 'no-such-site' }
    if (person.site === site) return { kind: 'unchanged' }
    await tx
      .updateTable('person')
      .set({ site })
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', personId)
      .execute()
    await audit(tx, {
      at: now,
      action: 'person.site-changed',
      subject: { kind: 'person', id: personId },
      facts: { site },
    })
    return { kind: 'changed' }
  })
