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

/** “The parents of pupils” are parents. */
const theirParents =
  /\b(parents?|carers?|famil(y|ies)|siblings?|relatives?) of (any |our |the |current |present )*(pupils?|students?|children|child|learners?)\b|\b(pupils?|students?|children|child|learners?)[’']s? (parents?|carers?|famil(y|ies))\b/gi

const formerPupil =
  /\b(former|past|previous|prior|ex)[- ](and current )?(pupil|student|learner|child)|\b(pupils?|students?) (who have|that have|have) left/i

const persons = found<Value<'with'>>([
  [
    'pupil',
    /\b(?<!former |past |previous |prior |ex-|ex )(pupil|student|learner|child|children|young (people|person))s?\b|\bcurrent (and|or|and\/or) /i,
  ],
  ['former-pupil', formerPupil],
  ['parent', /\b(parent|carer|guardian|families|family member)s?\b/i],
])

/** Whom a clause is about. */
export const personsIn = (text: string): readonly Value<'with'>[] =>
  persons(text.replaceAll(theirParents, 'parents'))

const network =
  /\b(social|networ\w+|online|on-line|account|profile|page|site|platform|facebook|instagram|friend\w*|follow\w*)s?\b/i

/** Ways of getting in touch that are a person's own. */
export const ownWaysIn = found<Value<'via'>>([
  ['personal-account', network],
  ['professional-network', network],
  ['personal-email', /\b(personal|private|own|home)\b[^.]*\be-?mails?\b|\be-?mail addresses\b/i],
  [
    'personal-phone',
    /\b(personal|private|own|home)\b[^.]*\b(phone|mobile|telephone|device)s?\b|\b(text(s|ing)?|whatsapp)\b|\b(phone|mobile) numbers?\b/i,
  ],
])

/** What stands before the school's own things: “the school's email”, “a Trust account”, “the office phone”. */
export const ours =
  'school|academy|trust|nursery|pre-?school|playgroup|setting|college|federation|official|work|office|approved'

const schools = (nouns: string): RegExp =>
  new RegExp(`\\b(${ours})([’']s)?( (?!personal\\b|private\\b|own\\b)[\\w/-]+){0,3} (${nouns})s?\\b`, 'i')

/** Where people befriend each other, unless the words name another way. */
export const networksIn = (text: string): readonly Value<'via'>[] => {
  const ways = ownWaysIn(text).filter(way => way === 'personal-account' || way === 'professional-network')
  return ways.length > 0 ? ways : ['personal-account', 'professional-network']
}

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

const minor =
  /\b(under|below|less than|younger than|until|before)\b[^.]{0,30}\b(16|18|sixteen|eighteen)\b|\b(unless|until)\b[^.]*\b(adults?|over (the age of )?(18|eighteen)|(18|eighteen) (or|and) (over|above|older))\b/i
const grownUp =
  /^(?!.*\b(unless|until)\b).*\b(over (the age of )?(18|eighteen)|(18|eighteen) (or|and) (over|above|older)|adult)\b/i

/** The ages that a clause on former pupils is limited to; none where it is not. */
export const agesIn = found<Value<'age'>>([
  ['under-13', minor],
  ['13-17', minor],
  ['adult', grownUp],
])

/** Ties from outside the school that a text speaks of. */
export const tiesIn = found<Value<'tie'>>([
  [
    'family',
    /\b(relatives?|related|relations|own child\w*|(immediate|close|their|own) famil(y|ies)|family (member|tie|relationship)s?|members? of (the|their|your|his|her|an)\b[^.]{0,25}\bfamily)\b/i,
  ],
  [
    'pre-existing',
    /\b(pre-?existing|existing|prior|previous) (relationship|friendship|contact|tie|connection)s?\b|\balready\b[^.]{0,25}\b(knows?|knew|known|friends?|friendly|connected)\b|\boutside (of )?school\b/i,
  ],
])

/** Ties that a clause makes an exception for. */
export const exceptedTiesIn = (text: string): readonly Value<'tie'>[] => {
  const exception = /\b(except|unless|other than|apart from|excluding|save)\b(.*)$/i.exec(text)?.[2] ?? ''
  return found<Value<'tie'>>([
    ['family', /\b(famil\w+|relative|relation|related|own child\w*)\b/i],
    [
      'pre-existing',
      /\b(pre-?existing|existing|already|prior|outside (of )?school|other context|(were|been) (\w+ )?friends|friends (from )?before)\b/i,
    ],
  ])(exception)
}

/** What stands behind the opening of a list, or behind whoever is to do it: “Staff must not | write about pupils”. */
const afterSubject = (text: string): string =>
  (text.split(':').at(-1) ?? text).replace(/^[^.]*?\b(must|should|shall|may|will|can(not)?|not|never)\b/i, '')

const everybodyHere =
  /\b(anyone|anybody|everyone|any person|any individual|others?|another person|all members)\b/i

const subjects = found<Exclude<Value<'about'>, 'nothing-of-school'>>([
  [
    'school',
    /\b(about|towards?|against|of|discuss|damag\w*|harm\w*|bring)\b[^.]*\b(school|academy|trust|nursery|pre-?school|setting|employer)\b|\breputation/i,
  ],
  ['pupils', /\b(pupils?|students?|child(ren)?|learners?)\b/i],
  ['colleagues', /\b(staff|colleagues?|employees?|teachers?|team)\b/i],
  ['parents', /\b(parents?|carers?|famil(y|ies))\b/i],
])

/** Whom or what a clause lets be written about, or not; “anyone connected with the school” is everybody there. */
export const aboutIn = (text: string): readonly Exclude<Value<'about'>, 'nothing-of-school'>[] =>
  everybodyHere.test(text) ? ['school', 'pupils', 'colleagues', 'parents'] : subjects(afterSubject(text))

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

/** The permission that satisfies a clause: that of whom it names, or anybody's who may give one. */
export const permissionsIn = (text: string): readonly Value<'permission'>[] => {
  const named = decidersIn(text)
  const leaders = named.includes('slt') || named.includes('leadership')
  const head = named.includes('headteacher')
  return head && !leaders ? ['headteacher-in-writing'] : ['slt', 'leadership', 'headteacher-in-writing']
}

/** Whether several deciders are all needed: "both … and". */
export const needsAll = (text: string): boolean => /\bboth\b[^.]*\band\b/i.test(text)

const reporting = (whom: string): RegExp =>
  new RegExp(
    `\\b(report|inform|tell|notif|refer|alert|pass|declar)\\w*\\b[^.]*\\b(${whom})\\b|\\b(${whom})\\b is (told|informed|notified)\\b|\\blet the (${whom})\\b`,
    'i',
  )

/** What has to be done besides. */
export const dutiesIn = found<Duty>([
  ['no-reply', /\b(not|never) (be )?(repl\w+|respond\w*|answer\w*)\b|\bunanswered\b|\bignor\w*/i],
  ['record', /\b(record(ed|s)?|log(ged)?|note of)\b/i],
  ['report:dsl', reporting('dsl|designated safeguarding|designated person|safeguarding lead')],
  ['report:headteacher', reporting('head ?-?teacher|principal')],
  ['report:manager', reporting('manager')],
  ['report:slt', reporting('slt|senior (?:leader|member|manage)w*')],
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
