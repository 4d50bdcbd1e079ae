import { z } from 'zod'
import { holdsAny, type PersonActor } from '../../../kernel/actor.ts'
import { type Instant, londonDate } from '../../../kernel/clock.ts'
import { newRandomId, type QuestionId, readId } from '../../../kernel/ids.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { type Answer, field, page, type Route, redirect, type Visit } from '../../../platform/http/route.ts'
import { type FormErrors, formErrors, readForm, type Typed } from '../../../platform/views/form.ts'
import { compiledOf } from '../../../policy-engine/compile.ts'
import { hatsOf } from '../../../policy-engine/hats.ts'
import { situationWords } from '../../../policy-engine/words.ts'
import { peopleKeepers } from '../../people/index.ts'
import { policyInForce } from '../../policy/index.ts'
import { advisers, askAdviser } from '../ask-adviser.ts'
import { addressOf, askedAt, readAsked, situationsOfAsked } from '../asked.ts'
import { judgeAsRead } from '../interpretation.ts'
import { interpretationsOf } from '../interpretations.ts'
import type { QuestionContent } from '../questions.ts'
import { askPage } from './ask.page.ts'
import { type AdviceParts, questionsPath, section } from './parts.ts'

const askForm = z.strictObject({
  id: z.uuid(),
  page: z.string().max(2000).optional(),
  words: z
    .string({ error: 'Write what you want to know' })
    .trim()
    .min(1, 'Write what you want to know')
    .max(4000, 'Your question must be 4,000 characters or fewer'),
})

const path = `${questionsPath}/new`

/** Asking the adviser the policy names (SM-4.6); what was looked up before goes with the question. */
export const askRoutes = (parts: AdviceParts): readonly Route[] => {
  const { db } = parts

  const show = (
    { actor, now }: Visit,
    { address, id, sent }: { address: string; id: string; sent?: { form: Typed; errors: FormErrors } },
  ): Promise<Answer> =>
    inSchool(db, actor, async tx => {
      const asked = askedAt(address)
      return page(
        'features/advice/pages/ask.njk',
        'Ask your adviser',
        askPage({
          id,
          asked,
          hats: hatsOf(actor.roles),
          advisers: await advisers(parts, tx, actor.personId, now),
          keepsPeople: holdsAny(actor, peopleKeepers),
          sent,
        }),
        { section, backHref: addressOf(asked), ...(sent ? { errors: sent.errors.list } : {}) },
      )
    })

  /**
   * What goes with the words: the situation, and what the asker was shown about it. The address names the asker's hat, so
   * that the adviser is not shown an answer for the adviser.
   */
  const contentOf = (
    actor: PersonActor,
    words: string,
    address: string,
    now: Instant,
  ): Promise<QuestionContent> =>
    inSchool(db, actor, async tx => {
      const asked = askedAt(address)
      const policy = await policyInForce(tx, londonDate(now))
      if (asked.given.act === undefined || !policy)
        return { words, page: null, situation: null, verdict: null, clauses: [] }
      const judgement = judgeAsRead(
        compiledOf(policy.pack),
        situationsOfAsked(asked, hatsOf(actor.roles)),
        await interpretationsOf(tx, policy.versionId),
      )
      const [shown] = judgement.holding
      return {
        words,
        page: addressOf({ ...asked, actor: shown?.situation.actor }),
        situation: shown ? situationWords(shown.situation) : null,
        verdict: judgement.verdict,
        clauses: shown?.answer.clauses ?? [],
      }
    })

  return [
    {
      method: 'GET',
      path,
      access: 'signed-in',
      handle: visit =>
        show(visit, {
          address: addressOf(readAsked(visit.queryForm)),
          id: newRandomId<QuestionId>(),
        }),
    },
    {
      method: 'POST',
      path,
      access: 'signed-in',
      async handle(visit) {
        const { actor, now, form } = visit
        const read = readForm(askForm, form)
        const address = field(form, 'page')
        if (read.kind === 'errors')
          return show(visit, {
            address,
            id: readId<QuestionId>(field(form, 'id')) ?? newRandomId<QuestionId>(),
            sent: { form: read.typed, errors: read.errors },
          })
        const result = await askAdviser(parts, actor, {
          id: read.value.id as QuestionId,
          content: await contentOf(actor, read.value.words, address, now),
          act: askedAt(address).given.act ?? null,
          now,
        })
        if (result.kind === 'asked')
          return redirect(questionsPath, {
            kind: 'success',
            text: 'Your question is with your adviser. You will see the answer here and on Today.',
          })
        return show(visit, {
          address,
          id: read.value.id,
          sent: {
            form,
            errors: formErrors([
              {
                field: 'words',
                text: 'Nobody else at your school can answer in Gatepost. Ask the chair of governors or your local authority.',
              },
            ]),
          },
        })
      },
    },
  ]
}
