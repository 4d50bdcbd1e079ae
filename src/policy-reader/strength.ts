import type { Strength } from './reading.ts'

/** A phrase that makes a sentence operative, where it stood and what stood before it (the subject). */
export type Marker = {
  readonly says: Strength
  readonly at: number
  readonly end: number
  /** Whose duty: the grammatical subject before the phrase, or after it for "we expect parents to …". */
  readonly subject: string
  /** `will`, `passive` and the like: how the phrase was built, where who is meant depends on it. */
  readonly form: 'modal' | 'will' | 'passive' | 'assigns' | 'imperative' | 'consequence' | 'asks'
}

type Rule = {
  readonly says: Strength
  readonly form: Marker['form']
  readonly pattern: RegExp
  /** The sentence must not match this. */
  readonly not?: RegExp
  /** Only of people, bodies and groups: a thing that "may" do something is no permission. */
  readonly personal?: boolean
}

const PERMISSION =
  '(?:permission|consent(?:ed)?|approv(?:al|ed|es?)|authori[sz](?:ation|ed)|agreed|agreement|cleared|clearance|authority|said yes|sanctioned)'

/** Something is allowed only with somebody's yes. These win over every other phrase of the sentence. */
const APPROVAL: readonly RegExp[] = [
  new RegExp(
    `\\b(?:unless|without|until|subject to|only\\b[^.;,]{0,40}?\\b(?:with|after|following|if|when|where|once)|prior to|(?:be )?taken following)\\b[^.;]{0,90}\\b${PERMISSION}\\b`,
    'i',
  ),
  /\b(?:permission|consent|approval|authori[sz]ation|agreement)\b[^.;]{0,70}\b(?:must|should|will|shall|needs? to|has to|have to|is to|are)\s+(?:first\s+|always\s+)?be\s+(?:obtained|sought|given|granted|gained|received|in place|requested)\b/i,
  /\b(?:must|should|will|shall|needs? to|have to|has to|required to|asked to|expected to)\s+(?:first\s+|always\s+|also\s+)?(?:seek|obtain|ask for|ask|request|gain|get|give|have|provide|receive|secure)\b[^.;,]{0,50}\b(?:permission|consent|approval|authori[sz]ation)\b/i,
  /\b(?:have|has|had|is|are) (?:not|yet to|never) (?:been )?(?:consent(?:ed)?|agreed|given (?:permission|consent)|cleared|approved|authori[sz]ed|given)\b/i,
  /\b(?:must|should|will|shall|needs? to|have to|has to)\s+(?:first\s+|always\s+|also\s+)?(?:be|have been)\s+(?:approved|authori[sz]ed|agreed|cleared|signed off|sanctioned)\s+(?:in writing\s+|in advance\s+|first\s+)?(?:by|with)\b/i,
  /\bmust (?:present|submit|make|complete|put)\b[^.;]{0,30}\b(?:business case|application|request|proposal)\b/i,
  /\b(?:written|prior|parental|express|explicit|specific|signed)\s+(?:written\s+|parental\s+)?(?:permission|consent|approval|authori[sz]ation)\s+(?:is|are)\s+(?:required|needed|necessary|always)/i,
  /\b(?:discussed and )?agreed (?:in advance |beforehand |first |in writing )?(?:with|by) (?:a member of |the |their |our )*(?:head|leadership|SLT|senior|manager|line|principal|DSL)/i,
  /\b(?:is|are) (?:required|needed)[^.;]{0,40}\b(?:permission|consent|approval)\b|\b(?:permission|consent|approval|authori[sz]ation)\b[^.;]{0,30}\b(?:is|are) (?:required|needed|sought|obtained)\b/i,
]
const DEONTIC =
  /\b(?:not|no|never|must|should|shall|will|may|can|only|required|needed|sought|obtained|without|unless|until)\b/i

const OPERATIVE: readonly Rule[] = [
  // Forbidden
  {
    says: 'must-not',
    form: 'modal',
    pattern:
      /\b(?:must|shall)\s+(?:\w+\s+)?(?:not|never)\b|\bmust under no circumstances\b|\b(?:must|shall) (?:avoid|refrain)\b|\b(?:may|can)\s?(?:not|never)\s+(?:be\s+(?:used|posted|shared|taken|made|accepted|published|brought|opened|uploaded|kept|stored|set up|created|added|sent|given|linked)|use|post|share|access|accept|add|publish|upload|take|make|set up|create|bring|send|give|contact|join|open|keep|represent|speak|link)\b/i,
  },
  {
    says: 'must-not',
    form: 'will',
    pattern: /\b(?:will|shall)\s+(?:\w+ly\s+)?(?:not|never)\b|\bwon't\b/i,
    not: /\bwill not (?:be (?:able|liable|responsible|possible|held)|hesitate|form part|cover|affect|prevent|always|necessarily|apply|replace)\b/i,
  },
  {
    says: 'must-not',
    form: 'modal',
    pattern:
      /\b(?:is|are|be|being|been)\s+(?:\w+ly\s+)?(?:not|never|no longer)\s+(?:\w+ly\s+)?(?:to be |be |considered |deemed |being )?(?:permitted|allowed|acceptable|accepted|tolerated|authori[sz]ed|condoned|to (?=[a-z]))|\bnot to be (?:permitted|tolerated|used|shared|posted|allowed|taken|accepted)\b|\b(?:is|are|be)\s+(?:\w+ly\s+)?(?:prohibited|forbidden|banned|unacceptable|disallowed)\b|\b(?:un|not )acceptable\s+(?:use|behaviour|conduct|activity)\b[^.]{0,60}\binclud|\bnot considered acceptable\b|\b(?:do|does) not (?:allow|permit|accept|tolerate|condone|publish|post|share|use|respond|reply|follow|accept|name|identify|tag|answer)\b|\b(?:staff|employees|teachers|adults|pupils|children|students|parents|governors|volunteers)\s+(?:do|does) not (?!need|have|wish|want|know|understand|realise|always|recognise|believe|think|consider|expect|feel|agree|comply|follow)\w+|\b(?:required|expected|obliged) not to\b|\b(?:prohibits?|forbids?|bans)\b|\bzero[- ]tolerance\b|\brefrain from\b|\bhave no (?:right|place)\b/i,
  },
  {
    says: 'must-not',
    form: 'modal',
    pattern:
      /(?:^|[,;:]\s)(?:no(?:ne of| form of| kind of| sort of)?|nobody|no[- ]one|neither|at no times?|in no circumstances|under no circumstances?)\b[^.;:]{0,140}?\b(?:may|must|will|shall|can|is to|are to|is (?:permitted|allowed)|are (?:permitted|allowed))\b|\bunder no circumstances?\b|\bno circumstances (?:in which|that|under which)\b|\bat no times?\b/i,
  },
  {
    says: 'must-not',
    form: 'imperative',
    pattern:
      /^(?:never|do not|don't|not to|not (?!every|all|only)|no (?!one|body|longer|problem)\w+(?! (?:should|is obliged|has to|needs)))\b/i,
  },
  // Advised against
  {
    says: 'should-not',
    form: 'modal',
    pattern:
      /\b(?:should|ought)\s+(?:\w+\s+)?(?:not|never)\b|\bshould under no circumstances\b|(?:^|[,;:]\s)(?:no|nobody|no[- ]one|neither)\b[^.,;:]{0,120}?\bshould\b|\bshould\s+(?:\w+ly\s+)?(?:avoid|refrain|be avoided|be discouraged|be strongly discouraged)\b|\b(?:advised|encouraged|asked|urged|requested|reminded|recommended|warned|instructed|told)\s+(?:\w+ly\s+)?(?:not to|never to|against|to avoid|to refrain|that they (?:do|should) not)\b|\bdiscourag(?:ed?|es)\b|\b(?:not|never)\s+(?:recommended|advisable|encouraged|advised|appropriate|a (?:fit|suitable|proper|appropriate) (?:place|forum|platform|medium|way|means)|the (?:place|platform|right place|appropriate (?:place|forum|platform)|forum|way|medium))\b|\b(?:is|are|be) (?:\w+ )?(?:inappropriate|inadvisable|unwise)\b(?! (?:behaviour|comments?|content|use|conduct|post))|\b(?:ask|request|recommend|recommended|advise|suggest|prefer|hope|important|vital|essential)\b[^.;]{0,50}\b(?:do not|does not|don't|not to|refrain|avoid)\b|\bcare must be taken not\b|\bisn't the place\b|\bdo(?:es)? not (?:think|consider|believe|feel|regard)\b[^.;]{0,30}\b(?:place|appropriate|suitable|forum|acceptable)\b/i,
  },
  {
    says: 'should-not',
    form: 'imperative',
    pattern:
      /^(?:please\s+)?(?:avoid|refrain|resist|try not|please (?:do not|don't|refrain|avoid|never))\b|\bplease\s+(?:do not|don't|refrain|avoid|never)\b/i,
  },
  // What follows a breach
  {
    says: 'process',
    form: 'consequence',
    pattern:
      /\b(?:may|might|could|can|will|would|shall)\s+(?:also\s+|then\s+|ultimately\s+|well\s+)?(?:result in|lead to|be subject to|face|constitute|amount to|be (?:regarded|viewed|treated|considered|seen|construed|deemed)(?: as| to be|\b)|be (?:dealt with|disciplined|prosecuted|dismissed|banned|barred|excluded|suspended|sanctioned|liable|held (?:liable|responsible|accountable)|referred)|give rise to|incur|warrant|trigger)\b[^.]{0,160}\b(?:action|disciplin\w*|dismissal|misconduct|sanctions?|proceedings|prosecution|investigat\w*|police|polic(?:y|ies)|procedures?|banned|removal|removed|termination|offence|breach|consequences|legal|law|liable|taken seriously|serious (?:breach|offence|misconduct|disciplinary))\b|\b(?:disciplinary|legal|civil|criminal|formal|appropriate|further)\b[^.]{0,30}\b(?:action|proceedings|measures|steps|sanctions)\b[^.]{0,20}\b(?:may|might|could|can|will)\b[^.]{0,20}\b(?:be taken|follow|result|be considered|be brought|be sought|be implemented|be instigated)\b/i,
    not: /\b(?:should|must|need to) be aware\b|\bshould (?:remember|note|understand|consider)\b/i,
  },
  // Commanded
  {
    says: 'must',
    form: 'modal',
    pattern:
      /\b(?:must|has to|have to|had to)\b(?! (?:balance|say))|\b(?:is|are|be|being) (?:all |also |therefore |always |both |further |hereby )?(?:expected|required|obliged|obligated|bound|instructed|directed)\s+(?:to|that|of)\b|\bare expected (?=\w+ (?:and|as|in|at))|\b(?:it is|is|are) (?:\w+ly )?(?:expected|essential|imperative|vital|mandatory|compulsory|required|crucial|a requirement)\b(?! (?:part|element|component|aspect|to (?:know|understand)\b|for\b))|\b(?:is|are) (?:only |strictly )?(?:open|available|limited|restricted|confined|closed) (?:only )?to\b|\bwill (?:always |all |also )?be (?:expected|required|obliged)\b|\bneeds? to\b(?! know\b)|\bit is up to\b|\b(?:may|can|could) only\b|\b(?:may|can|should|will|must) be [^.,;]{0,20}\bonly\b|\bonly [^.,;]{0,60}\b(?:may|can|is to|are to)\b|\b(?:may|can) [^.,;]{0,20}\bonly\b/i,
    not: /\b(?:no ?body|no one|not) (?:is |are )?(?:obliged|required|expected)\b/i,
  },
  {
    says: 'must',
    form: 'asks',
    pattern:
      /\b(?:we|school|academy|nursery|trust|setting|governors?|pre-?school|college|federation)\s+(?:also |therefore |all |will |do |would )?(?:expects?|requires?|insists?)\b(?! (?:from|the highest))/i,
    not: /\bwhat we expect\b|\bhow we expect\b|\bsets? out\b/i,
  },
  {
    says: 'must',
    form: 'modal',
    pattern:
      /\b(?:have|has|accepts?|hold|holds|acknowledges?|share|shares)\s+(?:an? |the |its |our |their |overall |shared |collective |clear |legal |professional |statutory |individual |moral )*(?:responsibility|duty|obligation|responsibilities)(?: of care)?\s+(?:to|for|towards)\b|\bit is (?:the )?(?:responsibility|duty) of\b|\b(?:staff|employees|teachers|parents?|carers?|pupils|students|users|individuals?|everyone|members|parents and carers|parents\/carers) (?:are|is) (?:all |also |personally |individually |solely )?(?:responsible|accountable)\b/i,
  },
  // Advised
  {
    says: 'should',
    form: 'modal',
    pattern:
      /\b(?:should|ought to)\b|\b(?:is|are|be|being|be strongly) (?:\w+ly |all |also )?(?:advised|encouraged|asked|urged|requested|reminded|recommended|invited|best|advisable|prudent)\b(?!,? (?:by|in|as) )|\bit is (?:\w+ly |also |therefore )?(?:important|recommended|advisable|good practice|helpful|suggested|wise|sensible|best|considered good practice)\b|\bconsidered (?:to be )?good practice\b|\bwould be (?:advisable|wise|sensible)\b/i,
  },
  {
    says: 'should',
    form: 'asks',
    pattern:
      /\b(?:we|school|academy|nursery|trust|setting|pre-?school|college|federation|governors?)\s+(?:\w+ly |also |would |therefore |kindly |politely |do )*(?:asks?|requests?|recommends?|advises?|encourages?|urges?|suggests?|hopes?|invites?|appreciate|like)\b/i,
    not: /\bif (?:you|parents)\b/i,
  },
  {
    says: 'should',
    form: 'imperative',
    pattern:
      /^(?:please|kindly|consider|think|remember|be (?:careful|aware|mindful|cautious|conscious|considerate|sure|vigilant)|try|aim|bear in mind|note|take care|instead|where possible)\b|\bplease\b/i,
  },
  // Permitted
  {
    says: 'may',
    form: 'modal',
    pattern:
      /\b(?:is|are|be|feel|remain) (?:\w+ly |always |also |all |both )?(?:permitted|allowed|welcome(?= to\b)|free|entitled|able|voluntary|at liberty)\b|\bcomments are (?:\w+ )?welcome\b|\breserves? the right\b|\b(?:permits?|allows)\b(?= [^.]{0,40}\b(?:use|access|staff|pupils|parents)\b)|\b(?:has|have) the right to\b/i,
    not: /\b(?:so that|to ensure|ensures?|helps?|enables?|lets?)\b[^.]{0,60}\b(?:are|be) (?:able|free)\b|\bclearly able\b|\bable to clearly\b/i,
  },
  {
    says: 'may',
    form: 'modal',
    personal: true,
    pattern:
      /\b(?:may|can)\b(?! (?:\w+ly |also |then |still |always |sometimes |often |therefore )*(?:be|have|not|lead|result|affect|harm|cause|help|lay|put|impact|find|feel|hold|damage|become|include|come|seem|reach|portray|take (?:many|place|several)|bring|give rise|contain|make it|pose|occur|arise|happen|need|range|vary|change|lie|expose|breach|compromise|interpret|offer|enhance|create (?:an?|risks?)|benefit|open|provide|mean|constitute|amount|face|know|see|potentially|allow|enable|play|act as|influence|spread|reveal|leave|undermine|hurt|get|go|reflect|appear|remain|look|sound|escalate|form|work|develop|raise (?:risks|issues))\b)(?= [a-z])/i,
  },
  {
    says: 'process',
    form: 'passive',
    pattern:
      /\b(?:may|can|could) (?:also |from time to time |at any time )?be (?:monitored|checked|inspected|searched|recorded|accessed|logged|investigated|filtered)\b/i,
  },
  {
    says: 'may',
    form: 'passive',
    pattern:
      /\b(?:comments?|posts?|photographs?|photos|images?|pictures?|sites?|accounts?|devices?|phones?|videos?|members?|membership|groups?|platforms?|apps?|content|messages?|apps|tools?|media|blogs?|networks?|users?|followers|materials?|work|names?)(?: that)? (?:may|can) (?:also |then )?be (?:used|posted|shared|taken|removed|deleted|taken down|hidden|blocked|published|edited|moderated|uploaded|displayed|set up|created|monitored|turned off|disabled|restricted|withdrawn|reported)\b/i,
    not: /\b(?:including|such as|e\.g)\b[^.]{0,20}(?:may|can)/i,
  },
  // What the school does
  {
    says: 'process',
    form: 'assigns',
    pattern:
      /\b(?:is|are) (?:\w+ly |also |overall |jointly )*(?:responsible|accountable|the lead|in charge)\b|\b(?:responsibility|responsibilities) (?:of|for|(?:lies|rests|sits) with)\b|\bresponsibility[^.]{3,80}? (?:lies|rests|sits) with\b|\bhas? (?:overall|day-to-day|lead|ultimate|general|specific) responsibility\b|\b(?:it )?falls to\b|\b(?:acts?|serves?) as\b|\b(?:Mr|Mrs|Miss|Ms|Dr)\.? [A-Z]\w+(?: and (?:Mr|Mrs|Miss|Ms|Dr)\.? [A-Z]\w+)? (?:is|are|has|have|manages?|runs?)\b|\b(?:is|are) (?:our|the) (?:designated|named|network|online|e-safety|social media|page|group|account|data|safeguarding|lead|nominated)\b|\b(?:administers?|oversees?|moderates?)\b|\bhave been (?:appointed|nominated|identified|delegated)\b|\b(?:team|group|committee|members|administrators|moderators) (?:are|is|consists? of|comprises?)\s?:/i,
  },
  {
    says: 'process',
    form: 'passive',
    pattern:
      /\b(?:is|are) (?:\w+ly |also |then |all |always )*(?:reviewed|monitored|moderated|checked|dealt with|managed|administered|investigated|removed|deleted|taken down|recorded|reported|trained|informed|taught|filtered|blocked|vetted|updated by|maintained by|run by|overseen by|kept up to date|approved by|made aware|given|provided with|handled|addressed)\b/i,
    not: /\b(?:where|when|if|once|that|which|who|unless|until) [^.,;]{0,60}\b(?:is|are) (?:\w+ly )?(?:reviewed|monitored|moderated|checked|dealt with|managed|removed|deleted|recorded|reported|informed|blocked|updated|given|provided|handled|addressed)/i,
  },
  {
    says: 'process',
    form: 'assigns',
    pattern:
      /\b(?:we|school|academy|nursery|trust|setting|governors|headteacher|leaders|staff team|pre-?school|college|SLT|DSL|manager|principal|lead|office|administrators?|moderators?|team) (?:also |regularly |routinely |actively |then |always |do )*(?:monitors?|reviews?|checks?|investigates?|removes?|blocks?|deletes?|teaches?|trains?|provides?|delivers?|informs?|filters?|moderates?|manages?|takes? (?:appropriate |any |disciplinary |swift )?(?:action|steps)|keeps? a (?:record|log|list)|maintains? (?:a|the)|offers? (?:training|support|workshops|information|parents|advice)|approves?|updates? (?:it|the|this|our)|operates? a|looks? after|runs? the)\b/i,
  },
  { says: 'process', form: 'will', pattern: /\b(?:will|shall)\b/i },
]

/** A leading subordinate clause or adverb: what it says is a condition, not the rule. */
const LEADING =
  /^(?:(?:this means that|however|therefore|in addition|additionally|also|furthermore|for everyone's safety|in general(?: terms)?|similarly|like-?wise|finally|as such|indeed|again|moreover|equally|so|and|but|then|thus)\b,?\s+)+/i
const CONDITION =
  /^(?:even (?:though|if|when)|if|where|when|whenever|while|whilst|should|before|after|as|although|though|unless|in|during|for|to|once|until|because|since|given|whether|following|by|on|at|with|under|within|outside|apart|except|prior|upon|wherever|due|despite)\b[^,:]{3,200},\s+(?=\S)/i

const RULE_INSIDE =
  /\b(?:must|should|shall|we (?:ask|expect|require|do not)|(?:is|are) (?:not )?(?:permitted|allowed)|is prohibited)\b/i

/** The sentence without brackets, opening adverbs and opening conditions, where the rule itself is looked for. */
export const coreOf = (sentence: string): string => {
  const plain = sentence
    .replace(/\((?!not\b)[^()]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(LEADING, '')
  // "Under no circumstances", "At no time" open a rule, not a condition.
  if (/^(?:under|in|at) no\b/i.test(plain)) return plain
  const condition = CONDITION.exec(plain)?.[0] ?? ''
  // "When a parent comes in we ask that phones are put away, as …": the rule stands in what looks like the condition.
  if (RULE_INSIDE.test(condition.replace(/^\w+/, ''))) return plain
  const rest = plain.slice(condition.length)
  // "Should talk keep straying, the administrator can …": what is left must be a sentence by itself.
  return /^[\w"']+(?:\s|$)/.test(rest) &&
    rest.length >= 12 &&
    rest.length < plain.length &&
    !/^(?:and|or|but)\b/i.test(rest)
    ? rest.replace(LEADING, '')
    : plain
}

/** Sentences that explain, define or set a scope, whatever modal verbs they hold. */
const BACKGROUND: readonly RegExp[] = [
  /^(?:the |this |these |our |its )?(?:(?:main |overall |key |primary )?(?:aims?|purposes?|objectives?|intention|intent|scope|rationale)\b|(?:[\w-]+ ){0,3}(?:policy|document|guidance|code|paper|statement|section|advice note|guidelines?|procedures?|principles|appendix|agreement)\s(?:here\s)?(?:also |therefore |will |is |are |has been |was |aims? |should |must )*(?:aims?|sets? out|appl(?:y|ies)|covers?|explains?|provides?|outlines?|intended|designed|meant|written|developed|takes?|links?|relates?|describes?|supports?|seeks?|builds?|read (?:in conjunction|alongside)|be read|defines?|explores|works alongside|reflects|complements|includes|contains|recognises|establishes|embodies|gives|offers|does not|helps?|ensures?|refers?|be viewed|considers|governs|concerns|sits|forms|there to|in place|part of|recommends that|encourages the))\b/i,
  /^(?:in|for the purposes? of) this (?:policy|document|guidance|code)\b/i,
  /^(?!sites that (?:may|can)\b)(?:this|these|it|that|which|such|examples?|some examples|platforms?|sites|social (?:media|networks?|networking)[\w /]*|social media technologies|the term|'?social media'?)\b[^.:]{0,60}\b(?:includes?|means|refers? to|takes? many|take on|is defined|covers?|can be defined|takes? account|lets? us|helps?|is a (?:broad|part)|are a |is part)\b/i,
  /^(?:one example|an example|it should be noted|there (?:will|may|might|can) be (?!no\b)|for example|e\.g|for instance|see|please (?:see|refer|note that this|find|follow us|visit|click)|search for|further (?:information|guidance|details)|more (?:information|details)|click|visit|download|not every circumstance|it is impossible)\b(?![^.]*\b(?:must|should)\b)/i,
  /^it is (?:also |therefore )?important (?:that|to ensure that) we (?:are able|balance|develop|understand|have)\b/i,
  /\b(?:can|may) be found\b|\b(?:is|are) set out (?:in|below|here)\b|\bnot limited to\b(?![^.]{0,10}:?$)/i,
  /^(?:[Tt]he )?(?:school|[Ww]e|academy|nursery|trust|federation|governing \w+|[A-Z][\w'&.-]*(?: [A-Z][\w'&.()-]*){0,7})\s+(?:also |fully |at [^,]{3,50} )?(?:recogni[sz]es?|understands?|knows?|believes?|appreciates?|(?:is|are) aware|acknowledges?|values?|wants?|appreciate|respects?|(?:is|are) committed|aims?|seeks?|strives?|sees?)\b(?![^.]{0,240}\b(?:accepts? its|must|are expected|should)\b)/,
  /\b(?:we|school|account|page|it|this|facebook|twitter|site|group|academy|nursery|setting|pre-?school)\s(?:will |is |are |can |may |also |then |currently )*(?:use|uses|used|using)\s(?:it|this|them|social media|twitter|facebook|instagram|the (?:page|account|site|platform|group|[\w' .]{3,30} account))\b(?! (?:must|should))[^.]{0,20}\b(?:to|for|as|in order)\b(?! personal)/i,
  /^(?:we have|there (?:are|is|has|will always)|it is now|many|some|most|a good number|over recent|in recent|technology|technologies|social media brings|the (?:widespread|rise|growth|use of social media (?:is|has)|internet)|increasingly|today)\b(?![^.]*\b(?:must|should|expected|required|no circumstances)\b)(?! a (?:responsibility|duty))/i,
]

/** Whether a sentence is aim, scope, definition or background, and so no clause whatever verbs it has. */
export const isBackground = (sentence: string): boolean => {
  const core = coreOf(sentence)
  return BACKGROUND.some(pattern => pattern.test(core))
}

const FIRST_WORDS_BEFORE_RELATIVE =
  /\b(?:which|that|who|whom|whose|as this|because|so that|in order|when|if|unless|where)\b/i

/** A modal inside a relative or causal clause ("which may be …") says nothing by itself. */
const inRelative = (before: string): boolean =>
  /\b(?:which|that|as this|as it|because|or it|who|whom|how|what)(?: \w+){0,2} ?$/i.test(before) &&
  !/\b(?:ensure|expected|agreed|recommended|important|essential|so|aware|sites?|advised|remember|ask|asks|request|is|require|requires|appreciate|vital|conduct) that(?: \w+){0,2} ?$/i.test(
    before,
  )

const PERSON_BEFORE =
  /\b(?:staff|employees?|teachers?|pupils?|students?|learners?|children|child|parents?|carers?|guardians?|famil(?:y|ies)|governors?|governing|board|trustees?|committee|volunteers?|members?|users?|people|anyone|everyone|no one|nobody|individuals|followers|we|you|they|he|she|school|academy|nursery|setting|pre-?school|trust|federation|college|head ?teacher|principal|manager|leaders?|leadership|SLT|DSL|lead|administrators?|moderators?|admins?|adults?|visitors?|colleagues)\b/i

/** The subject's own clause: what stands before "…, so" or a semicolon is another one. */
const lastClause = (before: string): string => {
  // "If a pupil contacts an adult the adult must …": without a comma only the last words are the subject.
  if (/^(?:if|where|when|should)\b/i.test(before) && !before.includes(','))
    return before.trim().split(' ').slice(-3).join(' ')
  return before.split(/(?:,\s+(?:so|but|yet|therefore)|;|\sso)\s/).at(-1) ?? before
}

const found = (rule: Rule, core: string): Marker | undefined => {
  if (rule.not?.test(core)) return undefined
  for (const match of core.matchAll(
    new RegExp(
      rule.pattern,
      rule.pattern.flags.includes('g') ? rule.pattern.flags : `${rule.pattern.flags}g`,
    ),
  )) {
    const before = core.slice(0, match.index)
    if (rule.form !== 'consequence' && inRelative(before)) continue
    if (rule.personal && !PERSON_BEFORE.test(lastClause(before))) continue
    const end = match.index + match[0].length
    const inverted = /\b(?:no circumstances?|at no times?)/i.test(match[0])
    const subject = inverted
      ? (core
          .slice(end, end + 60)
          .split(
            /\b(?:share|post|use|be|take|upload|make|publish|add|accept|contact|communicate|give|allow|discuss)\b/,
          )[0] ?? '')
      : before.trim() === '' && rule.form === 'modal'
        ? match[0]
        : rule.form === 'asks' ||
            /\b(?:falls to|(?:responsibility|duty) of|(?:lies|rests|sits) with)$/i.test(match[0])
          ? (core.slice(end).split(/\b(?:to|that|not|will|should|do|for)\b/)[0] ?? '')
          : lastClause(before) +
            (/^(?:no|nobody|neither|none)/i.test(match[0].replace(/^[,;:]\s/, '')) ? match[0] : '')
    return { says: rule.says, at: match.index, end, subject, form: rule.form }
  }
  return undefined
}

/**
 * The strength of one sentence and the phrase that gives it, or nothing where it imposes, forbids, advises,
 * permits and assigns nothing. The first operative phrase counts; somebody's needed yes counts before all.
 */
export const markerOf = (sentence: string): Marker | undefined => {
  const core = coreOf(sentence)
  if (core.length < 6 || isBackground(sentence)) return undefined
  const candidates = OPERATIVE.flatMap((rule, order) => {
    const marker = found(rule, core)
    return marker ? [{ marker, order }] : []
  }).toSorted((a, b) => a.marker.at - b.marker.at || a.order - b.order)
  const earliest = candidates[0]?.marker
  // "is recommended that they do not": the negative phrase begins inside the positive one.
  const turned =
    earliest &&
    candidates.find(({ marker }) => marker.at < earliest.end + 12 && marker.says === `${earliest.says}-not`)
  const first = turned && earliest ? { ...earliest, says: turned.marker.says } : earliest
  const approval = DEONTIC.test(core)
    ? (APPROVAL.find(pattern => pattern.test(core)) ??
      // An agreement that stands in the condition: "In circumstances agreed with the headteacher, staff may …".
      (first?.says === 'may' && /\bagreed (?:in advance )?(?:with|by)\b/i.test(sentence)
        ? /agreed/i
        : undefined))
    : undefined
  if (approval) {
    const at = Math.max(core.search(approval), 0)
    const positive = first ?? { at, end: at, subject: core.slice(0, at), form: 'modal' as const }
    return { ...positive, says: 'needs-approval' }
  }
  return first
}

/** Verbs that begin a rule put as a command ("Respect the purpose of the group"). */
const COMMAND =
  /^(?:always |only |instead |immediately |regularly )?(?:respect|keep|use|make|ensure|check|be|treat|report|tell|ask|speak|contact|discuss|raise|read|set|log|take|accept|add|send|seek|protect|maintain|refer|store|create|approve|monitor|block|delete|remove|handle|inform|show|act|follow (?!us\b)|post|share|publish|say|write|respond|reply|leave|stay|help|support|give|get|obtain|choose|review|understand|adhere|comply|declare|behave|limit|restrict|turn|switch|lock|change|stop|invite|bring|communicate|engage|encourage|provide|allow|talk|model (?:good|appropriate|positive|the)|demonstrate|uphold|attend|know|familiarise|exercise|apply|record|save|direct|address|observe|represent|teach|listen|notify|consult|resolve|hide|avoid|consider|think|remember|refrain|breach|access|upload|disclose|discuss|name|identify|tag|swear|criticise|make|harass|bully|promote|advertise|collect|sell|join)\b/i

/** Whether a sentence or item is put as a command. */
export const isCommand = (text: string): boolean =>
  COMMAND.test(text) &&
  text !== text.toUpperCase() &&
  !/^[\w ]{1,30}:\s/.test(text) &&
  !/^(?:use of|set of|contact details?:|review (?:date|period|cycle)|follow us|report to|be (?:the best|kind)\b.{0,5}$)/i.test(
    text,
  ) &&
  !FIRST_WORDS_BEFORE_RELATIVE.test(text.split(' ')[1] ?? '')
