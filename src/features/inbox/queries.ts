import { sql } from 'kysely'
import type { PersonActor } from '../../kernel/actor.ts'
import type { Basis } from '../../kernel/basis.ts'
import type { Instant } from '../../kernel/clock.ts'
import { NotFound } from '../../kernel/errors.ts'
import {
  type AccountId,
  type MessageId,
  type ModerationId,
  type PublicationId,
  type ReplyId,
  readId,
} from '../../kernel/ids.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import { type OfficialAccount, officialAccounts } from '../accounts/index.ts'
import type { PublicationState } from '../publishing/tables.ts'
import { mayHandle } from './message.ts'
import type {
  IndecentAnswer,
  MessageKind,
  MessageState,
  ModerationAct,
  ModerationState,
  ReplyKind,
} from './tables.ts'

export type Message = {
  readonly id: MessageId
  readonly accountId: AccountId
  readonly kind: MessageKind
  readonly authorExternalId: string | null
  readonly authorName: string
  readonly authorHandle: string | null
  readonly text: string
  readonly uri: string | null
  readonly cid: string | null
  readonly url: string | null
  readonly rootUri: string | null
  readonly rootCid: string | null
  readonly postId: string | null
  readonly pictureCount: number
  readonly links: readonly string[]
  readonly receivedAt: Instant
  readonly enteredBy: string | null
  readonly dueAt: Instant
  readonly dueWhy: string
  readonly dueBasis: readonly Basis[]
  readonly state: MessageState
  readonly stateBy: string | null
  readonly stateAt: Instant
}

const messageRows = (tx: TenantTx) =>
  tx.selectFrom('message').selectAll().where('message.school_id', '=', tx.schoolId)

type MessageRow = Awaited<ReturnType<ReturnType<typeof messageRows>['execute']>>[number]

const fromRow = (row: MessageRow): Message => ({
  id: row.id as MessageId,
  accountId: row.account_id as AccountId,
  kind: row.kind,
  authorExternalId: row.author_external_id,
  authorName: row.author_name,
  authorHandle: row.author_handle,
  text: row.text,
  uri: row.uri,
  cid: row.cid,
  url: row.url,
  rootUri: row.root_uri,
  rootCid: row.root_cid,
  postId: row.post_id,
  pictureCount: row.picture_count,
  links: row.links,
  receivedAt: row.received_at,
  enteredBy: row.entered_by,
  dueAt: row.due_at,
  dueWhy: row.due_why,
  dueBasis: row.due_basis,
  state: row.state,
  stateBy: row.state_by,
  stateAt: row.state_at,
})

/** The accounts whose messages this person looks after. */
export async function watchedAccounts(tx: TenantTx, actor: PersonActor): Promise<readonly OfficialAccount[]> {
  return (await officialAccounts(tx)).filter(account => mayHandle(actor, account.runnerIds))
}

/** A message with its account, if this person may deal with it, locked when something is to be decided about it. */
export async function messageFor(
  tx: TenantTx,
  actor: PersonActor,
  id: string | undefined,
  lock: 'lock' | 'read' = 'read',
): Promise<{ readonly message: Message; readonly account: OfficialAccount }> {
  const messageId = readId<MessageId>(id)
  const row =
    messageId &&
    (await (lock === 'lock' ? messageRows(tx).forUpdate() : messageRows(tx))
      .where('id', '=', messageId)
      .executeTakeFirst())
  const account = row && (await watchedAccounts(tx, actor)).find(one => one.id === row.account_id)
  if (!row || !account) throw new NotFound('message')
  return { message: fromRow(row), account }
}

/** A message by its id on behalf of the software itself, locked. */
export async function lockedMessage(tx: TenantTx, id: string): Promise<Message | undefined> {
  const row = await messageRows(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && fromRow(row)
}

/** `waiting` is what still needs a person: open and held. */
export type StateFilter = MessageState | 'waiting' | 'all'

export const messagesAPage = 25

/** One page of the inbox: what has no reply yet first, in the order it is due; the finished lists newest first. */
export async function inboxPage(
  tx: TenantTx,
  filter: {
    readonly accountIds: readonly AccountId[]
    readonly state: StateFilter
    /** Words looked for in the text or the author's name; '' for all. */
    readonly search: string
    /** From 1. */
    readonly page: number
  },
): Promise<{ readonly messages: readonly Message[]; readonly total: number }> {
  if (filter.accountIds.length === 0) return { messages: [], total: 0 }
  const like = `%${filter.search.replace(/[\\%_]/g, sign => `\\${sign}`)}%`
  const states: readonly MessageState[] | undefined =
    filter.state === 'all' ? undefined : filter.state === 'waiting' ? ['open', 'held'] : [filter.state]
  const matching = <Builder extends ReturnType<typeof messageRows>>(builder: Builder) => {
    let query = builder.where('account_id', 'in', filter.accountIds)
    if (states) query = query.where('state', 'in', states)
    if (filter.search)
      query = query.where(eb => eb.or([eb('text', 'ilike', like), eb('author_name', 'ilike', like)]))
    return query
  }
  const rows = await (filter.state === 'waiting' || filter.state === 'open'
    ? matching(messageRows(tx)).orderBy(sql`(state = 'held')`).orderBy('due_at')
    : matching(messageRows(tx)).orderBy('received_at', 'desc')
  )
    .orderBy('id')
    .limit(messagesAPage)
    .offset((filter.page - 1) * messagesAPage)
    .execute()
  const { total } = await matching(messageRows(tx))
    .clearSelect()
    .select(eb => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return { messages: rows.map(fromRow), total }
}

export type ThreadReply = {
  readonly id: ReplyId
  readonly messageId: MessageId
  readonly kind: ReplyKind
  readonly text: string
  readonly authorId: string
  readonly authorName: string
  readonly createdAt: Instant
  readonly publicationId: PublicationId | null
  readonly state: PublicationState
  readonly url: string | null
  readonly failure: string | null
  readonly publishedAt: Instant | null
}

const replyRows = (tx: TenantTx) =>
  tx
    .selectFrom('reply')
    .innerJoin('person', join =>
      join.onRef('person.school_id', '=', 'reply.school_id').onRef('person.id', '=', 'reply.author_id'),
    )
    .leftJoin('publication', join =>
      join
        .onRef('publication.school_id', '=', 'reply.school_id')
        .onRef('publication.subject_id', '=', 'reply.id')
        .on('publication.subject', '=', 'reply'),
    )
    .select([
      'reply.id',
      'reply.message_id',
      'reply.kind',
      'reply.text',
      'reply.author_id',
      'person.given_name',
      'person.family_name',
      'reply.created_at',
      'publication.id as publication_id',
      'publication.state',
      'publication.url',
      'publication.failure',
      'publication.published_at',
    ])
    .where('reply.school_id', '=', tx.schoolId)

const fromReplyRow = (
  row: Awaited<ReturnType<ReturnType<typeof replyRows>['execute']>>[number],
): ThreadReply => ({
  id: row.id as ReplyId,
  messageId: row.message_id as MessageId,
  kind: row.kind,
  text: row.text,
  authorId: row.author_id,
  authorName: `${row.given_name} ${row.family_name}`,
  createdAt: row.created_at,
  publicationId: row.publication_id as PublicationId | null,
  state: row.state ?? 'intended',
  url: row.url,
  failure: row.failure,
  publishedAt: row.published_at,
})

/** What we wrote to a message, oldest first, with where each reply stands on the network. */
export async function thread(tx: TenantTx, messageId: MessageId): Promise<readonly ThreadReply[]> {
  const rows = await replyRows(tx)
    .where('reply.message_id', '=', messageId)
    .orderBy('reply.created_at')
    .orderBy('reply.id')
    .execute()
  return rows.map(fromReplyRow)
}

/** Replies to messages of these accounts that did not simply go out: they need a person. */
export async function stuckReplies(
  tx: TenantTx,
  accountIds: readonly AccountId[],
): Promise<readonly (ThreadReply & { readonly accountId: AccountId })[]> {
  if (accountIds.length === 0) return []
  const rows = await replyRows(tx)
    .innerJoin('official_account', join =>
      join
        .onRef('official_account.school_id', '=', 'publication.school_id')
        .onRef('official_account.id', '=', 'publication.account_id'),
    )
    .select('official_account.id as account_id')
    .where('official_account.id', 'in', accountIds)
    .where(eb =>
      eb.or([
        eb('publication.state', 'in', ['unknown', 'failed']),
        eb.and([eb('publication.state', '=', 'intended'), eb('official_account.network', '=', 'manual')]),
      ]),
    )
    // A failed reply is settled once a later one to the same message is under way or out.
    .where(eb =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('reply as later')
            .select('later.id')
            .where('later.school_id', '=', tx.schoolId)
            .whereRef('later.message_id', '=', 'reply.message_id')
            .whereRef('later.created_at', '>', 'reply.created_at')
            .where('publication.state', '=', 'failed'),
        ),
      ),
    )
    .orderBy('reply.created_at')
    .execute()
  return rows.map(row => ({ ...fromReplyRow(row), accountId: row.account_id as AccountId }))
}

export type Moderation = {
  readonly id: ModerationId
  readonly messageId: MessageId
  readonly act: ModerationAct
  readonly indecentAnswer: IndecentAnswer
  readonly reason: string
  readonly state: ModerationState
  readonly failure: string | null
  readonly effect: string
  readonly audienceReplyId: ReplyId | null
  readonly actedBy: string
  readonly actedByName: string
  readonly actedAt: Instant
}

const moderationRows = (tx: TenantTx) =>
  tx
    .selectFrom('moderation')
    .innerJoin('person', join =>
      join
        .onRef('person.school_id', '=', 'moderation.school_id')
        .onRef('person.id', '=', 'moderation.acted_by'),
    )
    .select([
      'moderation.id',
      'moderation.message_id',
      'moderation.act',
      'moderation.indecent_answer',
      'moderation.reason',
      'moderation.state',
      'moderation.failure',
      'moderation.effect',
      'moderation.audience_reply_id',
      'moderation.acted_by',
      'moderation.acted_at',
      'person.given_name',
      'person.family_name',
    ])
    .where('moderation.school_id', '=', tx.schoolId)

const fromModerationRow = (
  row: Awaited<ReturnType<ReturnType<typeof moderationRows>['execute']>>[number],
): Moderation => ({
  id: row.id as ModerationId,
  messageId: row.message_id as MessageId,
  act: row.act,
  indecentAnswer: row.indecent_answer,
  reason: row.reason,
  state: row.state,
  failure: row.failure,
  effect: row.effect,
  audienceReplyId: row.audience_reply_id as ReplyId | null,
  actedBy: row.acted_by,
  actedByName: `${row.given_name} ${row.family_name}`,
  actedAt: row.acted_at,
})

/** What was done about a message, oldest first. */
export async function moderations(tx: TenantTx, messageId: MessageId): Promise<readonly Moderation[]> {
  const rows = await moderationRows(tx)
    .where('moderation.message_id', '=', messageId)
    .orderBy('moderation.acted_at')
    .orderBy('moderation.id')
    .execute()
  return rows.map(fromModerationRow)
}

/** Acts on messages of these accounts that have not gone through: they need a person. */
export async function stuckModerations(
  tx: TenantTx,
  accountIds: readonly AccountId[],
): Promise<readonly (Moderation & { readonly accountId: AccountId })[]> {
  if (accountIds.length === 0) return []
  const rows = await moderationRows(tx)
    .innerJoin('message', join =>
      join
        .onRef('message.school_id', '=', 'moderation.school_id')
        .onRef('message.id', '=', 'moderation.message_id'),
    )
    .innerJoin('official_account', join =>
      join
        .onRef('official_account.school_id', '=', 'message.school_id')
        .onRef('official_account.id', '=', 'message.account_id'),
    )
    .select('message.account_id')
    .where('message.account_id', 'in', accountIds)
    .where(eb =>
      eb.or([
        eb('moderation.state', '=', 'failed'),
        eb.and([
          eb('moderation.state', 'in', ['intended', 'undoing']),
          eb.or([eb('moderation.failure', 'is not', null), eb('official_account.network', '=', 'manual')]),
        ]),
      ]),
    )
    // A failed act is settled once a later one on the same message went through.
    .where(eb =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('moderation as later')
            .select('later.id')
            .where('later.school_id', '=', tx.schoolId)
            .whereRef('later.message_id', '=', 'moderation.message_id')
            .whereRef('later.acted_at', '>', 'moderation.acted_at')
            .where('later.state', '=', 'done'),
        ),
      ),
    )
    .orderBy('moderation.acted_at')
    .execute()
  return rows.map(row => ({ ...fromModerationRow(row), accountId: row.account_id as AccountId }))
}

/** The standing answer to the question about indecent pictures; undefined while it was not asked. */
export async function pictureAnswer(tx: TenantTx, messageId: MessageId): Promise<IndecentAnswer | undefined> {
  const row = await tx
    .selectFrom('picture_question')
    .select('answer')
    .where('school_id', '=', tx.schoolId)
    .where('message_id', '=', messageId)
    .orderBy('answered_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.answer
}

/** The text of our post that a message answers. */
export async function answeredPost(tx: TenantTx, postId: string): Promise<{ text: string } | undefined> {
  return tx
    .selectFrom('post')
    .select('text')
    .where('school_id', '=', tx.schoolId)
    .where('id', '=', postId)
    .executeTakeFirst()
}

/** How the reading of each account goes. `polledAt` is when it last worked. */
export async function readings(
  tx: TenantTx,
): Promise<ReadonlyMap<AccountId, { readonly polledAt: Instant | null; readonly failure: string | null }>> {
  const rows = await tx
    .selectFrom('official_account')
    .select(['id', 'polled_at', 'poll_failure'])
    .where('school_id', '=', tx.schoolId)
    .execute()
  return new Map(
    rows.map(row => [row.id as AccountId, { polledAt: row.polled_at, failure: row.poll_failure }]),
  )
}
