import { z } from 'zod'
import { type ApplicationId, type PersonId, readId } from '../../../kernel/ids.ts'
import { words } from '../../../platform/views/form-words.ts'
import type { StatedValue } from '../../../policy-engine/catalogue.ts'
import { accountKinds } from '../account-kinds.ts'

export type Question = StatedValue<'accounts.business-case'>[number]

const channels = accountKinds.map(kind => kind.channel)
const anId = <T extends string>(problem: string) =>
  z.string().transform((text, context) => {
    const id = readId<T>(text)
    if (id === undefined) context.addIssue({ code: 'custom', message: problem })
    return id ?? z.NEVER
  })

/** The texts of the business case that a policy may ask for. */
export const caseTexts = {
  aim: {
    label: 'What is the account for?',
    hint: 'The aim: what parents, pupils or the community get from it.',
    empty: 'Say what the account is for',
  },
  audience: {
    label: 'Who is it for?',
    hint: 'The intended audience, for example parents of Year 3.',
    empty: 'Say who the account is for',
  },
  promotion: {
    label: 'How will people hear of it?',
    hint: 'For example in the newsletter, or by a letter home.',
    empty: 'Say how people will hear of the account',
  },
} as const
export type CaseText = keyof typeof caseTexts

const maxRunners = 10

/** The application's form: it asks what the policy's business case asks, and always who runs the account. */
export const applyForm = (asked: readonly Question[]) => {
  const text = (question: CaseText) =>
    asked.includes(question) ? words(caseTexts[question].empty, 1000) : z.literal('').default('')
  return z.strictObject({
    id: anId<ApplicationId>('This page has changed since you opened it. Reload it and send the form again'),
    step: z.enum(['check', 'change', 'send'], { error: 'Press one of the buttons' }),
    channel: z.enum(channels, { error: 'Choose where the account will be' }),
    name: words('Give the account a name', 100),
    aim: text('aim'),
    audience: text('audience'),
    promotion: text('promotion'),
    runners: z
      .union([z.string(), z.array(z.string())])
      .default([])
      .transform(sent => [...new Set([sent].flat().filter(one => one !== ''))])
      .pipe(
        z
          .array(anId<PersonId>('Choose people from the list'))
          .max(maxRunners, `Name ${maxRunners} people or fewer`),
      ),
    openness: asked.includes('openness')
      ? z.enum(['open', 'closed'], { error: 'Choose who can see what the account publishes' })
      : z.literal('open').default('open'),
  })
}
export type ApplyValues = z.output<ReturnType<typeof applyForm>>
