import type { Instant, Temporal } from '../../kernel/clock.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import type {} from './tables.ts'

/** Somebody from outside who comes for a day, and whether they signed for the leaflet. */
export type Visitor = {
  readonly id: string
  readonly name: string
  readonly organisation: string
  readonly visitsOn: Temporal.PlainDate
  readonly signed:
    | {
        readonly as: string
        readonly at: Instant
        /** Where the signed paper lies; undefined for one who signed through a link. */
        readonly keptAt: string | undefined
        readonly leaflet: string
        readonly sha256: string
      }
    | undefined
}

const rows = (tx: TenantTx) =>
  tx
    .selectFrom('policy_visitor')
    .select([
      'id',
      'name',
      'organisation',
      'visits_on',
      'signed_as',
      'signed_at',
      'kept_at',
      'leaflet_text',
      'leaflet_sha256',
    ])
    .where('school_id', '=', tx.schoolId)

type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]

const visitorOf = (row: Row): Visitor => ({
  id: row.id,
  name: row.name,
  organisation: row.organisation,
  visitsOn: row.visits_on,
  signed:
    row.signed_as !== null &&
    row.signed_at !== null &&
    row.leaflet_text !== null &&
    row.leaflet_sha256 !== null
      ? {
          as: row.signed_as,
          at: row.signed_at,
          keptAt: row.kept_at ?? undefined,
          leaflet: row.leaflet_text,
          sha256: row.leaflet_sha256,
        }
      : undefined,
})

/** One visitor; undefined where there is none with this id. */
export async function visitorById(tx: TenantTx, id: string): Promise<Visitor | undefined> {
  const row = await rows(tx).where('id', '=', id).executeTakeFirst()
  return row && visitorOf(row)
}

/** How many visitors there are with these words in their name or organisation. */
export async function visitorCount(tx: TenantTx, search: string): Promise<number> {
  const { count } = await tx
    .selectFrom('policy_visitor')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('school_id', '=', tx.schoolId)
    .where(({ or, eb }) => or([eb('name', 'ilike', like(search)), eb('organisation', 'ilike', like(search))]))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** The visitors with these words in their name or organisation, the latest first. */
export async function visitors(
  tx: TenantTx,
  search: string,
  { offset, limit }: { offset: number; limit: number },
): Promise<readonly Visitor[]> {
  const found = await rows(tx)
    .where(({ or, eb }) => or([eb('name', 'ilike', like(search)), eb('organisation', 'ilike', like(search))]))
    .orderBy('visits_on', 'desc')
    .orderBy('added_at', 'desc')
    .offset(offset)
    .limit(limit)
    .execute()
  return found.map(visitorOf)
}

/** Words anywhere in a text, taken as they are. */
const like = (words: string): string => `%${words.replace(/[\\%_]/g, '\\$&')}%`
