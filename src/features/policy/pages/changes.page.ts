import { comparePacks, type Difference } from '../../../policy-engine/compare.ts'
import { rowWords, scopeWords, termsWords } from '../../../policy-engine/compare-words.ts'
import type { Pack } from '../../../policy-engine/policy.ts'
import { settingChanges } from '../what-changes.ts'

const originWords = {
  clause: 'from then on by a clause',
  practice: 'from then on by school practice',
  law: 'from then on by law alone',
} as const

/** How the two texts are called in a sentence about both. */
type Names = readonly [before: string, after: string]
const proposedNames: Names = ['the policy in force', 'the proposed text']
export const versionNames: Names = ['the earlier version', 'the later version']

const groups = ([before, after]: Names) =>
  [
    ['both', 'Both say something, and not the same'],
    ['only-b', `Only ${after} says something`],
    ['only-a', `Only ${before} says something`],
  ] as const satisfies readonly (readonly [Difference['kind'], string])[]

/** What people may and must do differently, over every situation there is; whom the texts are for comes first. */
export const verdictChanges = (before: Pack, after: Pack, names: Names = proposedNames) => {
  const { scope, differences, terms, situations } = comparePacks(before, after)
  const inScope = differences.filter(one => !one.byScope)
  const lists = [
    ...groups(names).map(([kind, heading]) => ({
      heading,
      sentences: inScope.filter(one => one.kind === kind).map(one => rowWords(one, names)),
    })),
    {
      heading: 'The same answer, but other people decide or other duties follow',
      sentences: terms.map(row => termsWords(row, names)),
    },
    {
      heading: 'Only because of whom the text is for',
      sentences: differences.filter(one => one.byScope).map(one => rowWords(one, names)),
    },
  ]
  return {
    situations: situations.toLocaleString('en-GB'),
    scope: scope.map(one => scopeWords(one, names)),
    lists: lists.filter(list => list.sentences.length > 0),
  }
}

/** What a school would do differently under another text: its settings one by one, then every answer that differs. */
export const changesView = (before: Pack, after: Pack, names: Names = proposedNames) => {
  const changes = settingChanges(before, after)
  return {
    settings: changes.filter(change => !change.onlyOrigin),
    origins: changes
      .filter(change => change.onlyOrigin)
      .map(change => ({ name: change.name, because: originWords[change.origin] })),
    verdicts: verdictChanges(before, after, names),
  }
}
