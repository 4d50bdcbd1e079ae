import type { PersonActor } from '../../../kernel/actor.ts'
import type { Instant } from '../../../kernel/clock.ts'
import { newId, type PolicyVersionId } from '../../../kernel/ids.ts'
import { audit } from '../../../platform/audit/audit.ts'
import { type Database, inSchool, isDuplicate } from '../../../platform/database/database.ts'
import type { Clause, Pack } from '../../../policy-engine/policy.ts'
import { packSnapshot, shippedPacks } from '../../../policy-engine/shipped-packs.ts'
import { schoolName } from '../../people/index.ts'
import type { ClauseWording, DraftClauseId, DraftId } from '../draft.ts'
import { packId } from '../drafting/pack-id.ts'
import { insertClauses } from './insert-clauses.ts'

const wordingOf = ({ section, who, kind, strength, gist, capability }: Clause): ClauseWording => ({
  section,
  who,
  says: kind === 'process' ? 'process' : strength,
  topic: null,
  gist,
  capability,
})

/**
 * Takes a pack up as a draft: the version in force, to revise it (`from`), or a shipped pack, to make it one's own. Its
 * clauses stand as accepted; each can be corrected or dropped, and others added.
 */
export async function startDraft(
  db: Database,
  actor: PersonActor,
  input: { id?: string; pack: Pack; title: string; from?: PolicyVersionId | undefined; now: Instant },
): Promise<DraftId> {
  const { pack, now } = input
  const id = (input.id ?? newId<DraftId>()) as DraftId
  const review = pack.settings['policy.review']?.value
  try {
    await inSchool(db, actor, async tx => {
      const own = await schoolName(tx)
      await tx
        .insertInto('policy_draft')
        .values({
          school_id: tx.schoolId,
          id,
          state: 'open',
          title: input.title,
          // A revised policy keeps the letters under which its clauses are known.
          pack: input.from === undefined ? packId(own, new Set(shippedPacks().map(one => one.id))) : pack.id,
          named_school: input.from === undefined ? own : pack.school,
          adopted: input.from === undefined ? null : pack.dates.adopted,
          last_reviewed: input.from === undefined ? null : (pack.dates.lastReviewed ?? null),
          next_review: input.from === undefined ? null : (review?.next ?? null),
          review_every: review?.every ?? null,
          owner_words: null,
          owner_role: pack.settings['policy.owner']?.value ?? null,
          committee: null,
          scope_staff: [...pack.scope.staff],
          scope_covers: [...pack.scope.covers],
          scope_clause: pack.scope.clause?.slice(pack.id.length + 1) ?? null,
          base: packSnapshot(pack).text,
          from_version: input.from ?? null,
          file_id: null,
          file_name: null,
          document: null,
          findings: '[]',
          settings: '{}',
          version: 1,
          created_by: actor.personId,
          created_at: now,
          changed_by: actor.personId,
          changed_at: now,
        })
        .execute()
      await insertClauses(
        tx,
        id,
        pack.clauses.map((clause, index) => ({
          id: newId<DraftClauseId>(),
          position: index + 1,
          code: clause.id.slice(pack.id.length + 1),
          block: null,
          place: '',
          words: '',
          read: wordingOf(clause),
          decided: { by: actor.personId, at: now },
        })),
      )
      await audit(tx, {
        at: now,
        action: 'policy.draft-started',
        subject: { kind: 'policy-draft', id },
        facts: { pack: pack.id, from: input.from ?? null, clauses: pack.clauses.length },
      })
    })
  } catch (error) {
    if (!isDuplicate(error)) throw error
  }
  return id
}
