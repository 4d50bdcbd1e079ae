import { londonDate } from '../../../kernel/clock.ts'
import { NotFound } from '../../../kernel/errors.ts'
import { newId, type PersonId, readId } from '../../../kernel/ids.ts'
import { inSchool, type TenantTx } from '../../../platform/database/database.ts'
import {
  type Answer,
  field,
  fields,
  page,
  type Route,
  redirect,
  type Visit,
} from '../../../platform/http/route.ts'
import { dateField, readDateField } from '../../../platform/views/date-field.ts'
import {
  type FieldError,
  type FormErrors,
  fieldErrors,
  formErrors,
  readForm,
} from '../../../platform/views/form.ts'
import { londonDateText } from '../../../platform/views/london-time.ts'
import type { InputParams } from '../../../platform/views/macro-params.ts'
import { listPage, rowsPerPage } from '../../../platform/views/pagination.ts'
import { personNames } from '../../people/index.ts'
import { policyInForce, policyVersion, sitesInForce } from '../../policy/index.ts'
import { attendanceLists } from '../attendance.ts'
import { recordAttendance } from '../commands/record-attendance.ts'
import { strikeSignatures } from '../commands/strike-signatures.ts'
import { isAt, siteOf } from '../list-filter.ts'
import type { AcknowledgementParts } from '../parts.ts'
import { attendanceRecorders } from '../permissions.ts'
import { askedPersons, signatures } from '../queries.ts'
import { attendanceForm, strikeForm } from './attendance.form.ts'
import { siteLinks } from './list.page.ts'

const section = 'policy'
const path = '/policy/acknowledgements/attendance'

const counted = (people: number): string => (people === 1 ? '1 person' : `${people} people`)

const wrongDate = (text: string): FieldError => ({ field: 'held-day', text })

/** What is wrong with the date of a session that was typed. */
const dateError = (form: Visit['form']): readonly FieldError[] => {
  const heldOn = readDateField(form, 'held')
  if (heldOn === 'empty') return [wrongDate('Enter the day of the session')]
  return heldOn === 'wrong' ? [wrongDate('Enter the day of the session as a date, 1 9 2026 say')] : []
}

/** Attendance lists that were signed on paper at a training day: recording one, and taking back what was a mistake. */
export const attendanceRoutes = (parts: AcknowledgementParts): readonly Route[] => {
  const newPage = (visit: Visit, errors?: FormErrors): Promise<Answer> =>
    inSchool(parts.db, visit.actor, async tx => {
      const today = londonDate(visit.now)
      const policy = await policyInForce(tx, today)
      if (!policy) return redirect('/policy')
      const sites = await sitesInForce(tx, today)
      const site = siteOf(visit.query, sites)
      const asked = (await askedPersons(tx, policy, await parts.namedRunners(tx), visit.now)).filter(
        ({ person }) => isAt(person, site, sites),
      )
      const ticked = fields(visit.form, 'people')
      const row = ({ person }: (typeof asked)[number]) => ({
        id: person.id,
        name: person.name,
        ticked: ticked.includes(person.id),
      })
      return page(
        'features/acknowledgements/pages/attendance-new.njk',
        'Record a signed attendance list',
        {
          id: readId(field(visit.form, 'id')) ?? newId(),
          sites: siteLinks(`${path}/new`, sites, site),
          title: policy.pack.title,
          inForceFrom: policy.inForceFrom,
          sha256: policy.textSha256,
          fingerprint: policy.textSha256.slice(0, 12),
          held: dateField('held', visit.form, {
            legend: 'When was the session?',
            hint: 'For example, 1 9 2026',
            error: errors?.byField['held-day'],
          }),
          kept: {
            id: 'kept',
            name: 'kept',
            label: { text: 'Where is the signed paper kept?', classes: 'govuk-label--m' },
            hint: { text: 'For example, training folder in the office' },
            value: field(visit.form, 'kept'),
            errorMessage: errors?.byField.kept,
          } satisfies InputParams,
          problem: errors?.byField.people?.text ?? '',
          waiting: asked.filter(({ standing }) => standing.kind === 'due').map(row),
          done: asked.filter(({ standing }) => standing.kind === 'done').map(row),
          basisList: policy.settings['policy.acknowledgers'].basis,
        },
        { section, backHref: path, errors: errors?.list },
      )
    })

  const listOf = async (tx: TenantTx, { params }: Visit) => {
    const id = readId<never>(params.id)
    const [list] = id ? await attendanceLists(tx, id) : []
    if (!list) throw new NotFound('attendance list')
    return list
  }

  const onePage = (visit: Visit, errors?: FormErrors): Promise<Answer> =>
    inSchool(parts.db, visit.actor, async tx => {
      const list = await listOf(tx, visit)
      const version = await policyVersion(tx, list.versionId)
      const signed = await signatures(tx, { listId: list.id })
      const names = await personNames(tx, [list.recordedBy, ...signed.map(one => one.personId)])
      const nameOf = (id: PersonId): string => names.get(id) ?? 'Somebody who has left'
      const ticked = fields(visit.form, 'people')
      return page(
        'features/acknowledgements/pages/attendance-one.njk',
        `Attendance list of ${londonDateText(list.heldOn)}`,
        {
          list,
          recordedBy: nameOf(list.recordedBy),
          versionOf: version?.inForceFrom ?? list.heldOn,
          fingerprint: version?.textSha256.slice(0, 12) ?? '',
          standing: signed
            .filter(one => one.struck === undefined)
            .map(one => ({
              id: one.personId,
              name: nameOf(one.personId),
              ticked: ticked.includes(one.personId),
            })),
          struck: signed.flatMap(one =>
            one.struck
              ? [{ name: nameOf(one.personId), because: one.struck.because, at: one.struck.at }]
              : [],
          ),
          problem: errors?.byField.people?.text ?? '',
          because: {
            id: 'because',
            name: 'because',
            label: { text: 'Why are they taken off?' },
            value: field(visit.form, 'because'),
            errorMessage: errors?.byField.because,
          } satisfies InputParams,
        },
        { section, backHref: path, errors: errors?.list },
      )
    })

  const record = async (visit: Visit): Promise<Answer> => {
    const read = readForm(attendanceForm, visit.form)
    const heldOn = readDateField(visit.form, 'held')
    if (read.kind === 'errors' || typeof heldOn === 'string')
      return newPage(visit, formErrors([...dateError(visit.form), ...fieldErrors(read)]))
    const { sha256, kept, people } = read.value
    const id = readId<never>(read.value.id) ?? newId<never>()
    const result = await recordAttendance(parts.db, visit.actor, {
      id,
      sha256,
      heldOn,
      keptAt: kept,
      personIds: people.flatMap(one => readId<PersonId>(one) ?? []),
      now: visit.now,
    })
    switch (result.kind) {
      case 'recorded':
        return redirect(path, {
          kind: 'success',
          text: `The list is recorded: ${counted(result.people)} acknowledged the policy.`,
        })
      case 'already':
        return redirect(`${path}/${id}`, {
          kind: 'information',
          text: `This list was recorded before, with ${counted(result.people)}. Record whoever else signed on a new list.`,
        })
      case 'in-the-future':
        return newPage(visit, formErrors([wrongDate('The session cannot be in the future')]))
      case 'too-long-ago':
        return newPage(
          visit,
          formErrors([wrongDate('A list this old cannot count for the text in force. Check the year')]),
        )
      case 'nobody':
        return newPage(visit, formErrors([{ field: 'people', text: 'Tick at least one person who signed' }]))
      case 'text-changed':
        return newPage(
          visit,
          formErrors([
            {
              field: 'main-content',
              text: 'The policy changed after you opened the page, so nothing was recorded. Check that the paper was signed for the text that is in force now',
            },
          ]),
        )
    }
  }

  const strike = async (visit: Visit): Promise<Answer> => {
    const list = await inSchool(parts.db, visit.actor, tx => listOf(tx, visit))
    const read = readForm(strikeForm, visit.form)
    if (read.kind === 'errors') return onePage(visit, read.errors)
    const result = await strikeSignatures(parts, visit.actor, {
      listId: list.id,
      personIds: read.value.people.flatMap(one => readId<PersonId>(one) ?? []),
      because: read.value.because,
      now: visit.now,
    })
    switch (result.kind) {
      case 'struck':
        return redirect(`${path}/${list.id}`, {
          kind: 'success',
          text: `Taken off the list: ${counted(result.people)}. They are asked to acknowledge the policy again.`,
        })
      case 'nobody':
        return onePage(visit, formErrors([{ field: 'people', text: 'Tick whom to take off the list' }]))
      case 'rests-on-it': {
        const names = await inSchool(parts.db, visit.actor, tx => personNames(tx, result.personIds))
        return onePage(
          visit,
          formErrors([
            {
              field: 'people',
              text: `${[...names.values()].join(', ')} cannot be taken off: they run an official account or are named to, and nothing else shows that they acknowledged the policy. Ask them to acknowledge it first`,
            },
          ]),
        )
      }
    }
  }

  return [
    {
      method: 'GET',
      path,
      access: attendanceRecorders,
      handle: ({ actor, query, now }) =>
        inSchool(parts.db, actor, async tx => {
          const lists = await attendanceLists(tx)
          const shown = listPage(lists.length, query.page, number => `${path}?page=${number}`)
          return page(
            'features/acknowledgements/pages/attendance.njk',
            'Attendance lists',
            {
              rows: lists
                .slice(shown.offset, shown.offset + rowsPerPage)
                .map(one => ({ ...one, people: counted(one.people) })),
              pagination: shown.pagination ?? null,
              sheets: siteLinks(`${path}/sheet`, await sitesInForce(tx, londonDate(now)), undefined),
            },
            { section, backHref: '/policy/acknowledgements' },
          )
        }),
    },
    { method: 'GET', path: `${path}/new`, access: attendanceRecorders, handle: visit => newPage(visit) },
    { method: 'POST', path: `${path}/new`, access: attendanceRecorders, handle: record },
    { method: 'GET', path: `${path}/:id`, access: attendanceRecorders, handle: visit => onePage(visit) },
    { method: 'POST', path: `${path}/:id`, access: attendanceRecorders, handle: strike },
  ]
}
