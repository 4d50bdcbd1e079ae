import { addresseeOf } from './addressee.ts'
import type { Block } from './document.ts'
import type { Addressee } from './reading.ts'
import { sentencesOf } from './sentences.ts'
import { markerOf } from './strength.ts'

const AUDIENCE_MIN = 0.6
/** The opening of a long document tells whom it speaks to. */
const SENTENCES = 150

/** Whom the document speaks to; `byTitle` = its title says so, else most of its clauses do. */
type Audience = { readonly who: Addressee; readonly byTitle: boolean }

/** A group that parents run among themselves. */
const PARENTS_GROUP =
  /\b(?:PTA|PTFA|class|parents'?) (?:whatsapp |facebook )?(?:groups?|pages?|chats?)\b|\((?:PTA|PTFA)\)/i

/** Whom the document speaks to, told by its title and else by whom most of its clauses name. */
export const documentAudience = (blocks: readonly Block[]): Audience => {
  const title = blocks
    .slice(0, 10)
    .filter(
      ({ text }) =>
        text.length <= 140 &&
        /\b(?:polic|code|rules|PTA|guid|conduct|agreement|charter|whatsapp|media)/i.test(text),
    )
  const titled = title
    .map(
      ({ text }) =>
        /\b(?:for|to) (?:our |all |the |school )*(famil(?:y|ies)|parents?|carers?|pupils?|students?|children|staff|employees?|school staff)\b/i.exec(
          text,
        )?.[1] ??
        /\b(parents?'?|pupils?'?|students?'?|staff|employee) (?:code|social media|whatsapp|policy|agreement)/i.exec(
          text,
        )?.[1] ??
        /\s[-–:(]\s?(?:for )?(parents?|pupils?|students?|staff|employees?)(?: and carers)?\)?$/i.exec(
          text,
        )?.[1],
    )
    .find(found => found)
  const fromTitle =
    !titled && title.some(({ text }) => PARENTS_GROUP.test(text))
      ? 'parent'
      : titled
        ? addresseeOf(titled.replace(/'$/, ''))
        : undefined
  if (fromTitle) return { who: fromTitle, byTitle: true }
  if (blocks.slice(0, 3).some(({ text }) => /^dear (?:parents?|carers?|famil)/i.test(text))) {
    // A letter home: what it promises, the school does.
    return { who: 'school', byTitle: false }
  }
  const counted = new Map<Addressee, number>()
  const sentences = blocks.flatMap(({ text }) => sentencesOf(text)).slice(0, SENTENCES)
  for (const sentence of sentences) {
    const marker = markerOf(sentence)
    const who = marker && addresseeOf(marker.subject)
    if (who && who !== 'school') counted.set(who, (counted.get(who) ?? 0) + 1)
  }
  const total = [...counted.values()].reduce((sum, n) => sum + n, 0)
  const [top] = [...counted].toSorted((a, b) => b[1] - a[1])
  return { who: top && top[1] >= total * AUDIENCE_MIN ? top[0] : 'all', byTitle: false }
}
