import type { Block } from './document.ts'
import { plainKey } from './text.ts'

/** A name the document uses for its school, and how it was written each time. */
export type NameUse = { readonly name: string; readonly block: number; readonly alone: boolean }

/** Words that make a name the name of a school. */
const KIND =
  "(?:Pre-?\\s?[Ss]chool|Playgroup|Playschool|Playscheme|Nursery|Nurseries|Kindergarten|Day\\s?care|Childcare|Child-?[Mm]inding|Child-?[Mm]inders?|Children's Centre|Infants?|Juniors?|Primary|First|Middle|Secondary|High|Grammar|Upper|Lower|Prep(?:aratory)?|Academy|College|Federation|Schools?|Learning Trust|Academies Trust|Academy Trust|Multi[- ]Academy Trust|Education Trust|Schools Trust)"
const TRAIT =
  '(?:C\\.?\\s?(?:of|/)?\\s?E\\.?|CofE|RC|R\\.?C\\.?|Catholic|Roman|Church|England|in|Wales|Anglican|Methodist|Community|Voluntary|Controlled|Aided|Foundation|Free|Special|V\\.?[AC]\\.?|\\((?:V?[AC]|Aided|Controlled|VA|VC)\\)|and|&|of|with)'
const PROPER = "(?:(?:[A-Z]\\.){2,}|St\\.?|SS\\.?|[A-Z][\\w'’-]*(?:\\.(?=\\s[A-Z]))?)"
const SMALL = '(?:of|the|and|at|on|in|upon|le|de|with|by|cum|-|&)'
const NAME = new RegExp(
  `(?<![\\w'])(?:${PROPER}\\s+)(?:(?:${PROPER}|${SMALL}|\\((?:V?[AC]|Aided|Controlled|Voluntary Aided)\\)|&)\\s+){0,7}?${KIND}(?:\\s+(?:${TRAIT}|${KIND}))*(?:\\s+${KIND})?(?![\\w'-])`,
  'g',
)
/** "Co-op Academy Woodslee", "Academy of St James", "Federation of Tiverton Schools". */
const KIND_FIRST =
  /\b(?:[A-Z][\w'-]* )?(?:Academy|Federation|College) (?:of |at )?(?:St\.? )?(?!Trust|School|Policy|Statement|Social|Council|Committee|Improvement|Staff|Community|Order|Leadership)[A-Z][\w'-]+(?: Schools)?|\bYsgol (?:[A-Z][\w'-]+ ?){1,4}/g
/** A saint's school that leaves "school" out: "colleagues at St. Andrew's". */
const SAINT =
  /\b(?:(?!The\b|At\b|In\b|For\b|We\b|Our\b)[A-Z][\w-]+ )?(?:St\.?|Saint|SS\.?) [A-Z][\w-]+(?:(?: and | & )[A-Z][\w-]+)?(?:'s|s')?(?: [A-Z][\w-]+)?(?! (?:Council|Church|Borough|Hospital|Diocese))/g

/** First words that make "… School" a phrase and no name. */
const NOT_A_NAME =
  /^(?:(?:the|our|your|this|that|these|each|every|all|any|whole|home|school|schools|other|another|both|some|many|most|in|at|for|by|of|and|when|if|as|a|an|no|local|maintained|independent|state|new|non|social|model|policy|use|acceptable|staff|pupils?|students?|parents?|governors?|national|head|heads|deputy|primary|secondary|infants?|juniors?|nursery|nurseries|pre-?school|academy|academies|college|federation|early|years?|key|first|middle|high|special|community|church|england|catholic|rc|c|ce|cofe|of|to|on|with|from|safeguarding|online|e-safety|senior|full|since|within|while|whilst|during|before|after|through|outside|between|members?|delegated|employees?|working|rights|respecting|trust|multi|data|protection|media|networking|website|facebook|twitter|instagram|whatsapp|digital|mobile|technology|behaviour|anti|bullying|code|conduct|related|also|where|including|under|following|please|dear|image|welcome|about|statement|version|date|approved|reviewed|owner|contact|signed|home|page|menu|skip|news|chair|board|governing|body|aided|controlled|voluntary|foundation|free|grammar|lower|upper|prep|preparatory|sixth|form|further|higher|ofsted|dfe|department|county|council|city|borough|education|nspcc|england's|sunday|summer|after-school|breakfast|club|only|current|former|prospective|general|learning|leadership|day|childcare|daycare|both|everyone|children|child|young|people|guidance|teachers?|teaching|schools'|school's|set|it|this|is|are|bring|business|project|old|big|small|great|high)\s*(?:\/\s*)?)+$/i
const FOREIGN =
  /\b(?:council|department|ofsted|partnership|people|nspcc|authority|association|union|keeping children safe|the key|ministry|university|mencap|childnet|diocese)\b/i
const LEADING =
  /^(?:(?:(?:Adopted|Approved|Agreed|Ratified|Reviewed|Issued|Prepared|Written)(?: by)?|Policy|Policies|At|In|For|The Governing (?:Body|Board) of|Welcome to|Of|We at|All|And|Within|By|With|As|From|To|On|This|Our(?! Lady)|When|If|Here at|Dear|About|Status|School|Name|Staff|Governors|Headteacher|Document|Document Type|Media|Social|Networking|Code of Conduct|Conduct|Parents|Statement|Home|Page|Contact)\s+)+(?=[A-Z])/
/** What trails the name although it is written with a capital. */
const TRAILING =
  /\s+(?:Social|Policy|Policies|Media|Statement|Code|Staff|Whatsapp|Community|of|and|with|in|&)$/i

const trimmed = (name: string): string => {
  let out = name.replace(/\s+/g, ' ').trim().replace(LEADING, '')
  for (let i = 0; i < 3; i++) out = out.replace(TRAILING, '').trim()
  return out
}

const usable = (name: string): boolean => {
  const body = name.replace(/^The\s+/, '')
  return (
    body.length >= 4 &&
    /[a-z]/i.test(body) &&
    !/^\w?\d/.test(body) &&
    !NOT_A_NAME.test(`${body} `.trim()) &&
    !FOREIGN.test(body) &&
    !/\b(?:anytown|your school|school name)\b/i.test(body)
  )
}

/** Each use of a name that reads like a school's, in the order of the text. */
export const schoolNames = (blocks: readonly Block[]): readonly NameUse[] =>
  blocks.flatMap(({ text, kind }, block) => {
    const spelled = text === text.toUpperCase() && kind !== 'row' ? titled(text) : text
    const found = [NAME, KIND_FIRST].flatMap(pattern => [...spelled.matchAll(pattern)])
    return found
      .map(match => trimmed(match[0]))
      .filter(usable)
      .map(name => ({
        name,
        block,
        alone: plainKey(text).length <= plainKey(name).length + 24 && text.length <= 90,
      }))
  })

/** A line of capitals as a title is written otherwise; "CE", "RC" and "VA" stay. */
const titled = (text: string): string =>
  text.replace(/[A-Z][A-Z']+/g, word =>
    /^(?:CE|RC|VA|VC|MAT)$/.test(word) ? word : word[0] + word.slice(1).toLowerCase(),
  )

const NETWORK_OR_COMMON =
  /^(?:mobile|phones?|camera|cameras|parental|present|least|times|home|work|break|lunch|night|facebook|twitter|instagram|whatsapp|youtube|snapchat|tiktok|threads|tumblr|linkedin|bebo|myspace|clubhouse|google|covid|the|we|our|staff|pupils?|students?|children|parents?|carers?|governors?|trustees?|teachers?|everyone|anyone|school|nursery|policy|headteacher|this|it|all|any|if|when|in|for|social|media|online|internet|monday|tuesday|wednesday|thursday|friday|january|february|march|april|may|june|july|august|september|october|november|december|england|kent|dfe|ofsted|gdpr|dsl|slt|pta|each|every|employees?|users?|members?|they|you|these|those|some|many|most|there|what|who|where|no|not|as|at|by|personal|professional|communication|communications|concerns|data|safeguarding|christian|education|government|adults|families|guidance|committee|manager|administrators?|moderators?|aim|purpose|introduction|scope|and|use|management|senior|designated|both|everybody|nobody|federation|academy|trust|setting|playgroup|pre-school|comments?|messages?|mr|mrs|ms|miss|dr)$/i

/** "At Hearts and Minds we …", "employees at Hearts and Minds should …". */
const AT =
  /\b[Aa]t ((?:[A-Z][\w'-]+)(?: (?:(?:and|of|the|&) )?[A-Z][\w'-]+){0,3})(?=,? (?:we|the|our|it|all|should|must|will)\b)/g

const atNames = (blocks: readonly Block[]): readonly NameUse[] => {
  const uses = blocks.flatMap(({ text }, block) =>
    [...text.matchAll(AT)]
      .map(match => ({
        name: match[1] ?? '',
        block,
        alone: false,
        we: /^,? we\b/.test(text.slice(match.index + match[0].length)),
      }))
      .filter(({ name }) =>
        name.split(' ').every(word => !NETWORK_OR_COMMON.test(word) || /^(?:and|of|the|&)$/.test(word)),
      ),
  )
  return uses.filter(({ name, we }) => we || uses.filter(use => use.name === name).length >= 2)
}

/** A name without "school" in it, told by what it does: "Clubland knows …", "at Clubland", "Clubland's". */
const subjectNames = (blocks: readonly Block[]): readonly NameUse[] => {
  const verbs =
    '(?:knows|recogni[sz]es|believes|understands|is committed|expects|aims|values|acknowledges|takes|has a|uses|will|accepts|encourages|supports|respects|reserves|welcomes|wants|sees|asks|requires)'
  const name = "((?:[A-Z][\\w'-]+)(?:\\s[A-Z][\\w'-]+){0,3}?)"
  const pattern = new RegExp(
    `(?:(?:^|[.:;]\\s)${name}(?=\\s${verbs}\\b|'s\\s)|\\b(?:[Aa]t|for|of|by|with)\\s${name}(?=[^\\w'-]|'s\\b|$))`,
    'g',
  )
  const uses = blocks.flatMap(({ text }, block) =>
    [...text.matchAll(pattern)]
      .map(match => (match[1] ?? match[2] ?? '').replace(/'s?$/, ''))
      .filter(name => name.length >= 4 && name.split(' ').every(word => !NETWORK_OR_COMMON.test(word)))
      .map(name => ({ name, block, alone: false })),
  )
  // Inside a sentence a capital and a verb are enough: "organisations that Greenfields works with".
  const inside = blocks.flatMap(({ text }, block) =>
    [
      ...text.matchAll(
        /(?<=[a-z,] )([A-Z][\w'-]{3,}(?: [A-Z][\w'-]+){0,2})(?= (?:works|is committed|recogni[sz]es|believes|understands|provides|operates)\b)/g,
      ),
    ]
      .map(match => ({ name: match[1] ?? '', block, alone: false }))
      .filter(({ name }) => name.split(' ').every(word => !NETWORK_OR_COMMON.test(word))),
  )
  const acts = (name: string): boolean =>
    blocks.some(({ text }) => new RegExp(`\\b${name.replace(/[^\w' -]/g, '.')}\\s${verbs}\\b`).test(text))
  return [
    ...uses.filter(({ name }) => uses.filter(use => use.name === name).length >= 2 && acts(name)),
    ...atNames(blocks),
    ...inside,
  ]
}

/** "St Hilda's school" with a small s is a name too. */
const SAINT_SCHOOL = /\b(?:St\.?|Saint) [A-Z][\w-]+(?:'s|s')?(?= school\b)/g

const saintSchools = (blocks: readonly Block[]): readonly NameUse[] =>
  blocks.flatMap(({ text }, block) =>
    [...text.matchAll(SAINT_SCHOOL)].map(match => ({ name: match[0], block, alone: false })),
  )

const saintNames = (blocks: readonly Block[]): readonly NameUse[] =>
  blocks.flatMap(({ text }, block) =>
    [...text.matchAll(SAINT)]
      .map(match => trimmed(match[0].replace(/ (?:Policy|School|Social)$/, '')))
      .map(name => ({ name, block, alone: false })),
  )

/** What stands before the subject in a title: "Clubland Social Media Policy". */
const titleNames = (blocks: readonly Block[]): readonly NameUse[] =>
  blocks.slice(0, 25).flatMap(({ text }, block) => {
    const name =
      /^(.{3,50}?)(?:'s)?\s+(?:social (?:media|network\w*)|online safety|e-safety|whatsapp|mobile)\b.*\bpolicy\b/i.exec(
        text,
      )?.[1]
    const words =
      name
        ?.replace(/[-–:,|]+$/, '')
        .trim()
        .split(' ') ?? []
    const proper =
      words.length > 0 &&
      words.every(
        word =>
          /^(?:[A-Z][\w'.&-]*|of|the|and|&)$/.test(word) &&
          !NETWORK_OR_COMMON.test(word.replace(/^(?:of|the|and|&)$/, 'x')),
      )
    return name && proper && usable(words.join(' ')) ? [{ name: words.join(' '), block, alone: true }] : []
  })

const GROUP = /\b(?:federation|trust|schools|academies)\b/i

/** Whether a document calls the place it is for "the Trust" or "the Federation" rather than a school. */
const speaksOfGroup = (blocks: readonly Block[]): boolean => {
  const text = blocks.map(block => block.text).join(' ')
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0
  return (
    count(/\b(?:the|our) (?:federation|trust|partnership)\b(?! board)/gi) >
    count(/\b(?:the|our) (?:school|academy|nursery|pre-?school|setting)\b(?!'s? (?:trust|federation))/gi)
  )
}

const best = (uses: readonly NameUse[], group = false): string | null => {
  const scores = new Map<string, { name: string; score: number }>()
  // A line that names several schools lists the members of the group it stands below.
  const named = Map.groupBy(
    uses.filter(({ name }) => !GROUP.test(name)),
    ({ block }) => block,
  )
  const lists = (block: number): boolean =>
    new Set(named.get(block)?.map(({ name }) => plainKey(name))).size > 1
  for (const { name, block, alone } of uses) {
    const key = plainKey(name)
    const points =
      2 +
      (alone && block < 12 ? 2 : 0) +
      (lists(block) ? -3 : 0) +
      (GROUP.test(name) === group ? 0 : -1.7) +
      (/school|nursery|pre-?school|academy|college/i.test(name) ? 0.5 : 0)
    const known = scores.get(key)
    scores.set(key, { name: known?.name ?? name, score: (known?.score ?? 0) + points })
  }
  const ranked = [...scores.values()].toSorted((a, b) => b.score - a.score)
  const top = ranked[0]
  if (!top) return null
  // The same school with more of its name: "St John's CE Primary School" within "Great Harwood St John's …".
  const longer = ranked.find(
    ({ name, score }) =>
      name !== top.name &&
      (plainKey(name).endsWith(plainKey(top.name)) || plainKey(name).startsWith(`${plainKey(top.name)} `)) &&
      score >= top.score / 4,
  )
  return longer?.name ?? top.name
}

/** The words of a policy's title, its dates and its web page, which no name is made of. */
const NO_NAME =
  /\b(?:polic(?:y|ies)|procedures?|guid\w+|code|media|networking|online|e-?safety|internet|phones?|statement|agreement|council|county|authority|services|department|diocese|contents?|version|date|review\w*|approved|adopted|issued?|page|menu|home|skip|top|parents|staff|pupils|appendix|annex|draft|template|model|introduction|aims|purpose|scope|january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn)\b/i
/** A line of its own near the top, all in capitals or capitalised: "Otter Valley Swimming Club". */
const headlineNames = (blocks: readonly Block[]): readonly NameUse[] =>
  blocks
    .slice(0, 8)
    .map(({ text }, block) => ({ name: text.split('\t')[0]?.trim() ?? '', block, alone: true }))
    .filter(
      ({ name }) =>
        /^(?:The )?[A-Z][\w'.&-]*(?: (?:[A-Z][\w'.&-]*|of|the|and|at|on|in|&)){1,7}$/.test(name) &&
        !NO_NAME.test(name) &&
        !name.split(' ').every(word => NETWORK_OR_COMMON.test(word)),
    )
    .slice(0, 1)

/** The most letters of a block that are looked at: a name in a page-long sentence stands at its beginning too. */
const LOOKED_AT = 2000

/** A form's own line for it: "Name of school: …". */
const FORM_NAME =
  /^(?:name of (?:the |our )?(?:school|academy|nursery|setting|pre-?school)|(?:school|academy|nursery|setting)(?:'s)? name)\s*[:\t]\s*(?<name>[A-Z].{3,80}?)\.?$/i

const formName = (blocks: readonly Block[]): string | undefined =>
  blocks
    .slice(0, 30)
    .map(({ text }) => FORM_NAME.exec(text)?.groups?.name)
    .find(name => name !== undefined && usable(name))

/** The name of the school as a form gives it or the document writes it most, or null where it names none. */
export const schoolName = (all: readonly Block[]): string | null => {
  const blocks = all.map(block => ({ ...block, text: block.text.slice(0, LOOKED_AT) }))
  return (
    formName(blocks) ??
    best([...schoolNames(blocks), ...saintSchools(blocks)], speaksOfGroup(blocks)) ??
    best(subjectNames(blocks)) ??
    best(saintNames(blocks)) ??
    best(titleNames(blocks)) ??
    best(headlineNames(blocks))
  )
}
