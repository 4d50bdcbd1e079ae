import { holdsAny, type PersonActor, type Role, roleNames, roles } from '../../../kernel/actor.ts'
import { type Instant, londonDate, type Temporal } from '../../../kernel/clock.ts'
import { NotFound } from '../../../kernel/errors.ts'
import { type PersonId, type PolicyVersionId, readId } from '../../../kernel/ids.ts'
import { inSchool, type TenantTx } from '../../../platform/database/database.ts'
import type { Visit } from '../../../platform/http/route.ts'
import type { EffectiveSettings } from '../../../policy-engine/settings.ts'
import type { SitesInForce } from '../change-site.ts'
import { goesByLetter, type InvitationParts, linkPermissions } from '../invitations.ts'
import { changeableRoles, pupilReaders } from '../permissions.ts'
import { type Person, persons } from '../persons.ts'
import { trainingDates } from '../training.ts'

export type PeopleRouteParts = InvitationParts & {
  /** The policy in force on a London date; undefined while none is adopted. */
  policyInForce(
    tx: TenantTx,
    on: Temporal.PlainDate,
  ): Promise<{ versionId: PolicyVersionId; settings: EffectiveSettings } | undefined>
  readonly sites: SitesInForce
  acknowledgedBy(tx: TenantTx, versionId: PolicyVersionId): Promise<ReadonlySet<PersonId>>
  officialAccounts(
    tx: TenantTx,
  ): Promise<readonly { readonly name: string; readonly runnerIds: readonly PersonId[] }[]>
}

export const section = 'people'

/** A recovery contact lets these in again, and sees nobody else. */
const seenByRecovery: readonly Role[] = ['headteacher', 'chair']

const onlyRecovery = (actor: PersonActor): boolean =>
  !holdsAny(actor, [...pupilReaders, 'chair']) && holdsAny(actor, ['recovery-contact'])

export const visiblePersons = (actor: PersonActor, people: readonly Person[]): readonly Person[] =>
  onlyRecovery(actor)
    ? people.filter(person => person.roles.some(role => seenByRecovery.includes(role)))
    : people

export const rolesInWords = (held: readonly Role[]): string =>
  roles
    .filter(role => held.includes(role))
    .map(role => roleNames[role])
    .join(', ') || 'No role'

export const vacantText = (role: Role): string =>
  `Nobody else is ${roleNames[role]} here, and somebody always must be: give the role to somebody else first`

/** Who acknowledged the policy in force, and why whoever runs an account must have; undefined without a policy. */
export const acknowledged = async (
  parts: Pick<PeopleRouteParts, 'policyInForce' | 'acknowledgedBy'>,
  tx: TenantTx,
  now: Instant,
) => {
  const policy = await parts.policyInForce(tx, londonDate(now))
  return (
    policy && {
      by: await parts.acknowledgedBy(tx, policy.versionId),
      runnerBasis: policy.settings['accounts.runner-requirements'].basis,
    }
  )
}

/** The person an address names, with what a page needs to know of them. */
export const findPerson = async (parts: PeopleRouteParts, visit: Visit) => {
  const { db, identity } = parts
  const id = readId<PersonId>(visit.params.id)
  const loaded = await inSchool(db, visit.actor, async tx => {
    const people = await persons(tx)
    const person = visiblePersons(visit.actor, people).find(one => one.id === id)
    return (
      person && {
        people,
        person,
        sites: await parts.sites(tx, londonDate(visit.now)),
        trainedOn: (await trainingDates(tx)).get(person.id),
        acknowledged: await acknowledged(parts, tx, visit.now),
        accounts: (await parts.officialAccounts(tx))
          .filter(account => account.runnerIds.includes(person.id))
          .map(account => account.name),
      }
    )
  })
  if (!loaded) throw new NotFound('person')
  const { signsIn, permission } = await linkPermissions(identity, visit.actor, loaded.people, one =>
    goesByLetter(parts.mail, one),
  )
  return {
    ...loaded,
    signsIn: signsIn.has(loaded.person.id),
    permission: permission(loaded.person),
    changeable: changeableRoles(visit.actor, loaded.person, roles),
  }
}
