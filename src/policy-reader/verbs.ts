/** What people, schools and their officers do in a rule, in the base form. */
const ACTIONS = new Set(
  `abide accept access act add address adhere administer adopt advertise advise agree allow alert anonymise answer
  apologise appear apply appoint approach approve archive arrange ask assess assign attach attend audit authorise
  avoid back ban bear begin behave block book breach brief bring broadcast build bully call carry challenge change
  chat check choose circulate clear close collect come comment communicate complain complete comply conceal conduct
  confirm confiscate connect consider consult contact control copy correct cover create criticise crop deal decide
  declare decline defer delegate delete deliver demonstrate deny destroy direct disable disclose discuss display distribute do
  document download draft edit educate email e-mail embed encourage engage enjoy ensure enter erase escalate
  establish examine exchange exercise explain expose express familiarise file fill film filter find follow forward
  gather get give go gossip handle hand harass have hear hide hold identify impersonate inform insist inspect
  install introduce investigate invite issue join judge keep know label lead leave lend let like limit link list
  listen live-stream livestream lock log look lose lower maintain make manage mark match meet mention message model
  moderate monitor move mute name notify nominate observe obtain offer open operate oversee own park pass pause pay
  permit phone photograph pick pin place play post prepare present preserve prevent print process produce promote
  protect provide publicise publish put qualify query quote raise read receive record redact refer refrain refuse register
  reject remember remind remove repeat reply report repost represent request require resist resolve respect respond
  restrict retain return retweet reveal review ring run safeguard save say scan schedule screen scroll search seek
  select sell send serve set settle share shield show sign sit speak stand start state stay stop store steer stick stream submit
  supervise supply support suspend swap swear switch tag take talk teach tell test text think tidy touch train
  transfer treat turn tweet undertake unfollow unfriend update uphold upload use verify view visit vet wait waive warn
  watch wear wipe withdraw withhold witness work write`.split(/\s+/),
)

/** What people are, feel and think: background, whoever the subject is. */
const STATES = new Set(
  `be belong believe benefit care celebrate consider cost depend differ encounter enjoy experience
  exist expect face fall feel find grow happen have hope include intend know lie like live love mean need notice own
  play please prefer pride realise recognise recognize rely remain rise see seem spend stand strive struggle suffer tend think try
  understand value vary want welcome wish wonder worry`.split(/\s+/),
)

/** Nouns as well as verbs: at the start of a line they name something rather than command it. */
const NOUNS = new Set(
  `access address advertise audit ban book breach brief call chat check comment complaint conduct contact control copy
  display document download draft email e-mail exercise file film filter film handle issue label lead limit link list
  log mark match message model monitor name offer park place play post present process query quote record request
  report review ring run search set share show sign staff state store stream supply support test text train transfer
  update upload use view visit watch work`.split(/\s+/),
)

/** Words behind a verb and never behind a noun. */
const OBJECT =
  /^(?:the|an?|any|all|every|each|both|no|this|that|these|those|your|our|their|its|his|her|my|them|it|us|him|me|you|yourself|yourselves|themselves|himself|herself|itself|anyone|anybody|someone|nobody|nothing|anything|everything|everyone|only|one|two|three|whether|what|how|who|when|where)$/
/** Words that open no command, whatever follows them. */
const CLOSED =
  /^(?:the|an?|any|all|every|each|both|either|neither|no|none|this|that|these|those|your|our|their|its|his|her|my|i|we|you|they|he|she|it|one|such|what|who|whom|whose|which|when|whenever|where|wherever|while|whilst|how|why|if|unless|until|once|because|since|as|than|though|although|whether|and|or|but|nor|so|yet|for|of|in|on|at|by|to|from|with|without|within|into|onto|upon|over|under|above|below|beneath|between|among|amongst|across|along|around|about|after|before|behind|beside|besides|beyond|through|throughout|during|despite|except|like|unlike|near|off|out|outside|inside|per|towards?|up|down|via|is|are|was|were|am|be|been|has|had|does|did|will|would|shall|should|can|could|may|might|must|cannot|ought|not|never|ever|just|even|only|also|quite|half|twice|again|then|there|here|maybe|perhaps|almost|nearly|too|very|more|most|much|many|few|some|less|least|several|other|another|same|own|make sure|wrote|thought|began|came|drew|felt|gave|knew|led|made|met|said|saw|sent|spoke|took|told|went|grew|became|brought|chose)$/

/** "checks" → "check", "replies" → "reply", "watches" → "watch". */
const baseOf = (third: string): string =>
  third.endsWith('ies')
    ? `${third.slice(0, -3)}y`
    : /(?:ss|sh|ch|x|zz|go|do)es$/.test(third)
      ? third.slice(0, -2)
      : third.replace(/s$/, '')

/** `base` as in "they check", `third` as in "she checks", `either` where the subject shows no number. */
export type Inflection = 'base' | 'third' | 'either'

const inflected = (word: string, as: Inflection): string | undefined => {
  const third = /[^s]s$/.test(word) && word.length > 3
  if (third && as !== 'base') return baseOf(word)
  if (!third && as !== 'third' && (ACTIONS.has(word) || !/(?:ing|ly|ed)$/.test(word))) return word
  // "pass", "discuss" and the like end in s without being a third person.
  return as !== 'third' && ACTIONS.has(word) ? word : undefined
}

/**
 * The base form of the verb that a word is, given the word behind it; nothing where it is none. A word that is in no
 * list is a verb where what follows is an object.
 */
export const verbAt = (word: string, next: string, as: Inflection): string | undefined => {
  const base = CLOSED.test(word) || !/^[a-z]/.test(word) ? undefined : inflected(word, as)
  if (base === undefined) return undefined
  return ACTIONS.has(base) || STATES.has(base) || OBJECT.test(next) ? base : undefined
}

/** Whether a verb tells what is done, rather than what somebody is, feels or thinks. */
export const isAction = (base: string): boolean => ACTIONS.has(base)
export const isDeed = (base: string): boolean => !STATES.has(base)
/** Whether a word is a noun as often as a verb. */
export const isNounToo = (base: string): boolean => NOUNS.has(base)
export const opensObject = (word: string): boolean => OBJECT.test(word)
