import type { Role } from '../../kernel/actor.ts'
import type { Basis } from '../../kernel/basis.ts'
import { Temporal } from '../../kernel/clock.ts'
import type { PersonId, PolicyVersionId } from '../../kernel/ids.ts'
import type { Pack } from '../../policy-engine/policy.ts'
import type { EffectiveSettings, SettingValue } from '../../policy-engine/settings.ts'

/** A text that somebody signed for, and the London date on which they did. */
export type Signed = { readonly versionId: PolicyVersionId; readonly on: Temporal.PlainDate }

/** What a text asks of people, as far as acknowledging it goes. */
export type Terms = {
  readonly roles: readonly Role[]
  readonly roleBasis: readonly Basis[]
  /** Present where whoever runs an official account acknowledges too, whatever their role (AL-3.b). */
  readonly runnerBasis: readonly Basis[] | undefined
  readonly occasions: SettingValue<'policy.acknowledge-on'>
  readonly occasionBasis: readonly Basis[]
  /** The versions whose acknowledgement counts; undefined where any version's does. */
  readonly counted: ReadonlySet<PolicyVersionId> | undefined
  /** Since when this text is to be acknowledged: the day of the last material change. */
  readonly from: Temporal.PlainDate
}

/** People whom a policy may count among its staff beside those employed, as roles of the school. */
const rolesOfScope = { governor: ['governor', 'chair'], volunteer: ['volunteer'] } as const

/**
 * Who is asked: the roles that the policy names; where it names none, all staff, and whoever else its scope counts among
 * the staff (WB-1.c).
 */
export const termsOf = (
  policy: { readonly settings: EffectiveSettings; readonly pack: Pack },
  chain: { readonly counted: readonly PolicyVersionId[]; readonly from: Temporal.PlainDate },
): Terms => {
  const { settings, pack } = policy
  const { value, basis } = settings['policy.acknowledgers']
  const occasions = settings['policy.acknowledge-on']
  const runners = settings['accounts.runner-requirements']
  const named =
    pack.settings['policy.acknowledgers'] === undefined
      ? pack.scope.staff.flatMap((actor): readonly Role[] =>
          actor === 'governor' || actor === 'volunteer' ? rolesOfScope[actor] : [],
        )
      : []
  const clause = named.length > 0 ? pack.clauses.find(({ id }) => id === pack.scope.clause) : undefined
  return {
    roles: [...value, ...named],
    roleBasis: [
      ...(clause
        ? [{ kind: 'clause' as const, clause: clause.id, section: clause.section, gist: clause.gist }]
        : []),
      ...basis,
    ],
    runnerBasis: runners.value.includes('acknowledged') ? runners.basis : undefined,
    occasions: occasions.value,
    occasionBasis: occasions.basis,
    counted: occasions.value.includes('material-change') ? new Set(chain.counted) : undefined,
    from: chain.from,
  }
}

/** The latest signature that still stands for this text; a year later it no longer does where the policy asks yearly. */
export const standingSignature = (
  terms: Pick<Terms, 'counted' | 'occasions'>,
  signed: readonly Signed[],
  on: Temporal.PlainDate,
): Signed | undefined => {
  const latest = lastCounted(terms, signed)
  return latest && terms.occasions.includes('yearly') && isPast(latest.on.add({ years: 1 }), on)
    ? undefined
    : latest
}

const isPast = (date: Temporal.PlainDate, on: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(date, on) <= 0

const lastCounted = (terms: Pick<Terms, 'counted'>, signed: readonly Signed[]): Signed | undefined =>
  signed
    .filter(one => terms.counted?.has(one.versionId) ?? true)
    .toSorted((one, other) => Temporal.PlainDate.compare(other.on, one.on))[0]

/** Why somebody has to acknowledge now. */
export type Occasion = 'first' | 'changed' | 'yearly'

export type Standing =
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'done'; readonly signed: Signed; readonly basis: readonly Basis[] }
  | {
      readonly kind: 'due'
      /** Undefined for somebody who was just named to run an account: the account waits for them, no clock runs. */
      readonly since: Temporal.PlainDate | undefined
      readonly occasion: Occasion
      readonly basis: readonly Basis[]
    }

/** Somebody as far as acknowledging goes: what they are here since when, and what they signed. */
export type Subject = {
  readonly id: PersonId
  readonly roles: readonly { readonly role: Role; readonly since: Temporal.PlainDate }[]
  readonly runs: boolean
  readonly signed: readonly Signed[]
}

const earliest = (dates: readonly Temporal.PlainDate[]): Temporal.PlainDate | undefined =>
  dates.toSorted(Temporal.PlainDate.compare)[0]

const later = (one: Temporal.PlainDate, other: Temporal.PlainDate | undefined): Temporal.PlainDate =>
  other && Temporal.PlainDate.compare(other, one) > 0 ? other : one

/** Whether this person is asked to acknowledge the text in force, since when, and why. */
export const standingOf = (terms: Terms, subject: Subject, on: Temporal.PlainDate): Standing => {
  const byRole = subject.roles.filter(({ role }) => terms.roles.includes(role))
  const asRunner = byRole.length === 0 && subject.runs ? terms.runnerBasis : undefined
  if (byRole.length === 0 && asRunner === undefined) return { kind: 'not-asked' }
  const basis = asRunner ?? terms.roleBasis
  const standing = standingSignature(terms, subject.signed, on)
  if (standing) return { kind: 'done', signed: standing, basis }
  const lapsed = lastCounted(terms, subject.signed)
  if (lapsed)
    return {
      kind: 'due',
      since: lapsed.on.add({ years: 1 }),
      occasion: 'yearly',
      basis: [...terms.occasionBasis, ...basis],
    }
  const changed = subject.signed.length > 0
  return {
    kind: 'due',
    since:
      byRole.length > 0 || changed
        ? later(terms.from, earliest(byRole.map(({ since }) => since)))
        : undefined,
    occasion: changed ? 'changed' : 'first',
    basis: changed ? [...terms.occasionBasis, ...basis] : basis,
  }
}

/** How long somebody has before they are reminded, once; after it they stand on the headteacher's list. */
export const reminderAfter = { days: 7 } as const

/** Whether somebody had that long already. */
export const isLate = (standing: Standing, on: Temporal.PlainDate): boolean =>
  standing.kind === 'due' && standing.since !== undefined && isPast(standing.since.add(reminderAfter), on)
