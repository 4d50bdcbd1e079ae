import { type Actor, holdsAny, type PersonActor } from '../../kernel/actor.ts'
import type { Basis } from '../../kernel/basis.ts'
import { type Instant, londonDate } from '../../kernel/clock.ts'
import type { TodayLine } from '../../kernel/today-line.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import { type OfficialAccount, officialAccounts } from '../accounts/index.ts'
import { isStaff, persons } from '../people/index.ts'
import { type PolicyInForce, policyInForce } from '../policy/index.ts'
import { approversOf } from './commands/decide-post.ts'
import { postCannotStay, postExcerpt } from './pages/words.ts'
import { mayApprove, mayCheckPictures } from './post.ts'
import { postLines, postsToTakeDown } from './queries.ts'
import type { PostState } from './tables.ts'

/** No policy of a school says it: the product does not let go of what it cannot tell. */
const truth: Basis = {
  kind: 'practice',
  gist: 'somebody looks when a post was not published, or when nobody can tell',
}
const byHand: Basis = {
  kind: 'practice',
  gist: 'an account that only a person can reach is published on by hand, and the address is recorded',
}

const cannotStay: Basis = {
  kind: 'practice',
  gist: 'the office knows why a published post cannot stay, and tells nobody else',
}

const waiting: readonly PostState[] = [
  'picture-check',
  'awaiting-approval',
  'returned',
  'publishing',
  'unknown',
  'failed',
]
/** More than this many waiting posts are seen on their own page. */
const most = 200

/** What waits for this person: picture checks, approvals, what came back, what is unclear or to be done by hand. */
export async function postsToday(tx: TenantTx, actor: Actor, now: Instant): Promise<TodayLine[]> {
  if (actor.kind !== 'person') return []
  const policy = await policyInForce(tx, londonDate(now))
  if (!policy) return []
  const accounts = await officialAccounts(tx)
  const { lines } = await postLines(tx, {
    states: waiting,
    accountIds: accounts.map(account => account.id),
    rows: () => ({ limit: most, offset: 0 }),
  })
  const ownWaits = lines.some(post => post.state === 'awaiting-approval' && post.authorId === actor.personId)
  const everyone = ownWaits ? await persons(tx) : []
  const waits = lines.flatMap((post): TodayLine[] => {
    const account = accounts.find(one => one.id === post.accountId)
    if (!account) return []
    const own = post.authorId === actor.personId
    const runs = account.runnerIds.includes(actor.personId)
    const what = `${account.name}: “${postExcerpt(post.text)}”`
    const line = (
      kind: TodayLine['kind'],
      text: string,
      href: string,
      basis: readonly Basis[],
    ): TodayLine[] => [{ kind, text, href, basis }]
    const page = `/posts/${post.id}`
    switch (post.state) {
      case 'picture-check':
        return !own && mayCheckPictures(actor, account)
          ? line(
              'decide',
              `Check the pictures of a post. ${what}`,
              page,
              policy.settings['images.consent-required'].basis,
            )
          : []
      case 'awaiting-approval': {
        const basis: readonly Basis[] = [{ kind: 'practice', gist: account.secondApprovalBasis }]
        if (mayApprove(actor, post, account))
          return line('decide', `Approve a post or send it back. ${what}`, `${page}/review`, basis)
        return own && approversOf(everyone, post, account).length === 0
          ? line('decide', `Nobody else here can approve your post: say how it goes on. ${what}`, page, basis)
          : []
      }
      case 'returned':
        return own
          ? line('due', `A post came back to you. ${what}`, page, policy.settings['posts.checks'].basis)
          : []
      case 'publishing':
        return runs && account.network === 'manual'
          ? line('due', `Publish a post by hand. ${what}`, page, [byHand])
          : []
      case 'unknown':
        return own || runs || mayApprove(actor, post, account)
          ? line('problem', `Nobody can tell if this was published. ${what}`, page, [truth])
          : []
      case 'failed':
        return own || runs ? line('problem', `A post was not published. ${what}`, page, [truth]) : []
      default:
        return []
    }
  })
  return [...(await takeDownLines(tx, actor, accounts, policy)), ...waits]
}

/** Published posts that cannot stay, for whoever runs the account, the office and the headteacher. */
async function takeDownLines(
  tx: TenantTx,
  actor: PersonActor,
  accounts: readonly OfficialAccount[],
  policy: PolicyInForce,
): Promise<readonly TodayLine[]> {
  const theirs = accounts.filter(
    account =>
      account.runnerIds.includes(actor.personId) || holdsAny(actor, ['headteacher', 'administrator']),
  )
  const staff = isStaff(actor.roles)
  const { settings } = policy
  return (await postsToTakeDown(tx, theirs)).map(post => ({
    kind: 'problem',
    text: `${staff ? 'Take down a post: a child in it may no longer be shown.' : postCannotStay} ${theirs.find(account => account.id === post.accountId)?.name ?? ''}: “${postExcerpt(post.text)}”`,
    href: `/posts/${post.id}`,
    basis: staff
      ? [...settings['images.consent-required'].basis, ...settings['images.do-not-publish-list'].basis]
      : [cannotStay],
  }))
}
