import type { PersonId, SchoolId } from '../../kernel/ids.ts'
import type { IdentityDatabase } from '../../platform/database/database.ts'

/** What the people room tells of a person who follows an invitation. */
export type Invited = { readonly name: string; readonly email: string; readonly schoolName: string }

export type SignInParts = {
  readonly identity: IdentityDatabase
  schoolName(schoolId: SchoolId): Promise<string>
  invited(schoolId: SchoolId, personId: PersonId): Promise<Invited | undefined>
  /** Whether any school was set up yet: before that the sign-in page explains how to begin. */
  anySchool(): Promise<boolean>
}
