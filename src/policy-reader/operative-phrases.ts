import type { Strength } from './reading.ts'

/** How a phrase is built, where whom it means depends on it. */
export type Form = 'modal' | 'will' | 'passive' | 'assigns' | 'imperative' | 'consequence' | 'asks'

/** A phrase that imposes, forbids, advises, permits or assigns. */
export type Rule = {
  readonly says: Strength
  readonly form: Form
  readonly pattern: RegExp
  /** The sentence must not match this. */
  readonly not?: RegExp
  /** Only of people, bodies and groups: a thing that "may" do something is no permission. */
  readonly personal?: boolean
  /** Only of people, named as such. */
  readonly people?: boolean
  /** Only behind a subject that denies: "no account may", "nobody can". */
  readonly denied?: boolean
}

/** Read in this order where two begin at the same word. */
export const OPERATIVE: readonly Rule[] = [
  // Forbidden
  {
    says: 'must-not',
    form: 'modal',
    pattern:
      /\b(?:must|shall)\s+(?:\w+\s+)?(?:not|never)\b|\bshould under no circumstances\b|\b(?:must|shall) (?:avoid|refrain)\b|\b(?:may|can)\s?(?:not|never)\s+(?:be\s+(?:used|posted|shared|taken|made|accepted|published|brought|opened|uploaded|kept|stored|set up|created|added|sent|given|linked)|use|post|share|access|accept|add|publish|upload|take|make|set up|create|bring|send|give|contact|join|open|keep|represent|speak|link)\b/i,
  },
  {
    says: 'must-not',
    form: 'modal',
    pattern:
      /\bmay not be (?:put|taken|made|shown|given|sent|kept|brought|set|worn|held|left|lent|(?!intended|needed|noticed|affected|recogni[sz]ed|protected|covered|required|interested|informed|prepared|concerned|limited)\w{3,}ed)\b|\bit is (?:a breach of|against)\b/i,
  },
  {
    says: 'must-not',
    form: 'modal',
    personal: true,
    pattern:
      /\bmay not\b(?! (?:\w+ly )?(?:be|have(?! (?:an? |any |their |his |her |own )*(?:accounts?|profiles?|pages?|phones?))|know|reali[sz]e|want|wish|understand|always|agree|like|feel|see|need|think|even|only)\b)/i,
  },
  {
    says: 'must-not',
    form: 'modal',
    pattern:
      /\b(?:we|staff|employees|teachers|adults|pupils|children|students|parents|governors|volunteers) (?:will |shall )?never (?!need|have|know|mean|forget)\w+|\bdo(?:es)? not (?:belong|appear|go (?:on|out|up|online|in)|come in|leave the)\b|\b(?:staff|employees|teachers|governors|volunteers|we|adults) are (?:not|never) (?:online |facebook )?(?:friends|connected)\b|\b(?:is|are) off[- ]limits\b|\bon no account\b/i,
  },
  {
    says: 'must-not',
    form: 'will',
    pattern: /\b(?:will|shall)\s+(?:\w+ly\s+)?(?:not|never)\b/i,
    not: /\bwill not (?:be (?:able|liable|responsible|possible|held)|hesitate|form part|cover|affect|prevent|always|necessarily|apply|replace)\b/i,
  },
  {
    says: 'must-not',
    form: 'modal',
    pattern:
      /\b(?:is|are|be|being|been)\s+(?:\w+ly\s+)?(?:not|never|no longer)\s+(?:\w+ly\s+)?(?:to be |be |considered |deemed |being )?(?:permitted|allowed|acceptable|accepted|tolerated|authori[sz]ed|condoned|to (?=[a-z]))|\bnot to be (?:permitted|tolerated|used|shared|posted|allowed|taken|accepted)\b|\b(?:is|are|be)\s+(?:\w+ly\s+)?(?:prohibited|forbidden|banned|unacceptable|disallowed)\b|\b(?:un|not )acceptable\s+(?:use|behaviour|conduct|activity)\b[^.]{0,60}\binclud|\b(?:do|does) not (?:allow|permit|accept|tolerate|condone|publish|post|share|use|respond|reply|follow|accept|name|identify|tag|answer)\b|\b(?:we|staff|employees|teachers|adults|pupils|children|students|parents|governors|volunteers)\s+(?:do|does) not (?!need|mind|have|wish|want|know|understand|realise|always|recognise|believe|think|consider|expect|feel|agree|comply|follow)\w+|\b(?:prohibits?|forbids?|bans|we ban)\b|\b(?:is|are) (?:not|never) (?:OK|okay|fine|right|all right|alright|in order)\b|\b(?:am|are) (?:unable|not able) to (?=accept|add|answer|discuss|give|reply|share|be friends)\b|\b(?:is|are) (?:precluded|barred|debarred|excluded) from \w+ing\b|\bzero[- ]tolerance\b|\brefrain from\b|\b(?:have|has) no (?:right|place|business|authority|power|say in)\b/i,
  },
  {
    says: 'must-not',
    form: 'modal',
    pattern:
      /\b(?:under|in) no circumstances?\b|\bno circumstances (?:in which|that|under which)\b|\bat no times?\b/i,
  },
  {
    says: 'must-not',
    form: 'imperative',
    pattern:
      /^(?:never|do not|don't|not to|not (?!every|all|only)|no (?!one|body|longer|problem)\w+(?![^.;]{0,90}\b(?:may|must|shall|will|should|can|is|are|has to|needs)\b))\b/i,
  },
  {
    says: 'must-not',
    form: 'modal',
    people: true,
    pattern:
      /(?<!\b(?:we|I|school) )\bcannot\b(?! (?:\w+ly )?(?:be (?!friends|connected|linked|members)|always|accept (?:any )?(?:liability|responsibility)|afford|assume|avoid|control|do without|expect|guarantee|help|hope|imagine|know|prevent|promise|rely|see|speak|stop|take back|tell|understand|undo)\b)/i,
  },
  // Advised against
  {
    says: 'should-not',
    form: 'modal',
    pattern:
      /\b(?:is|are|be) (?:best|better) (?:left|kept|avoided|not|off without)\b|\bwould be better (?:if|for) [^.;,]{3,40} (?:not|never)\b|(?<=\w )think (?:twice|hard|carefully) before\b|\bwise not to\b|\b(?:should|ought to) be (?:refused|declined|avoided|left (?:out|off|alone|in peace))\b|\b(?:should|ought)\s+(?:\w+\s+)?(?:not|never)\b|\bshould\s+(?:\w+ly\s+)?(?:avoid|refrain|be avoided|be discouraged|be strongly discouraged)\b|\b(?:advised|encouraged|asked|urged|requested|reminded|recommended|warned|instructed|told)\s+(?:\w+ly\s+)?(?:against|to avoid|to refrain)\b|\bdiscourag(?:ed?|es)\b|\b(?:not|never)\s+(?:recommended|advisable|encouraged|advised|appropriate|a (?:fit|suitable|proper|appropriate) (?:place|forum|platform|medium|way|means)|the (?:place|platform|right place|appropriate (?:place|forum|platform)|forum|way|medium))\b|\b(?:is|are|be) (?:\w+ )?(?:inappropriate|inadvisable|unwise)\b(?! (?:behaviour|comments?|content|use|conduct|post))|\bcare must be taken not\b|\bisn't the place\b|\bdo(?:es)? not (?:think|consider|believe|feel|regard)\b[^.;]{0,30}\b(?:place|appropriate|suitable|forum|acceptable)\b/i,
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
      /(?:^|;\s)(?:[\w-]+ ){0,4}?(?:who (?:\w+ )?(?:breaks?|breach(?:es)?|contravenes?|flouts?|carr(?:y|ies) on|persists?|continues?|repeatedly \w+|ignores?|fails?|misuses?|disregards?|(?:does|do|posts?) (?:this|so|such))|found (?:to|in|guilty)|breaking|ignoring|failures? (?:to|by|in|of)|breach(?:es)?|misuse|violations?|infringements?|non-compliance)\b[^.;]{0,110}?\b(?:may|might|could|can|will|would|shall)\b/i,
  },
  {
    says: 'process',
    form: 'consequence',
    pattern:
      /\b(?:may|might|could|can|will|would|shall)\s+(?:\w+\s+)?(?:result in|lead to|be subject to|face|find themselves|constitute|amount to|be (?:regarded|viewed|treated|considered|seen|construed|deemed)(?: as| to be|\b)|be (?:dealt with|disciplined|prosecuted|dismissed|banned|barred|excluded|suspended|sanctioned|liable|held (?:liable|responsible|accountable)|referred)|give rise to|incur|warrant|trigger)\b[^.]{0,160}\b(?:action|disciplin\w*|dismissal|misconduct|sanctions?|proceedings|prosecution|investigat\w*|police|polic(?:y|ies)|procedures?|banned|removal|removed|termination|offence|breach|consequences|legal|law|liable|taken seriously|serious (?:breach|offence|misconduct|disciplinary))\b|\b(?:disciplinary|legal|civil|criminal|formal|appropriate|further)\b[^.]{0,30}\b(?:action|proceedings|measures|steps|sanctions)\b[^.]{0,20}\b(?:may|might|could|can|will)\b[^.]{0,20}\b(?:be taken|follow|result|be considered|be brought|be sought|be implemented|be instigated)\b/i,
    not: /\b(?:should|must|need to) be aware\b|\bshould (?:remember|note|understand|consider)\b/i,
  },
  {
    says: 'process',
    form: 'consequence',
    pattern:
      /\b(?:is|are|becomes?) (?:a |an )?(?:disciplinary|criminal|conduct) (?:matter|offence|issue)s?\b|\bwill have (?:it|them|their \w+) (?:taken|confiscated|removed|withdrawn)\b|\b(?:may|could|can|might) (?:end|cost|put an end to)\b[^.]{0,20}\b(?:employment|job|contract|post|role|place)\b|\b(?:gets?|receives?|earns?|means?|brings?|(?:is|are|will be) given) (?:you |them )?(?:an?|one) (?:\w+ )?(?:warning|meeting|chat|talk|letter|hearing|detention|ban)\b|\bbreach(?:es)? (?:go(?:es)?|leads?) to\b|\bcan be a (?:disciplinary|criminal) \w+|\bfind themselves (?:blocked|removed|banned)\b|\bloses? (?:their|its|his|her|your|the) (?:place|account|role|access|membership|right)s?\b|\b(?:is|are) (?:a matter for|dealt with under) (?:the|our)\b|\bcan expect to be\b|\bpolicy applies and\b|\bsanctions? (?:range|include|are|may|can|will)\b/i,
  },
  {
    says: 'process',
    form: 'consequence',
    pattern:
      /\b(?:may|might|could|can|will|would|shall) (?:\w+ )?be (?:disciplined|dismissed|prosecuted|banned|barred|excluded|suspended|sanctioned|asked to leave)\b|\b(?:amounts? to|constitutes?|counts? as|is treated as) (?:an? |gross |serious )*(?:misconduct|(?:disciplinary |criminal )?offence|breach)\b/i,
  },
  // Permitted, even where it is bounded: "may be kept for personal use only"
  {
    says: 'may',
    form: 'passive',
    pattern:
      /\b(?:may|can) be (?!seen|viewed|read\b|found|copied|misus|misread|misinterpret|misunderst|traced|regarded|considered|affected|harmed|exposed|lost|used (?:to|as|for|by|against|in (?:a|the) (?:way|wrong))|tempted|caused|held|interpreted|construed|perceived|damaged|hacked|forwarded|undone|mistaken|contacted|targeted|bullied|groomed|upset|hurt|distressed|identified|known|called|defined|described|divided|ruined|broken|intended|meant|posed|drawn|required|expected|subject|prosecuted|disciplin|needed|learn(?:ed|t)|gained|traced|said|taken (?:as|out of context|by|in\b)|led|passed|spread|embarrass|offend|accessed|searched|thought|reached|kept private)(?:\w{2,}ed|taken|shown|worn|kept|put|left|told|sent|given|made|brought|held|set|lent|hidden|let|withdrawn|read)\b/i,
    not: /\b(?:including|such as|e\.g|examples?)\b[^.]{0,20}(?:may|can)|^(?:the )?[\w-]*(?:bullying|grooming|abuse|harassment|crimes?|fraud)\b/i,
  },
  // Commanded
  {
    says: 'must',
    form: 'modal',
    pattern: /\b(?:is|are) (?:always |all |also |both |only )?to be (?!able\b|in a\b|found\b)\w+/i,
    not: /\b(?:aim|aims|purpose|objective|intention|idea|way|goal)\b[^.]{0,30}\b(?:is|are) to\b/i,
  },
  {
    says: 'must',
    form: 'modal',
    personal: true,
    pattern: /\b(?:is|are) (?:always |all |also |only )?to (?!be\b|date\b|hand\b|the\b|an?\b)[a-z]+/i,
    not: /\b(?:aim|aims|purpose|objective|intention|idea|way|goal|role|best|task|job)\b[^.]{0,40}\b(?:is|are) to\b/i,
  },
  {
    says: 'must',
    form: 'modal',
    pattern:
      /\b(?:must|has to|have to|had to)\b(?! (?:balance|say (?:that|how))\b)|\b(?:is|are|be|being) (?:all |also |therefore |always |both |further |hereby )?(?:expected|required|obliged|obligated|bound|instructed|directed)\s+(?:to|that|of)\b|\b(?:is|are) (?:also |equally )?bound by\b|\bit is for (?!this reason)[^.;,]{3,40} to\b|\bare expected (?=\w+ (?:and|as|in|at))|\b(?:it is|is|are) (?:\w+ly )?(?:expected|essential|imperative|vital|mandatory|compulsory|required|crucial|a requirement)\b(?! (?:part|element|component|aspect|to (?:know|understand)\b|for\b))|\b(?:is|are) (?:only |strictly )?(?:(?:open|available) only to\b|(?:limited|restricted|confined|closed) (?:only )?to\b|(?:open|for) (?=[^.]{3,40}\bonly\b))|\bwill (?:always |all |also )?be (?:expected|required|obliged)\b|\bneeds? to\b(?! know\b)|\bit is up to\b|\bincumbent (?:up)?on\b|\b(?:may|can|could) only\b|\b(?:may|can|should|will|must) be [^.,;]{0,35}\bonly\b|\bonly [^.,;]{0,60}\b(?:may|can|is to|are to)\b|\b(?:may|can) [^.,;]{0,20}\bonly\b/i,
    not: /\b(?:no ?body|no one|not) (?:is |are )?(?:obliged|required|expected)\b|\bwithout having to\b|\bdo(?:es)? not have to\b/i,
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
      /\b(?:have|has|accepts?|hold|holds|acknowledges?|share|shares)\s+(?:an? |the |its |our |their |shared |collective |clear |legal |professional |statutory |individual |moral )*(?:responsibility|duty|obligation|responsibilities)(?: of care)?\s+(?:to|for|towards)\b|\bit is (?:the )?(?:responsibility|duty) of\b/i,
  },
  // Advised
  {
    says: 'should',
    form: 'modal',
    pattern:
      /\b(?:should|ought to)\b|\b(?:is|are|be|being|be strongly) (?:\w+ly |all |also )?(?:advised|encouraged|asked|urged|requested|reminded|recommended|invited|best|advisable|prudent)\b(?!,? (?:by|in|as) )|\bit is (?:\w+ly |also |therefore )?(?:important|recommended|advisable|good practice|helpful|suggested|wise|sensible|best|considered good practice)\b|\bconsidered (?:to be )?good practice\b|\bwould be (?:advisable|wise|sensible)\b|\bwould do well to\b|\bwould (?:urge|advise|encourage)\b|\baim to (?:reply|answer|respond|acknowledge|get back|post|deal)\b|\b(?:might|may) (?:care|like|wish|want|prefer) to\b|\bit (?:is|would be) (?:as well|kinder|kind|polite|courteous|thoughtful|safer|safest|better) to\b|\bmight (?:think|consider)\b|^ideally\b|\bpreferably\b|\bwould be better\b|\b(?:is|are) (?:best|better) (?!left|kept|avoided|off)\w+(?:ed|en|one|ut|id|lt)\b|\bis (?:preferred|preferable)\b|\bmay find it (?:useful|helpful|easier)\b|\b(?:is|are) (?:usually |often |always |nearly )*the (?:best|right|wisest|safest) (?:way|course|place|thing)\b|\bthe (?:wise|best|safe) course is\b|^it (?:would )?helps? (?:us )?(?:if|to)\b/i,
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
      /^(?:please|kindly|consider|think|remember|be (?:careful|aware|mindful|cautious|conscious|considerate|sure|vigilant)|try|aim|bear in mind|do (?!not\b)\w+ |note|take care|instead|where possible)\b|\bplease\b/i,
  },
  {
    says: 'process',
    form: 'consequence',
    pattern:
      /\b(?:authors?|writers?|members?|memberships?|parents?|people|person|users?|families|family|who \w+|accounts?|places?|trustees?|governors?|volunteers?)\b[^.;,]{0,50}\b(?:may|can) be (?:blocked|removed|taken (?:off|out)|suspended|reconsidered|withdrawn|excluded|barred|reported)\b/i,
  },
  // Permitted
  {
    says: 'may',
    form: 'modal',
    pattern:
      /\b(?:no ?body|no one|not) (?:is |are )?(?:obliged|required|expected|compelled)(?= to\b)|\bdo(?:es)? not (?:have|need) to\b|\bthere is no (?:reason (?:why|not)|need|obligation|requirement|duty|bar|ban|rule against)\b|\bdo(?:es)? not mind\b|\bnobody minds\b|\bhappy for [^.;,]{3,40} to\b|\bby all means\b|\b(?:is|are) up to (?:you|them)\b|\bexceptions? (?:is|are) made\b|^nothing in (?:this|the|these) [\w ]{3,20} (?!is\b|are\b|must\b|should\b|can\b|may\b)(?:\w+s|shall|will)\b/i,
    not: /, (?:so|but) [^.;]{3,40}\b(?:should|must)\b/i,
  },
  {
    says: 'may',
    form: 'modal',
    people: true,
    pattern:
      /\bmay\b(?! (?:\w+ly )?(?:be|have|not|find|feel|know|see (?!the |their |a )|need|want|wish|like|prefer|think|cost|become|lose|face|suffer|come|appear|seem|believe|expect|experience|encounter|forget|reali[sz]e|regret|receive|lead|result|cause|fall|live|own)\b)(?= [a-z])/i,
  },
  { says: 'may', form: 'modal', denied: true, pattern: /\b(?:may|can)\b/i },
  {
    says: 'may',
    form: 'modal',
    pattern:
      /\b(?:is|are|be|feel|remain) (?:\w+ly |always |also |all |both )?(?:permitted|allowed|welcome(?= to\b)|free|entitled|able|voluntary|at liberty)\b|\bcomments are (?:\w+ )?welcome\b|\b(?:is|are) (?:perfectly |quite |all |always )*(?:fine|OK|okay|acceptable|all right|alright|in order)(?=\W*$| (?:as|so) long| (?:to|for|with)\b)|\breserves? the right\b|\bha(?:ve|s) leave to\b|\b(?:is|are|makes?) (?:an? |the only )?exceptions?\b|\b(?:head ?teachers?|principals?|governors|we|school|managers?) (?:may|can) (?:also )?(?:allow|make|agree|grant|permit)\b|\b(?:permits?|allows)\b(?= [^.]{0,40}\b(?:use|access|staff|pupils|parents)\b)|\b(?:has|have) the right to\b/i,
    not: /\b(?:so that|to ensure|ensures?|helps?|enables?|lets?)\b[^.]{0,60}\b(?:are|be) (?:able|free)\b|\bclearly able\b|\bable to clearly\b/i,
  },
  {
    says: 'may',
    form: 'modal',
    personal: true,
    pattern:
      /\b(?:may|can)\b(?! (?:\w+ly |also |then |still |always |sometimes |often |therefore )*(?:be|have|not|lead|result|affect|harm|cause|help|lay|put|impact|find|feel|hold|damage|become|include|come|seem|reach|portray|take (?:many|place|several)|bring|give rise|contain|make it|pose|occur|arise|happen|need|range|vary|change|lie|expose|breach|compromise|interpret|offer|enhance|create (?:an?|risks?)|benefit|open|provide|mean|constitute|amount|face|know|see|potentially|allow|enable|play|act as|influence|spread|reveal|leave (?:you|them|us|an?|the school|people|others)\b|undermine|hurt|get|go|reflect|appear|remain|look|sound|escalate|form|work|develop|raise (?:risks|issues)|wish|want|like to)\b)(?=,? [a-z]|$)/i,
  },
  {
    says: 'process',
    form: 'passive',
    pattern:
      /\b(?:may|can|could) (?:also |from time to time |at any time )?be (?:monitored|checked|inspected|searched|recorded|accessed|logged|investigated|filtered)\b/i,
  },
  // What the school does
  {
    says: 'process',
    form: 'assigns',
    pattern:
      /\b(?:is|are) (?:\w+ly |also |overall |jointly )*(?:responsible|accountable|the lead|in charge)\b|\b(?:responsibility|responsibilities) (?:of|for|(?:lies|rests|sits) with)\b|\bresponsibility[^.]{3,80}? (?:lies|rests|sits) with\b|\bhas? (?:overall|day-to-day|lead|ultimate|general|specific) responsibility\b|\b(?:it )?falls to\b|\bin the hands of\b|\b(?:acts?|serves?) as\b|\b(?:Mr|Mrs|Miss|Ms|Dr)\.? [A-Z]\w+(?: and (?:Mr|Mrs|Miss|Ms|Dr)\.? [A-Z]\w+)? (?:is|are|has|have|manages?|runs?)\b|\b(?:is|are) (?=(?:Mr|Mrs|Miss|Ms|Dr)\b)|\b(?:is|are) (?:our|the) (?:designated|named|network|online|e-safety|social media|page|group|account|data|safeguarding|lead|nominated)\b|\b(?:administers?|oversees?|moderates?)\b|\b(?:has|have) (?:been )?(?:appointed|nominated|delegated)\b|\b(?:is|are) the (?:person|people|one|first point) (?:to|of) (?:contact|ask|tell|see|speak)\b|\b(?:team|group|committee|members|administrators|moderators) (?:are|is|consists? of|comprises?)\s?:/i,
  },
  {
    says: 'process',
    form: 'passive',
    pattern:
      /\b(?:is|are) (?:\w+ly |also |then |all |always )*(?:reviewed|monitored|moderated|checked|dealt with|managed|administered|investigated|removed|deleted|taken down|recorded|reported|trained|informed|told|taught|looked after|filtered|blocked|vetted|updated by|maintained by|run by|overseen by|kept up to date|approved by|made aware|given|provided with|handled|addressed)\b/i,
    not: /\b(?:where|when|if|once|that|which|who|unless|until) [^.,;]{0,60}\b(?:is|are) (?:\w+ly )?(?:reviewed|monitored|moderated|checked|dealt with|managed|removed|deleted|recorded|reported|informed|blocked|updated|given|provided|handled|addressed)/i,
  },
  {
    says: 'process',
    form: 'assigns',
    pattern:
      /\b(?:we|school|academy|nursery|trust|setting|governors|headteacher|leaders|staff team|pre-?school|college|SLT|DSL|manager|principal|lead|office|administrators?|moderators?|team) (?:also |regularly |routinely |actively |then |always |do )*(?:monitors?|reviews?|checks?|investigates?|removes?|blocks?|deletes?|teaches?|trains?|provides?|delivers?|informs?|filters?|moderates?|manages?|takes? (?:appropriate |any |disciplinary |swift )?(?:action|steps)|keeps? a (?:record|log|list)|maintains? (?:a|the)|offers? (?:training|support|workshops|information|parents|advice)|approves?|updates? (?:it|the|this|our)|operates? a|looks? after (?:the|our) (?:page|account|site)|runs? the)\b/i,
  },
  { says: 'process', form: 'will', pattern: /\b(?:will|shall)\b/i },
]
