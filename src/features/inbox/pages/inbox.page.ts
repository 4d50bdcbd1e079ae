import type { Basis } from '../../../kernel/basis.ts'
import { type Instant, Temporal } from '../../../kernel/clock.ts'
import type { AccountId } from '../../../kernel/ids.ts'
import { excerpt } from '../../../kernel/prose.ts'
import { londonDateTimeText } from '../../../platform/views/london-time.ts'
import type { OfficialAccount } from '../../accounts/index.ts'
import { isOverdue } from '../message.ts'
import { type Message, messagesAPage, type StateFilter } from '../queries.ts'
import type { MessageKind, MessageState } from '../tables.ts'

export const kindNames: Readonly<Record<MessageKind, string>> = {
  comment: 'Comment',
  mention: 'Mention',
  private: 'Private message',
}

export type StateTag = { readonly text: string; readonly colour: string }

/** How a message stands, as a coloured word. */
export const stateTag = (message: { state: MessageState; dueAt: Instant }, now: Instant): StateTag => {
  if (isOverdue(message, now)) return { text: 'Overdue', colour: 'red' }
  switch (message.state) {
    case 'open':
      return { text: 'To answer', colour: 'blue' }
    case 'held':
      return { text: 'Acknowledged', colour: 'yellow' }
    case 'answered':
      return { text: 'Answered', colour: 'green' }
    case 'removed':
      return { text: 'Stepped in', colour: 'grey' }
    case 'no-answer-needed':
      return { text: 'No answer needed', colour: 'grey' }
  }
}

const span = (from: Instant, to: Instant): string => {
  const minutes = Math.max(1, Math.round(from.until(to).total('minutes')))
  if (minutes < 60) return `${minutes} minute${minutes === 1 ? '' : 's'}`
  const hours = Math.round(minutes / 60)
  if (hours < 48) return `${hours} hour${hours === 1 ? '' : 's'}`
  // Never more days than there are: who reads “3 days” on a Saturday comes on Tuesday.
  return `${Math.floor(hours / 24)} days`
}

/** The deadline in words for a row; what is settled has none. */
export const deadlineWords = (message: { state: MessageState; dueAt: Instant }, now: Instant): string => {
  if (message.state === 'held') return 'Receipt is acknowledged. A full answer is still owed.'
  if (message.state !== 'open') return ''
  const at = londonDateTimeText(message.dueAt)
  return Temporal.Instant.compare(message.dueAt, now) <= 0
    ? `${span(message.dueAt, now)} late: it was due ${at}`
    : `${at}, in ${span(now, message.dueAt)}`
}

const filterNames: readonly (readonly [StateFilter, string])[] = [
  ['waiting', 'Waiting for an answer'],
  ['held', 'Acknowledged'],
  ['answered', 'Answered'],
  ['removed', 'Stepped in'],
  ['no-answer-needed', 'No answer needed'],
  ['all', 'All messages'],
]

export const readStateFilter = (text: string | undefined): StateFilter =>
  filterNames.find(([name]) => name === text)?.[0] ?? 'waiting'

type Reading = { readonly polledAt: Instant | null; readonly failure: string | null }

/** Where messages may be waiting that nobody here sees. */
export const readingProblems = (
  accounts: readonly OfficialAccount[],
  readings: ReadonlyMap<AccountId, Reading>,
): readonly { readonly account: OfficialAccount; readonly text: string }[] =>
  accounts.flatMap(account => {
    const reading = readings.get(account.id)
    if (account.network === 'manual' || account.state === 'approved') return []
    if (account.state === 'connected' && !reading?.failure) return []
    const why = reading?.failure ?? 'Gatepost is no longer connected to it'
    const since = reading?.polledAt
      ? `Nothing has been read since ${londonDateTimeText(reading.polledAt)}`
      : 'Nothing has been read so far'
    const doing =
      account.state === 'reconnect'
        ? 'Ask the administrator to connect it again.'
        : 'Gatepost tries again every minute.'
    return [{ account, text: `${account.name}: ${why}. ${since}; comments may be waiting there. ${doing}` }]
  })

export type InboxQuery = {
  readonly state: StateFilter
  readonly account: string
  readonly search: string
  readonly page: number
}

const address = (query: InboxQuery, page: number): string => {
  const params = new URLSearchParams()
  if (query.state !== 'waiting') params.set('state', query.state)
  if (query.account) params.set('account', query.account)
  if (query.search) params.set('q', query.search)
  if (page > 1) params.set('page', String(page))
  const text = params.toString()
  return text ? `/inbox?${text}` : '/inbox'
}

/** Everything the list of messages shows. */
export const inboxListPage = (data: {
  readonly accounts: readonly OfficialAccount[]
  readonly query: InboxQuery
  readonly messages: readonly Message[]
  readonly total: number
  readonly readings: ReadonlyMap<AccountId, Reading>
  readonly watchBasis: readonly Basis[]
  readonly now: Instant
}) => {
  const { accounts, query, now } = data
  const names = new Map(accounts.map(account => [account.id, account.name]))
  const pages = Math.max(1, Math.ceil(data.total / messagesAPage))
  const filtered = query.search !== '' || query.account !== '' || query.state !== 'waiting'
  return {
    query,
    filtered,
    total: data.total,
    hasAccounts: accounts.length > 0,
    problems: readingProblems(accounts, data.readings).map(problem => problem.text),
    manual: accounts
      .filter(account => account.network === 'manual' && account.state === 'connected')
      .map(account => {
        const at = data.readings.get(account.id)?.polledAt
        return {
          id: account.id,
          name: account.name,
          looked: at ? `Last looked at on ${londonDateTimeText(at)}.` : 'Nobody has recorded a look so far.',
        }
      }),
    watchBasis: data.watchBasis,
    states: filterNames.map(([value, text]) => ({ value, text, selected: value === query.state })),
    accountItems: [
      { value: '', text: 'All accounts', selected: query.account === '' },
      ...accounts.map(({ id, name }) => ({ value: id, text: name, selected: id === query.account })),
    ],
    rows: data.messages.map(message => ({
      id: message.id,
      author: message.authorName,
      kind: kindNames[message.kind],
      account: names.get(message.accountId) ?? '',
      excerpt: excerpt(message.text, 140) || 'No words',
      received: londonDateTimeText(message.receivedAt),
      deadline: deadlineWords(message, now),
      basis: message.dueBasis,
      tag: stateTag(message, now),
    })),
    pagination: {
      landmarkLabel: 'Pages of messages',
      ...(query.page > 1 ? { previous: { href: address(query, query.page - 1) } } : {}),
      ...(query.page < pages ? { next: { href: address(query, query.page + 1) } } : {}),
      pages,
      page: query.page,
    },
  }
}
