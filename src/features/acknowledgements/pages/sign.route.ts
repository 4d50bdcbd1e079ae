import { z } from 'zod'
import type { Temporal } from '../../../kernel/clock.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { TenantTx } from '../../../platform/database/database.ts'
import { type Answer, field, type OpenVisit, page, type Route } from '../../../platform/http/route.ts'
import { type FormErrors, fieldErrors, formErrors, readForm } from '../../../platform/views/form.ts'
import { words } from '../../../platform/views/form-words.ts'
import { londonDateText } from '../../../platform/views/london-time.ts'
import type { InputParams } from '../../../platform/views/macro-params.ts'
import { schoolName } from '../../people/index.ts'
import { textView } from '../../policy/index.ts'
import { type BehindLink, openLink, signByLink } from '../commands/sign-by-link.ts'
import type { AcknowledgementParts } from '../parts.ts'
import { questionsFor } from '../understanding.ts'
import type { UnderstandingQuestion } from '../understanding-question.ts'
import { answerErrors, questionFields } from './acknowledge.page.ts'

const answer = z.string().optional()

const signForm = z.strictObject({
  sha256: z.string(),
  name: words('Enter your name', 200),
  'answer-1': answer,
  'answer-2': answer,
  'answer-3': answer,
})

const plain = (heading: string, ...paragraphs: string[]): Answer =>
  page('error.njk', heading, { heading, paragraphs })

const gone = (): Answer =>
  plain(
    'This link no longer works',
    'A link like this works once and for 30 days.',
    'If you still have to sign, ask the school’s office for a new one.',
  )

const signedBefore = (on: Temporal.PlainDate): Answer =>
  plain(
    'You have signed already',
    `The school has your signature of ${londonDateText(on)} on record. There is nothing more to do.`,
    'You can close this page.',
  )

/** The questions behind a link: a visitor’s one page has none. */
const questionsBehind = (found: BehindLink): readonly UnderstandingQuestion[] =>
  found.kind === 'person' ? questionsFor(found.policy, found.person.id, found.person.roles) : []

/** The page of somebody without a sign-in: one text, one name to enter, and nothing else of the school. */
export const signRoutes = (parts: AcknowledgementParts): readonly Route[] => {
  const view =
    (visit: OpenVisit, token: string, more: { errors?: FormErrors; changed: boolean }) =>
    async (tx: TenantTx, found: BehindLink): Promise<Answer> => {
      const school = await schoolName(tx)
      const { policy } = found
      const visitor = found.kind === 'visitor'
      return page(
        'features/acknowledgements/pages/sign.njk',
        visitor ? 'Social media and pictures: for visitors' : policy.pack.title,
        {
          school,
          changed: more.changed,
          intro: visitor
            ? `Before you work at or visit ${school}, please read this page and sign it.`
            : `${school} asks you to read its policy and to sign that you have.`,
          leaflet: visitor ? found.leaflet : null,
          text: visitor ? null : textView(policy.text, policy.pack),
          documentHref: !visitor && policy.text.kind === 'document' ? `/acknowledge/${token}/document` : null,
          sha256: found.sha256,
          questions: questionFields(questionsBehind(found), visit.form, more.errors),
          signedAs: {
            id: 'name',
            name: 'name',
            label: { text: 'Your full name' },
            autocomplete: 'name',
            value: field(visit.form, 'name'),
            errorMessage: more.errors?.byField.name,
          } satisfies InputParams,
        },
        { errors: more.errors?.list },
      )
    }

  const show = async (
    visit: OpenVisit,
    more: { errors?: FormErrors; changed: boolean } = { changed: false },
  ): Promise<Answer> => {
    const token = visit.params.token ?? ''
    const answer = await openLink(parts, token, visit.now, view(visit, token, more))
    return answer?.kind === 'signed-before' ? signedBefore(answer.on) : (answer ?? gone())
  }

  return [
    { method: 'GET', path: '/acknowledge/:token', access: 'anyone', handle: visit => show(visit) },
    {
      method: 'GET',
      path: '/acknowledge/:token/document',
      access: 'anyone',
      async handle(visit) {
        const answer = await openLink(parts, visit.params.token ?? '', visit.now, async (tx, found) => {
          const { text } = found.policy
          if (found.kind === 'visitor' || text.kind !== 'document') return undefined
          const file = await parts.files.read(tx, text.fileId)
          return { kind: 'file' as const, ...file, fileName: text.fileName }
        })
        if (answer?.kind !== 'file') throw new NotFound('document')
        return answer
      },
    },
    {
      method: 'POST',
      path: '/acknowledge/:token',
      access: 'anyone',
      async handle(visit) {
        const token = visit.params.token ?? ''
        const read = readForm(signForm, visit.form)
        // Questions about another text than the one that was read would be beside the point.
        const wrong = await openLink(parts, token, visit.now, async (_tx, found) =>
          found.sha256 === field(visit.form, 'sha256')
            ? answerErrors(questionsBehind(found), found.policy.pack, visit.form)
            : [],
        )
        const errors = [...(Array.isArray(wrong) ? wrong : []), ...fieldErrors(read)]
        if (read.kind === 'errors' || errors.length > 0)
          return show(visit, { errors: formErrors(errors), changed: false })
        const result = await signByLink(parts, {
          token,
          sha256: read.value.sha256,
          signedAs: read.value.name,
          now: visit.now,
        })
        switch (result.kind) {
          case 'signed':
            return plain(
              'Thank you',
              'The school has your signature on record.',
              'You can close this page: the link no longer works.',
            )
          case 'signed-before':
            return signedBefore(result.on)
          case 'text-changed':
            return show(visit, { changed: true })
          case 'gone':
            return gone()
        }
      },
    },
  ]
}
