import type { AccountId } from '../../../kernel/ids.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { page, type Route } from '../../../platform/http/route.ts'
import { listPage, rowsPerPage } from '../../../platform/views/pagination.ts'
import { officialAccounts } from '../../accounts/index.ts'
import { persons } from '../../people/index.ts'
import type { PostParts } from '../parts.ts'
import { maySeeAccount } from '../post.ts'
import { postLines } from '../queries.ts'
import type { PostState } from '../tables.ts'
import { section } from './shared.ts'
import { nameOf } from './view.ts'
import { postExcerpt, stateTag } from './words.ts'

type Group = {
  readonly key: string
  readonly text: string
  readonly states: readonly PostState[]
  readonly empty: string
}

const groups: readonly [Group, ...Group[]] = [
  {
    key: 'open',
    text: 'Being written or decided',
    states: ['draft', 'returned', 'picture-check', 'awaiting-approval'],
    empty: 'Nothing is being written or waits for a decision. Write a post to begin.',
  },
  {
    key: 'published',
    text: 'Published or on its way',
    states: ['publishing', 'published', 'taken-down'],
    empty: 'Nothing was published through Gatepost yet.',
  },
  {
    key: 'problems',
    text: 'Needs somebody to look',
    states: ['unknown', 'failed'],
    empty: 'No post has a problem.',
  },
]

/** GET /posts: the posts of the accounts that this person has to do with. */
export const listRoutes = (parts: PostParts): readonly Route[] => [
  {
    method: 'GET',
    path: '/posts',
    access: 'signed-in',
    async handle({ actor, query }) {
      const group = groups.find(one => one.key === query.show) ?? groups[0]
      const listed = (total: number) =>
        listPage(total, query.page, number => `/posts?show=${group.key}&page=${number}`)
      const { accounts, everyone, found } = await inSchool(parts.db, actor, async tx => {
        const accounts = (await officialAccounts(tx)).filter(account => maySeeAccount(actor, account))
        return {
          accounts,
          everyone: await persons(tx),
          found: await postLines(tx, {
            states: group.states,
            accountIds: accounts.map(account => account.id),
            rows: total => ({ limit: rowsPerPage, offset: listed(total).offset }),
          }),
        }
      })
      const accountOf = (id: AccountId) => accounts.find(account => account.id === id)
      return page(
        'features/posts/pages/posts.njk',
        'Posts',
        {
          mayWrite: accounts.some(account => account.runnerIds.includes(actor.personId)),
          groups: groups.map(one => ({
            text: one.text,
            href: `/posts?show=${one.key}`,
            current: one === group,
          })),
          caption: group.text,
          empty: group.empty,
          lines: found.lines.map(line => ({
            id: line.id,
            text: postExcerpt(line.text) || 'No text yet',
            account: accountOf(line.accountId)?.name ?? '',
            author: nameOf(everyone, line.authorId),
            tag: stateTag(line.state, accountOf(line.accountId)?.network === 'manual'),
            changedAt: line.changedAt,
          })),
          pagination: listed(found.total).pagination ?? null,
        },
        { section },
      )
    },
  },
]
