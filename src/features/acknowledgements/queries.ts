import type { PersonActor } from '../../kernel/actor.ts'
import type { Basis } from '../../kernel/basis.ts'
import { type Instant, londonDate, type Temporal } from '../../kernel/clock.ts'
import { Inconsistent } from '../../kernel/errors.ts'
import type { PersonId, PolicyVersionId } from '../../kernel/ids.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import type { Pack } from '../../policy-engine/policy.ts'
import { effectiveSettings } from '../../policy-engine/settings.ts'
import { type Person, persons, roleStarts } from '../people/index.ts'
import { type PolicyInForce, policyVersion, versionsThatCount } from '../policy/index.ts'
import { linkLifetime } from '../sign-in/index.ts'
import { type Signed, type Standing, standingOf, standingSignature, type Terms, termsOf } from './standing.ts'
import type {} from './tables.ts'

/** What the text in force asks of people. */
export async function termsInForce(tx: TenantTx, policy: PolicyInForce): Promise<Terms> {
  const counted = await versionsThatCount(tx, policy.versionId)
  const first = await policyVersion(tx, counted.at(-1) ?? policy.versionId)
  if (!first) throw new Inconsistent('a version that counts is not there')
  return termsOf(policy, { counted, from: first.inForceFrom })
}

/** How somebody signed: in Gatepost, on an attendance list on paper, or through a single-use link under a typed name. */
export type SignedHow =
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'list'; readonly listId: string }
  | { readonly kind: 'link'; readonly signedAs: string }

/** One acknowledgement on record. */
export type Signature = Signed & {
  readonly id: string
  readonly personId: PersonId
  readonly at: Instant
  readonly sha256: string
  readonly how: SignedHow
  readonly struck: { readonly at: Instant; readonly because: string } | undefined
}

/** The acknowledgements on record, the latest first: everybody's, or those of one person or one list. */
export async function signatures(
  tx: TenantTx,
  only: { readonly personId?: PersonId; readonly listId?: string } = {},
): Promise<readonly Signature[]> {
  const rows = await tx
    .selectFrom('acknowledgement')
    .select([
      'id',
      'person_id',
      'policy_version_id',
      'sha256',
      'acknowledged_at',
      'signed_on',
      'list_id',
      'signed_as',
      'struck_at',
      'struck_because',
    ])
    .where('school_id', '=', tx.schoolId)
    .$if(only.personId !== undefined, query => query.where('person_id', '=', only.personId ?? ''))
    .$if(only.listId !== undefined, query => query.where('list_id', '=', only.listId ?? ''))
    .orderBy('signed_on', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(row => ({
    id: row.id,
    personId: row.person_id as PersonId,
    versionId: row.policy_version_id as PolicyVersionId,
    on: row.signed_on,
    at: row.acknowledged_at,
    sha256: row.sha256,
    how:
      row.list_id !== null
        ? { kind: 'list', listId: row.list_id }
        : row.signed_as !== null
          ? { kind: 'link', signedAs: row.signed_as }
          : { kind: 'signed-in' },
    struck:
      row.struck_at !== null && row.struck_because !== null
        ? { at: row.struck_at, because: row.struck_because }
        : undefined,
  }))
}

const standingOnly = (all: readonly Signature[]): readonly Signature[] =>
  all.filter(one => one.struck === undefined)

/** Who has acknowledged this version, by a signature that still stands on this London date. */
export async function acknowledgedBy(
  tx: TenantTx,
  versionId: PolicyVersionId,
  on: Temporal.PlainDate,
): Promise<ReadonlySet<PersonId>> {
  const policy = await policyVersion(tx, versionId)
  if (!policy) return new Set()
  const terms = await termsInForce(tx, policy)
  const byPerson = Map.groupBy(standingOnly(await signatures(tx)), one => one.personId)
  return new Set([...byPerson].flatMap(([id, signed]) => (standingSignature(terms, signed, on) ? [id] : [])))
}

/** The signature of one person that stands for this text on a London date. */
export const standingSignatureOf = async (
  tx: TenantTx,
  policy: PolicyInForce,
  personId: PersonId,
  on: Temporal.PlainDate,
): Promise<Signed | undefined> =>
  standingSignature(await termsInForce(tx, policy), standingOnly(await signatures(tx, { personId })), on)

/** Whether one person is asked to acknowledge the text in force, and has. */
export async function standingOfPerson(
  tx: TenantTx,
  policy: PolicyInForce,
  who: { readonly personId: PersonId; readonly runs: boolean },
  on: Temporal.PlainDate,
): Promise<Standing> {
  const { personId } = who
  return standingOf(
    await termsInForce(tx, policy),
    {
      id: personId,
      roles: (await roleStarts(tx, personId)).get(personId) ?? [],
      runs: who.runs,
      signed: standingOnly(await signatures(tx, { personId })),
    },
    on,
  )
}

/** Whether the policy asks whoever holds these roles to acknowledge it, whatever accounts they run. */
export const isAskedByRole = async (
  tx: TenantTx,
  policy: PolicyInForce,
  actor: PersonActor,
): Promise<boolean> => (await termsInForce(tx, policy)).roles.some(role => actor.roles.has(role))

/** Whom a text would ask, were it in force from this day on, and why. */
export async function askedByText(
  tx: TenantTx,
  pack: Pack,
  runners: ReadonlySet<PersonId>,
  on: Temporal.PlainDate,
): Promise<{ readonly people: readonly PersonId[]; readonly basis: readonly Basis[] }> {
  const terms = termsOf({ pack, settings: effectiveSettings(pack) }, { counted: [], from: on })
  const starts = await roleStarts(tx)
  const people = (await persons(tx))
    .map(({ id }) => id)
    .filter(id => {
      const subject = { id, roles: starts.get(id) ?? [], runs: runners.has(id), signed: [] }
      return standingOf(terms, subject, on).kind !== 'not-asked'
    })
  return { people, basis: [...terms.roleBasis, ...(terms.runnerBasis ?? [])] }
}

/** Somebody who is asked to acknowledge the text in force. */
export type AskedPerson = {
  readonly person: Person
  readonly runs: boolean
  readonly standing: Exclude<Standing, { kind: 'not-asked' }>
  /** How they signed, where they did. */
  readonly how: SignedHow | undefined
  /** When they were reminded of what is due now. */
  readonly remindedAt: Instant | undefined
  /** When they were given a link that still works, as long as they have not signed. */
  readonly linkedAt: Instant | undefined
}

/** Everybody who is asked to acknowledge the text in force, by family name. */
export async function askedPersons(
  tx: TenantTx,
  policy: PolicyInForce,
  runners: ReadonlySet<PersonId>,
  now: Instant,
): Promise<readonly AskedPerson[]> {
  const terms = await termsInForce(tx, policy)
  const starts = await roleStarts(tx)
  const signed = Map.groupBy(standingOnly(await signatures(tx)), one => one.personId)
  const reminded = await reminders(tx)
  const linked = await openLinks(tx, now)
  const on = londonDate(now)
  return (await persons(tx)).flatMap((person): readonly AskedPerson[] => {
    const runs = runners.has(person.id)
    const own = signed.get(person.id) ?? []
    const standing = standingOf(
      terms,
      { id: person.id, roles: starts.get(person.id) ?? [], runs, signed: own },
      on,
    )
    if (standing.kind === 'not-asked') return []
    return [
      {
        person,
        runs,
        standing,
        how: standing.kind === 'done' ? own.find(one => one === standing.signed)?.how : undefined,
        remindedAt:
          standing.kind === 'due' && standing.since !== undefined
            ? reminded.get(reminderKey(person.id, standing.since))
            : undefined,
        linkedAt: standing.kind === 'due' ? linked.get(person.id) : undefined,
      },
    ]
  })
}

const reminderKey = (personId: PersonId, since: Temporal.PlainDate): string => `${personId} ${since}`

async function reminders(tx: TenantTx): Promise<ReadonlyMap<string, Instant>> {
  const rows = await tx
    .selectFrom('acknowledgement_reminder')
    .select(['person_id', 'due_since', 'sent_at'])
    .where('school_id', '=', tx.schoolId)
    .execute()
  return new Map(rows.map(row => [reminderKey(row.person_id as PersonId, row.due_since), row.sent_at]))
}

/** Who was given a link to sign that has neither run out nor been signed with, and when. */
async function openLinks(tx: TenantTx, now: Instant): Promise<ReadonlyMap<PersonId, Instant>> {
  const rows = await tx
    .selectFrom('acknowledgement_link')
    .select('person_id')
    .select(({ fn }) => fn.max('made_at').as('made_at'))
    .where('school_id', '=', tx.schoolId)
    .where('person_id', 'is not', null)
    .where('made_at', '>', now.subtract(linkLifetime.acknowledgement))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('acknowledgement')
            .select('acknowledgement.id')
            .where('acknowledgement.school_id', '=', tx.schoolId)
            .whereRef('acknowledgement.link_id', '=', 'acknowledgement_link.id'),
        ),
      ),
    )
    .groupBy('person_id')
    .execute()
  return new Map(rows.map(row => [row.person_id as PersonId, row.made_at]))
}

/** When somebody was last given a link to sign. */
export async function lastLink(tx: TenantTx, personId: PersonId): Promise<Instant | undefined> {
  const row = await tx
    .selectFrom('acknowledgement_link')
    .select('made_at')
    .where('school_id', '=', tx.schoolId)
    .where('person_id', '=', personId)
    .orderBy('made_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.made_at
}
