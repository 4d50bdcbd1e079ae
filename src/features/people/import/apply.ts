import { sql } from 'kysely'
import type { PersonActor } from '../../../kernel/actor.ts'
import { type Instant, londonDate } from '../../../kernel/clock.ts'
import { newId } from '../../../kernel/ids.ts'
import { audit } from '../../../platform/audit/audit.ts'
import type { TenantTx } from '../../../platform/database/database.ts'
import { ordinaryRoles } from '../permissions.ts'
import { bringBack, giveRoles, insertPerson, persons } from '../persons.ts'
import type { Change, StaffRecord } from './compare.ts'
import type { ConsentRow } from './consent-rows.ts'
import type { ImportPlan } from './plan.ts'
import type { PupilRow } from './pupil-rows.ts'

/** Rows a statement: far below the 65,535 parameters that PostgreSQL takes. */
const chunkSize = 500

const inChunks = async <Row>(
  rows: readonly Row[],
  write: (chunk: readonly Row[]) => Promise<unknown>,
): Promise<void> => {
  for (let start = 0; start < rows.length; start += chunkSize)
    await write(rows.slice(start, start + chunkSize))
}

/** What a person decides about the parts of a plan that are not done by themselves. */
export type ImportChoices = {
  /** Pupils who are recorded and not in the file have left the school. */
  readonly missingHaveLeft: boolean
  /** Consents whose recorded "no" or "withdrawn" may become a "yes", as `consentKey` names them. */
  readonly reinstate: ReadonlySet<string>
}

/** Names one consent in a form. */
export const consentKey = (row: Pick<ConsentRow, 'upn' | 'channel'>): string => `${row.upn} ${row.channel}`

export type Imported = { readonly added: number; readonly changed: number; readonly left: number }

/** Writes a plan and its audit event: the last thing of the caller's transaction, which makes it all or nothing. */
export async function applyPlan(
  tx: TenantTx,
  actor: PersonActor,
  file: { readonly importId: string; readonly name: string },
  plan: ImportPlan,
  choices: ImportChoices,
  now: Instant,
): Promise<Imported> {
  const done = await writePlan(tx, actor, plan, choices, now)
  await audit(tx, {
    at: now,
    action: 'people.imported',
    subject: { kind: 'people-import', id: file.importId },
    facts: { what: plan.kind, ...done },
    detail: { fileName: file.name },
  })
  return done
}

async function writePlan(
  tx: TenantTx,
  actor: PersonActor,
  plan: ImportPlan,
  choices: ImportChoices,
  now: Instant,
): Promise<Imported> {
  const { added, changed } = plan.difference
  const done = { added: added.length, changed: changed.length, left: 0 }
  switch (plan.kind) {
    case 'pupils': {
      const { missingFromFile } = plan.difference
      await writePupils(tx, [...plan.difference.added, ...plan.difference.changed.map(({ after }) => after)])
      if (!choices.missingHaveLeft) return done
      await inChunks(missingFromFile, chunk =>
        tx
          .updateTable('pupil')
          .set({ left_on: londonDate(now) })
          .where('school_id', '=', tx.schoolId)
          .where(
            'upn',
            'in',
            chunk.map(({ upn }) => upn),
          )
          .execute(),
      )
      return { ...done, left: missingFromFile.length }
    }
    case 'staff':
      await writeStaff(tx, plan.difference.added, plan.difference.changed, now)
      return done
    case 'consents': {
      const held = new Set(plan.difference.reinstated.map(({ after }) => consentKey(after)))
      const wanted = plan.difference.changed
        .map(({ after }) => after)
        .filter(row => !held.has(consentKey(row)) || choices.reinstate.has(consentKey(row)))
      await writeConsents(tx, actor, [...plan.difference.added, ...wanted], now)
      return { ...done, changed: wanted.length }
    }
  }
}

/** Somebody with this UPN who had left comes back. */
const writePupils = (tx: TenantTx, rows: readonly PupilRow[]): Promise<void> =>
  inChunks(rows, chunk =>
    tx
      .insertInto('pupil')
      .values(
        chunk.map(row => ({
          school_id: tx.schoolId,
          id: newId(),
          upn: row.upn,
          given_name: row.givenName,
          family_name: row.familyName,
          class_name: row.className,
          year_group: row.yearGroup,
          left_on: null,
        })),
      )
      .onConflict(conflict =>
        conflict
          .columns(['school_id', 'upn'])
          .doUpdateSet({
            given_name: sql.ref('excluded.given_name'),
            family_name: sql.ref('excluded.family_name'),
            class_name: sql.ref('excluded.class_name'),
            year_group: sql.ref('excluded.year_group'),
            left_on: null,
          })
          .where('pupil.school_id', '=', tx.schoolId),
      )
      .execute(),
  )

async function writeStaff(
  tx: TenantTx,
  added: readonly StaffRecord[],
  changed: readonly Change<StaffRecord>[],
  now: Instant,
): Promise<void> {
  for (const row of added) {
    if (!(await bringBack(tx, row, now))) await insertPerson(tx, row, now)
  }
  const byEmail = new Map((await persons(tx)).map(person => [person.email, person]))
  for (const { after } of changed) {
    const person = byEmail.get(after.email)
    if (!person) continue
    await tx
      .updateTable('person')
      .set({
        given_name: after.givenName,
        family_name: after.familyName,
        shared_mailbox: after.sharedMailbox,
        site: after.site,
      })
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', person.id)
      .execute()
    const given = after.roles.filter(role => ordinaryRoles.includes(role) && !person.roles.includes(role))
    await giveRoles(tx, person.id, given, now)
  }
}

async function writeConsents(
  tx: TenantTx,
  actor: PersonActor,
  rows: readonly ConsentRow[],
  now: Instant,
): Promise<void> {
  const pupils = await tx
    .selectFrom('pupil')
    .select(['id', 'upn'])
    .where('school_id', '=', tx.schoolId)
    .where('left_on', 'is', null)
    .execute()
  const idOf = new Map(pupils.map(({ id, upn }) => [upn, id]))
  await inChunks(rows, chunk =>
    tx
      .insertInto('image_consent')
      .values(
        chunk.flatMap(row => {
          const pupil_id = idOf.get(row.upn)
          return pupil_id === undefined
            ? []
            : [
                {
                  school_id: tx.schoolId,
                  pupil_id,
                  channel: row.channel,
                  state: row.state,
                  given_on: row.givenOn,
                  evidence: row.evidence ?? '',
                  recorded_by: actor.personId,
                  recorded_at: now,
                },
              ]
        }),
      )
      .onConflict(conflict =>
        conflict
          .columns(['school_id', 'pupil_id', 'channel'])
          .doUpdateSet({
            state: sql.ref('excluded.state'),
            given_on: sql.ref('excluded.given_on'),
            evidence: sql.ref('excluded.evidence'),
            recorded_by: sql.ref('excluded.recorded_by'),
            recorded_at: sql.ref('excluded.recorded_at'),
          })
          .where('image_consent.school_id', '=', tx.schoolId),
      )
      .execute(),
  )
}
