import type { Block } from '../document.ts'
import type { Addressee, ReadClause, Strength } from '../reading.ts'
import { sentencesOf } from '../sentences.ts'
import type { Check } from './check.ts'

/** Something two sentences can be at odds about: what both must speak of. */
type Matter = {
  readonly words: string
  readonly pattern: RegExp
  /** Both must name this too. */
  readonly people?: RegExp
}

const CONTACT =
  '(?:friend\\w*|befriend|communicat\\w*|contact|connect|relationships?|follow|engage|engagement|add)'
const MATTERS: readonly Matter[] = [
  {
    words: 'contact between staff and pupils',
    pattern: new RegExp(
      `\\b${CONTACT}\\b[^.]{0,70}\\b(?:pupils?|students?|learners?|children)\\b|\\b(?:pupils?|students?|learners?)\\b[^.]{0,30}\\bas '?friends`,
      'i',
    ),
  },
  {
    words: 'contact between staff and parents',
    pattern: new RegExp(
      `\\b${CONTACT}\\b[^.]{0,70}\\b(?:parents?|carers?|famil(?:y|ies))\\b|\\bparental engagement\\b`,
      'i',
    ),
  },
  {
    words: 'pictures of children online',
    people: /\b(?:pupils?|students?|children|child|parents?|carers?)\b/i,
    pattern:
      /\b(?:post\w*|shar\w*|upload\w*|publish\w*)\b[^.]{0,60}\b(?:images?|photo\w*|pictures?|videos?)\b|\b(?:images?|photo\w*|pictures?|videos?)\b[^.]{0,60}\b(?:posted|shared|uploaded|published|appear)\b/i,
  },
  {
    words: 'personal use in school hours',
    pattern:
      /\b(?:personal|private)\b[^.]{0,60}\b(?:school|working|work) (?:hours|day|time)\b|\b(?:school|working) hours\b[^.]{0,60}\b(?:personal|private)\b/i,
  },
  {
    words: 'naming the school on personal accounts',
    pattern: /\bidentify\b[^.]{0,50}\b(?:school|employ\w+)\b|\bnam(?:e|ing) the school\b/i,
  },
]

type Statement = {
  readonly ref: string
  readonly text: string
  readonly who: Addressee
  readonly says: Strength
  readonly place: string
}

/** What schools are said to do, in passing, can contradict a rule: "schools use Facebook to engage parents". */
const PRACTICE =
  /\b(?:schools?|we)\b[^.]{0,40}\buse\b[^.]{0,80}\b(?:sites?|facebook|twitter|X|social (?:media|network\w*))\b[^.]{0,80}\b(?:parents?|parental|famil(?:y|ies))\b/i

const practices = (blocks: readonly Block[]): readonly Statement[] =>
  blocks.flatMap(block =>
    sentencesOf(block.text)
      .filter(sentence => PRACTICE.test(sentence) && !/\b(?:not|never)\b/i.test(sentence))
      .map(
        (text): Statement => ({
          ref: block.marker || block.place,
          text,
          who: 'staff',
          says: 'may',
          place: block.place,
        }),
      ),
  )

const EXCEPTION = /\b(?:except|other than|unless|apart from|without|save)\b/i
const OFFICIAL =
  /\b(?:school|official|setting)(?:'s|-owned|-provided| owned| provided)?(?: social (?:media|networking))? (?:accounts?|e-?mail|phone|devices?)\b/i

const isForbidden = ({ says }: Statement): boolean => says === 'must-not' || says === 'should-not'

/** Whether two statements about one matter cannot both be followed, or put the same thing at two strengths. */
const atOdds = (a: Statement, b: Statement): boolean => {
  if (a.who !== b.who && a.who !== 'all' && b.who !== 'all') return false
  // The one is about the school's own channels, the other about private ones.
  if (OFFICIAL.test(a.text) !== OFFICIAL.test(b.text)) return false
  if (isForbidden(a) && isForbidden(b)) return a.says !== b.says
  const [forbidden, other] = isForbidden(a) ? [a, b] : [b, a]
  if (!isForbidden(forbidden)) return false
  return other.says === 'may' || (other.says === 'needs-approval' && !EXCEPTION.test(forbidden.text))
}

const saysWords: Readonly<Partial<Record<Strength, string>>> = {
  'must-not': 'forbids it',
  'should-not': 'advises against it',
  may: 'allows it or does it',
  'needs-approval': 'allows it with somebody’s consent',
}

const statementsOf = (clauses: readonly ReadClause[], blocks: readonly Block[]): readonly Statement[] => [
  ...clauses.map(({ ref, text, who, says, place }) => ({ ref, text, who, says, place })),
  ...practices(blocks),
]

/** Clauses of one document that are at odds on the same matter for the same people, one finding a matter. */
export const collisions: Check = ({ clauses, blocks }) => {
  const statements = statementsOf(clauses, blocks)
  return MATTERS.flatMap(({ words, pattern, people }) => {
    const about = statements.filter(
      statement =>
        saysWords[statement.says] && pattern.test(statement.text) && (people?.test(statement.text) ?? true),
    )
    const odd = about.filter(a => about.some(b => b !== a && atOdds(a, b)))
    const [first] = odd
    if (!first) return []
    const list = odd.map(({ ref, place, says }) => `${ref} (${place}) ${saysWords[says]}`)
    const message = `The document is at odds with itself on ${words}: ${list.join('; ')}. Decide how you read it, or change one of them.`
    return [{ check: 'collision', at: first.place, message }]
  })
}
