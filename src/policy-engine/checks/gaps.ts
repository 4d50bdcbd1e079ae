import { applicable } from '../applicability.ts'
import { catalogue, type SettingKey, settingKeys } from '../catalogue.ts'
import { gridOf, outcomesIn } from '../grid.ts'
import type { Pack } from '../policy.ts'
import { type Act, vocabulary } from '../vocabulary.ts'
import { conditionsWords } from '../words.ts'
import type { Check, PackFinding } from './finding.ts'

/** With whom a pack speaks about an act, and by which clauses; '' where the act is about nobody else. */
const spokenOf = (act: Act, pack: Pack): ReadonlyMap<string, readonly string[]> => {
  const grid = gridOf(act, [pack])
  const axis = grid.axes.findIndex(({ facet }) => facet === 'with')
  const everybody = applicable(act).find(({ facet }) => facet === 'with')?.values ?? ['']
  const spoken = new Map<string, Set<string>>()
  outcomesIn(grid, pack).forEach(({ outcome }, cell) => {
    const group = grid.axes[axis]?.groups[(grid.positions[cell * grid.axes.length + axis] ?? 0) - 1]
    for (const person of group ?? everybody)
      for (const clause of outcome.clauses) spoken.set(person, (spoken.get(person) ?? new Set()).add(clause))
  })
  return new Map([...spoken].map(([person, clauses]) => [person, [...clauses]]))
}

const numbers = ['no', 'one', 'two', 'three', 'four', 'five']
const inWords = (count: number): string => numbers[count] ?? String(count)

/** As many as make a habit of policies like this one: half of the others, and two at least. */
const many = (others: readonly Pack[]): number => Math.max(2, Math.ceil(others.length / 2))

const share = (count: number, others: readonly Pack[]): string =>
  `${inWords(count)} of ${inWords(others.length)} other policies`

const silentActs = (pack: Pack, others: readonly Pack[]): readonly PackFinding[] =>
  vocabulary.act.flatMap(act => {
    const own = spokenOf(act, pack)
    const theirs = others.map(other => spokenOf(act, other))
    const missing = [...new Set(theirs.flatMap(spoken => [...spoken.keys()]))].filter(
      person => !own.has(person) && theirs.filter(spoken => spoken.has(person)).length >= many(others),
    )
    if (missing.length === 0) return []
    const speaking = theirs.filter(spoken => missing.some(person => spoken.has(person)))
    const people = vocabulary.with.filter(person => missing.includes(person))
    const about = conditionsWords({ act: [act], ...(people.length > 0 ? { with: people } : {}) })
    return [
      {
        check: 'gap',
        at: act,
        message: `${about}: this policy says nothing; ${share(speaking.length, others)} do.`,
        hint: 'Take it to the next review: either say something, or leave it open knowingly.',
        clauses: [
          ...new Set(speaking.flatMap(spoken => missing.flatMap(person => spoken.get(person) ?? []))),
        ],
      },
    ]
  })

const unstatedSettings = (pack: Pack, others: readonly Pack[]): readonly PackFinding[] =>
  settingKeys.flatMap((key: SettingKey) => {
    const stating = others.filter(other => other.settings[key] !== undefined)
    if (pack.settings[key] !== undefined || stating.length < many(others)) return []
    return [
      {
        check: 'gap',
        at: key,
        message: `${catalogue[key].name}: this policy does not say; ${share(stating.length, others)} do. ${catalogue[key].law === undefined ? 'School practice' : 'The law'} holds until it does.`,
        hint: 'Take the practice to the next review, and write it into the policy if it is right.',
        clauses: [],
      },
    ]
  })

/** What most other policies speak to and this one does not. Each is a question for the next review, not a fault. */
export const gaps: Check = (pack, { others }) => [
  ...silentActs(pack, others),
  ...unstatedSettings(pack, others),
]
