import type { Logger } from 'pino'
import { systemActor } from '../../kernel/actor.ts'
import { type Clock, type Instant, londonDate, type Temporal } from '../../kernel/clock.ts'
import { newRandomId, type PersonId } from '../../kernel/ids.ts'
import { audit } from '../../platform/audit/audit.ts'
import { inSchool, type TenantTx } from '../../platform/database/database.ts'
import type { Job, Jobs } from '../../platform/jobs/jobs.ts'
import { forEverySchool, startRounds } from '../../platform/jobs/rounds.ts'
import { londonDateText } from '../../platform/views/london-time.ts'
import { goesByLetter, type Person, schoolName } from '../people/index.ts'
import { policyInForce } from '../policy/index.ts'
import { createLink, personsWithLogin } from '../sign-in/index.ts'
import { insertLink, worksUntil } from './commands/make-links.ts'
import type { AcknowledgementParts } from './parts.ts'
import { askedPersons } from './queries.ts'
import { isLate } from './standing.ts'

type ReminderParts = Omit<AcknowledgementParts, 'files'> & { readonly clock: Clock }

const job = 'remind-to-acknowledge'

/** Often enough that a reminder goes out on its day, whenever the machine was off. */
const everySeconds = 3600

type Reminded = { readonly person: Person; readonly address: string; readonly since: Temporal.PlainDate }

/** Whose reminder is due and has not gone out, among those a letter can reach. */
async function toRemind(tx: TenantTx, parts: ReminderParts, now: Instant): Promise<readonly Reminded[]> {
  const today = londonDate(now)
  const policy = await policyInForce(tx, today)
  if (!policy) return []
  return (await askedPersons(tx, policy, await parts.namedRunners(tx), now)).flatMap(one => {
    const { standing, person } = one
    return standing.kind === 'due' &&
      standing.since !== undefined &&
      isLate(standing, today) &&
      one.remindedAt === undefined &&
      person.email !== null
      ? [{ person, since: standing.since, address: person.email }]
      : []
  })
}

/**
 * Reminds everybody once, a week after they were first asked to acknowledge a text: to sign in, or with a link of their own
 * where they have no sign-in. Running again, or for two workers at a time, sends nothing more.
 */
export const remindToAcknowledgeJob = (parts: ReminderParts): Job => ({
  name: job,
  retries: 5,
  timeLimit: 120,
  async handle({ schoolId }) {
    const { db, identity, mail, publicUrl } = parts
    const actor = systemActor(schoolId)
    const now = parts.clock.now()
    const due = await inSchool(db, actor, tx => toRemind(tx, parts, now))
    if (due.length === 0) return
    const signsIn = await personsWithLogin(identity, schoolId)
    const links = new Map<PersonId, { readonly id: string; readonly token: string }>()
    for (const { person } of due)
      if (!signsIn.has(person.id) && goesByLetter(mail, person)) {
        const id = newRandomId<never>() as string
        // The secret belongs to the identity database; without the letter nobody ever learns of it.
        const token = await createLink(
          identity,
          { purpose: 'acknowledgement', schoolId, personId: person.id, subjectId: id },
          now,
        )
        links.set(person.id, { id, token })
      }
    await inSchool(db, actor, async tx => {
      const school = await schoolName(tx)
      const reminded: PersonId[] = []
      for (const { person, since, address } of due) {
        const first = await tx
          .insertInto('acknowledgement_reminder')
          .values({
            school_id: tx.schoolId,
            person_id: person.id,
            due_since: since,
            sent_at: now,
          })
          .onConflict(conflict => conflict.doNothing())
          .executeTakeFirst()
        if (first.numInsertedOrUpdatedRows === 0n) continue
        reminded.push(person.id)
        const link = links.get(person.id)
        if (link)
          await insertLink(tx, {
            id: link.id,
            personId: person.id,
            visitorId: null,
            byLetter: true,
            madeBy: null,
            now,
          })
        const way: Way = link
          ? { kind: 'link', url: `${publicUrl}/acknowledge/${link.token}`, now }
          : signsIn.has(person.id)
            ? { kind: 'sign-in', url: `${publicUrl}/policy/acknowledge` }
            : { kind: 'office' }
        await mail.post(
          tx,
          {
            recipient: { id: person.id, address, sharedMailbox: person.sharedMailbox },
            subject: 'Please read and acknowledge the social media policy',
            text: letter(person.givenName, school, since, way),
            // Whoever has a link signs in this person's name: the outbox shows it to nobody else.
            confidential: link !== undefined,
          },
          now,
        )
      }
      if (reminded.length > 0)
        await audit(tx, {
          at: now,
          action: 'policy.acknowledgement-reminded',
          subject: { kind: 'school', id: tx.schoolId },
          facts: { people: reminded },
        })
    })
  },
})

/** How this person acknowledges: signed in, through a link, or on paper at the office. */
type Way =
  | { readonly kind: 'sign-in'; readonly url: string }
  | { readonly kind: 'link'; readonly url: string; readonly now: Instant }
  | { readonly kind: 'office' }

const wayWords = (way: Way): string => {
  switch (way.kind) {
    case 'sign-in':
      return `Sign in, read it and acknowledge it here:\n\n${way.url}`
    case 'link':
      return `You need no sign-in. Read it on this page and sign at its end with your name:\n\n${way.url}\n\nThe link works once, until ${londonDateText(worksUntil(way.now))}. Keep it to yourself: it signs in your name.`
    case 'office':
      return 'Ask the school office for the text and for a page to sign.'
  }
}

const letter = (
  givenName: string,
  school: string,
  since: Temporal.PlainDate,
  way: Way,
): string => `Hello ${givenName},

${school} asks you to read its social media policy and to acknowledge it. This has waited since ${londonDateText(since)}.

${wayWords(way)}

This is the only reminder.
`

/** Queues a look at every school's open acknowledgements. */
export const remindAllToAcknowledge = ({
  db,
  jobs,
}: {
  db: ReminderParts['db']
  jobs: Jobs
}): Promise<void> => forEverySchool(db, tx => jobs.enqueue(tx, job, {}, { only: 'acknowledgement' }))

/** Queues a look at every school's open acknowledgements each hour until it is stopped. */
export const startAcknowledgementReminders = (parts: {
  db: ReminderParts['db']
  jobs: Jobs
  log: Logger
}): { stop(): Promise<void> } =>
  startRounds({ log: parts.log, code: 'acknowledgement-round', everySeconds }, () =>
    remindAllToAcknowledge(parts),
  )
