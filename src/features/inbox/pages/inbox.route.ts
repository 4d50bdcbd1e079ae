import { holdsAny } from '../../../kernel/actor.ts'
import { londonDate } from '../../../kernel/clock.ts'
import { NotAllowed } from '../../../kernel/errors.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { page, type Route, redirect } from '../../../platform/http/route.ts'
import { waitingNotice } from '../../concerns/index.ts'
import { policyInForce } from '../../policy/index.ts'
import { moderators } from '../message.ts'
import type { InboxParts } from '../parts.ts'
import { recordLook } from '../paste-message.ts'
import { inboxPage, readings, watchedAccounts } from '../queries.ts'
import { inboxListPage, readStateFilter } from './inbox.page.ts'

const longestSearch = 200

/** The list of messages, and the record of a look at an account that Gatepost cannot read. */
export const inboxListRoutes = ({ db }: InboxParts): readonly Route[] => [
  {
    method: 'GET',
    path: '/inbox',
    access: 'signed-in',
    handle: visit =>
      inSchool(db, visit.actor, async tx => {
        const accounts = await watchedAccounts(tx, visit.actor)
        if (accounts.length === 0 && !holdsAny(visit.actor, moderators)) throw new NotAllowed()
        const query = {
          state: readStateFilter(visit.query.state),
          account: accounts.find(account => account.id === visit.query.account)?.id ?? '',
          search: (visit.query.q ?? '').trim().slice(0, longestSearch),
          page: Math.min(10_000, Math.max(1, Math.trunc(Number(visit.query.page)) || 1)),
        }
        const found = await inboxPage(tx, {
          ...query,
          accountIds: accounts.map(({ id }) => id).filter(id => query.account === '' || id === query.account),
        })
        const policy = await policyInForce(tx, londonDate(visit.now))
        return page(
          'features/inbox/pages/inbox.njk',
          'Inbox',
          {
            notice: await waitingNotice(tx, visit.actor, visit.now),
            ...inboxListPage({
              accounts,
              query,
              ...found,
              readings: await readings(tx),
              watchBasis: policy?.settings['accounts.watch'].basis ?? [],
              now: visit.now,
            }),
          },
          { section: 'inbox' },
        )
      }),
  },
  {
    method: 'POST',
    path: '/inbox/accounts/:id/looked-at',
    access: 'signed-in',
    async handle(visit) {
      await recordLook(db, visit.actor, { accountId: visit.params.id ?? '', now: visit.now })
      return redirect('/inbox', { kind: 'success', text: 'Your look at the account is recorded.' })
    },
  },
]
