import type { AccountId, PublicationId } from '../../kernel/ids.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import type { Publication, Subject } from './publication.ts'
import type {} from './tables.ts'

const rows = (tx: TenantTx) =>
  tx.selectFrom('publication').selectAll().where('publication.school_id', '=', tx.schoolId)

type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]

const fromRow = (row: Row): Publication => ({
  id: row.id as PublicationId,
  accountId: row.account_id as AccountId,
  subject: row.subject,
  subjectId: row.subject_id,
  state: row.state,
  key: row.key,
  uri: row.uri,
  cid: row.cid,
  url: row.url,
  failure: row.failure,
  attempts: row.attempts,
  createdAt: row.created_at,
  publishedAt: row.published_at,
})

const one = async (query: ReturnType<typeof rows>): Promise<Publication | undefined> => {
  const row = await query.executeTakeFirst()
  return row && fromRow(row)
}

export const publication = (tx: TenantTx, id: PublicationId): Promise<Publication | undefined> =>
  one(rows(tx).where('id', '=', id))

/** The publication of a post or reply, held until the transaction ends: what decides about it takes it this way. */
export const lockPublication = (tx: TenantTx, id: PublicationId): Promise<Publication | undefined> =>
  one(rows(tx).where('id', '=', id).forUpdate())

/** The publication of a post or reply; undefined before it was decided to publish it. */
export const publicationOf = (
  tx: TenantTx,
  subject: Subject,
  subjectId: string,
): Promise<Publication | undefined> =>
  one(rows(tx).where('subject', '=', subject).where('subject_id', '=', subjectId))

/** What of ours stands at this address of the network. */
export const publicationByUri = (tx: TenantTx, uri: string): Promise<Publication | undefined> =>
  one(rows(tx).where('uri', '=', uri))

/** Begun and not settled; those a job carries out, and those a person does by hand. */
export const unfinished = async (tx: TenantTx): Promise<readonly Publication[]> =>
  (await rows(tx).where('state', 'in', ['intended', 'calling']).orderBy('created_at').execute()).map(fromRow)
