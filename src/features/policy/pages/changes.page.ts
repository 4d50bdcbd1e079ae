import type { Pack } from '../../../policy-engine/policy.ts'
import { settingChanges } from '../what-changes.ts'

const originWords = {
  clause: 'from then on by a clause',
  practice: 'from then on by school practice',
  law: 'from then on by law alone',
} as const

/** What a school would do differently under another text: its settings, one by one. */
export const changesView = (before: Pack, after: Pack) => {
  const changes = settingChanges(before, after)
  return {
    settings: changes.filter(change => !change.onlyOrigin),
    origins: changes
      .filter(change => change.onlyOrigin)
      .map(change => ({ name: change.name, because: originWords[change.origin] })),
  }
}
