import { capital, sentence } from '../../kernel/prose.ts'
import { catalogue, type SettingKey, settingKeys } from '../../policy-engine/catalogue.ts'
import type { Clause, Pack } from '../../policy-engine/policy.ts'
import { settingWords } from '../../policy-engine/setting-words.ts'
import type { EffectiveSettings } from '../../policy-engine/settings.ts'
import { addresseeWords, strengthWords } from '../../policy-engine/words.ts'

/** A setting's value as a page says it. */
const valueWords = <Key extends SettingKey>(settings: EffectiveSettings, key: Key): string =>
  `${settingWords(key, settings[key].value)}${key === 'inbox.clock' ? weekendPractice(settings) : ''}`

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
  who: addresseeWords[clause.who],
  gist: sentence(clause.gist),
  acts: lines
    .filter(line => line.basis.some(basis => basis.kind === 'clause' && basis.clause === clause.id))
    .map(line => ({ name: line.name, value: line.under(clause.id) })),
})
