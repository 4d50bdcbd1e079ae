import { holdsAny } from '../../../kernel/actor.ts'
import { londonDate } from '../../../kernel/clock.ts'
import { NotFound } from '../../../kernel/errors.ts'
import { newId, type PersonId, readId } from '../../../kernel/ids.ts'
import { inSchool, type TenantTx } from '../../../platform/database/database.ts'
import { field, page, type Route, redirect, type Visit } from '../../../platform/http/route.ts'
import { londonDateText } from '../../../platform/views/london-time.ts'
import { goesByLetter, persons } from '../../people/index.ts'
import { policyInForce, policyVersion } from '../../policy/index.ts'
import { personsWithLogin } from '../../sign-in/index.ts'
import { makeLinks } from '../commands/make-links.ts'
import type { AcknowledgementParts } from '../parts.ts'
import { attendanceRecorders, listReaders } from '../permissions.ts'
import { lastLink, signatures, standingOfPerson } from '../queries.ts'
import type { Standing } from '../standing.ts'
import { howWords } from './list.page.ts'

const section = 'policy'
const path = '/policy/acknowledgements'

const standingWords = (standing: Standing): string => {
  switch (standing.kind) {
    case 'not-asked':
      return 'Is not asked to acknowledge the policy.'
    case 'done':
      return `Has acknowledged the text in force, on ${londonDateText(standing.signed.on)}.`
    case 'due':
      return standing.since
        ? `Has not acknowledged the text in force. Asked since ${londonDateText(standing.since)}.`
        : 'Has not acknowledged the text in force. The account waits for it.'
  }
}

/** One person's record, and a link for somebody without a sign-in. */
export const personRoutes = (parts: AcknowledgementParts): readonly Route[] => {
  const personOf = async (tx: TenantTx, { params }: Visit) => {
    const id = readId<PersonId>(params.id)
    const person = (await persons(tx)).find(one => one.id === id)
    if (!person) throw new NotFound('person')
    return person
  }

  return [
    {
      method: 'GET',
      path: `${path}/people/:id`,
      access: listReaders,
      async handle(visit) {
        const signsIn = await personsWithLogin(parts.identity, visit.actor.schoolId)
        return inSchool(parts.db, visit.actor, async tx => {
          const person = await personOf(tx, visit)
          const today = londonDate(visit.now)
          const policy = await policyInForce(tx, today)
          if (!policy) return redirect('/policy')
          const runs = (await parts.namedRunners(tx)).has(person.id)
          const standing = await standingOfPerson(tx, policy, { personId: person.id, runs }, today)
          const records = holdsAny(visit.actor, attendanceRecorders)
          const rows = []
          for (const one of await signatures(tx, { personId: person.id }))
            rows.push({
              on: one.on,
              how: howWords(one.how),
              listId: one.how.kind === 'list' && records ? one.how.listId : null,
              struck: one.struck?.because ?? null,
              versionId: one.versionId,
              versionOf: (await policyVersion(tx, one.versionId))?.inForceFrom ?? one.on,
              fingerprint: one.sha256.slice(0, 12),
            })
          return page(
            'features/acknowledgements/pages/person.njk',
            `Acknowledging the policy: ${person.name}`,
            {
              id: person.id,
              once: newId(),
              name: person.name,
              state: standingWords(standing),
              basisList: standing.kind === 'not-asked' ? [] : standing.basis,
              offersLink: standing.kind === 'due' && !signsIn.has(person.id),
              posts: person.email !== null && goesByLetter(parts.mail, person),
              linkedOn: (await lastLink(tx, person.id)) ?? null,
              rows,
            },
            { section, backHref: path },
          )
        })
      },
    },
    {
      method: 'POST',
      path: `${path}/people/:id/link`,
      access: listReaders,
      async handle(visit) {
        const personId = readId<PersonId>(visit.params.id)
        const byHand = field(visit.form, 'by') !== 'letter'
        // A letter goes out once however often the button is pressed; a link to hand over is made anew, to be seen.
        const id = (byHand ? undefined : readId<never>(field(visit.form, 'id'))) ?? newId<never>()
        const made = await makeLinks(parts, visit.actor, {
          id,
          personIds: personId ? [personId] : [],
          byHand,
          now: visit.now,
        })
        switch (made.kind) {
          case 'no-such-person':
            throw new NotFound('person')
          case 'already':
            return redirect(path, { kind: 'success', text: 'The letter with the link is on its way.' })
          case 'signs-in':
            return redirect(path, {
              kind: 'information',
              text: `${made.people.map(({ name }) => name).join(', ')} has a sign-in and acknowledges there: their Today page asks them.`,
            })
          case 'made': {
            const [toHand] = made.toHand
            if (!toHand)
              return redirect(path, {
                kind: 'success',
                text: `A letter with a link is on its way to ${made.posted.map(({ name }) => name).join(', ')}.`,
              })
            return page('features/acknowledgements/pages/link.njk', `A link for ${toHand.name}`, toHand, {
              section,
              backHref: `${path}/people/${personId}`,
            })
          }
        }
      },
    },
  ]
}
