import type { SchoolId } from '../../kernel/ids.ts'
import type { Database } from '../../platform/database/database.ts'

/** Whether a school was set up on this installation yet. */
export async function anySchool(db: Database): Promise<boolean> {
  return (await db.kysely.selectFrom('school').select('id').limit(1).executeTakeFirst()) !== undefined
}

export async function schoolName(db: Database, schoolId: SchoolId): Promise<string> {
  return (
    await db.kysely.selectFrom('school').select('name').where('id', '=', schoolId).executeTakeFirstOrThrow()
  ).name
}
