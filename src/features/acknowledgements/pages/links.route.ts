import { londonDate } from '../../../kernel/clock.ts'
import { newId, type PersonId, readId } from '../../../kernel/ids.ts'
import { inSchool } from '../../../platform/database/database.ts'
import {
  type Answer,
  field,
  fields,
  page,
  type Route,
  redirect,
  type Visit,
} from '../../../platform/http/route.ts'
import { type FormErrors, formErrors, readForm } from '../../../platform/views/form.ts'
import { londonDateText } from '../../../platform/views/london-time.ts'
import type { RadiosParams } from '../../../platform/views/macro-params.ts'
import { goesByLetter, schoolName } from '../../people/index.ts'
import { policyInForce, sitesInForce } from '../../policy/index.ts'
import { personsWithLogin } from '../../sign-in/index.ts'
import { makeLinks, worksUntil } from '../commands/make-links.ts'
import { addressOf, filtered, filterOf } from '../list-filter.ts'
import type { AcknowledgementParts } from '../parts.ts'
import { listReaders } from '../permissions.ts'
import { type AskedPerson, askedPersons } from '../queries.ts'
import { linksForm } from './links.form.ts'

const section = 'policy'
const list = '/policy/acknowledgements'
const path = `${list}/links`

const counted = (letters: number): string => (letters === 1 ? '1 letter is' : `${letters} letters are`)

/** Links for many at once: those of the list who have neither signed nor a sign-in. */
export const linksRoutes = (parts: AcknowledgementParts): readonly Route[] => {
  const { mail } = parts
  const getsLetter = ({ person }: AskedPerson): boolean => person.email !== null && goesByLetter(mail, person)

  /** What somebody would get, and what they have. */
  const wayWords = (one: AskedPerson): string =>
    [
      getsLetter(one) ? 'by letter' : 'to hand over',
      ...(one.linkedAt ? [`has a link of ${londonDateText(one.linkedAt)}, which would stop working`] : []),
    ].join('; ')

  const linksPage = async (visit: Visit, errors?: FormErrors): Promise<Answer> => {
    const { actor, form, now } = visit
    const signsIn = await personsWithLogin(parts.identity, actor.schoolId)
    return inSchool(parts.db, actor, async tx => {
      const today = londonDate(now)
      const policy = await policyInForce(tx, today)
      if (!policy) return redirect('/policy')
      const sites = await sitesInForce(tx, today)
      const filter = filterOf(visit.query, sites)
      const asked = await askedPersons(tx, policy, await parts.namedRunners(tx), now)
      const waiting = filtered(asked, { ...filter, state: 'waiting' }, { sites, signsIn, now }).filter(
        ({ person }) => !signsIn.has(person.id),
      )
      const ticked = errors ? fields(form, 'people') : undefined
      return page(
        'features/acknowledgements/pages/links.njk',
        'Give links to those without a sign-in',
        {
          id: newId(),
          rows: waiting.map(one => ({
            id: one.person.id,
            name: `${one.person.name} (${wayWords(one)})`,
            ticked: ticked?.includes(one.person.id) ?? one.linkedAt === undefined,
          })),
          problem: errors?.byField.people?.text ?? '',
          lettersToo: waiting.some(getsLetter),
          by: {
            idPrefix: 'by',
            name: 'by',
            fieldset: {
              legend: { text: 'How do they get their links?', classes: 'govuk-fieldset__legend--m' },
            },
            items: [
              { value: 'letter', text: 'By letter to their own mailbox; the others on paper, to hand over' },
              { value: 'hand', text: 'All on paper, to hand over' },
            ],
            value: field(form, 'by') || 'letter',
            errorMessage: errors?.byField.by,
          } satisfies RadiosParams,
          basisList: policy.settings['policy.acknowledgers'].basis,
        },
        { section, backHref: `${list}?${new URLSearchParams(addressOf(filter))}`, errors: errors?.list },
      )
    })
  }

  const give = async (visit: Visit): Promise<Answer> => {
    const read = readForm(linksForm, visit.form)
    if (read.kind === 'errors') return linksPage(visit, read.errors)
    const nobody = () => linksPage(visit, formErrors([{ field: 'people', text: 'Tick who gets a link' }]))
    const personIds = read.value.people.flatMap(one => readId<PersonId>(one) ?? [])
    if (personIds.length === 0) return nobody()
    const made = await makeLinks(parts, visit.actor, {
      id: readId<never>(read.value.id) ?? newId<never>(),
      personIds,
      byHand: read.value.by === 'hand',
      now: visit.now,
    })
    switch (made.kind) {
      case 'no-such-person':
        return linksPage(
          visit,
          formErrors([
            {
              field: 'people',
              text: 'Somebody you ticked has left the school. Nobody got a link: check and send again',
            },
          ]),
        )
      case 'signs-in':
        return linksPage(
          visit,
          formErrors([
            {
              field: 'people',
              text: `${made.people.map(({ name }) => name).join(', ')} can sign in now, and acknowledges there. Nobody got a link: check and send again`,
            },
          ]),
        )
      case 'already':
        return redirect(path, {
          kind: 'information',
          text: 'The form came twice: the links were made the first time, and letters sent. Links to hand over are shown only once: if you did not see them, tick the people again.',
        })
      case 'made': {
        const sent = made.posted.length > 0 ? `${counted(made.posted.length)} on the way.` : ''
        if (made.toHand.length === 0) return redirect(list, { kind: 'success', text: sent })
        return page(
          'features/acknowledgements/pages/slips.njk',
          'Links to hand over',
          {
            sent,
            school: await inSchool(parts.db, visit.actor, schoolName),
            until: worksUntil(visit.now),
            slips: made.toHand,
          },
          { section, backHref: list },
        )
      }
    }
  }

  return [
    { method: 'GET', path, access: listReaders, handle: visit => linksPage(visit) },
    { method: 'POST', path, access: listReaders, handle: give },
  ]
}
