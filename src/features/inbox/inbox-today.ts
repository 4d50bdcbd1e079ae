import type { PersonActor } from '../../kernel/actor.ts'
import { type Instant, londonDate } from '../../kernel/clock.ts'
import * as calendar from '../../kernel/school-calendar.ts'
import type { TodayLine } from '../../kernel/today-line.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import { policyInForce } from '../policy/index.ts'
import { actNames } from './acts.ts'
import { isOverdue } from './message.ts'
import { kindNames, readingProblems } from './pages/inbox.page.ts'
import { inboxPage, readings, stuckModerations, stuckReplies, watchedAccounts } from './queries.ts'

/** Messages that stand on Today by themselves; the rest are one line. */
const shownMessages = 5

/** What the inbox holds for this person: answers due and overdue, what did not go through, accounts nobody has read. */
export async function inboxToday(
  tx: TenantTx,
  actor: PersonActor,
  now: Instant,
): Promise<readonly TodayLine[]> {
  const accounts = await watchedAccounts(tx, actor)
  if (accounts.length === 0) return []
  const ids = accounts.map(({ id }) => id)
  const nameOf = (id: string): string => accounts.find(account => account.id === id)?.name ?? ''
  const policy = await policyInForce(tx, londonDate(now))
  const { messages, total } = await inboxPage(tx, { accountIds: ids, state: 'open', search: '', page: 1 })
  const first = messages.slice(0, shownMessages)
  const lines: TodayLine[] = first.map(message => ({
    kind: isOverdue(message, now) ? 'overdue' : 'due',
    text: `${kindNames[message.kind]} from ${message.authorName} on ${nameOf(message.accountId)} waits for an answer`,
    href: `/inbox/${message.id}`,
    dueAt: message.dueAt,
    basis: message.dueBasis,
  }))
  const next = messages[shownMessages]
  if (next) {
    const rest = total - shownMessages
    lines.push({
      kind: isOverdue(next, now) ? 'overdue' : 'due',
      text: `${rest} more ${rest === 1 ? 'message waits' : 'messages wait'} for an answer`,
      href: '/inbox',
      dueAt: next.dueAt,
      basis: next.dueBasis,
    })
  }
  const answering = policy?.settings['inbox.clock'].basis ?? []
  for (const reply of await stuckReplies(tx, ids))
    lines.push({
      kind: 'problem',
      text:
        reply.state === 'intended'
          ? `A reply waits to be posted on ${nameOf(reply.accountId)} by hand`
          : reply.state === 'unknown'
            ? `It is not known whether a reply on ${nameOf(reply.accountId)} was published`
            : `A reply on ${nameOf(reply.accountId)} was not sent`,
      href: `/inbox/${reply.messageId}`,
      basis: answering,
    })
  const stepping = policy?.settings['inbox.moderation-acts'].basis ?? []
  for (const moderation of await stuckModerations(tx, ids))
    lines.push({
      kind: 'problem',
      text: `Not done yet on ${nameOf(moderation.accountId)}: ${actNames[moderation.act].toLowerCase()}`,
      href: `/inbox/${moderation.messageId}`,
      basis: stepping,
    })
  const read = await readings(tx)
  const watch = policy?.settings['accounts.watch']
  for (const { text } of readingProblems(accounts, read))
    lines.push({ kind: 'problem', text, href: '/inbox', basis: watch?.basis ?? [] })
  const today = londonDate(now)
  if (watch && (watch.value.days === 'every-day' || calendar.isWorkingDay(today)))
    for (const account of accounts) {
      const at = read.get(account.id)?.polledAt
      if (account.network !== 'manual' || account.state !== 'connected') continue
      if (at && londonDate(at).equals(today)) continue
      lines.push({
        kind: 'due',
        text: `Look at ${account.name} today and add what people wrote`,
        href: '/inbox',
        basis: watch.basis,
      })
    }
  return lines
}
