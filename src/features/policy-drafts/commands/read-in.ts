import type { PersonActor } from '../../../kernel/actor.ts'
import { type Instant, londonDate } from '../../../kernel/clock.ts'
import { newId } from '../../../kernel/ids.ts'
import { audit } from '../../../platform/audit/audit.ts'
import { type Database, inSchool, isDuplicate } from '../../../platform/database/database.ts'
import type { DocumentReader } from '../../../platform/documents/read-document.ts'
import type { Files } from '../../../platform/files/files.ts'
import { shippedPacks } from '../../../policy-engine/shipped-packs.ts'
import type { Reading } from '../../../policy-reader/reading.ts'
import { schoolName } from '../../people/index.ts'
import type { ClauseWording, DraftClauseId, DraftId } from '../draft.ts'
import { clauseCodes } from '../drafting/clause-codes.ts'
import { packId } from '../drafting/pack-id.ts'
import { scopeOf } from '../drafting/scope-of.ts'
import { isStatedDate } from '../drafting/stated-date.ts'
import { rolesIn } from '../drafting/wordings.ts'
import { mediaTypeOf } from '../media-type.ts'
import { insertClauses } from './insert-clauses.ts'

export type ReadInResult =
  | { readonly kind: 'drafted'; readonly id: DraftId }
  /** The file cannot be read; the message says why and what to do. */
  | { readonly kind: 'refused'; readonly message: string }

const longestTitle = 200

/** A date as the document states it, where it is exact enough for a policy's head. */
const stated = (date: string | null): string | null => (date !== null && isStatedDate(date) ? date : null)

/** A document that names another school was taken over from it, or is the wrong file. */
const otherSchool = (reading: Reading, own: string): Reading['findings'] => {
  const words = (name: string) => name.toLowerCase().match(/[a-z]{3,}/g) ?? []
  if (reading.school === null) return []
  const ownWords = new Set(words(own))
  return words(reading.school).some(word => !generic.has(word) && ownWords.has(word))
    ? []
    : [
        {
          check: 'another-school',
          at: 'the whole document',
          message: `It names ${reading.school}, and this school is ${own}. Check that it is the right file; a text taken over from another school needs its own names.`,
        },
      ]
}
const generic = new Set([
  'school',
  'primary',
  'church',
  'england',
  'the',
  'and',
  'community',
  'academy',
  'nursery',
  'infant',
  'junior',
  'catholic',
])

/**
 * Reads a school's own document and keeps it, what the software read in it, and every clause, still to be decided on by a
 * person. Sent twice with the same id it makes one draft.
 */
export async function readIn(
  parts: {
    readonly db: Database
    readonly files: Files
    readonly documents: Pick<DocumentReader, 'readPolicy'>
  },
  actor: PersonActor,
  input: { id: DraftId; file: { name: string; bytes: Uint8Array }; now: Instant },
): Promise<ReadInResult> {
  const read = await parts.documents.readPolicy(input.file, londonDate(input.now))
  if (read.kind === 'refused') return read
  const { document, reading } = read
  const codes = clauseCodes(reading.clauses)
  try {
    return await inSchool(parts.db, actor, async tx => {
      const own = await schoolName(tx)
      const fileId = await parts.files.store(tx, {
        purpose: 'policy',
        mediaType: mediaTypeOf(input.file.bytes),
        bytes: input.file.bytes,
        at: input.now,
      })
      const scope = scopeOf(
        document,
        reading.clauses.map(({ who }) => who),
      )
      await tx
        .insertInto('policy_draft')
        .values({
          school_id: tx.schoolId,
          id: input.id,
          state: 'open',
          title: (reading.title ?? 'Social media policy').slice(0, longestTitle),
          pack: packId(own, new Set(shippedPacks().map(({ id }) => id))),
          named_school: reading.school,
          adopted: stated(reading.adopted),
          last_reviewed: stated(reading.lastReview),
          next_review: stated(reading.nextReview),
          review_every: reading.reviewEvery,
          owner_words: reading.owner,
          owner_role: reading.owner === null ? null : (rolesIn(reading.owner)[0] ?? null),
          committee: reading.committee,
          scope_staff: [...scope.staff],
          scope_covers: [...scope.covers],
          scope_clause: null,
          base: null,
          from_version: null,
          file_id: fileId,
          file_name: input.file.name.slice(0, longestTitle),
          document: JSON.stringify(document),
          findings: JSON.stringify([...otherSchool(reading, own), ...reading.findings]),
          settings: '{}',
          version: 1,
          created_by: actor.personId,
          created_at: input.now,
          changed_by: actor.personId,
          changed_at: input.now,
        })
        .execute()
      await insertClauses(
        tx,
        input.id,
        reading.clauses.map((clause, index) => ({
          id: newId<DraftClauseId>(),
          position: index + 1,
          code: codes[index] ?? `${index + 1}`,
          block: clause.block,
          place: clause.place,
          words: clause.text,
          read: wordingOf(clause),
          decided: undefined,
        })),
      )
      await audit(tx, {
        at: input.now,
        action: 'policy.draft-read',
        subject: { kind: 'policy-draft', id: input.id },
        facts: { file: fileId, clauses: reading.clauses.length },
        detail: { fileName: input.file.name },
      })
      return { kind: 'drafted', id: input.id }
    })
  } catch (error) {
    if (isDuplicate(error)) return { kind: 'drafted', id: input.id }
    throw error
  }
}

const wordingOf = ({
  section,
  who,
  says,
  topic,
  text,
  capability,
}: Reading['clauses'][number]): ClauseWording => ({
  section: section === '' ? 'Opening' : section,
  who,
  says,
  topic,
  gist: text,
  capability,
})
