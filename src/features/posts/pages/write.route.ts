import { londonDate } from '../../../kernel/clock.ts'
import { NotAllowed, NotFound } from '../../../kernel/errors.ts'
import { type AccountId, newId, type PostId, readId } from '../../../kernel/ids.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { type Answer, field, page, type Route, redirect, type Visit } from '../../../platform/http/route.ts'
import { formErrors } from '../../../platform/views/form.ts'
import type { TextareaParams } from '../../../platform/views/macro-params.ts'
import { type OfficialAccount, officialAccount, officialAccounts } from '../../accounts/index.ts'
import { type PolicyInForce, policyInForce } from '../../policy/index.ts'
import { editPost, type SaveResult, writePost } from '../commands/write-post.ts'
import { fullNameBasis } from '../full-names.ts'
import type { PostParts } from '../parts.ts'
import { isOpen, mayWrite } from '../post.ts'
import { accountOf, findPost, limitsOf } from '../queries.ts'
import { adoptFirst, notOpen, postIdOf, section } from './shared.ts'

/** What was typed, with the line ends a browser sends put right: they count as one character. */
const typedText = (visit: Visit): string => field(visit.form, 'text').replace(/\r\n?/g, '\n').trim()

/** Choosing an account, writing a post and changing its text. */
export const writeRoutes = (parts: PostParts): readonly Route[] => {
  const writePage = (
    what: {
      title: string
      action: string
      account: OfficialAccount
      policy: PolicyInForce
      id: PostId | null
      text: string
      backHref: string
    },
    wrong?: { words: string; namesChild: boolean },
  ): Answer => {
    const errors = wrong && formErrors([{ field: 'text', text: wrong.words }])
    return page(
      'features/posts/pages/write.njk',
      what.title,
      {
        account: what.account.name,
        accountId: what.account.id,
        id: what.id,
        action: what.action,
        text: {
          id: 'text',
          name: 'text',
          rows: '8',
          label: { text: 'Text of the post' },
          hint: {
            text: `Up to ${limitsOf(what.account, parts.networks).text} characters. Gatepost counts them when you save.`,
          },
          value: what.text,
          errorMessage: errors?.byField.text,
        } satisfies TextareaParams,
        checks: what.policy.settings['posts.checks'].value,
        errorBasis: wrong?.namesChild ? [fullNameBasis] : [],
      },
      { section, backHref: what.backHref, errors: errors?.list },
    )
  }

  const accountToWriteFor = (visit: Visit, id: AccountId | undefined) =>
    inSchool(parts.db, visit.actor, async tx => {
      const account = id && (await officialAccount(tx, id))
      if (!account) throw new NotFound('account')
      if (!mayWrite(visit.actor, account)) throw new NotAllowed('only who runs an account writes for it')
      return { account, policy: await policyInForce(tx, londonDate(visit.now)) }
    })

  const toEdit = (visit: Visit) =>
    inSchool(parts.db, visit.actor, async tx => {
      const post = await findPost(tx, postIdOf(visit))
      if (post?.authorId !== visit.actor.personId) throw new NotFound('post')
      return {
        post,
        account: await accountOf(tx, post),
        policy: await policyInForce(tx, londonDate(visit.now)),
      }
    })

  const saved = (
    id: PostId,
    result: SaveResult,
    again: (wrong: { words: string; namesChild: boolean }) => Answer,
  ) => {
    switch (result.kind) {
      case 'saved':
        return redirect(`/posts/${id}`)
      case 'not-open':
        return notOpen(id)
      case 'wrong-text':
        return again(result)
    }
  }

  const empty = { words: 'Write the text of the post', namesChild: false }

  return [
    {
      method: 'GET',
      path: '/posts/new',
      access: 'signed-in',
      async handle(visit) {
        const own = await inSchool(parts.db, visit.actor, async tx =>
          (await officialAccounts(tx)).filter(account => mayWrite(visit.actor, account)),
        )
        const chosen = visit.query.account ?? (own.length === 1 ? own[0]?.id : undefined)
        if (chosen === undefined)
          return page(
            'features/posts/pages/choose-account.njk',
            'Which account do you write for?',
            {
              accounts: own.map(account => ({
                id: account.id,
                name: account.name,
                note:
                  account.state === 'connected'
                    ? null
                    : 'Not connected: you can write now and publish when it is.',
              })),
            },
            { section, backHref: '/posts' },
          )
        const { account, policy } = await accountToWriteFor(visit, readId<AccountId>(chosen))
        if (!policy) return adoptFirst()
        return writePage({
          title: 'Write a post',
          action: '/posts',
          account,
          policy,
          id: newId<PostId>(),
          text: '',
          backHref: '/posts',
        })
      },
    },
    {
      method: 'POST',
      path: '/posts',
      access: 'signed-in',
      async handle(visit) {
        const { account, policy } = await accountToWriteFor(
          visit,
          readId<AccountId>(field(visit.form, 'account')),
        )
        if (!policy) return adoptFirst()
        const id = readId<PostId>(field(visit.form, 'id')) ?? newId<PostId>()
        const text = typedText(visit)
        const again = (wrong: { words: string; namesChild: boolean }) =>
          writePage(
            { title: 'Write a post', action: '/posts', account, policy, id, text, backHref: '/posts' },
            wrong,
          )
        if (text === '') return again(empty)
        return saved(
          id,
          await writePost(parts, visit.actor, { id, accountId: account.id, text, now: visit.now }),
          again,
        )
      },
    },
    {
      method: 'GET',
      path: '/posts/:id/edit',
      access: 'signed-in',
      async handle(visit) {
        const { post, account, policy } = await toEdit(visit)
        if (!policy) return adoptFirst()
        if (!isOpen(post)) return notOpen(post.id)
        return writePage({
          title: 'Change the text',
          action: `/posts/${post.id}/edit`,
          account,
          policy,
          id: null,
          text: post.text,
          backHref: `/posts/${post.id}`,
        })
      },
    },
    {
      method: 'POST',
      path: '/posts/:id/edit',
      access: 'signed-in',
      async handle(visit) {
        const { post, account, policy } = await toEdit(visit)
        if (!policy) return adoptFirst()
        const text = typedText(visit)
        const again = (wrong: { words: string; namesChild: boolean }) =>
          writePage(
            {
              title: 'Change the text',
              action: `/posts/${post.id}/edit`,
              account,
              policy,
              id: null,
              text,
              backHref: `/posts/${post.id}`,
            },
            wrong,
          )
        if (text === '') return again(empty)
        return saved(
          post.id,
          await editPost(parts, visit.actor, { id: post.id, text, now: visit.now }),
          again,
        )
      },
    },
  ]
}
