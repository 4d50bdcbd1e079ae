import { audienceOf } from './addressee.ts'
import type { Block } from './document.ts'
import { impliedWho } from './implied-who.ts'
import { OFFICER } from './officers.ts'
import type { Place } from './place.ts'
import type { Addressee } from './reading.ts'
import { sentencesOf } from './sentences.ts'
import { markerOf } from './strength.ts'
import { whoOf } from './who-is-meant.ts'

const AUDIENCE_MIN = 0.6
/** The opening of a long document tells whom it speaks to. */
const SENTENCES = 150

/** Whom the document speaks to; `byTitle` = its title says so, else most of its clauses do. */
type Audience = { readonly who: Addressee; readonly byTitle: boolean }

/** A group that parents run among themselves. */
const PARENTS_GROUP =
  /\b(?:PTA|PTFA|class|parents'?) (?:whatsapp |facebook )?(?:groups?|pages?|chats?)\b|\((?:PTA|PTFA)\)/i
/** Who is spoken to as somebody with a child at the school. */
const YOUR_CHILD =
  /\byour (?:own )?(?:child|children|son|daughter)\b|\bchildren,? (?:not|other than) your own\b/i
const TITLE = /\b(?:polic|code|rules|PTA|guid|conduct|agreement|charter|whatsapp|media|advice|networking)/i
/** Lines of the front page that name people without speaking to them. */
const NO_TITLE =
  /\b(?:is|are|was|were|has|have|will|goes|applies)\b[^.]*\.$|\s[/>]\s|^(?:policy )?(?:approved|adopted|agreed|review|ratified|date|owner|author|signed|committee|version|status|issue|last|next|to be|responsib)|\b(?:approved|adopted|agreed|reviewed|ratified) by\b/i

const audienceOfTitle = (blocks: readonly Block[]): Addressee | undefined => {
  const titles = blocks
    .slice(0, 10)
    .map(({ text }) => text)
    .filter(text => text.length <= 100 && TITLE.test(text) && !NO_TITLE.test(text))
  const spokenTo = titles.map(audienceOf).find(who => who !== undefined && who !== 'governor')
  return spokenTo ?? (titles.some(text => PARENTS_GROUP.test(text)) ? 'parent' : undefined)
}

/** The sentences below headings that speak to nobody in particular. */
const generalSentences = (blocks: readonly Block[]): readonly string[] => {
  const out: string[] = []
  let spoken: { readonly level: number; readonly who: Addressee | undefined } = { level: 0, who: undefined }
  for (const { kind, level, text } of blocks) {
    const who = kind === 'heading' ? audienceOf(text) : undefined
    if (kind === 'heading' && (who !== undefined || level <= spoken.level)) spoken = { level, who }
    else if (spoken.who === undefined) out.push(...sentencesOf(text))
    if (out.length >= SENTENCES) break
  }
  return out
}

const NOWHERE: Place = {
  section: '',
  sectionWho: undefined,
  documentWho: 'all',
  documentWhoByTitle: false,
  stem: undefined,
  previousWho: undefined,
  previousSays: undefined,
  advice: false,
  begun: true,
  later: false,
}
/** Whom a sentence binds by its own words; what officers and the school do tells nothing of the readers. */
const boundBy = (sentence: string): Addressee | undefined => {
  const marker = markerOf(sentence)
  if (!marker) return sentence.endsWith('?') ? impliedWho(sentence) : undefined
  const acts = marker.says === 'process' && (marker.form !== 'will' || OFFICER.test(marker.subject))
  return acts ? undefined : whoOf(sentence, marker, 'must', NOWHERE)
}

/** Whom the document speaks to, told by its title and else by whom most of its clauses name. */
export const documentAudience = (blocks: readonly Block[]): Audience => {
  const titled = audienceOfTitle(blocks)
  if (titled) return { who: titled, byTitle: true }
  if (blocks.slice(0, 3).some(({ text }) => /^dear (?:parents?|carers?|famil)/i.test(text))) {
    // A letter home: what it promises, the school does.
    return { who: 'school', byTitle: false }
  }
  const counted = new Map<Addressee, number>()
  for (const sentence of generalSentences(blocks)) {
    const who = boundBy(sentence)
    if (who && who !== 'school' && who !== 'all') counted.set(who, (counted.get(who) ?? 0) + 1)
  }
  const total = [...counted.values()].reduce((sum, n) => sum + n, 0)
  const [top] = [...counted].toSorted((a, b) => b[1] - a[1])
  if (top && top[1] >= total * AUDIENCE_MIN) return { who: top[0], byTitle: false }
  return { who: blocks.some(({ text }) => YOUR_CHILD.test(text)) ? 'parent' : 'all', byTitle: false }
}
