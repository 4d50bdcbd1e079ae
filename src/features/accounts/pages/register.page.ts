import { type Instant, LONDON } from '../../../kernel/clock.ts'
import { listed } from '../../../kernel/prose.ts'
import { londonDateText } from '../../../platform/views/london-time.ts'
import { nameIn, type Person } from '../../people/index.ts'
import { accountKind } from '../account-kinds.ts'
import type { Application } from '../applications.ts'
import { commentsAreOff, type OfficialAccount } from '../register.ts'
import type { SecondApproval } from '../tables.ts'

export const secondApprovalNames: Readonly<Record<SecondApproval, string>> = {
  none: 'Nobody else has to approve a post',
  'pupil-pictures': 'A second person approves posts that show pupils',
  all: 'A second person approves every post',
}

const states = {
  approved: { text: 'Not connected yet', colour: 'yellow' },
  connected: { text: 'Connected', colour: 'green' },
  reconnect: { text: 'Connect again', colour: 'red' },
} as const

const stateTag = (state: OfficialAccount['state']) => states[state]

/** The last day of a pause that ends at the midnight after it. */
const lastDay = (until: Instant) => until.subtract({ minutes: 1 }).toZonedDateTimeISO(LONDON).toPlainDate()

/** How an account stands with comments, in a sentence. */
const commentsText = (account: OfficialAccount, now: Instant): string => {
  const { commentsOffSince: since, commentsOffUntil: until } = account
  if (since === null || until === null) return 'On'
  return commentsAreOff(account, now)
    ? `Off since ${londonDateText(since)}, until the end of ${londonDateText(lastDay(until))}`
    : `Were off until the end of ${londonDateText(lastDay(until))}: switch them on again on the network, and say so here`
}

export const accountView = (account: OfficialAccount, everyone: readonly Person[], now: Instant) => ({
  id: account.id,
  name: account.name,
  network: accountKind(account.channel)?.name ?? account.channel,
  address: account.handle === null ? (account.url ?? '') : `@${account.handle}`,
  url: account.url ?? '',
  openness: account.openness === 'open' ? 'Open to everyone' : 'Closed',
  runners: listed(account.runnerIds.map(nameIn(everyone))),
  tag: stateTag(account.state),
  comments: commentsText(account, now),
  commentsOff: commentsAreOff(account, now),
  secondApproval: secondApprovalNames[account.secondApproval],
  secondApprovalBasis: account.secondApprovalBasis,
})

export const registerPage = (
  accounts: readonly OfficialAccount[],
  waiting: readonly Application[],
  everyone: readonly Person[],
  may: { readonly apply: boolean; readonly connect: boolean },
  now: Instant,
) => ({
  accounts: accounts.map(account => accountView(account, everyone, now)),
  waiting: waiting.map(one => ({
    id: one.id,
    name: one.name,
    network: accountKind(one.channel)?.name ?? one.channel,
    applicant: nameIn(everyone)(one.applicantId),
    submittedAt: one.submittedAt,
  })),
  may,
})
