import type { Form } from './operative-phrases.ts'
import type { Strength } from './reading.ts'

type Predicate = { readonly says: Strength; readonly form: Form; readonly pattern: RegExp }

const IS =
  '(?:is|are|remains?|stays?|(?:would|will) be)\\s(?:\\w+ly\\s|also\\s|always\\s|all\\s|quite\\s|simply\\s)?'
const PEOPLE =
  '(?:staff|employees?|teachers?|colleagues|adults?|pupils?|students?|children|parents?|carers?|families|governors?|trustees|volunteers?|visitors?|members?|users?|administrators?|school|account|page|everyone|they)(?: (?:in|of|at|on) (?:our |the )?\\w+)?'
/** "It is a condition of employment that", "The rule is that", "It is our practice to". */
const OUR_RULE =
  "(?:it is (?:an? |the |our |this school's )?|(?:our|the|one) (?:general |golden |basic |first |simple )?)(?:condition of [\\w' ]{3,30}|rule|practice|policy|requirement|expectation|custom)"

/**
 * What a sentence says of its subject by "is", "has" or "needs" alone, with no verb that imposes or forbids: "off the
 * table", "for personal use only", "has at least two administrators".
 */
export const PREDICATES: readonly Predicate[] = [
  {
    says: 'must-not',
    form: 'modal',
    pattern: new RegExp(
      `\\b(?:${IS})(?:not (?:an option|on(?=\\W*$)|for\\b|the (?:place|way)|a place\\b|our way)|off the table|out(?=\\W*$)|ruled out|not (?:yours|theirs|ours)\\b|out of (?:place|bounds|order|the question)|against (?:the |our |school |nursery |trust )*(?:rules|policy|law|code)|contrary to|(?<!nothing )wrong\\b|no place for)|\\bha(?:s|ve) no (?:place|home|room|part)\\b`,
      'i',
    ),
  },
  {
    says: 'must-not',
    form: 'modal',
    pattern: new RegExp(
      `^${OUR_RULE} (?:is )?(?:not to|that [^.;]{0,30}\\b(?:not|no|never)\\b)|\\bthere (?:is|are) to be no\\b|\\b(?:in no (?:case|way)|by no means|on no occasion)\\b`,
      'i',
    ),
  },
  {
    says: 'must',
    form: 'modal',
    pattern: new RegExp(`^${OUR_RULE} (?:is )?(?:to|that)\\b|\\bthere (?:shall|is to|are to) be\\b`, 'i'),
  },
  // A rule without a verb: "Polite words at all times", "Phones: off and in bags", "In lessons, never".
  {
    says: 'must',
    form: 'modal',
    pattern:
      /^(?:(?!apply)[\w'-]+ ){1,6}(?:at all times|please)\W*$|^(?:phones?|devices?|cameras?|tablets?|watches)[\w ]{0,20}: (?:off|away|in|out|on)\b|^only (?:if|when|where|with)\b/i,
  },
  { says: 'must-not', form: 'modal', pattern: /^(?:in|on|at|during|with)\b[^.;]*, (?:no|never)\W*$/i },
  {
    says: 'may',
    form: 'modal',
    pattern: /^(?:in|on|at|during|with)\b[^.;]*(?:, (?:yes|fine|certainly)| you can)\W*$/i,
  },
  {
    says: 'should',
    form: 'modal',
    pattern:
      /\b(?:care|caution|discretion|tact|vigilance|thought) (?:is|should be|must be) (?:\w+ly )?(?:needed|called for|required|taken|advised|used)\b|\battention is drawn\b/i,
  },
  {
    says: 'must',
    form: 'modal',
    pattern: new RegExp(
      `\\b(?:is|are) the (?:only (?:\\w+ )?(?:place|means|device|camera|phone|account|channel|app)|(?:only |right |proper )?way to|(?:only )?(?:person|people|ones?) who)\\b|\\b(?:phones?|devices|watches|cameras) (?:is|are) for\\b|\\b(?:is|are) (?:only )?(?:by|through|via) (?:the |our )?(?:school|official|office|telephone|e-?mail)\\b|\\b${IS}(?:strictly )?for [^.;]{2,60}?\\b(?:only|alone|nothing else|no other purpose)\\b|\\b${PEOPLE} ${IS}(?:responsible|liable|answerable|accountable|bound|careful|cautious|courteous|polite|respectful|discreet|mindful|vigilant|truthful)\\b(?! (?:body|use|citizens?|adults?)\\b)`,
      'i',
    ),
  },
  {
    says: 'must',
    form: 'modal',
    pattern:
      /\b(?:relationships?|replies|contact|communication|language|tone|profiles?|accounts?|settings|passwords?|log-?ins?|phones?|devices|boundaries|details|conversations?|posts|numbers|groups|meetings|information)\b[^.;]{0,40}? (?:(?:is|are) (?=private|confidential|secret)|stays?|remains?) (?:\w+ly )?(?:professional|polite|courteous|respectful|kind|accurate|truthful|fair|formal|friendly|private|secret|secure|confidential|separate|silent|safe|locked|off|neutral|factual|away|within|switched|with)\b/i,
  },
  {
    says: 'must',
    form: 'modal',
    pattern:
      /\b(?:accounts?|pages?|groups?|posts?|photographs?|images|staff|pupils|parents|everyone|employees|matters|concerns|content) needs? (?:the|an?|two|at least|prior|written|to)\b/i,
  },
  {
    says: 'process',
    form: 'assigns',
    pattern:
      /\b(?:accounts?|pages?|groups?|channels?) (?:always |each )?ha(?:s|ve) (?:(?:at least|no fewer than|more than) )?(?:an?|one|two|three|its own|\d)\b|\bha(?:s|ve) (?:sole |full |the )*(?:access to|the final say|the last word|final say|oversight of|charge of|control of|responsibility)\b|^it is (?:the|our|for the) [\w' -]{3,40} who\b/i,
  },
  {
    says: 'may',
    form: 'modal',
    pattern:
      /\bnothing (?:here )?(?:prevents|stops|bars|wrong (?:with|in)|to (?:stop|prevent))\b|\bno harm in\b|\bcan (?:have (?:their|an?|the)|go (?:on|in|up))\b|\bno objection to\b|\bha(?:s|ve) (?:every|the) right to\b|\b(?:is|are) (?:\w+ly |all |very |most )*welcome\b|\b(?:is|are) open to (?:all|any|every|you|anyone|anybody|members|parents|staff|pupils)\b|\bneed not\b/i,
  },
  {
    says: 'process',
    form: 'consequence',
    pattern:
      /\b(?:offences?|breach(?:es)?|refusal|misuse|failure|repeats?|incidents?|breaking (?:these|the|this) \w+)\b[^.;]{0,60}? (?:means?|brings?|leads? to|results? in|ends? in|earns?|ha(?:s|ve) consequences)\b|\bup to and including dismissal\b|\b(?:can|could|may) end in\b/i,
  },
  {
    says: 'process',
    form: 'passive',
    pattern:
      /\b(?:support|help|advice|counselling|training|guidance)\b[^.;]{0,30} (?:is|are) (?:on offer|at hand|available) (?:to|for|from)\b/i,
  },
  {
    says: 'should',
    form: 'asks',
    pattern: /\bwe(?: would|'d) (?:rather|prefer|be (?:very )?(?:grateful|pleased|glad))\b/i,
  },
  {
    says: 'should',
    form: 'modal',
    pattern: /\b(?:is|are) worth \w+ing\b|\bwants? (?:checking|reviewing|changing)\b/i,
  },
]
