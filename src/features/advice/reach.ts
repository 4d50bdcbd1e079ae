import type { Instant } from '../../kernel/clock.ts'
import type { PersonId, QuestionId, SchoolId } from '../../kernel/ids.ts'
import type { IdentityDatabase, TenantTx } from '../../platform/database/database.ts'
import { alertLetter, type Letter, type Mail } from '../../platform/mail/mail.ts'
import { londonDateText } from '../../platform/views/london-time.ts'
import { type Person, schoolName } from '../people/index.ts'
import { createLink, linkLifetime, personsWithLogin } from '../sign-in/index.ts'

export type ReachParts = {
  readonly identity: IdentityDatabase
  readonly mail: Mail
  readonly publicUrl: string
}

/**
 * How somebody is asked: they sign in, or get a letter with a link of their own, which needs a mailbox that nobody else
 * reads. To anybody else a question only waits until they sign in.
 */
export type Reach = 'signs-in' | 'by-link' | 'not-yet'

/** How each person of a school is asked. */
export async function reaches(
  { identity, mail }: ReachParts,
  schoolId: SchoolId,
): Promise<(person: Person) => Reach> {
  const signsIn = await personsWithLogin(identity, schoolId)
  return ({ id, email, sharedMailbox }) =>
    signsIn.has(id) ? 'signs-in' : mail.sends && email !== null && !sharedMailbox ? 'by-link' : 'not-yet'
}

/** The secret of a link for each of these people who answers a question by one. */
export async function answerLinks(
  { identity }: ReachParts,
  question: { readonly schoolId: SchoolId; readonly id: QuestionId },
  people: readonly Person[],
  reach: (person: Person) => Reach,
  now: Instant,
): Promise<ReadonlyMap<PersonId, string>> {
  const links = new Map<PersonId, string>()
  for (const person of people)
    if (reach(person) === 'by-link')
      // The secret belongs to the identity database; without the letter nobody ever learns of it.
      links.set(
        person.id,
        await createLink(
          identity,
          {
            purpose: 'advice',
            schoolId: question.schoolId,
            personId: person.id,
            subjectId: question.id,
          },
          now,
        ),
      )
  return links
}

/** Tells people that something waits for them: an answer to give, by their link where they have one, or one to read. */
export async function tell(
  { mail, publicUrl }: ReachParts,
  tx: TenantTx,
  people: readonly Person[],
  links: ReadonlyMap<PersonId, string>,
  now: Instant,
): Promise<void> {
  const school = links.size === 0 ? '' : await schoolName(tx)
  for (const person of people) {
    if (person.email === null) continue
    const recipient = { id: person.id, address: person.email, sharedMailbox: person.sharedMailbox }
    const token = links.get(person.id)
    await mail.post(
      tx,
      token === undefined
        ? alertLetter(recipient, publicUrl)
        : linkLetter(recipient, person.name, school, `${publicUrl}/answer/${token}`, now),
      now,
    )
  }
}

const linkLetter = (
  recipient: Letter['recipient'],
  name: string,
  school: string,
  url: string,
  now: Instant,
): Letter => ({
  recipient,
  subject: `${school}: a question waits for your answer`,
  text: `Dear ${name},

Somebody at ${school} asks for your advice on its policy. Read the question and answer it here:

${url}

You need no account. The link is for you alone and takes one answer, until ${londonDateText(now.add(linkLifetime.advice))}.
`,
  confidential: true,
})
