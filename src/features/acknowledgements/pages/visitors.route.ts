import { z } from 'zod'
import { londonDate, Temporal } from '../../../kernel/clock.ts'
import { newId, readId } from '../../../kernel/ids.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { type Answer, field, page, type Route, redirect, type Visit } from '../../../platform/http/route.ts'
import { dateField, filledDate, readDateField } from '../../../platform/views/date-field.ts'
import {
  type FieldError,
  type FormErrors,
  fieldErrors,
  formErrors,
  readForm,
} from '../../../platform/views/form.ts'
import { londonDateText } from '../../../platform/views/london-time.ts'
import type { InputParams, RadiosParams } from '../../../platform/views/macro-params.ts'
import { listPage, rowsPerPage } from '../../../platform/views/pagination.ts'
import { policyInForce } from '../../policy/index.ts'
import { addVisitor, type Handing } from '../commands/add-visitor.ts'
import type { AcknowledgementParts } from '../parts.ts'
import { listReaders } from '../permissions.ts'
import { type Visitor, visitorCount, visitors } from '../visitors.ts'
import { visitorForm } from './visitors.form.ts'

const section = 'policy'
const path = '/policy/visitors'
/** How far from today a visit is put on the list: beyond it the date is mistyped. */
const furthest = { years: 1 }

const address = z.email()

const signedWords = ({ signed }: Visitor): string =>
  signed
    ? `On ${londonDateText(signed.at)}, as “${signed.as}”${signed.keptAt === undefined ? ', through a link' : `, on paper (${signed.keptAt})`}`
    : 'Not yet'

/** What is wrong with the day of a visit, or with what the chosen way of handing the leaflet over needs. */
const furtherErrors = (form: Visit['form'], today: Temporal.PlainDate): readonly FieldError[] => {
  const on = readDateField(form, 'visit')
  const far =
    typeof on !== 'string' &&
    (Temporal.PlainDate.compare(on, today.add(furthest)) > 0 ||
      Temporal.PlainDate.compare(on, today.subtract(furthest)) < 0)
  const way = field(form, 'way')
  return [
    ...(typeof on === 'string' || far
      ? [{ field: 'visit-day', text: far ? 'Check the year of the visit' : 'Enter the day of the visit' }]
      : []),
    ...(way === 'paper' && field(form, 'kept').trim() === ''
      ? [{ field: 'kept', text: 'Enter where the signed paper is kept' }]
      : []),
    ...(way === 'letter' && !address.safeParse(field(form, 'address').trim()).success
      ? [{ field: 'address', text: 'Enter an email address, like name@example.org' }]
      : []),
  ]
}

const handingOf = (form: z.output<typeof visitorForm>): Handing => {
  switch (form.way) {
    case 'paper':
      return { kind: 'paper', keptAt: form.kept }
    case 'letter':
      return { kind: 'letter', address: form.address.toLowerCase() }
    case 'hand':
      return { kind: 'hand' }
  }
}

/** People from outside who come for a day, their leaflet, and who of them signed for it. */
export const visitorRoutes = (parts: AcknowledgementParts): readonly Route[] => {
  const newPage = async (visit: Visit, errors?: FormErrors): Promise<Answer> => {
    const input = (name: string, label: string, hint?: string): InputParams => ({
      id: name,
      name,
      label: { text: label },
      ...(hint === undefined ? {} : { hint: { text: hint } }),
      value: field(visit.form, name),
      errorMessage: errors?.byField[name],
    })
    const today = londonDate(visit.now)
    return page(
      'features/acknowledgements/pages/visitor-new.njk',
      'Add a visitor or contractor',
      {
        id: readId(field(visit.form, 'id')) ?? newId(),
        name: input('name', 'Name'),
        organisation: input(
          'organisation',
          'Firm, school or authority',
          'Write “private” for nobody in particular',
        ),
        visit: dateField(
          'visit',
          visit.form['visit-day'] === undefined ? filledDate('visit', today) : visit.form,
          { legend: 'Day of the visit', hint: 'For example, 1 9 2026', error: errors?.byField['visit-day'] },
        ),
        way: {
          idPrefix: 'way',
          name: 'way',
          fieldset: { legend: { text: 'How do they get the leaflet?' } },
          items: [
            { value: 'paper', text: 'They have signed it on paper' },
            ...(parts.mail.sends ? [{ value: 'letter', text: 'By email: a link to read and sign it' }] : []),
            { value: 'hand', text: 'A link to hand over, or to open on a device here' },
          ],
          value: field(visit.form, 'way'),
          errorMessage: errors?.byField.way,
        } satisfies RadiosParams,
        kept: input('kept', 'If on paper: where is it kept?'),
        address: parts.mail.sends ? input('address', 'If by email: their email address') : null,
      },
      { section, backHref: path, errors: errors?.list },
    )
  }

  const add = async (visit: Visit): Promise<Answer> => {
    const read = readForm(visitorForm, visit.form)
    const further = furtherErrors(visit.form, londonDate(visit.now))
    const visitsOn = readDateField(visit.form, 'visit')
    if (read.kind === 'errors' || further.length > 0 || typeof visitsOn === 'string')
      return newPage(visit, formErrors([...fieldErrors(read), ...further]))
    const { id, name, organisation } = read.value
    const result = await addVisitor(parts, visit.actor, {
      id: readId<never>(id) ?? newId<never>(),
      name,
      organisation,
      visitsOn,
      handing: handingOf(read.value),
      now: visit.now,
    })
    switch (result.kind) {
      case 'signed-on-paper':
        return redirect(path, { kind: 'success', text: `${name} is on the list, signed on paper.` })
      case 'posted':
        return redirect(path, {
          kind: 'success',
          text: `A letter with the leaflet is on its way to ${name}.`,
        })
      case 'already':
        return redirect(path, { kind: 'information', text: `${name} is on the list already.` })
      case 'no-policy':
        return redirect('/policy')
      case 'link':
        return page(
          'features/acknowledgements/pages/link.njk',
          `A link for ${name}`,
          { name, url: result.url },
          { section, backHref: path },
        )
    }
  }

  return [
    {
      method: 'GET',
      path,
      access: listReaders,
      handle: ({ actor, now, query }) =>
        inSchool(parts.db, actor, async tx => {
          const policy = await policyInForce(tx, londonDate(now))
          if (!policy) return redirect('/policy')
          const search = (query.search ?? '').trim()
          const total = await visitorCount(tx, search)
          const list = listPage(
            total,
            query.page,
            number => `${path}?${new URLSearchParams({ search, page: String(number) })}`,
          )
          const shown = await visitors(tx, search, { offset: list.offset, limit: rowsPerPage })
          return page(
            'features/acknowledgements/pages/visitors.njk',
            'Visitors and contractors',
            {
              rows: shown.map(one => ({ ...one, text: signedWords(one) })),
              searched: search !== '',
              search: {
                id: 'search',
                name: 'search',
                label: { text: 'Name or organisation' },
                classes: 'govuk-input--width-20',
                value: search,
              } satisfies InputParams,
              pagination: list.pagination ?? null,
            },
            { section, backHref: '/policy/acknowledgements' },
          )
        }),
    },
    { method: 'GET', path: `${path}/new`, access: listReaders, handle: visit => newPage(visit) },
    { method: 'POST', path: `${path}/new`, access: listReaders, handle: add },
  ]
}
