import type { Basis } from '../../kernel/basis.ts'
import type { Pack } from '../../policy-engine/policy.ts'

const words =
  /\b(journalist|reporter|newspaper|news ?desk|newsroom|press (office|association|enquiry|inquiry)|broadcaster|editor|for (a|an|our) (article|story)|(right|request) (of|for) (reply|comment))\b/i

/** Whether the writer seems to speak for the press: a hint, a person decides (AL-5.e). */
export const soundsLikePress = (text: string): boolean => words.test(text)

/** The clauses by which a journalist's message goes by the media policy first; none where the policy is silent. */
export const pressBasis = (pack: Pack): readonly Basis[] =>
  pack.clauses
    .filter(({ capability }) => capability === 'inbox.press')
    .map(({ id, section, gist }) => ({ kind: 'clause', clause: id, section, gist }))
