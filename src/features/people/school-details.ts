import type { TenantTx } from '../../platform/database/database.ts'
import type {} from './tables.ts'

/** Telephone numbers and contacts that pages show in a hurry: all in the school's own words, null where not given. */
export type SchoolDetails = {
  readonly phone: string | null
  /** Children's social care out of hours, as the local authority calls it. */
  readonly urgentName: string | null
  readonly urgentPhone: string | null
  readonly mediaContact: string | null
}

/** What the school entered of these. */
export async function schoolDetails(tx: TenantTx): Promise<SchoolDetails> {
  const row = await tx
    .selectFrom('school_details')
    .select(['phone', 'urgent_name', 'urgent_phone', 'media_contact'])
    .where('school_id', '=', tx.schoolId)
    .executeTakeFirst()
  return {
    phone: row?.phone ?? null,
    urgentName: row?.urgent_name ?? null,
    urgentPhone: row?.urgent_phone ?? null,
    mediaContact: row?.media_contact ?? null,
  }
}

/** The name of the school whose transaction this is. */
export async function schoolName(tx: TenantTx): Promise<string> {
  const { name } = await tx
    .selectFrom('school')
    .select('name')
    .where('id', '=', tx.schoolId)
    .executeTakeFirstOrThrow()
  return name
}
