import { citedClauses } from '../../kernel/basis.ts'
import type { Instant } from '../../kernel/clock.ts'
import { londonDate } from '../../kernel/clock.ts'
import type { AccountId, MessageId, PersonId } from '../../kernel/ids.ts'
import { newId } from '../../kernel/ids.ts'
import * as calendar from '../../kernel/school-calendar.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import { catalogue } from '../../policy-engine/catalogue.ts'
import type { EffectiveSettings } from '../../policy-engine/settings.ts'
import { policyInForce } from '../policy/index.ts'
import { responseDeadline } from './deadline.ts'
import { arrivalState } from './message.ts'
import type { MessageKind } from './tables.ts'

/** A message as it reaches an account, from a network or from a person who copied it. */
export type Arrival = {
  readonly id?: MessageId
  readonly kind: MessageKind
  readonly externalId: string
  readonly author: {
    readonly externalId: string | null
    readonly name: string
    readonly handle: string | null
  }
  readonly text: string
  readonly place: { readonly uri: string; readonly cid: string; readonly url: string } | null
  readonly url: string | null
  readonly root: { readonly uri: string; readonly cid: string } | undefined
  readonly parentUri: string | undefined
  readonly pictureCount: number
  readonly links: readonly string[]
  readonly receivedAt: Instant
}

const { fallback, practice } = catalogue['inbox.clock']

/** What clocks a message that arrived while no policy was in force: school practice. */
const practiceClock: EffectiveSettings['inbox.clock'] = {
  value: fallback,
  basis: [{ kind: 'practice', gist: practice ?? '' }],
}

const noPolicyThen = 'No policy was in force at the school on that day.'

/** PostgreSQL takes no zero characters; nothing readable is lost with them. */
const storable = (text: string): string => text.replaceAll('\0', '')

/**
 * Writes messages that reached an account, each with the deadline of the policy in force when it was received (AL-4.b).
 * One that is there already is left as it is.
 * @returns the ids of the new ones, and the clauses that set their deadlines
 */
export async function receiveMessages(
  tx: TenantTx,
  accountId: AccountId,
  arrivals: readonly Arrival[],
  more: { readonly now: Instant; readonly enteredBy: PersonId | null; readonly firstReading: boolean },
): Promise<{ readonly messages: readonly MessageId[]; readonly clauses: readonly string[] }> {
  if (arrivals.length === 0) return { messages: [], clauses: [] }
  const posts = await postsAt(
    tx,
    arrivals.flatMap(({ root, parentUri }) => [root?.uri, parentUri]).filter(uri => uri !== undefined),
  )
  const values = []
  for (const arrival of arrivals) {
    const policy = await policyInForce(tx, londonDate(arrival.receivedAt))
    const deadline = responseDeadline({
      receivedAt: arrival.receivedAt,
      clock: policy?.settings['inbox.clock'] ?? practiceClock,
      calendar,
    })
    values.push({
      school_id: tx.schoolId,
      id: arrival.id ?? newId<MessageId>(),
      account_id: accountId,
      kind: arrival.kind,
      external_id: arrival.externalId,
      author_external_id: arrival.author.externalId,
      author_name: storable(arrival.author.name),
      author_handle: arrival.author.handle,
      text: storable(arrival.text),
      uri: arrival.place?.uri ?? null,
      cid: arrival.place?.cid ?? null,
      url: arrival.url,
      root_uri: arrival.root?.uri ?? null,
      root_cid: arrival.root?.cid ?? null,
      post_id: posts.get(arrival.root?.uri ?? '') ?? posts.get(arrival.parentUri ?? '') ?? null,
      picture_count: arrival.pictureCount,
      links: arrival.links.map(storable),
      received_at: arrival.receivedAt,
      entered_by: more.enteredBy,
      due_at: deadline.dueAt,
      due_why: [deadline.why, policy ? undefined : noPolicyThen, deadline.arguable]
        .filter(words => words !== undefined)
        .join(' '),
      due_basis: JSON.stringify(deadline.basis),
      state: arrivalState(arrival.receivedAt, more.firstReading, more.now),
      state_by: null,
      state_at: more.now,
    })
  }
  const rows = await tx
    .insertInto('message')
    .values(values)
    .onConflict(conflict => conflict.doNothing())
    .returning(['id', 'due_basis'])
    .execute()
  return {
    messages: rows.map(row => row.id as MessageId),
    clauses: citedClauses(rows.flatMap(row => row.due_basis)),
  }
}

/** Which of our posts stand at these addresses. */
const postsAt = async (tx: TenantTx, uris: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (uris.length === 0) return new Map()
  const rows = await tx
    .selectFrom('publication')
    .select(['uri', 'subject_id'])
    .where('school_id', '=', tx.schoolId)
    .where('subject', '=', 'post')
    .where('uri', 'in', [...new Set(uris)])
    .execute()
  return new Map(rows.flatMap(row => (row.uri === null ? [] : [[row.uri, row.subject_id] as const])))
}
