import { z } from 'zod'
import { holdsAny } from '../../../kernel/actor.ts'
import { londonDate } from '../../../kernel/clock.ts'
import { NotFound } from '../../../kernel/errors.ts'
import { type InterpretationId, newId, readId } from '../../../kernel/ids.ts'
import { sentence } from '../../../kernel/prose.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { type Answer, page, type Route, redirect, type Visit } from '../../../platform/http/route.ts'
import { type FormErrors, readForm, type Typed } from '../../../platform/views/form.ts'
import type { RadiosParams, TextareaParams } from '../../../platform/views/macro-params.ts'
import { answer, compiledOf } from '../../../policy-engine/compile.ts'
import { situationWords, valueWords, verdictWords } from '../../../policy-engine/words.ts'
import { persons } from '../../people/index.ts'
import { policyInForce } from '../../policy/index.ts'
import { arguableOf } from '../arguable.ts'
import { type Reads, readsWords } from '../interpretation.ts'
import { endInterpretation, interpretationsOf, recordInterpretation } from '../interpretations.ts'
import { clauseLabel } from '../texts.ts'
import { type AdviceParts, interpreters } from './parts.ts'

const recordForm = z.strictObject({
  id: z.uuid(),
  clause: z.string().min(1),
  other: z.string(),
  reads: z.enum(Object.keys(readsWords) as [Reads, ...Reads[]], { error: 'Choose how your school reads it' }),
  reason: z
    .string({ error: 'Write why you read it so' })
    .trim()
    .min(1, 'Write why you read it so')
    .max(4000, 'The reason must be 4,000 characters or fewer'),
})

const path = '/policy/interpretations'

/** How we read it: what the policy in force leaves open, and what the headteacher has recorded about it. */
export const interpretationRoutes = ({ db }: AdviceParts): readonly Route[] => {
  const show = ({ actor, now }: Visit, sent?: { form: Typed; errors: FormErrors }): Promise<Answer> =>
    inSchool(db, actor, async tx => {
      const policy = await policyInForce(tx, londonDate(now))
      if (!policy) return redirect('/policy')
      const compiled = compiledOf(policy.pack)
      const recorded = await interpretationsOf(tx, policy.versionId)
      const people = await persons(tx)
      const mayRecord = holdsAny(actor, interpreters)
      const nameOf = (id: string) => people.find(person => person.id === id)?.name ?? 'a former headteacher'
      const clauseOf = (id: string | null) => policy.pack.clauses.find(clause => clause.id === id)
      const rows = arguableOf(compiled).map((one, index) => {
        const same = recorded.filter(
          ({ clause, otherClause }) => clause === one.clause && otherClause === one.otherClause,
        )
        const current = same.find(({ endedAt }) => endedAt === null)
        const typed =
          sent !== undefined && sent.form.clause === one.clause && sent.form.other === (one.otherClause ?? '')
            ? sent
            : undefined
        const errorAt = (name: 'reads' | 'reason') => typed?.errors.byField[name]
        // The first row keeps the names of the fields as ids, so that the error summary leads to the row that was sent.
        const id = (name: string): string => (typed ? name : `${name}-${index}`)
        return {
          title:
            one.otherClause === null || one.otherClause === one.clause
              ? one.clause
              : `${one.clause} and ${one.otherClause}`,
          acts: one.acts.map(act => valueWords('act', act)).join('; '),
          because: one.because,
          example: situationWords(one.example),
          verdict: verdictWords[answer(compiled, one.example).verdict],
          clauses: [clauseOf(one.clause), clauseOf(one.otherClause)].flatMap(clause =>
            clause ? [{ id: clause.id, label: clauseLabel(clause), gist: sentence(clause.gist) }] : [],
          ),
          current: current && {
            id: current.id,
            text: readsWords[current.reads],
            reason: current.reason,
            by: nameOf(current.recordedBy),
            at: current.recordedAt,
          },
          earlier: same
            .filter(({ endedAt }) => endedAt !== null)
            .map(past => ({
              text: readsWords[past.reads],
              reason: past.reason,
              by: nameOf(past.recordedBy),
              at: past.recordedAt,
            })),
          form: mayRecord
            ? {
                open: typed !== undefined,
                hidden: [
                  { name: 'id', value: newId<InterpretationId>() },
                  { name: 'clause', value: one.clause },
                  { name: 'other', value: one.otherClause ?? '' },
                ],
                reads: {
                  idPrefix: id('reads'),
                  name: 'reads',
                  fieldset: {
                    legend: { text: 'How does your school read it?', classes: 'govuk-fieldset__legend--s' },
                  },
                  items: Object.entries(readsWords).map(([value, text]) => ({ value, text })),
                  value: typeof typed?.form.reads === 'string' ? typed.form.reads : '',
                  errorMessage: errorAt('reads'),
                } satisfies RadiosParams,
                reason: {
                  id: id('reason'),
                  name: 'reason',
                  rows: '3',
                  label: { text: 'Why', classes: 'govuk-label--s' },
                  value: typeof typed?.form.reason === 'string' ? typed.form.reason : '',
                  errorMessage: errorAt('reason'),
                } satisfies TextareaParams,
              }
            : undefined,
        }
      })
      return page(
        'features/advice/pages/interpretations.njk',
        'How we read it',
        { rows, mayRecord },
        { section: 'policy', backHref: '/policy', ...(sent ? { errors: sent.errors.list } : {}) },
      )
    })

  return [
    { method: 'GET', path, access: 'signed-in', handle: visit => show(visit) },
    {
      method: 'POST',
      path,
      access: interpreters,
      async handle(visit) {
        const read = readForm(recordForm, visit.form)
        if (read.kind === 'errors') return show(visit, { form: read.typed, errors: read.errors })
        const { id, other, ...value } = read.value
        const result = await recordInterpretation(db, visit.actor, {
          ...value,
          id: id as InterpretationId,
          otherClause: other === '' ? null : other,
          now: visit.now,
        })
        return redirect(
          path,
          result.kind === 'recorded'
            ? {
                kind: 'success',
                text: 'Recorded. It binds until the next version of the policy, and the next review is offered it.',
              }
            : {
                kind: 'warning',
                text: 'Nothing was recorded: the policy in force has no such open question any more.',
              },
        )
      },
    },
    {
      method: 'POST',
      path: `${path}/:id/end`,
      access: interpreters,
      async handle({ actor, now, params }) {
        const id = readId<InterpretationId>(params.id)
        if (!id) throw new NotFound()
        const ended = await endInterpretation(db, actor, id, now)
        return redirect(
          path,
          ended
            ? { kind: 'success', text: 'Ended. The question is open again.' }
            : { kind: 'information', text: 'It had ended already.' },
        )
      },
    },
  ]
}
