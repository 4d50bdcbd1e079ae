import type { SchoolId } from '../../kernel/ids.ts'
import type { Database } from '../../platform/database/database.ts'

/** Whether there is a school on this installation, be it the demonstration. */
export async function anySchool(db: Database): Promise<boolean> {
  return (await db.kysely.selectFrom('school').select('id').limit(1).executeTakeFirst()) !== undefined
}

/** Whether somebody has set up a school of their own. */
export async function ownSchool(db: Database): Promise<boolean> {
  const school = db.kysely.selectFrom('school').select('id').where('demonstration', '=', false).limit(1)
  return (await school.executeTakeFirst()) !== undefined
}

export async function schoolName(db: Database, schoolId: SchoolId): Promise<string> {
  return (
    await db.kysely.selectFrom('school').select('name').where('id', '=', schoolId).executeTakeFirstOrThrow()
  ).name
}
