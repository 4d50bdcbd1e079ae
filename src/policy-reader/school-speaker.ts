import type { Addressee } from './reading.ts'

/** Short forms, written out so that one pattern finds all. */
const CONTRACTIONS: readonly (readonly [RegExp, string])[] = [
  [/\bwon't\b/gi, 'will not'],
  [/\bcan't\b/gi, 'cannot'],
  [/(?<=\w)n't\b/gi, ' not'],
  [
    /\b(I|we|you|they)'d (?=(?:very much )?(?:ask|urge|like|love|prefer|rather|be|suggest|advise|encourage|expect)\b)/gi,
    '$1 would ',
  ],
  [/\bI'm\b/g, 'I am'],
  [/\b(it|that|there)'s\b/gi, '$1 is'],
]

/** Who says "I": whoever signs the agreement, and else a childminder, who is the whole setting. */
const FIRST_PERSON: Readonly<Partial<Record<Addressee, string>>> = {
  staff: 'staff',
  pupil: 'pupils',
  parent: 'parents',
  volunteer: 'volunteers',
  governor: 'governors',
}

/** Puts "the school" where a sentence calls the school by its name, in full or without the kind of school; `signs` = whom the title says the document is for. */
export const schoolSpeaker = (
  school: string | null,
  signs: Addressee | undefined,
): ((text: string) => string) => {
  const first = (signs && FIRST_PERSON[signs]) ?? 'we'
  const plain = (text: string): string =>
    CONTRACTIONS.reduce((out, [short, long]) => out.replace(short, long), text).replace(
      /\bI(?= [a-z])/g,
      first,
    )
  if (!school) return plain
  const literal = (words: string): string => words.replace(/[^\w\s]/g, '.?').replace(/\s+/g, '\\s+')
  const short = school.replace(
    /\s+(?:C\.?(?:of)?E\.?|RC|Catholic|Church|Community|Primary|Infants?|Juniors?|Nursery|Pre-?[Ss]chool|School|Academy|College|Playscheme|Playgroup|High|First|Federation|Trust)\b.*$/,
    '',
  )
  const names =
    short.length >= 4 && short !== school ? `${literal(school)}|${literal(short)}` : literal(school)
  const pattern = new RegExp(
    `(?<![\\w'])(?:the\\s+)?(?:${names})(?:\\s+(?:Primary|Community|Nursery|Pre-?[Ss]chool|School|Academy|College|Playscheme|Playgroup))*(?!\\w)`,
    'gi',
  )
  return text => plain(text.replace(pattern, 'the school'))
}
