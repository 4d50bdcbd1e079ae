import { createHash } from 'node:crypto'
import { type Role, roleNames } from '../../../kernel/actor.ts'
import { type Instant, londonDate } from '../../../kernel/clock.ts'
import type { TenantTx } from '../../../platform/database/database.ts'
import { ordinaryRoles } from '../permissions.ts'
import type {} from '../tables.ts'
import {
  type ConsentDifference,
  compareConsents,
  comparePupils,
  compareStaff,
  type Difference,
  type StaffRecord,
} from './compare.ts'
import { type ConsentRow, readConsentRows } from './consent-rows.ts'
import { decodeCsv } from './decode-csv.ts'
import { type PupilRow, readPupilRows } from './pupil-rows.ts'
import type { RowErrors } from './row-errors.ts'
import { readStaffRows, type StaffRow } from './staff-rows.ts'

export const importKinds = ['pupils', 'staff', 'consents'] as const
export type ImportKind = (typeof importKinds)[number]

/** What applying a file would do, compared with what is recorded now. */
export type ImportPlan = (
  | { readonly kind: 'pupils'; readonly difference: Difference<PupilRow> }
  | {
      readonly kind: 'staff'
      readonly difference: Difference<StaffRecord>
      /** The sites that people can work at; none at a school that is one place. */
      readonly sites: readonly string[]
      /** What the file says and an import does not do, in words: "Dev Anand: DSL". */
      readonly notDone: readonly string[]
    }
  | {
      readonly kind: 'consents'
      readonly difference: ConsentDifference
      /** The pupils' names by UPN. */
      readonly names: ReadonlyMap<string, string>
    }
) & {
  readonly ignoredColumns: readonly string[]
  /** Changes when the plan would do something else: a plan is applied only as it was shown. */
  readonly digest: string
}

export type ReadImport =
  | { readonly kind: 'plan'; readonly plan: ImportPlan }
  | { readonly kind: 'unreadable'; readonly message: string }
  | RowErrors

/** Reads a file and compares it with the school's records and, for staff, with the sites in force. Writes nothing. */
export async function readImport(
  tx: TenantTx,
  kind: ImportKind,
  bytes: Uint8Array,
  now: Instant,
  sites: readonly string[] = [],
): Promise<ReadImport> {
  const decoded = decodeCsv(bytes)
  if (decoded.kind === 'unreadable') return decoded
  switch (kind) {
    case 'pupils': {
      const read = readPupilRows(decoded.table)
      if (read.kind === 'errors') return read
      return planned({
        kind,
        difference: comparePupils(read.rows, await recordedPupils(tx)),
        ignoredColumns: read.ignored,
      })
    }
    case 'staff': {
      const read = readStaffRows(decoded.table, sites)
      if (read.kind === 'errors') return read
      const recorded = await recordedStaff(tx)
      const { rows, notDone } = withoutDecidingRoles(read.rows, recorded)
      return planned({
        kind,
        difference: compareStaff(rows, recorded),
        sites,
        notDone,
        ignoredColumns: read.ignored,
      })
    }
    case 'consents': {
      const pupils = await recordedPupils(tx)
      const read = readConsentRows(decoded.table, new Set(pupils.map(({ upn }) => upn)), londonDate(now))
      if (read.kind === 'errors') return read
      return planned({
        kind,
        difference: compareConsents(read.rows, await recordedConsents(tx)),
        names: new Map(pupils.map(pupil => [pupil.upn, `${pupil.givenName} ${pupil.familyName}`])),
        ignoredColumns: read.ignored,
      })
    }
  }
}

type WithoutDigest<Plan> = Plan extends ImportPlan ? Omit<Plan, 'digest'> : never

const planned = (plan: WithoutDigest<ImportPlan>): ReadImport => {
  const { added, changed, missingFromFile } = plan.difference
  const digest = createHash('sha256')
    .update(JSON.stringify([added, changed, missingFromFile]))
    .digest('base64url')
  return { kind: 'plan', plan: { ...plan, digest } as ImportPlan }
}

/**
 * A file makes nobody DSL, senior leader or administrator: those decide about others and read confidential things, so
 * the headteacher gives such a role on the person's page. Somebody who holds one keeps name and mailbox as recorded.
 */
const withoutDecidingRoles = (
  rows: readonly StaffRow[],
  recorded: readonly StaffRecord[],
): { rows: StaffRow[]; notDone: string[] } => {
  const byEmail = new Map(recorded.map(record => [record.email, record]))
  const notDone: string[] = []
  const kept = rows.map((row): StaffRow => {
    const before = byEmail.get(row.email)
    const name = `${row.givenName} ${row.familyName}`
    const deciding = row.roles.filter(role => !ordinaryRoles.includes(role) && !before?.roles.includes(role))
    if (deciding.length > 0) notDone.push(`${name}: ${deciding.map(role => roleNames[role]).join(', ')}`)
    const roles: Role[] = [
      ...new Set(row.roles.map((role): Role => (ordinaryRoles.includes(role) ? role : 'staff'))),
    ]
    if (!before?.roles.some(role => !ordinaryRoles.includes(role))) return { ...row, roles }
    const changes =
      before.givenName !== row.givenName ||
      before.familyName !== row.familyName ||
      (row.sharedMailbox !== null && row.sharedMailbox !== before.sharedMailbox)
    if (changes) notDone.push(`${before.givenName} ${before.familyName}: another name or mailbox`)
    return { ...before, roles, site: row.site ?? before.site }
  })
  return { rows: kept, notDone }
}

async function recordedPupils(tx: TenantTx): Promise<PupilRow[]> {
  const rows = await tx
    .selectFrom('pupil')
    .select(['upn', 'given_name', 'family_name', 'class_name', 'year_group'])
    .where('school_id', '=', tx.schoolId)
    .where('left_on', 'is', null)
    .orderBy('class_name')
    .orderBy('family_name')
    .orderBy('upn')
    .execute()
  return rows.map(row => ({
    upn: row.upn,
    givenName: row.given_name,
    familyName: row.family_name,
    className: row.class_name,
    yearGroup: row.year_group,
  }))
}

async function recordedStaff(tx: TenantTx): Promise<StaffRecord[]> {
  const rows = await tx
    .selectFrom('person')
    .leftJoin('person_role', join =>
      join
        .onRef('person_role.school_id', '=', 'person.school_id')
        .onRef('person_role.person_id', '=', 'person.id'),
    )
    .select(['given_name', 'family_name', 'email', 'shared_mailbox', 'site', 'role'])
    .where('person.school_id', '=', tx.schoolId)
    .where('person.left_on', 'is', null)
    .where('person.email', 'is not', null)
    .orderBy('email')
    .orderBy('role')
    .execute()
  const byEmail = new Map<string, StaffRecord & { roles: Role[] }>()
  for (const row of rows) {
    const email = row.email ?? ''
    const known = byEmail.get(email)
    if (known) {
      if (row.role) known.roles.push(row.role)
    } else
      byEmail.set(email, {
        givenName: row.given_name,
        familyName: row.family_name,
        email,
        roles: row.role ? [row.role] : [],
        sharedMailbox: row.shared_mailbox,
        site: row.site,
      })
  }
  return [...byEmail.values()]
}

async function recordedConsents(tx: TenantTx): Promise<ConsentRow[]> {
  const rows = await tx
    .selectFrom('image_consent')
    .innerJoin('pupil', join =>
      join
        .onRef('pupil.school_id', '=', 'image_consent.school_id')
        .onRef('pupil.id', '=', 'image_consent.pupil_id'),
    )
    .select(['upn', 'channel', 'state', 'given_on', 'evidence'])
    .where('image_consent.school_id', '=', tx.schoolId)
    .where('pupil.left_on', 'is', null)
    .orderBy('upn')
    .orderBy('channel')
    .execute()
  return rows.map(row => ({
    upn: row.upn,
    channel: row.channel,
    state: row.state,
    givenOn: row.given_on,
    evidence: row.evidence || null,
  }))
}
