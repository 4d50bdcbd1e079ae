import {
  addGuidance,
  considerReply,
  consultees,
  inviteToConsultation,
  policyInForce,
  propose,
  recordReply,
  replies,
  replyAsConsultee,
  savePolicyLink,
} from '../../features/policy/index.ts'
import {
  acceptClauses,
  addClause,
  changeDetails,
  type DraftClauseId,
  type DraftId,
  decideClause,
  draftClauses,
  proposalFrom,
  readIn,
  startDraft,
  stepDraft,
} from '../../features/policy-drafts/index.ts'
import { type Instant, londonDate } from '../../kernel/clock.ts'
import { Inconsistent } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { inSchool } from '../../platform/database/database.ts'
import { handbook } from '../handbook.ts'
import { type Scene, type Stage, went } from '../stage.ts'

/** The policy's life: what stands beside it, a revision on which people are consulted, an old document to decide on. */
export function policy(stage: Stage): readonly Scene[] {
  return [...beside(stage), ...revision(stage), ...oldDocument(stage)]
}

const versionAt = async (stage: Stage, now: Instant) => {
  const found = await inSchool(stage.db, stage.head, tx => policyInForce(tx, londonDate(now)))
  if (!found) throw new Inconsistent('the demonstration has no policy')
  return found
}

/** Guidance that the governors approved, and two policies it names, of which one should have been reviewed. */
function beside(stage: Stage): readonly Scene[] {
  const { db, office } = stage
  const { schoolDay, today } = stage.moments
  const link = (at: Instant, name: string, owner: string, reviewBy: typeof today): Scene => ({
    at,
    happens: now => savePolicyLink(db, office, { name, owner, reviewBy, href: null, now }),
  })
  return [
    link(schoolDay(12, '10:10'), 'Media policy', 'Alison Frewin', today.subtract({ weeks: 7 })),
    link(schoolDay(12, '10:15'), 'Behaviour policy', 'Tunde Adeyemi', today.add({ months: 8 })),
    {
      at: schoolDay(7, '09:30'),
      happens: async now =>
        addGuidance({ db, files: stage.posts.files }, office, {
          id: newId<never>(),
          versionId: (await versionAt(stage, now)).versionId,
          title: 'Looking after our Pages in the holidays',
          text: 'Two runners share each week. Whoever is on duty looks in once a day, before noon, and tells the office of anything that cannot wait.',
          href: null,
          file: undefined,
          approvedOn: londonDate(schoolDay(8, '18:00')),
          minute: 'Full governing board, item 9',
          consulted: 'Everybody who runs a Page',
          now,
        }),
    },
  ]
}

/** The policy with a clause on phones and a review that lies ahead: proposed by a senior leader, one reply still to weigh. */
function revision(stage: Stage): readonly Scene[] {
  const { db, leader, dsl } = stage
  const { schoolDay, today } = stage.moments
  const draftId = newId<DraftId>()
  const id = newId<never>() as string
  const union = 'The unions’ representative here'

  return [
    {
      at: schoolDay(6, '16:10'),
      async happens(now) {
        const { pack, versionId } = await versionAt(stage, now)
        const { title } = pack
        await startDraft(db, leader, { id: draftId, pack, title, from: versionId, now })
        went(
          await addClause(db, leader, {
            draftId,
            id: newId<DraftClauseId>(),
            block: null,
            words: '',
            wording: {
              section: 'Images',
              who: 'staff',
              says: 'must-not',
              topic: 'images-of-children',
              gist: 'staff take no pictures of pupils with their own phones or cameras',
              capability: 'advice.verdict',
            },
            now,
          }),
          'added',
        )
        const details = {
          title,
          namedSchool: 'Larkmere Primary School',
          adopted: today.toPlainYearMonth().toString(),
          lastReviewed: today.toPlainYearMonth().toString(),
          nextReview: today.add({ years: 3 }).toPlainYearMonth().toString(),
          reviewEvery: 'P3Y',
          ownerWords: null,
          ownerRole: 'senior-leader',
          committee: null,
          scope: pack.scope,
        } as const
        went(await changeDetails(db, leader, { draftId, version: 1, details, now }), 'changed')
        went(await stepDraft(db, leader, { draftId, step: 'ready', now }), 'done')
      },
    },
    {
      at: schoolDay(5, '15:50'),
      happens: async now =>
        went(
          await propose(db, leader, {
            id,
            why: 'Pictures of pupils on colleagues’ own phones are hard to find and hard to delete. And the review is long overdue.',
            draftId,
            source: tx => proposalFrom(tx, draftId),
            now,
          }),
          'proposed',
        ),
    },
    {
      at: schoolDay(5, '16:00'),
      happens: async now =>
        went(
          await inviteToConsultation(
            { db, identity: stage.posts.identity, mail: stage.mail, publicUrl: stage.publicUrl },
            leader,
            {
              id,
              until: today.add({ days: 9 }),
              groups: ['staff', 'governors'],
              outsiders: [{ party: 'unions', name: union, address: null }],
              now,
            },
          ),
          'invited',
        ),
    },
    {
      at: schoolDay(4, '08:05'),
      async happens(now) {
        const asked = await inSchool(db, dsl, tx => consultees(tx, id))
        const consulteeId = asked.find(one => one.personId === dsl.personId)?.id ?? ''
        const text = 'A great help to me. Please say as well that the school’s cameras stay in the building.'
        const reply = { id: newId<never>(), consulteeId, how: 'signed-in', text, now } as const
        went(await replyAsConsultee(db, dsl, id, reply), 'received')
      },
    },
    {
      at: schoolDay(3, '16:15'),
      async happens(now) {
        const received = await inSchool(db, leader, tx => replies(tx, id))
        const replyId = received[0]?.id ?? ''
        const text = 'We leave it to the page on trips: a camera has to come along to the farm.'
        went(await considerReply(db, leader, id, { replyId, text, now }), 'considered')
      },
    },
    {
      at: schoolDay(2, '12:55'),
      happens: async now =>
        went(
          await recordReply(db, leader, id, {
            id: newId<never>(),
            party: 'unions',
            name: union,
            text: 'Members agree, as long as every class has a camera that works. What happens on a trip when it does not?',
            now,
          }),
          'received',
        ),
    },
  ]
}

/** The office reads in a page of the old handbook and has decided on some of its clauses. */
function oldDocument(stage: Stage): readonly Scene[] {
  const { db, office } = stage
  const { schoolDay } = stage.moments
  const draftId = newId<DraftId>()
  return [
    {
      at: schoolDay(2, '14:10'),
      async happens(now) {
        const parts = { db, files: stage.posts.files, documents: handbook.reader }
        went(await readIn(parts, office, { id: draftId, file: handbook.file, now }), 'drafted')
      },
    },
    {
      at: schoolDay(2, '14:35'),
      async happens(now) {
        const clauses = await inSchool(db, office, tx => draftClauses(tx, draftId))
        const dropped = clauses.find(({ words }) => words.includes('Twitter'))
        const phones = clauses.filter(({ wording }) => wording.section === 'Phones')
        if (!dropped) throw new Inconsistent('the demonstration read nothing to drop')
        const clauseIds = phones.map(({ id }) => id)
        went(await acceptClauses(db, office, { draftId, clauseIds, now }), 'accepted')
        went(
          await decideClause(db, office, {
            draftId,
            clauseId: dropped.id,
            version: dropped.version,
            decision: { kind: 'drop' },
            now,
          }),
          'decided',
        )
      },
    },
  ]
}
