import { type Role, roleNames } from '../../kernel/actor.ts'
import { listed } from '../../kernel/prose.ts'
import type { Pack } from '../../policy-engine/policy.ts'
import type { Actor } from '../../policy-engine/vocabulary.ts'
import type { Spread, UnderstandingQuestion } from './understanding-question.ts'

/** What a person must know by heart, of the settings that say who. */
const whoQuestions = {
  'advice.adviser': 'Who advises you on your own use of social media?',
  'accounts.approver': 'Who decides whether the school opens an official account?',
  'accounts.credential-keeper': 'Who keeps the passwords of official accounts?',
  'concerns.about-child': 'Whom do you tell when something online worries you about a child?',
  'concerns.about-adult': 'Whom do you tell when something online worries you about an adult who works here?',
  'concerns.about-headteacher': 'Whom do you tell when something online worries you about the headteacher?',
} as const
type WhoKey = keyof typeof whoQuestions
const whoKeys = Object.keys(whoQuestions) as readonly WhoKey[]

/** Who might be taken for the right one. */
const others: readonly Role[] = ['headteacher', 'dsl', 'senior-leader', 'administrator', 'chair']

/** Beside a right answer, who of these would not be plainly wrong. */
const alsoRight: Readonly<Partial<Record<Role, readonly Role[]>>> = {
  headteacher: ['senior-leader'],
  'senior-leader': ['headteacher', 'dsl'],
  'deputy-dsl': ['dsl'],
  governor: ['chair'],
}

/** Hours within which a message might be answered. */
const otherHours = [4, 24, 48, 72]

const notSaid = { value: 'silent', text: 'The policy does not say' }

/** The questions that the settings of a pack give to this actor, as far as a clause says what they are. */
export const settingQuestions = (
  pack: Pack,
  actor: Actor,
  spread: Spread,
): readonly UnderstandingQuestion[] => [
  ...whoKeys.flatMap(key => whoQuestion(pack, actor, spread, key) ?? []),
  ...[clockQuestion(pack, spread) ?? []].flat(),
]

const whoQuestion = (
  pack: Pack,
  actor: Actor,
  spread: Spread,
  key: WhoKey,
): UnderstandingQuestion | undefined => {
  const stated = pack.settings[key]
  const clauses = clausesOf(stated)
  if (stated === undefined || clauses.length === 0) return undefined
  // Nobody is asked whom to tell about themselves.
  if (key === 'concerns.about-headteacher' && actor === 'headteacher') return undefined
  const right = {
    value: 'stated',
    text: listed(
      stated.value.map(role => roleNames[role]),
      'or',
    ),
  }
  const wrong = others
    .filter(role => !stated.value.some(one => one === role || alsoRight[one]?.includes(role)))
    .map(role => ({ value: role, text: roleNames[role] }))
  return {
    id: key,
    about: key,
    text: whoQuestions[key],
    choices: [
      ...spread(
        [right, ...spread(wrong, ({ value }) => `${key} ${value}`).slice(0, 2)],
        ({ value }) => value,
      ),
      notSaid,
    ],
    right: right.value,
    clauses,
  }
}

const clockQuestion = (pack: Pack, spread: Spread): UnderstandingQuestion | undefined => {
  const stated = pack.settings['inbox.clock']
  const clauses = clausesOf(stated)
  if (stated === undefined || clauses.length === 0) return undefined
  const { hours } = stated.value
  const wrong = spread(
    otherHours.filter(other => other !== hours),
    String,
  ).slice(0, 2)
  return {
    id: 'inbox.clock',
    about: 'inbox.clock',
    text: 'How soon is a message to an official account answered, if only to say that it has arrived?',
    choices: [
      ...[hours, ...wrong]
        .toSorted((one, other) => one - other)
        .map(within => ({ value: String(within), text: `Within ${within} hours` })),
      notSaid,
    ],
    right: String(hours),
    clauses,
  }
}

const clausesOf = (stated: { readonly basis: readonly object[] } | undefined): readonly string[] =>
  stated?.basis.flatMap(one => ('clause' in one && typeof one.clause === 'string' ? [one.clause] : [])) ?? []
