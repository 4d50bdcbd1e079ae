import { type Role, roleNames } from '../kernel/actor.ts'
import { capital, listed } from '../kernel/prose.ts'
import type { SettingKey } from './catalogue.ts'
import type { SettingValue } from './settings.ts'
import { cycleWords, statedDateWords } from './stated-date.ts'

/** Settings that name one or more of a few words. */
type ChoiceKey =
  | 'accounts.business-case'
  | 'accounts.runner-requirements'
  | 'inbox.moderation-acts'
  | 'posts.second-approval'
  | 'policy.acknowledge-on'
  | 'policy.consultees'
  | 'policy.review-triggers'

type Choice<Value> = Value extends readonly (infer Item extends string)[] ? Item : Value & string

/** What each choice of a setting is called, in small letters so that it can stand inside a sentence. */
export const choiceWords: {
  readonly [Key in ChoiceKey]: Readonly<Record<Choice<SettingValue<Key>>, string>>
} = {
  'accounts.business-case': {
    aim: 'what it is for',
    audience: 'for whom',
    promotion: 'how it is made known',
    runners: 'who runs it',
    openness: 'who can see it',
  },
  'accounts.runner-requirements': {
    acknowledged: 'has acknowledged the policy',
    trained: 'has been trained',
  },
  'inbox.moderation-acts': {
    hide: 'hide it',
    block: 'block its author',
    report: 'report it',
    delete: 'delete it',
  },
  'posts.second-approval': { none: 'none', 'pupil-pictures': 'posts that show pupils', all: 'every post' },
  'policy.acknowledge-on': {
    induction: 'on joining',
    'material-change': 'whenever the policy really changes',
    yearly: 'every year',
  },
  'policy.consultees': {
    unions: 'unions',
    'professional-associations': 'professional associations',
    staff: 'staff',
    parents: 'parents and carers',
    governors: 'governors',
  },
  'policy.review-triggers': {
    'guidance-changed': 'new law or guidance',
    'technical-change': 'a technical change',
    'local-concern': 'a local concern',
    'lesson-learnt': 'a lesson from an incident',
    interpretation: 'a clause that had to be interpreted',
    'unanswered-questions': 'questions that the policy does not answer',
  },
}

/** What becomes of a message that comes at a weekend. */
export const weekendWords: Readonly<Record<SettingValue<'inbox.clock'>['weekend'], string>> = {
  'next-working-day': 'by the end of the next working day',
  'same-hours': 'within the same hours',
}

const named = (words: readonly string[], last: 'and' | 'or'): string =>
  capital(listed(words, last) || 'nothing')

const chosen = <Value extends string>(
  words: Readonly<Record<Value, string>>,
  values: readonly Value[],
  last: 'and' | 'or' = 'and',
): string =>
  named(
    values.map(value => words[value]),
    last,
  )

const who = (roles: readonly Role[]): string =>
  listed(
    roles.map(role => roleNames[role]),
    'or',
  ) || 'nothing'

const yes = (value: boolean): string => (value ? 'Yes' : 'No')

const words: { readonly [Key in SettingKey]: (value: SettingValue<Key>) => string } = {
  'accounts.business-case': value => chosen(choiceWords['accounts.business-case'], value),
  'accounts.approver': who,
  'accounts.minimum-runners': value => `At least ${value}`,
  'accounts.runner-requirements': value =>
    value.length === 0
      ? 'Nothing'
      : `Everyone who runs one ${listed(value.map(one => choiceWords['accounts.runner-requirements'][one]))}`,
  'accounts.credential-keeper': who,
  'accounts.watch': ({ days, holidays }) =>
    `${days === 'every-day' ? 'Every day' : 'On working days'}${holidays ? ', holidays included' : ', not in holidays'}`,
  'inbox.clock': ({ hours, weekend }) =>
    `Within ${hours} hours; what comes at a weekend, ${weekendWords[weekend]}`,
  'inbox.moderation-acts': value => chosen(choiceWords['inbox.moderation-acts'], value, 'or'),
  'inbox.tell-audience': yes,
  'images.consent-required': yes,
  'images.do-not-publish-list': yes,
  'images.only-official-accounts': yes,
  'posts.second-approval': value => capital(choiceWords['posts.second-approval'][value]),
  'posts.checks': value => value.map(check => check.text).join(' '),
  'concerns.about-child': who,
  'concerns.about-adult': who,
  'concerns.about-headteacher': who,
  'advice.adviser': who,
  'policy.acknowledgers': who,
  'policy.acknowledge-on': value => chosen(choiceWords['policy.acknowledge-on'], value),
  'policy.owner': value => roleNames[value],
  'policy.consultees': value => chosen(choiceWords['policy.consultees'], value),
  'policy.links': value =>
    named(
      value.map(({ name }) => name),
      'and',
    ),
  'policy.sites': value => (value.length === 0 ? 'The whole school' : listed(value)),
  'policy.review-triggers': value => chosen(choiceWords['policy.review-triggers'], value, 'or'),
  'policy.compliance-told-by': value => named(value, 'and'),
  'policy.handbook': yes,
  'policy.review': value =>
    capital(
      [
        value.every === undefined ? [] : cycleWords(value.every),
        value.next === undefined ? [] : `next in ${statedDateWords(value.next)}`,
      ]
        .flat()
        .join(', '),
    ),
}

/** A setting's value in plain English: “Within 24 hours; what comes at a weekend, within the same hours”. */
export const settingWords = <Key extends SettingKey>(key: Key, value: SettingValue<Key>): string =>
  words[key](value)
