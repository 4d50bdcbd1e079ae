import type { PersonActor } from '../../../kernel/actor.ts'
import { newId, readId } from '../../../kernel/ids.ts'
import { largestDocument } from '../../../platform/documents/read-document.ts'
import { type Answer, type Form, field, page, type Route, redirect } from '../../../platform/http/route.ts'
import { formErrors } from '../../../platform/views/form.ts'
import type { FileUploadParams, TextareaParams } from '../../../platform/views/macro-params.ts'
import { readIn } from '../commands/read-in.ts'
import { type DraftId, drafters } from '../draft.ts'
import { type DraftParts, section } from './parts.ts'

const path = '/policy/drafts/new'

const form = (typed: Form, problem?: { field: 'file' | 'text'; text: string }): Answer => {
  const errors = problem ? formErrors([problem]) : undefined
  return page(
    'features/policy-drafts/pages/new.njk',
    'Read your own policy',
    {
      id: readId<DraftId>(field(typed, 'id')) ?? newId<DraftId>(),
      file: {
        id: 'file',
        name: 'file',
        label: { text: 'The policy as a file, up to 10 MB' },
        hint: { text: 'Word (.docx), PDF with text, a web page (.html) or plain text.' },
        errorMessage: errors?.byField.file,
        attributes: { accept: '.docx,.pdf,.html,.htm,.txt,.md' },
      } satisfies FileUploadParams,
      text: {
        id: 'text',
        name: 'text',
        label: { text: 'Or paste its text here' },
        hint: { text: 'Up to 100,000 characters. Keep headings and list items on lines of their own.' },
        rows: '8',
        value: field(typed, 'text'),
        errorMessage: errors?.byField.text,
      } satisfies TextareaParams,
    },
    { section, backHref: '/policy/drafts', errors: errors?.list },
  )
}

/** GET and POST /policy/drafts/new: a school's own document, as a file or as pasted text. */
export const newRoutes = (parts: DraftParts): readonly Route[] => [
  { method: 'GET', path, access: drafters, handle: async () => form({}) },
  {
    method: 'POST',
    path,
    access: drafters,
    uploads: largestDocument,
    async handle({ actor, now, form: typed, uploads, oversized }) {
      const text = field(typed, 'text').trim()
      const upload = uploads.file
      if (oversized.includes('file'))
        return form(typed, {
          field: 'file',
          text: 'The file is larger than 10 MB. Save it without pictures, or paste its text below',
        })
      if (upload && text !== '')
        return form(typed, {
          field: 'text',
          text: 'You chose a file and pasted text. Send one of them: clear this box, or choose no file',
        })
      if (!upload && text === '')
        return form(typed, { field: 'file', text: 'Choose a file, or paste the text below' })
      const sent = upload
        ? ({ field: 'file', name: upload.fileName, bytes: upload.bytes } as const)
        : ({ field: 'text', name: 'Pasted text.txt', bytes: new TextEncoder().encode(text) } as const)
      const result = await read(parts, actor, field(typed, 'id'), sent, now)
      return result.kind === 'refused'
        ? form(typed, { field: sent.field, text: result.message })
        : redirect(`/policy/drafts/${result.id}/findings`, {
            kind: 'success',
            text: 'The policy was read. Nothing is in force yet: first see what it says, then decide on each clause.',
          })
    },
  },
]

const read = (
  parts: DraftParts,
  actor: PersonActor,
  id: string,
  { name, bytes }: { name: string; bytes: Uint8Array },
  now: Parameters<typeof readIn>[2]['now'],
) => readIn(parts, actor, { id: readId<DraftId>(id) ?? newId<DraftId>(), file: { name, bytes }, now })
