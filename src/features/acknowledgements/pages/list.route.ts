import { holdsAny } from '../../../kernel/actor.ts'
import { londonDate } from '../../../kernel/clock.ts'
import { NotFound } from '../../../kernel/errors.ts'
import { type PersonId, readId } from '../../../kernel/ids.ts'
import { inSchool, type TenantTx } from '../../../platform/database/database.ts'
import { type Answer, field, page, type Route, redirect, type Visit } from '../../../platform/http/route.ts'
import { londonDateText } from '../../../platform/views/london-time.ts'
import { goesByLetter, persons } from '../../people/index.ts'
import { policyInForce, policyVersion } from '../../policy/index.ts'
import { personsWithLogin } from '../../sign-in/index.ts'
import { makePersonLink } from '../commands/make-link.ts'
import { csvFile } from '../csv.ts'
import type { AcknowledgementParts } from '../parts.ts'
import { attendanceRecorders, listReaders } from '../permissions.ts'
import { askedPersons, lastLink, signatures, standingOfPerson, termsInForce } from '../queries.ts'
import type { Standing } from '../standing.ts'
import { acknowledgementRows, acknowledgementsPage, filtered, howWords } from './list.page.ts'

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

/** Who has acknowledged the text in force and who has not, as a page and for a spreadsheet; one person's record. */
export const listRoutes = (parts: AcknowledgementParts): readonly Route[] => {
  const asked = async (tx: TenantTx, { now }: Visit) => {
    const policy = await policyInForce(tx, londonDate(now))
    return (
      policy && {
        policy,
        people: await askedPersons(tx, policy, await parts.namedRunners(tx), londonDate(now)),
      }
    )
  }

  const personOf = async (tx: TenantTx, { params }: Visit) => {
    const id = readId<PersonId>(params.id)
    const person = (await persons(tx)).find(one => one.id === id)
    if (!person) throw new NotFound('person')
    return person
  }

  return [
    {
      method: 'GET',
      path,
      access: listReaders,
      async handle(visit) {
        const signsIn = await personsWithLogin(parts.identity, visit.actor.schoolId)
        return inSchool(parts.db, visit.actor, async tx => {
          const found = await asked(tx, visit)
          if (!found) return redirect('/policy')
          return page(
            'features/acknowledgements/pages/list.njk',
            'Who has acknowledged the policy',
            acknowledgementsPage(
              found.people,
              await termsInForce(tx, found.policy),
              signsIn,
              visit.query,
              londonDate(visit.now),
              holdsAny(visit.actor, attendanceRecorders),
            ),
            { section, backHref: '/policy' },
          )
        })
      },
    },
    {
      method: 'GET',
      path: `${path}/list.csv`,
      access: listReaders,
      handle: visit =>
        inSchool(parts.db, visit.actor, async (tx): Promise<Answer> => {
          const found = await asked(tx, visit)
          if (!found) return redirect('/policy')
          const today = londonDate(visit.now)
          return {
            kind: 'file',
            mediaType: 'text/csv; charset=utf-8',
            fileName: `acknowledgements-${today}.csv`,
            bytes: csvFile(acknowledgementRows(filtered(found.people, visit.query, today))),
          }
        }),
    },
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
        const made = personId
          ? await makePersonLink(parts, visit.actor, {
              personId,
              byHand: field(visit.form, 'by') !== 'letter',
              now: visit.now,
            })
          : ({ kind: 'no-such-person' } as const)
        switch (made.kind) {
          case 'no-such-person':
            throw new NotFound('person')
          case 'posted':
            return redirect(path, {
              kind: 'success',
              text: `A letter with a link is on its way to ${made.person.name}.`,
            })
          case 'signs-in':
            return redirect(path, {
              kind: 'information',
              text: `${made.person.name} has a sign-in and acknowledges there: their Today page asks them.`,
            })
          case 'link':
            return page(
              'features/acknowledgements/pages/link.njk',
              `A link for ${made.name}`,
              { name: made.name, url: made.url },
              { section, backHref: `${path}/people/${personId}` },
            )
        }
      },
    },
  ]
}
