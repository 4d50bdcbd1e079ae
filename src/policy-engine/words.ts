import { capital, listed } from '../kernel/prose.ts'
import type { Clause } from './policy.ts'
import type { Act, Conditions, Decider, Facet, Situation, Value, Verdict } from './vocabulary.ts'

type Words<Key extends Facet> = {
  /** What a page asks. */
  readonly question: string
  /** The value as a page offers it, in small letters where it can stand inside a sentence. */
  readonly values: Readonly<Record<Value<Key>, string>>
  /** How a value stands in a description of a situation; left out, as it is offered. */
  readonly phrase?: (value: string) => string
}

/** What people read for each facet and each of its values. */
export const facetWords: { readonly [Key in Facet]: Words<Key> } = {
  actor: {
    question: 'Who is it about?',
    values: {
      staff: 'a member of staff',
      slt: 'a senior leader',
      headteacher: 'the headteacher',
      governor: 'a governor',
      volunteer: 'a volunteer',
      contractor: 'a contractor',
      visitor: 'a visitor',
      pupil: 'a pupil',
      parent: 'a parent or carer',
    },
  },
  act: {
    question: 'What is it about?',
    values: {
      connect: 'befriend, follow or accept a request online',
      contact: 'write to or call somebody first',
      reply: 'answer somebody who got in touch privately',
      receive: 'be contacted by somebody',
      browse: 'use social media for oneself',
      'use-phone': 'have one’s own phone at hand, or use it',
      post: 'publish words',
      'take-image': 'take a photo or film',
      'share-image': 'publish or pass on a photo or film',
      'share-information': 'pass on what one knows',
      'identify-school': 'name the school on a personal profile',
      'identify-profession': 'show one’s job on a personal profile',
      'use-brand': 'use the school’s name, logo or material',
      'give-contact': 'give out personal contact details',
      'open-account': 'open an official account',
      'run-account': 'run an official account',
      'answer-press': 'answer a journalist',
      'remove-comment': 'remove a comment or block its author',
      'use-tool': 'use a social app in teaching',
      'create-pupil-account': 'sign a pupil up to a service',
      vet: 'look a job candidate up online',
      'view-profile': 'look at somebody’s own page',
      'bring-phone': 'bring a phone to school',
      meet: 'meet somebody known from online',
      'hold-indecent-image': 'have or make an indecent image of a child',
    },
  },
  with: {
    question: 'Who is the other person?',
    values: {
      pupil: 'a pupil',
      'former-pupil': 'a former pupil',
      parent: 'a parent or carer',
      colleague: 'a colleague',
      candidate: 'a job candidate',
      journalist: 'a journalist',
      public: 'somebody else',
    },
    phrase: value => `the other person is ${value}`,
  },
  age: {
    question: 'How old are they?',
    values: { 'under-13': 'under 13', '13-17': '13 to 17', adult: '18 or over' },
    phrase: value => `aged ${value}`,
  },
  tie: {
    question: 'Do you know each other from outside school?',
    values: {
      none: 'no tie outside school',
      family: 'family',
      'pre-existing': 'known from before',
    },
  },
  via: {
    question: 'How?',
    values: {
      'personal-account': 'a personal account',
      'professional-network': 'a professional network, like LinkedIn',
      'school-account': 'a school account',
      'school-email': 'school email',
      'school-phone': 'a school phone',
      'personal-email': 'personal email',
      'personal-phone': 'a personal phone',
      'staff-group': 'a group of colleagues, like a staff chat',
    },
    phrase: value => `using ${value}`,
  },
  when: {
    question: 'When?',
    values: {
      teaching: 'in teaching time',
      break: 'in a break at work',
      'off-duty': 'off duty',
      'after-leaving': 'after leaving the school',
    },
  },
  where: {
    question: 'Where?',
    values: {
      'with-pupils': 'with pupils around',
      school: 'at school, away from pupils',
      visit: 'on a school visit',
      elsewhere: 'away from school',
    },
  },
  device: {
    question: 'On whose device?',
    values: { school: 'a school device', personal: 'a personal device' },
    phrase: value => `on ${value}`,
  },
  about: {
    question: 'What is it about?',
    values: {
      'nothing-of-school': 'nothing to do with school',
      school: 'the school',
      pupils: 'pupils',
      colleagues: 'colleagues',
      parents: 'parents or carers',
    },
    phrase: value => `about ${value}`,
  },
  content: {
    question: 'What is it like?',
    values: {
      neutral: 'ordinary',
      derogatory: 'derogatory or rude',
      hurtful: 'hurtful or threatening',
      confidential: 'confidential',
      'party-political': 'party-political',
      copyrighted: 'somebody else’s copyright',
      'personal-gain': 'for personal gain',
      'school-work': 'school work',
    },
  },
  shows: {
    question: 'Whom does it show?',
    values: { pupils: 'pupils', colleagues: 'colleagues' },
    phrase: value => `showing ${value}`,
  },
  consent: {
    question: 'Is there consent?',
    values: {
      given: 'consent given',
      unknown: 'consent not known',
      refused: 'consent refused',
      'do-not-publish': 'on the do-not-publish list',
    },
  },
  permission: {
    question: 'Has anybody given permission?',
    values: {
      none: 'no permission',
      'headteacher-in-writing': 'the headteacher, in writing',
      leadership: 'a member of the leadership team',
      slt: 'senior leaders',
      'medical-agreement': 'agreed because of a pupil’s medical needs',
    },
    phrase: value =>
      value.startsWith('no ') || value.startsWith('agreed ') ? value : `permission from ${value}`,
  },
  level: {
    question: 'How much?',
    values: { reasonable: 'a reasonable amount', excessive: 'more than is reasonable' },
  },
  runners: {
    question: 'How many people will run the account?',
    values: { one: 'one person runs it', 'two-or-more': 'two or more people run it' },
  },
  trained: {
    question: 'Have those who run it been trained?',
    values: { yes: 'yes', no: 'no' },
    phrase: value => (value === 'yes' ? 'trained' : 'not trained'),
  },
  disclaimer: {
    question: 'Does the profile say that the views are your own?',
    values: { yes: 'yes', no: 'no' },
    phrase: value => (value === 'yes' ? 'with a disclaimer' : 'without a disclaimer'),
  },
  'risk-assessed': {
    question: 'Has it been risk-assessed?',
    values: { yes: 'yes', no: 'no' },
    phrase: value => (value === 'yes' ? 'risk-assessed' : 'not risk-assessed'),
  },
  accompanied: {
    question: 'Will a trusted adult be there?',
    values: { yes: 'yes', no: 'no' },
    phrase: value => (value === 'yes' ? 'with a trusted adult' : 'without a trusted adult'),
  },
}

/** A value in the words a person reads: “a former pupil”. */
export const valueWords = (facet: Facet, value: string): string => {
  const values: Readonly<Record<string, string>> = facetWords[facet].values
  return values[value] ?? value
}

/** An act as it is put to the one who does it: “use social media for yourself”. */
export const ownActWords = (act: Act): string =>
  valueWords('act', act)
    .replace('oneself', 'yourself')
    .replace('one’s', 'your')
    .replace('what one knows', 'what you know')

/** What a verdict is called on its own. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  'must-not': 'Not allowed',
  ask: 'Ask first',
  'should-not': 'Advised against',
  do: 'There is something to do',
  may: 'Allowed',
  silent: 'The policy does not say',
}

/** How strongly a document puts a clause. */
export const strengthWords: Readonly<Record<Clause['strength'], string>> = {
  must: 'Must',
  'must-not': 'Must not',
  should: 'Should',
  'should-not': 'Should not',
  may: 'May',
  'needs-approval': 'Only with approval',
}

/** Whom a clause binds or empowers. */
export const addresseeWords: Readonly<Record<Clause['who'], string>> = {
  staff: 'staff',
  pupil: 'pupils',
  parent: 'parents and carers',
  governor: 'governors',
  volunteer: 'volunteers',
  all: 'everyone',
  school: 'the school',
  slt: 'senior leaders',
  moderator: 'the administrator',
}

/** Who decides, in plain English. */
export const deciderWords: Readonly<Record<Decider, string>> = {
  headteacher: 'the headteacher',
  dsl: 'the DSL or a deputy',
  slt: 'a senior leader',
  leadership: 'a member of the leadership team',
  manager: 'your line manager',
  governors: 'the governors',
  parent: 'the parent or carer',
  'copyright-holder': 'whoever holds the copyright',
}

/** The order in which a description names what is known. */
const spoken: readonly Facet[] = [
  'with',
  'age',
  'tie',
  'shows',
  'about',
  'content',
  'via',
  'device',
  'when',
  'where',
  'consent',
  'permission',
  'level',
  'runners',
  'trained',
  'disclaimer',
  'risk-assessed',
  'accompanied',
]

/** A situation as one line: “A member of staff: take a photo or film; showing pupils; on a personal device”. */
export const situationWords = (situation: Situation): string => {
  const said = (facet: Facet): readonly string[] => {
    const value = situation[facet]
    if (value === undefined) return []
    const words = valueWords(facet, value)
    return [facetWords[facet].phrase?.(words) ?? words]
  }
  const who = capital(said('actor')[0] ?? 'somebody')
  const [what] = said('act')
  return [what === undefined ? who : `${who}: ${what}`, ...spoken.flatMap(said)].join('; ')
}

const wholeStaff: readonly string[] = ['staff', 'slt', 'headteacher']

/** What a facet may be, in one phrase: “using a personal account or school email”. */
const anyOf = (facet: Facet, values: readonly string[]): string => {
  const staff = facet === 'actor' && wholeStaff.every(value => values.includes(value))
  const words = [
    ...(staff ? ['anyone on the staff'] : []),
    ...values.filter(value => !staff || !wholeStaff.includes(value)).map(value => valueWords(facet, value)),
  ]
  const phrases = words.map(word => facetWords[facet].phrase?.(word) ?? word)
  // “using a, using b” is said as “using a or b”.
  const leads = new Set(phrases.map((phrase, index) => phrase.slice(0, -(words[index] ?? '').length)))
  const [lead] = leads
  return leads.size === 1 && phrases.every((phrase, index) => phrase === `${lead}${words[index]}`)
    ? `${lead}${listed(words, 'or')}`
    : listed(phrases, 'or')
}

/** What conditions ask besides the act: “anyone on the staff; the other person is a pupil”; '' where they ask nothing. */
export const circumstancesWords = (when: Conditions): string =>
  (['actor', ...spoken] as const)
    .flatMap(facet => {
      const values: readonly string[] | undefined = when[facet]
      return values === undefined ? [] : [anyOf(facet, values)]
    })
    .join('; ')

/**
 * Conditions as one line: “Befriend, follow or accept a request online (anyone on the staff; the other person is a pupil or
 * a former pupil)”. A facet that is left out may be anything.
 */
export const conditionsWords = (when: Conditions): string => {
  const what = capital(when.act === undefined ? 'whatever it is' : anyOf('act', when.act))
  const how = circumstancesWords(when)
  return how === '' ? what : `${what} (${how})`
}
