import type { PersonId } from '../../kernel/ids.ts'
import type { Database, IdentityDatabase, TenantTx } from '../../platform/database/database.ts'
import type { Files } from '../../platform/files/files.ts'
import type { Mail } from '../../platform/mail/mail.ts'

/** What giving out a link takes. */
export type LinkParts = {
  readonly db: Database
  readonly identity: IdentityDatabase
  readonly mail: Mail
  readonly publicUrl: string
}

/** What the room's pages need from outside. */
export type AcknowledgementParts = LinkParts & {
  readonly files: Files
  /** Who runs official accounts or is named to: they acknowledge the policy too, whatever their role. */
  namedRunners(tx: TenantTx): Promise<ReadonlySet<PersonId>>
}
