import { type Role, roleNames } from '../../kernel/actor.ts'
import { capital, listed, sentence } from '../../kernel/prose.ts'
import { catalogue, type SettingKey, settingKeys } from '../../policy-engine/catalogue.ts'
import type { Clause, Pack } from '../../policy-engine/policy.ts'
import type { EffectiveSettings, SettingValue } from '../../policy-engine/settings.ts'
import { cycleWords, statedDateWords } from '../../policy-engine/stated-date.ts'

const named = (words: readonly string[], last: 'and' | 'or'): string => listed(words, last) || 'nothing'

const who = (roles: readonly Role[]): string =>
  named(
    roles.map(role => roleNames[role]),
    'or',
  )

const caseWords: Readonly<Record<SettingValue<'accounts.business-case'>[number], string>> = {
  aim: 'what it is for',
  audience: 'for whom',
  promotion: 'how it is made known',
  runners: 'who runs it',
  openness: 'who can see it',
}

const requirementWords = {
  acknowledged: 'has acknowledged the policy',
  trained: 'has been trained',
} as const

const secondApprovalWords = {
  none: 'None',
  'pupil-pictures': 'Posts that show pupils',
  all: 'Every post',
} as const

const acknowledgeWords: Readonly<Record<SettingValue<'policy.acknowledge-on'>[number], string>> = {
  induction: 'on joining',
  'material-change': 'whenever the policy really changes',
  yearly: 'every year',
}

const consulteeWords: Readonly<Record<SettingValue<'policy.consultees'>[number], string>> = {
  unions: 'unions',
  'professional-associations': 'professional associations',
  staff: 'staff',
  parents: 'parents and carers',
  governors: 'governors',
}

const triggerWords: Readonly<Record<SettingValue<'policy.review-triggers'>[number], string>> = {
  'guidance-changed': 'new law or guidance',
  'technical-change': 'a technical change',
  'local-concern': 'a local concern',
  'lesson-learnt': 'a lesson from an incident',
  interpretation: 'a clause that had to be interpreted',
  'unanswered-questions': 'questions that the policy does not answer',
}

const yes = (value: boolean): string => (value ? 'Yes' : 'No')

const words: { readonly [Key in SettingKey]: (value: SettingValue<Key>) => string } = {
  'accounts.business-case': value =>
    capital(
      named(
        value.map(question => caseWords[question]),
        'and',
      ),
    ),
  'accounts.approver': who,
  'accounts.minimum-runners': value => `At least ${value}`,
  'accounts.runner-requirements': value =>
    value.length === 0
      ? 'Nothing'
      : `Everyone who runs one ${named(
          value.map(one => requirementWords[one]),
          'and',
        )}`,
  'accounts.credential-keeper': who,
  'accounts.watch': value =>
    `${value.days === 'every-day' ? 'Every day' : 'On working days'}${value.holidays ? ', holidays included' : ', not in holidays'}`,
  'inbox.clock': value =>
    `Within ${value.hours} hours; what comes at a weekend, ${value.weekend === 'next-working-day' ? 'by the end of the next working day' : 'within the same hours'}`,
  'inbox.moderation-acts': value =>
    capital(
      named(
        value.map(act => (act === 'block' ? 'block its author' : `${act} it`)),
        'or',
      ),
    ),
  'inbox.tell-audience': yes,
  'images.consent-required': yes,
  'images.do-not-publish-list': yes,
  'images.only-official-accounts': yes,
  'posts.second-approval': value => secondApprovalWords[value],
  'posts.checks': value => value.map(check => check.text).join(' '),
  'concerns.about-child': who,
  'concerns.about-adult': who,
  'concerns.about-headteacher': who,
  'advice.adviser': who,
  'policy.acknowledgers': who,
  'policy.acknowledge-on': value =>
    capital(
      named(
        value.map(occasion => acknowledgeWords[occasion]),
        'and',
      ),
    ),
  'policy.owner': value => roleNames[value],
  'policy.consultees': value =>
    capital(
      named(
        value.map(one => consulteeWords[one]),
        'and',
      ),
    ),
  'policy.links': value =>
    capital(
      named(
        value.map(({ name }) => name),
        'and',
      ),
    ),
  'policy.sites': value => (value.length === 0 ? 'The whole school' : named(value, 'and')),
  'policy.review-triggers': value =>
    capital(
      named(
        value.map(one => triggerWords[one]),
        'or',
      ),
    ),
  'policy.compliance-told-by': value => capital(named(value, 'and')),
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

/** A setting's value as a page says it. */
const valueWords = <Key extends SettingKey>(settings: EffectiveSettings, key: Key): string =>
  `${words[key](settings[key].value)}${key === 'inbox.clock' ? weekendPractice(settings) : ''}`

/** A clause that gives the hours often says nothing of weekends: then that part is not the policy's. */
const weekendPractice = (settings: EffectiveSettings): string => {
  const clauses = settings['inbox.clock'].basis.flatMap(one => (one.kind === 'clause' ? [one.gist] : []))
  return clauses.length === 0 ||
    clauses.some(gist => /\bweek|\b(working|school|term)[- ](day|time)/i.test(gist))
    ? ''
    : ' (the weekend is school practice: the clause does not speak of it)'
}

/** What a setting is called, its value in words, and why it is so. */
export const settingLines = (settings: EffectiveSettings) =>
  settingKeys.map(key => ({
    key,
    name: catalogue[key].name,
    value: valueWords(settings, key),
    basis: settings[key].basis,
    /** What of the value rests on one clause: a list of reminders cites a clause for each. */
    under: (clause: string): string =>
      key === 'posts.checks'
        ? settings[key].value
            .filter(check => check.basis.kind === 'clause' && check.basis.clause === clause)
            .map(check => check.text)
            .join(' ')
        : valueWords(settings, key),
  }))
export type SettingLine = ReturnType<typeof settingLines>[number]

/** Where a setting comes from: a clause of the policy, school practice where it does not say, or the law alone. */
export const originOf = (line: Pick<SettingLine, 'basis'>): 'clause' | 'practice' | 'law' =>
  line.basis.some(basis => basis.kind === 'clause')
    ? 'clause'
    : line.basis.some(basis => basis.kind === 'practice')
      ? 'practice'
      : 'law'

/** The document's own strength, as people say it. */
const strengthWords: Readonly<Record<Clause['strength'], string>> = {
  must: 'Must',
  'must-not': 'Must not',
  should: 'Should',
  'should-not': 'Should not',
  may: 'May',
  'needs-approval': 'Needs approval',
}

const whoWords: Readonly<Record<Clause['who'], string>> = {
  staff: 'staff',
  pupil: 'pupils',
  parent: 'parents',
  governor: 'governors',
  volunteer: 'volunteers',
  all: 'everyone',
  school: 'the school',
  slt: 'senior leaders',
  moderator: 'administrator',
}

/** The clauses by the section they stand in, in the document's order, each with the settings that rest on it. */
export const clausesBySection = (pack: Pack, lines: readonly SettingLine[]) => {
  const sections = new Map<string, ReturnType<typeof clauseView>[]>()
  for (const clause of pack.clauses) {
    const view = clauseView(clause, lines)
    const known = sections.get(clause.section)
    if (known) known.push(view)
    else sections.set(clause.section, [view])
  }
  return [...sections].map(([name, clauses], index) => ({
    id: `section-${index + 1}`,
    name: /^\d/.test(name) ? `Section ${name}` : capital(name),
    clauses,
  }))
}

const clauseView = (clause: Clause, lines: readonly SettingLine[]) => ({
  id: clause.id,
  strength: strengthWords[clause.strength],
  who: whoWords[clause.who],
  gist: sentence(clause.gist),
  acts: lines
    .filter(line => line.basis.some(basis => basis.kind === 'clause' && basis.clause === clause.id))
    .map(line => ({ name: line.name, value: line.under(clause.id) })),
})
