import { type Role, roleNames } from '../../kernel/actor.ts'
import type { Basis } from '../../kernel/basis.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { listed } from '../../kernel/prose.ts'
import { catalogue } from '../../policy-engine/catalogue.ts'
import type { EffectiveSettings } from '../../policy-engine/settings.ts'

/** Whom a concern is about, as the law tells them apart (Keeping children safe in education). */
export type About = 'child' | 'adult' | 'headteacher'

export type RoutedPerson = { readonly id: PersonId; readonly name: string; readonly roles: readonly Role[] }

export type Recipient = { readonly id: PersonId; readonly name: string; readonly role: Role }

export type ConcernRoute = {
  /** What it is treated as: a concern about an adult who is the headteacher goes the headteacher's way. */
  readonly about: About
  /** Who receives it; empty when nobody at the school may. */
  readonly recipients: readonly Recipient[]
  readonly basis: readonly Basis[]
}

/** Who receives a kind of concern first: the school's policy, or the law where no policy is in force yet. */
export type RoutingRule = { readonly roles: readonly Role[]; readonly basis: readonly Basis[] }

const settingOf = {
  child: 'concerns.about-child',
  adult: 'concerns.about-adult',
  headteacher: 'concerns.about-headteacher',
} as const

/** A school without a policy in force can still receive a concern: the law says who. */
export const routingRule = (about: About, settings: EffectiveSettings | undefined): RoutingRule => {
  const key = settingOf[about]
  const stated = settings?.[key]
  return stated
    ? { roles: stated.value, basis: stated.basis }
    : { roles: catalogue[key].fallback, basis: catalogue[key].law ?? [] }
}

/** Who comes next when nobody of the rule's roles is left, in this order. */
const nextInLine: Readonly<Record<About, readonly Role[]>> = {
  child: ['headteacher', 'chair'],
  adult: ['chair', 'governor'],
  headteacher: ['governor'],
}

const passedOn: Basis = {
  kind: 'practice',
  gist: 'whoever should receive it is not recorded here or is the person it is about, so it goes to the next in line',
}
const outside: Basis = {
  kind: 'law',
  source: 'Keeping children safe in education',
  asOf: '2026-11-20',
  gist: 'where nobody at the school can be told without a conflict of interest, the local authority’s designated officer (LADO) is told directly',
}

/** A governor stands in for the chair only if they neither work here nor are a parent here. */
const standsApart = (person: RoutedPerson): boolean =>
  person.roles.every(role => role === 'governor' || role === 'recovery-contact' || role === 'outside-second')

/**
 * Who receives a concern. The person it is about never does, whatever they are; about the headteacher, nobody who is
 * headteacher does. Where nobody of the policy's roles is left it goes to the next in line, and to a single governor
 * last, so that no more people know than need to.
 */
export function routeConcern(input: {
  readonly about: About
  readonly subjectId: PersonId | null
  readonly people: readonly RoutedPerson[]
  readonly settings: EffectiveSettings | undefined
}): ConcernRoute {
  const { people, subjectId } = input
  const subject = people.find(person => person.id === subjectId)
  const about =
    input.about === 'adult' && subject?.roles.includes('headteacher') ? 'headteacher' : input.about
  const rule = routingRule(about, input.settings)
  const may = people.filter(
    person => person.id !== subjectId && !(about === 'headteacher' && person.roles.includes('headteacher')),
  )
  const holders = (roles: readonly Role[]): readonly Recipient[] =>
    may.flatMap(({ id, name, roles: held }) => {
      const role = roles.find(one => held.includes(one))
      return role ? [{ id, name, role }] : []
    })

  const first = holders(rule.roles)
  if (first.length > 0) return { about, recipients: first, basis: rule.basis }
  for (const role of nextInLine[about]) {
    const next =
      role === 'governor'
        ? may
            .filter(person => person.roles.includes('governor') && standsApart(person))
            .slice(0, 1)
            .map(({ id, name }) => ({ id, name, role }))
        : holders([role])
    if (next.length > 0) return { about, recipients: next, basis: [passedOn, ...rule.basis] }
  }
  return { about, recipients: [], basis: [outside, ...rule.basis] }
}

const shortRole = (role: Role): string => (role === 'dsl' ? 'DSL' : lowerFirst(roleNames[role]))
const lowerFirst = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1)

/** "Dev Anand (DSL) and Mina Hale (deputy DSL)". */
export const inWords = (recipients: readonly Recipient[]): string =>
  listed(
    recipients.map(({ name, role }) => `${name} (${shortRole(role)})`),
    'and',
  )

/** "designated safeguarding lead (DSL) or deputy DSL", for a page that says where a concern would go. */
export const rolesInWords = (roles: readonly Role[]): string =>
  listed(
    roles.map(role => lowerFirst(roleNames[role])),
    'or',
  )
