import type { Role } from '../../../kernel/actor.ts'
import type { Duty } from '../../../policy-engine/duties.ts'
import type { Decider, Value } from '../../../policy-engine/vocabulary.ts'

/** What a clause's words say about one facet. Each table is read top to bottom; every row whose words occur counts. */
type Words<Found> = readonly (readonly [Found, RegExp])[]

const found =
  <Found>(table: Words<Found>) =>
  (text: string): readonly Found[] => [
    ...new Set(table.flatMap(([meaning, words]) => (words.test(text) ? [meaning] : []))),
  ]

const formerPupil =
  /\b(former|past|previous|prior|ex)[- ](and current )?(pupil|student|learner|child)|\b(pupils?|students?) (who have|that have|have) left/i

/** Whom a clause is about. */
export const personsIn = found<Value<'with'>>([
  [
    'pupil',
    /\b(?<!former |past |previous |prior |ex-|ex )(pupil|student|learner|child|children|young (people|person))s?\b|\bcurrent (and|or|and\/or) /i,
  ],
  ['former-pupil', formerPupil],
  ['parent', /\b(parent|carer|guardian|families|family member)s?\b/i],
])

/** Ways of getting in touch that are a person's own. */
export const ownWaysIn = found<Value<'via'>>([
  [
    'personal-account',
    /\b(social|networ\w+|online|on-line|account|profile|page|site|platform|facebook|instagram|friend\w*|follow\w*)s?\b/i,
  ],
  ['personal-email', /\b(personal|private|own|home)\b[^.]*\be-?mails?\b|\be-?mail addresses\b/i],
  [
    'personal-phone',
    /\b(personal|private|own|home)\b[^.]*\b(phone|mobile|telephone|device)s?\b|\b(text(s|ing)?|whatsapp)\b|\bphone numbers?\b/i,
  ],
])

const schools = (nouns: string): RegExp =>
  new RegExp(
    `\\b(school|official|work|approved)([’']s)?( (?!personal\\b|private\\b|own\\b)[\\w/-]+){0,3} (${nouns})s?\\b`,
    'i',
  )

/** Ways of getting in touch that the school provides. */
export const schoolWaysIn = found<Value<'via'>>([
  ['school-account', schools('account|platform|app|page|channel|system|environment')],
  ['school-email', schools('e-?mail')],
  ['school-phone', schools('(tele)?phone|mobile')],
])

const befriending =
  /\b(friend\w*|befriend\w*|follow(ing|ers?)?|connect\w*|link(ed)? with|add(ing)? |accept\w*|invit\w*|request\w*|relationships?)\b/i
const writing =
  /\b(communicat\w*|contact\w*|messag\w*|correspond\w*|convers\w*|interact\w*|engag\w*|chat\w*|e-?mail\w*|text(s|ing)|call(s|ing)?|repl(y|ies)|respond\w*)\b/i

/** What is done with another person: befriending, or writing to them (which is answering, too). */
export const contactsIn = found<Value<'act'>>([
  ['connect', befriending],
  ['contact', writing],
  ['reply', writing],
])

/** The ages that a clause on former pupils is limited to; none where it is not. */
export const agesIn = found<Value<'age'>>([
  [
    'under-13',
    /\bunder (the age of )?(16|18|eighteen|sixteen)|\b(until|before) [^.]*\b(18|eighteen)\b|\bless than (18|eighteen)\b/i,
  ],
  [
    '13-17',
    /\bunder (the age of )?(16|18|eighteen|sixteen)|\b(until|before) [^.]*\b(18|eighteen)\b|\bless than (18|eighteen)\b/i,
  ],
])

/** Ties that a clause makes an exception for. */
export const exceptedTiesIn = (text: string): readonly Value<'tie'>[] => {
  const exception = /\b(except|unless|other than|apart from|excluding)\b(.*)$/i.exec(text)?.[2] ?? ''
  return found<Value<'tie'>>([
    ['family', /\b(famil\w+|relative|relation|related|own child\w*)\b/i],
    ['pre-existing', /\b(pre-?existing|existing|already|prior|outside (of )?school|other context)\b/i],
  ])(exception)
}

/** Who can give the permission that a clause asks for. */
export const decidersIn = found<Decider>([
  ['headteacher', /\b(head ?-?teacher|head of school|principal|executive head|the head)\b/i],
  ['dsl', /\b(dsl|designated safeguarding|designated person)\b/i],
  ['slt', /\b(slt|smt|school leadership team|senior (leader\w*|management|member|staff))\b/i],
  ['leadership', /\b(?<!school |senior )leadership team\b/i],
  ['manager', /\b(line )?manager\b/i],
  ['governors', /\b(governors?|governing (body|board))\b/i],
  [
    'parent',
    /\b(parental|parents?|carers?|parent\/carer)([’']s|s[’'])? (written |prior |informed )*(consent|permission|agreement)\b|\b(consent|permission|agreement) (of|from|by) (the |a |all |their )?(parent|carer|famil)/i,
  ],
  ['copyright-holder', /\bcopyright|\bowners? of\b/i],
])

/** Whether several deciders are all needed: "both … and". */
export const needsAll = (text: string): boolean => /\bboth\b[^.]*\band\b/i.test(text)

/** What has to be done besides. */
export const dutiesIn = found<Duty>([
  ['no-reply', /\b(not|never) (repl\w+|respond\w*|answer\w*|accept\w*)\b/i],
  ['record', /\b(record(ed|s)?|log(ged)?|note of)\b/i],
  [
    'report:dsl',
    /\b(report|inform|tell|notif|refer|alert|pass)\w*\b[^.]*\b(dsl|designated safeguarding|designated person|safeguarding lead)\b/i,
  ],
  ['report:headteacher', /\b(report|inform|tell|notif|refer|alert|pass)\w*\b[^.]*\bhead ?-?teacher\b/i],
  ['report:manager', /\b(report|inform|tell|notif|refer|alert|pass)\w*\b[^.]*\bmanager\b/i],
  [
    'report:slt',
    /\b(report|inform|tell|notif|refer|alert|pass)\w*\b[^.]*\b(slt|senior (leader|member|manage)\w*)\b/i,
  ],
  ['complaints-procedure', /\bcomplaints? (procedure|policy|process)\b/i],
  ['weigh-appropriateness', /\bconsider\b[^.]*\b(appropriate|implications|consequences)\b/i],
])

/** A role that a document names, as Gatepost knows it. */
export const rolesIn = found<Role>([
  ['headteacher', /\b(head ?-?teacher|principal|executive head|head of school)\b/i],
  ['deputy-dsl', /\bdeput(y|ies)[^.,]*(dsl|safeguarding)/i],
  ['dsl', /\b(?<!deputy )(dsl|designated safeguarding)/i],
  [
    'senior-leader',
    /\b(slt|smt|senior (leader\w*|management|member)|deputy head|assistant head|leadership team)\b/i,
  ],
  ['administrator', /\b(administrator|school office|office manager|business manager|moderator|bursar)\b/i],
  ['chair', /\bchair of (the )?(governors|governing)/i],
  ['governor', /\b(governors?|governing (body|board)|full governing|fgb)\b/i],
])
