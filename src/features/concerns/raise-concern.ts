import { createHash } from 'node:crypto'
import type { PersonActor } from '../../kernel/actor.ts'
import { type Instant, londonDate } from '../../kernel/clock.ts'
import type { ConcernId, PersonId } from '../../kernel/ids.ts'
import { audit } from '../../platform/audit/audit.ts'
import { type Database, inSchool, isDuplicate } from '../../platform/database/database.ts'
import { alertLetter, type Mail } from '../../platform/mail/mail.ts'
import type { Vault } from '../../platform/vault/vault.ts'
import { persons } from '../people/index.ts'
import { policyInForce } from '../policy/index.ts'
import { type ConcernMessage, type IndecentAnswer, sealAccount } from './account.ts'
import { type About, inWords, routeConcern } from './routing.ts'
import type {} from './tables.ts'

export type NewConcern = {
  /** Random, made when the form was shown. */
  readonly formId: string
  readonly about: About
  /** The adult it is about or who has a part in it; null when unknown or not one of the school's people. */
  readonly subjectId: PersonId | null
  readonly indecent: IndecentAnswer
  readonly text: string
  readonly message: ConcernMessage | undefined
}

export type RaiseParts = {
  readonly db: Database
  readonly vault: Vault
  readonly mail: Mail
  readonly publicUrl: string
}

/**
 * The id of a concern: random, since the form's is, and another one for another account. So a form that is sent twice is one
 * concern, and one that was changed after "back" is a second concern instead of lost.
 */
const idOf = (actor: PersonActor, concern: NewConcern): ConcernId => {
  const { formId, about, subjectId, indecent, text, message } = concern
  const hex = createHash('sha256')
    .update(JSON.stringify([formId, actor.personId, about, subjectId, indecent, text, message?.id]))
    .digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}` as ConcernId
}

/**
 * Takes a concern in and passes it to whoever the policy or the law says (AL-5.f, AL-7.c, KCSIE), never to the person it is
 * about. Sent twice it is taken in once.
 */
export async function raiseConcern(
  { db, vault, mail, publicUrl }: RaiseParts,
  actor: PersonActor,
  concern: NewConcern,
  now: Instant,
): Promise<{ readonly kind: 'raised' | 'already'; readonly id: ConcernId }> {
  const id = idOf(actor, concern)
  try {
    await inSchool(db, actor, async tx => {
      const people = await persons(tx)
      const policy = await policyInForce(tx, londonDate(now))
      const route = routeConcern({ ...concern, people, settings: policy?.settings })
      // With nobody to receive it, the one who raised it keeps it, and is told whom outside to call.
      const readers = route.recipients.length > 0 ? route.recipients.map(one => one.id) : [actor.personId]
      const { message } = concern
      await tx
        .insertInto('concern')
        .values({
          school_id: tx.schoolId,
          id,
          about: route.about,
          subject_person_id: concern.subjectId,
          message_id: message?.id ?? null,
          raised_by: actor.personId,
          raised_at: now,
          ...sealAccount(await vault.schoolKey(tx), tx.schoolId, id, {
            indecent: concern.indecent,
            text: concern.text,
            message: message ? { ...message, text: concern.indecent === 'no' ? message.text : null } : null,
          }),
          routed_to: inWords(route.recipients),
          basis: JSON.stringify(route.basis),
          readers,
          confirmed_by: null,
          confirmed_at: null,
        })
        .execute()

      const others = route.recipients.filter(one => one.id !== actor.personId)
      const notEmailed = []
      for (const recipient of others) {
        const person = people.find(one => one.id === recipient.id)
        const posted =
          person?.email &&
          (await mail.post(
            tx,
            alertLetter(
              { id: person.id, address: person.email, sharedMailbox: person.sharedMailbox },
              publicUrl,
            ),
            now,
          ))
        if (!posted || !mail.sends) notEmailed.push(recipient)
      }
      await tx
        .insertInto('concern_receipt')
        .values({
          school_id: tx.schoolId,
          concern_id: id,
          raised_by: actor.personId,
          raised_at: now,
          routed_to: inWords(route.recipients),
          readers,
          not_emailed: inWords(notEmailed),
          message_id: message?.id ?? null,
          confirmed_name: null,
          confirmed_at: null,
        })
        .execute()
      await audit(tx, {
        at: now,
        action: 'concern.raised',
        subject: { kind: 'concern', id: id },
        facts: { readers },
        stream: 'concerns',
      })
    })
    return { kind: 'raised', id }
  } catch (error) {
    if (isDuplicate(error)) return { kind: 'already', id }
    throw error
  }
}
