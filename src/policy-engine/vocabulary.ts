/**
 * The words a situation is described in: finite facets, so that everything can be checked by enumeration. The words that
 * people read for them are in `words.ts`; which facet matters for which act is in `applicability.ts`.
 */
export const vocabulary = {
  /** Who does it. */
  actor: ['staff', 'slt', 'headteacher', 'governor', 'volunteer', 'contractor', 'visitor', 'pupil', 'parent'],
  /** What is done; `act` is given in every situation that is judged. */
  act: [
    'connect',
    'contact',
    'reply',
    'receive',
    'browse',
    'use-phone',
    'post',
    'take-image',
    'share-image',
    'share-information',
    'identify-school',
    'identify-profession',
    'use-brand',
    'give-contact',
    'open-account',
    'run-account',
    'answer-press',
    'remove-comment',
    'use-tool',
    'create-pupil-account',
    'vet',
    'view-profile',
    'bring-phone',
    'meet',
    'hold-indecent-image',
  ],
  /** The other person. */
  with: ['pupil', 'former-pupil', 'parent', 'colleague', 'candidate', 'journalist', 'public'],
  /** That person's age, for present and former pupils. */
  age: ['under-13', '13-17', 'adult'],
  /** A tie between the two from elsewhere. */
  tie: ['none', 'family', 'pre-existing'],
  via: [
    'personal-account',
    'professional-network',
    'school-account',
    'school-email',
    'school-phone',
    'personal-email',
    'personal-phone',
    'staff-group',
  ],
  when: ['teaching', 'break', 'off-duty', 'after-leaving'],
  where: ['with-pupils', 'school', 'visit', 'elsewhere'],
  device: ['school', 'personal'],
  about: ['nothing-of-school', 'school', 'pupils', 'colleagues', 'parents'],
  content: [
    'neutral',
    'derogatory',
    'hurtful',
    'confidential',
    'party-political',
    'copyrighted',
    'personal-gain',
    'school-work',
  ],
  /** Whom a picture shows. */
  shows: ['pupils', 'colleagues'],
  consent: ['given', 'unknown', 'refused', 'do-not-publish'],
  permission: ['none', 'headteacher-in-writing', 'leadership', 'slt', 'medical-agreement'],
  level: ['reasonable', 'excessive'],
  runners: ['one', 'two-or-more'],
  trained: ['yes', 'no'],
  disclaimer: ['yes', 'no'],
  'risk-assessed': ['yes', 'no'],
  accompanied: ['yes', 'no'],
} as const

export type Facet = keyof typeof vocabulary
export type Value<Key extends Facet = Facet> = (typeof vocabulary)[Key][number]
export type Act = Value<'act'>
export type Actor = Value<'actor'>

/** Every facet, in the order of the vocabulary. */
export const facets = Object.keys(vocabulary) as readonly Facet[]

/** What is known of a situation. A facet that is not given is unknown: it neither fires a rule nor excuses from one. */
export type Situation = { readonly [Key in Facet]?: Value<Key> }

/** A set of values for some facets, as rules and comparisons state it: all of them have to hold. */
export type Conditions = { readonly [Key in Facet]?: readonly Value<Key>[] }

/** Whether every condition is known to hold; a facet that is not given holds nothing. */
export const holds = (conditions: Conditions, situation: Situation): boolean => {
  for (const facet in conditions) {
    const wanted: readonly string[] | undefined = conditions[facet as Facet]
    const given = situation[facet as Facet]
    if (wanted !== undefined && (given === undefined || !wanted.includes(given))) return false
  }
  return true
}

/** What a document says about a situation, the strictest first. */
export const verdicts = ['must-not', 'ask', 'should-not', 'do', 'may', 'silent'] as const
export type Verdict = (typeof verdicts)[number]

/** Where a verdict stands among all of them: 0 is the strictest. */
export const rank = (verdict: Verdict): number => verdicts.indexOf(verdict)

/** Who can decide where a policy says "ask". */
export const deciders = [
  'headteacher',
  'dsl',
  'slt',
  'leadership',
  'manager',
  'governors',
  'parent',
  'copyright-holder',
] as const
export type Decider = (typeof deciders)[number]
