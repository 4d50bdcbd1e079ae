import { type Instant, londonDate } from '../../kernel/clock.ts'
import { NotFound } from '../../kernel/errors.ts'
import { type ConcernId, type MessageId, newRandomId, type PersonId, readId } from '../../kernel/ids.ts'
import { inSchool, type TenantTx } from '../../platform/database/database.ts'
import { field, page, type Route, redirect, type Visit } from '../../platform/http/route.ts'
import { formErrors, readForm } from '../../platform/views/form.ts'
import type { PaginationParams } from '../../platform/views/macro-params.ts'
import { personNames, persons } from '../people/index.ts'
import { policyInForce } from '../policy/index.ts'
import type { ConcernMessage } from './account.ts'
import { confirmConcern } from './confirm-concern.ts'
import { concernPage } from './pages/concern.page.ts'
import { raiseForm, someoneElse } from './pages/raise.form.ts'
import { adultsHere, raisePage } from './pages/raise.page.ts'
import { concern, receipts, receivedConcerns } from './queries.ts'
import { type RaiseParts, raiseConcern } from './raise-concern.ts'
import { urgentContact, waitingNotice } from './waiting-notice.ts'

export type ConcernParts = RaiseParts & {
  /** The message somebody worries about, from the inbox; undefined when there is none or this person may not see it. */
  message(tx: TenantTx, id: MessageId): Promise<ConcernMessage | undefined>
}

const pageSize = 25
const section = 'concerns'

/** Where the page of a message leads to raise a concern about it. */
export const raiseHref = (messageId: MessageId): string => `/concerns/raise?message=${messageId}`

/** The rows of one page, one more having been asked for to know whether another page follows. */
const pageOf = <Row>(rows: readonly Row[], number: number, href: (number: number) => string) => {
  const more = rows.length > pageSize
  const pages: PaginationParams | null =
    more || number > 1
      ? {
          ...(number > 1 ? { previous: { href: href(number - 1) } } : {}),
          ...(more ? { next: { href: href(number + 1) } } : {}),
        }
      : null
  return { rows: rows.slice(0, pageSize), pages, previous: number > 1 }
}

const pageNumber = (text: string | undefined): number =>
  /^[1-9]\d{0,4}$/.test(text ?? '') ? Number(text) : 1
const asked = (number: number) => ({ limit: pageSize + 1, offset: (number - 1) * pageSize })

export const concernRoutes = (parts: ConcernParts): readonly Route[] => {
  const { db } = parts

  const formData = async (tx: TenantTx, messageId: MessageId | undefined, now: Instant) => ({
    message: messageId && (await parts.message(tx, messageId)),
    people: await persons(tx),
    settings: (await policyInForce(tx, londonDate(now)))?.settings,
    urgent: await urgentContact(tx),
  })

  const concernId = (visit: Visit): ConcernId => {
    const id = readId<ConcernId>(visit.params.id)
    if (!id) throw new NotFound()
    return id
  }

  return [
    {
      method: 'GET',
      path: '/concerns',
      access: 'signed-in',
      async handle({ actor, query, now }) {
        const raisedPage = pageNumber(query.raised)
        const receivedPage = pageNumber(query.received)
        const params = await inSchool(db, actor, async tx => {
          const raised = await receipts(tx, actor, { waiting: false, ...asked(raisedPage) })
          const received = await receivedConcerns(tx, asked(receivedPage))
          const names = await personNames(
            tx,
            received.flatMap(({ raisedBy, confirmedBy }) =>
              confirmedBy ? [raisedBy, confirmedBy] : [raisedBy],
            ),
          )
          const name = (id: PersonId | null) => (id && names.get(id)) ?? ''
          return {
            notice: await waitingNotice(tx, actor, now),
            urgent: await urgentContact(tx),
            raised: pageOf(raised, raisedPage, to => `/concerns?raised=${to}&received=${receivedPage}`),
            received: pageOf(
              received.map(row => ({
                ...row,
                raisedBy: name(row.raisedBy),
                confirmedBy: name(row.confirmedBy),
              })),
              receivedPage,
              to => `/concerns?raised=${raisedPage}&received=${to}`,
            ),
          }
        })
        return page('features/concerns/pages/concerns.njk', 'Concerns', params, { section })
      },
    },
    {
      method: 'GET',
      path: '/concerns/raise',
      access: 'signed-in',
      async handle({ actor, query, now }) {
        const data = await inSchool(db, actor, tx => formData(tx, readId<MessageId>(query.message), now))
        return page(
          'features/concerns/pages/raise.njk',
          'Raise a concern',
          raisePage({ formId: newRandomId(), ...data }),
          { section, backHref: '/concerns' },
        )
      },
    },
    {
      method: 'POST',
      path: '/concerns/raise',
      access: 'signed-in',
      async handle({ actor, form, now }) {
        const formId = readId(field(form, 'id')) ?? newRandomId()
        const data = await inSchool(db, actor, tx =>
          formData(tx, readId<MessageId>(field(form, 'message')), now),
        )
        const reading = readForm(raiseForm, form)
        const who = reading.kind === 'ok' ? (reading.value.who ?? '') : ''
        const subject = adultsHere(data.people).find(person => person.id === who)
        const errors =
          reading.kind === 'errors'
            ? reading.errors
            : who !== '' && who !== someoneElse && !subject
              ? formErrors([{ field: 'who', text: 'Choose the adult from the list, or “Someone else”' }])
              : undefined
        if (reading.kind === 'errors' || errors)
          return page(
            'features/concerns/pages/raise.njk',
            'Raise a concern',
            raisePage({ formId, ...data, typed: form, ...(errors ? { errors } : {}) }),
            { section, backHref: '/concerns', errors: errors?.list },
          )
        const { about, indecent, account } = reading.value
        await raiseConcern(
          parts,
          actor,
          { formId, about, subjectId: subject?.id ?? null, indecent, text: account, message: data.message },
          now,
        )
        return redirect('/concerns', {
          kind: 'success',
          text: 'Your concern was received. Below you see by whom, and when they have confirmed it.',
        })
      },
    },
    {
      method: 'GET',
      path: '/concerns/:id',
      access: 'signed-in',
      async handle(visit) {
        const id = concernId(visit)
        const params = await inSchool(db, visit.actor, async tx => {
          const found = await concern(tx, parts.vault, id)
          if (!found) return undefined
          const named = [found.raisedBy, found.subjectId, found.confirmedBy].filter(id => id !== null)
          const { message } = found.account
          return concernPage(found, {
            names: await personNames(tx, named),
            urgent: await urgentContact(tx),
            // A chair, say, reads the words here and may not open the inbox.
            opensMessage: message !== null && (await parts.message(tx, message.id)) !== undefined,
          })
        })
        if (!params) throw new NotFound()
        return page('features/concerns/pages/concern.njk', 'Concern', params, {
          section,
          backHref: '/concerns',
        })
      },
    },
    {
      method: 'POST',
      path: '/concerns/:id/confirm',
      access: 'signed-in',
      async handle(visit) {
        const id = concernId(visit)
        const { kind } = await confirmConcern(db, visit.actor, id, visit.now)
        return redirect(
          `/concerns/${id}`,
          kind === 'confirmed'
            ? { kind: 'success', text: 'You have confirmed it. Whoever raised it sees that you have it.' }
            : { kind: 'information', text: 'It was confirmed already.' },
        )
      },
    },
  ]
}
