import { londonDate } from '../../../kernel/clock.ts'
import { NotAllowed } from '../../../kernel/errors.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { type Answer, field, page, type Route, redirect, type Visit } from '../../../platform/http/route.ts'
import { type FormErrors, formErrors } from '../../../platform/views/form.ts'
import { policyInForce, textView } from '../../policy/index.ts'
import { acknowledgePolicy } from '../commands/acknowledge-policy.ts'
import type { AcknowledgementParts } from '../parts.ts'
import { standingOfPerson } from '../queries.ts'
import { questionsFor } from '../understanding.ts'
import { answerErrors, ownPart, questionFields } from './acknowledge.page.ts'

const section = 'policy'
const path = '/policy/acknowledge'

/** /policy/acknowledge: a person reads exactly the text in force, answers up to three questions and confirms it. */
export const acknowledgeRoutes = (parts: AcknowledgementParts): readonly Route[] => {
  /** The text in force, where this person stands with it, and their questions. */
  const load = ({ actor, now }: Visit) =>
    inSchool(parts.db, actor, async tx => {
      const today = londonDate(now)
      const policy = await policyInForce(tx, today)
      if (!policy) return undefined
      const runs = (await parts.namedRunners(tx)).has(actor.personId)
      const standing = await standingOfPerson(tx, policy, { personId: actor.personId, runs }, today)
      const questions = standing.kind === 'due' ? questionsFor(policy, actor.personId, actor.roles) : []
      return { policy, standing, questions }
    })

  const show = async (visit: Visit, errors?: FormErrors): Promise<Answer> => {
    const found = await load(visit)
    if (!found) return redirect('/policy')
    const { policy, standing, questions } = found
    return page(
      'features/acknowledgements/pages/acknowledge.njk',
      'Read and acknowledge the policy',
      {
        title: policy.pack.title,
        part: ownPart(standing),
        asked: standing.kind === 'due',
        doneOn: standing.kind === 'done' ? standing.signed.on : null,
        basisList: standing.kind === 'not-asked' ? [] : standing.basis,
        inForceFrom: policy.inForceFrom,
        text: textView(policy.text, policy.pack),
        documentHref:
          policy.text.kind === 'document' ? `/policy/versions/${policy.versionId}/document` : null,
        sha256: policy.textSha256,
        fingerprint: policy.textSha256.slice(0, 12),
        questions: questionFields(questions, visit.form, errors),
      },
      { section, backHref: '/policy', errors: errors?.list },
    )
  }

  return [
    { method: 'GET', path, access: 'signed-in', handle: visit => show(visit) },
    {
      method: 'POST',
      path,
      access: 'signed-in',
      async handle(visit) {
        const { actor, now, form } = visit
        const found = await load(visit)
        if (found?.standing.kind === 'not-asked') throw new NotAllowed()
        const sha256 = field(form, 'sha256')
        // Questions about another text than the one that was read would be beside the point.
        if (found?.policy.textSha256 === sha256) {
          const wrong = answerErrors(found.questions, found.policy.pack, form)
          if (wrong.length > 0) return show(visit, formErrors(wrong))
        }
        const result = await acknowledgePolicy(parts.db, actor, { sha256, now })
        switch (result.kind) {
          case 'acknowledged':
            return redirect('/', {
              kind: 'success',
              text: 'Thank you. Your acknowledgement of the social media policy is recorded.',
            })
          case 'already':
            return redirect(path, {
              kind: 'information',
              text: 'You had acknowledged this text already. Nothing more to do.',
            })
          case 'text-changed':
            return redirect(path, {
              kind: 'warning',
              text: 'The policy changed after you opened the page, so nothing was recorded. Read the text that is in force now, then confirm it.',
            })
          case 'no-policy':
            return redirect('/policy')
        }
      },
    },
  ]
}
