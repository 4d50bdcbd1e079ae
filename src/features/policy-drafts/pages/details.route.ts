import { type Role, roleNames, roles } from '../../../kernel/actor.ts'
import { inSchool } from '../../../platform/database/database.ts'
import {
  type Answer,
  type Form,
  field,
  fields,
  page,
  type Route,
  redirect,
  type Visit,
} from '../../../platform/http/route.ts'
import { dateField } from '../../../platform/views/date-field.ts'
import { type FieldError, type FormErrors, formErrors } from '../../../platform/views/form.ts'
import { optionalWords } from '../../../platform/views/form-words.ts'
import type {
  CheckboxesParams,
  DateInputParams,
  InputParams,
  SelectParams,
} from '../../../platform/views/macro-params.ts'
import { cycleWords } from '../../../policy-engine/stated-date.ts'
import { type Actor, vocabulary } from '../../../policy-engine/vocabulary.ts'
import { valueWords } from '../../../policy-engine/words.ts'
import { changeDetails } from '../commands/change-draft.ts'
import { type Draft, type DraftDetails, drafters, isOpenFor } from '../draft.ts'
import { readStatedDate, statedDateParts } from '../partial-date.ts'
import { closedText, type DraftParts, draftOf, namesOf, section } from './parts.ts'

const dates = [
  ['adopted', 'Adopted, or to be adopted'],
  ['lastReviewed', 'Last reviewed'],
  ['nextReview', 'Next review'],
] as const

const cycles = ['P6M', 'P1Y', 'P18M', 'P2Y', 'P3Y']
const ownerRoles: readonly Role[] = roles.filter(
  role => !['parent', 'recovery-contact', 'outside-second'].includes(role),
)
const people: readonly Actor[] = vocabulary.actor

const formOf = (draft: Draft): Form => ({
  title: draft.title,
  namedSchool: draft.namedSchool ?? '',
  ...statedDateParts('adopted', draft.adopted),
  ...statedDateParts('lastReviewed', draft.lastReviewed),
  ...statedDateParts('nextReview', draft.nextReview),
  reviewEvery: draft.reviewEvery ?? '',
  ownerRole: draft.ownerRole ?? '',
  committee: draft.committee ?? '',
  staff: draft.scope.staff,
  covers: draft.scope.covers,
  version: String(draft.version),
})

type Read =
  | { readonly kind: 'ok'; readonly details: DraftDetails }
  | { readonly kind: 'errors'; readonly found: readonly FieldError[] }

/** What the form says, or everything that is wrong with it, in its order. */
export const readDetails = (form: Form, draft: Pick<Draft, 'ownerWords'>): Read => {
  const found: FieldError[] = []
  const plain = (name: string, most: number): string => {
    const read = optionalWords(most).safeParse(field(form, name))
    if (!read.success) found.push({ field: name, text: read.error.issues[0]?.message ?? '' })
    return read.data ?? ''
  }
  const title = plain('title', 200)
  if (title === '') found.push({ field: 'title', text: 'Give the policy a name' })
  const namedSchool = plain('namedSchool', 200)
  const date = ([name, label]: (typeof dates)[number]): string | null => {
    const read = readStatedDate(form, name)
    if (read === 'wrong')
      found.push({
        field: `${name}-day`,
        text: `${label}: give at least a month and a year, like 3 2026, or a term, like summer 2026`,
      })
    return read === 'empty' || read === 'wrong' ? null : read
  }
  const [adopted = null, lastReviewed = null, nextReview = null] = dates.map(date)
  const committee = plain('committee', 200)
  const chosen = (name: string): readonly Actor[] => people.filter(one => fields(form, name).includes(one))
  const staff = chosen('staff')
  if (staff.length === 0) found.push({ field: 'staff', text: 'Choose whom the policy means by “staff”' })
  const every = field(form, 'reviewEvery')
  return found.length > 0
    ? { kind: 'errors', found }
    : {
        kind: 'ok',
        details: {
          title,
          namedSchool: namedSchool === '' ? null : namedSchool,
          adopted,
          lastReviewed,
          nextReview,
          reviewEvery: /^P\d{1,3}[YM]$/.test(every) ? every : null,
          ownerWords: draft.ownerWords,
          ownerRole: ownerRoles.find(role => role === field(form, 'ownerRole')) ?? null,
          committee: committee === '' ? null : committee,
          scope: {
            staff,
            covers: people.filter(one => staff.includes(one) || chosen('covers').includes(one)),
          },
        },
      }
}

/** The month's box takes the name of a month or a term. */
const roomForTerms = (date: DateInputParams): DateInputParams => ({
  ...date,
  items: (date.items ?? []).map(item =>
    item.name === 'month'
      ? { ...item, classes: item.classes?.replace('width-2', 'width-4'), inputmode: 'text' }
      : item,
  ),
})

const detailsPage = (draft: Draft, form: Form, errors: FormErrors | undefined): Answer => {
  const input = (name: string, label: string, hint?: string): InputParams => ({
    id: name,
    name,
    label: { text: label },
    ...(hint === undefined ? {} : { hint: { text: hint } }),
    value: field(form, name),
    errorMessage: errors?.byField[name],
  })
  const select = (
    name: string,
    label: string,
    options: readonly (readonly [string, string])[],
    hint?: string,
  ): SelectParams => ({
    id: name,
    name,
    label: { text: label },
    ...(hint === undefined ? {} : { hint: { text: hint } }),
    items: options.map(([value, words]) => ({ value, text: words })),
    value: field(form, name),
  })
  const boxes = (name: string, legend: string, hint: string): CheckboxesParams => ({
    name,
    idPrefix: name,
    fieldset: { legend: { text: legend } },
    hint: { text: hint },
    items: people.map(one => ({ value: one, text: valueWords('actor', one) })),
    values: [...fields(form, name)],
    errorMessage: errors?.byField[name],
  })
  const every = draft.reviewEvery
  return page(
    'features/policy-drafts/pages/details.njk',
    'What the policy says of itself',
    {
      title: input('title', 'Name of the policy'),
      namedSchool: input('namedSchool', 'School it names', 'Leave it empty where the text names none.'),
      dates: dates.map(([name, label]) =>
        roomForTerms(
          dateField(name, form, {
            legend: label,
            hint: 'The day may stay empty.',
            error: errors?.byField[`${name}-day`],
          }),
        ),
      ),
      reviewEvery: select('reviewEvery', 'How often it is reviewed', [
        ['', 'It does not say'],
        ...[...new Set([...cycles, ...(every === null ? [] : [every])])].map(
          cycle => [cycle, cycleWords(cycle)] as const,
        ),
      ]),
      ownerRole: select(
        'ownerRole',
        'Who looks after it',
        [['', 'It does not say'], ...ownerRoles.map(role => [role, roleNames[role]] as const)],
        draft.ownerWords === null ? undefined : `The document says: ${draft.ownerWords}`,
      ),
      committee: input('committee', 'Committee that approves it'),
      staff: boxes('staff', 'Whom it means by “staff”', 'Clauses about staff bind all of these.'),
      covers: boxes('covers', 'Who else is it for?', 'Clauses for everyone bind these too.'),
      version: field(form, 'version'),
    },
    { section, backHref: `/policy/drafts/${draft.id}`, errors: errors?.list },
  )
}

/** GET and POST /policy/drafts/:draft/details: title, dates, owner, and whom the policy is for. */
export const detailsRoutes = ({ db }: DraftParts): readonly Route[] => {
  const load = (visit: Visit) => inSchool(db, visit.actor, tx => draftOf(tx, visit.params))
  return [
    {
      method: 'GET',
      path: '/policy/drafts/:draft/details',
      access: drafters,
      async handle(visit) {
        const { draft } = await load(visit)
        return isOpenFor('edit', draft.state)
          ? detailsPage(draft, formOf(draft), undefined)
          : redirect(`/policy/drafts/${draft.id}`, { kind: 'warning', text: closedText[draft.state] })
      },
    },
    {
      method: 'POST',
      path: '/policy/drafts/:draft/details',
      access: drafters,
      async handle(visit) {
        const { draft } = await load(visit)
        const { form } = visit
        const read = readDetails(form, draft)
        if (read.kind === 'errors') return detailsPage(draft, form, formErrors(read.found))
        const result = await changeDetails(db, visit.actor, {
          draftId: draft.id,
          version: Number(field(form, 'version')),
          details: read.details,
          now: visit.now,
        })
        switch (result.kind) {
          case 'changed':
            return redirect(`/policy/drafts/${draft.id}`, { kind: 'success', text: 'Saved.' })
          case 'closed':
            return redirect(`/policy/drafts/${draft.id}`, { kind: 'warning', text: closedText[result.state] })
          case 'meanwhile': {
            const name = await inSchool(db, visit.actor, async tx =>
              (await namesOf(tx, [result.by]))(result.by),
            )
            return detailsPage(
              draft,
              { ...form, version: String(draft.version) },
              formErrors([
                {
                  field: 'title',
                  text: `Nothing was saved: ${name} changed the draft after you opened the page. What you typed is still here: check it, then save it again`,
                },
              ]),
            )
          }
        }
      },
    },
  ]
}
