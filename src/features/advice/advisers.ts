import type { Basis } from '../../kernel/basis.ts'
import type { PersonId } from '../../kernel/ids.ts'
import type { EffectiveSettings } from '../../policy-engine/settings.ts'
import type { Person } from '../people/index.ts'
import type { Reach } from './reach.ts'

export type Advisers = {
  readonly people: readonly Person[]
  readonly basis: readonly Basis[]
}

const instead: Basis = {
  kind: 'practice',
  gist: 'nobody advises themselves: where nobody else holds that role, it is the headteacher, then the chair of governors',
}

/**
 * Who advises this person (SM-4.6): whoever holds the role that the policy names. Nobody advises themselves: then it is the
 * headteacher, then the chair, then a governor or the outside second person. Those who can be reached go first. Empty only
 * where the school has nobody else at all.
 */
export const advisersFor = (
  asker: PersonId,
  people: readonly Person[],
  { value, basis }: EffectiveSettings['advice.adviser'],
  reach: (person: Person) => Reach,
): Advisers => {
  const others = people.filter(({ id }) => id !== asker)
  const holding = (roles: readonly string[]) =>
    others.filter(person => person.roles.some(role => roles.includes(role)))
  const inTurn = [value, ['headteacher'], ['chair'], ['governor', 'outside-second']].map(holding)
  const reached = inTurn.map(list => list.filter(person => reach(person) !== 'not-yet'))
  const advisers = [...reached, ...inTurn].find(list => list.length > 0) ?? []
  const named = advisers.every(person => inTurn[0]?.includes(person))
  return { people: advisers, basis: named ? basis : [...basis, instead] }
}
