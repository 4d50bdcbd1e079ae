import { z } from 'zod'
import { holdsAny } from '../../../kernel/actor.ts'
import { londonDate, Temporal } from '../../../kernel/clock.ts'
import { NotFound } from '../../../kernel/errors.ts'
import { newId, readId } from '../../../kernel/ids.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { type Answer, field, page, type Route, redirect, type Visit } from '../../../platform/http/route.ts'
import { dateBoxes, readDateField } from '../../../platform/views/date-field.ts'
import { type FormErrors, formErrors, readForm } from '../../../platform/views/form.ts'
import { webAddress, words } from '../../../platform/views/form-words.ts'
import { listPage, rowsPerPage } from '../../../platform/views/pagination.ts'
import { addGuidance, additionalGuidance, endGuidance } from '../additional-guidance.ts'
import { keepers } from '../permissions.ts'
import { policyInForce } from '../policy-in-force.ts'
import { dateBox, formPage, lineBox, type PolicyParts, section, textBox } from './parts.ts'

const guidanceFiles = ['.pdf', '.docx', '.doc', '.odt', '.txt']
const largestGuidanceFile = 5_000_000

/** What is wrong with the file that came along; undefined where nothing is, or none came. */
const fileProblem = ({ uploads, oversized }: Pick<Visit, 'uploads' | 'oversized'>): string | undefined => {
  const { file } = uploads
  if (oversized.includes('file')) return 'Choose a file of 5 MB or less'
  if (!file) return undefined
  if (file.bytes.length === 0) return 'Choose a file that is not empty'
  if (file.fileName.length > 200) return 'Give the file a name of 200 characters or fewer'
  return guidanceFiles.some(ending => file.fileName.toLowerCase().endsWith(ending))
    ? undefined
    : 'Choose a PDF, Word, OpenDocument or text file'
}

const adoptFirst = (): Answer => redirect('/policy')

/** Additional guidance that the governors approved beside the policy (SM-1.2). */
export const guidanceRoutes = (parts: PolicyParts): readonly Route[] => {
  const { db } = parts

  const guidanceForm = ({ actor, form, now }: Visit, errors?: FormErrors): Promise<Answer> =>
    inSchool(db, actor, async tx => {
      const policy = await policyInForce(tx, londonDate(now))
      if (!policy) return adoptFirst()
      return formPage(
        'Add guidance beside the policy',
        {
          paragraphs: [
            'Guidance that the governors approved beside the policy, after talking it through with staff and their associations. It explains the policy and does not change what it decides.',
          ],
          hidden: { id: readId(field(form, 'id')) ?? newId() },
          fields: [
            lineBox('title', form, errors, { label: 'Title' }),
            textBox('text', form, errors, { label: 'What it says', rows: 8 }),
            lineBox('href', form, errors, {
              label: 'Web address (you may leave it out)',
              hint: 'Where the whole guidance is, if it lies elsewhere.',
            }),
            {
              kind: 'file',
              params: {
                id: 'file',
                name: 'file',
                label: { text: 'File (you may leave it out)', classes: 'govuk-label--s' },
                hint: { text: 'PDF, Word, OpenDocument or text, up to 5 MB.' },
                attributes: { accept: guidanceFiles.join(',') },
                errorMessage: errors?.byField.file,
              },
            },
            textBox('consulted', form, errors, {
              label: 'Talked through with',
              hint: 'For example: staff meeting of 2 December; the unions’ local officers.',
              rows: 2,
            }),
            textBox('minute', form, errors, { label: 'The governors’ minute', rows: 2 }),
            dateBox('on', form, errors, { legend: 'Approved on', hint: 'Like 12 11 2026.' }),
          ],
          button: 'Add it',
          basis: policy.settings['policy.consultees'].basis,
        },
        { backHref: '/policy/guidance', errors },
      )
    })

  return [
    {
      method: 'GET',
      path: '/policy/guidance',
      access: 'signed-in',
      handle: ({ actor, now, query }) =>
        inSchool(db, actor, async tx => {
          const policy = await policyInForce(tx, londonDate(now))
          if (!policy) return adoptFirst()
          const all = await additionalGuidance(tx, policy.versionId)
          const list = listPage(all.length, query.page, number => `/policy/guidance?page=${number}`)
          return page(
            'features/policy/pages/guidance.njk',
            'Additional guidance',
            {
              rows: all.slice(list.offset, list.offset + rowsPerPage),
              pagination: list.pagination ?? null,
              keeps: holdsAny(actor, keepers),
            },
            { section, backHref: '/policy' },
          )
        }),
    },
    {
      method: 'GET',
      path: '/policy/guidance/new',
      access: keepers,
      handle: visit => guidanceForm(visit),
    },
    {
      method: 'POST',
      path: '/policy/guidance/new',
      access: keepers,
      uploads: largestGuidanceFile,
      async handle(visit) {
        const read = readForm(
          z.strictObject({
            ...dateBoxes('on'),
            id: z.string(),
            title: words('Enter a title', 200),
            text: words('Enter what the guidance says', 5000),
            href: webAddress,
            consulted: words('Enter whom it was talked through with', 500),
            minute: words('Enter the governors’ minute', 500),
          }),
          visit.form,
        )
        if (read.kind === 'errors') return guidanceForm(visit, read.errors)
        const problem = fileProblem(visit)
        if (problem) return guidanceForm(visit, formErrors([{ field: 'file', text: problem }]))
        const on = readDateField(visit.form, 'on')
        if (on === 'empty' || on === 'wrong' || Temporal.PlainDate.compare(on, londonDate(visit.now)) > 0)
          return guidanceForm(
            visit,
            formErrors([
              { field: 'on-day', text: 'Enter the day on which the governors approved it, like 12 11 2026' },
            ]),
          )
        const policy = await inSchool(db, visit.actor, tx => policyInForce(tx, londonDate(visit.now)))
        if (!policy) return adoptFirst()
        await addGuidance(parts, visit.actor, {
          id: readId(read.value.id) ?? newId(),
          versionId: policy.versionId,
          title: read.value.title,
          text: read.value.text,
          href: read.value.href === '' ? null : read.value.href,
          file: visit.uploads.file,
          consulted: read.value.consulted,
          minute: read.value.minute,
          approvedOn: on,
          now: visit.now,
        })
        return redirect('/policy/guidance', {
          kind: 'success',
          text: 'The guidance stands beside the policy.',
        })
      },
    },
    {
      method: 'GET',
      path: '/policy/guidance/:id/file',
      access: 'signed-in',
      handle: ({ actor, params, now }) =>
        inSchool(db, actor, async tx => {
          const policy = await policyInForce(tx, londonDate(now))
          const all = policy ? await additionalGuidance(tx, policy.versionId) : []
          const file = all.find(one => one.id === params.id)?.file
          if (!file) throw new NotFound('file')
          return { kind: 'file', ...(await parts.files.read(tx, file.id)), fileName: file.name }
        }),
    },
    {
      method: 'POST',
      path: '/policy/guidance/:id/end',
      access: keepers,
      async handle({ actor, params, now }) {
        const id = readId(params.id)
        if (!id) throw new NotFound('guidance')
        await endGuidance(db, actor, { id, now })
        return redirect('/policy/guidance', {
          kind: 'success',
          text: 'It no longer holds. It stays on record.',
        })
      },
    },
  ]
}
