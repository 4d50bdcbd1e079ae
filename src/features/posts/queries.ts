import { NotFound } from '../../kernel/errors.ts'
import type { AccountId, FileId, PersonId, PhotoId, PostId, PupilId } from '../../kernel/ids.ts'
import type { Channel, Network } from '../../networks/network.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import { type OfficialAccount, officialAccount } from '../accounts/index.ts'
import {
  classNames,
  type PupilStanding,
  pupilStandings,
  pupilsNotToShow,
  pupilsOfClasses,
} from '../people/index.ts'
import type { PolicyInForce } from '../policy/index.ts'
import { publicationByUri } from '../publishing/index.ts'
import { consentGate } from './consent-gate.ts'
import { fullNameBasis, fullNameIn } from './full-names.ts'
import { approvalOf, type Photo, type Post, type PostCase, type Problem } from './post.ts'
import type { PostState } from './tables.ts'

/** Longest text for an account whose network states none. */
const longestText = 5000
/** Most pictures for such an account. */
const mostPictures = 10

/** The networks that the software reaches itself. */
export type Networks = { readonly bluesky: Network }

/** What a network takes, as far as posts go. */
export type Limits = {
  readonly text: number
  readonly pictures: number
  textLength(text: string): number
}

export const limitsOf = (account: Pick<OfficialAccount, 'network'>, networks: Networks): Limits => {
  if (account.network === 'manual')
    return {
      text: longestText,
      pictures: mostPictures,
      textLength: text => text.length,
    }
  const network = networks[account.network]
  return {
    text: network.textLimit,
    pictures: network.pictureLimit,
    textLength: text => network.textLength(text),
  }
}

const photosOf = async (tx: TenantTx, id: PostId): Promise<readonly Photo[]> => {
  const rows = await tx
    .selectFrom('photo')
    .selectAll()
    .where('school_id', '=', tx.schoolId)
    .where('post_id', '=', id)
    .orderBy('position')
    .orderBy('id')
    .execute()
  const pupils =
    rows.length === 0
      ? []
      : await tx
          .selectFrom('photo_pupil')
          .select(['photo_id', 'pupil_id'])
          .where('school_id', '=', tx.schoolId)
          .where(
            'photo_id',
            'in',
            rows.map(row => row.id),
          )
          .execute()
  return rows.map(row => ({
    id: row.id as PhotoId,
    fileId: row.file_id as FileId,
    width: row.width,
    height: row.height,
    altText: row.alt_text,
    shows: row.shows,
    classes: row.classes,
    pupilIds: pupils.flatMap(pupil => (pupil.photo_id === row.id ? [pupil.pupil_id as PupilId] : [])),
  }))
}

const postRow = (tx: TenantTx, id: PostId) =>
  tx.selectFrom('post').selectAll().where('school_id', '=', tx.schoolId).where('id', '=', id)

const load = async (
  tx: TenantTx,
  row: Awaited<ReturnType<ReturnType<typeof postRow>['executeTakeFirst']>>,
): Promise<Post | undefined> => {
  if (!row) return undefined
  const id = row.id as PostId
  const decisions = await tx
    .selectFrom('post_decision')
    .selectAll()
    .where('school_id', '=', tx.schoolId)
    .where('post_id', '=', id)
    .orderBy('decided_at')
    .orderBy('id')
    .execute()
  return {
    id,
    accountId: row.account_id as AccountId,
    authorId: row.author_id as PersonId,
    text: row.text,
    revision: row.revision,
    state: row.state,
    createdAt: row.created_at,
    changedAt: row.changed_at,
    photos: await photosOf(tx, id),
    decisions: decisions.map(one => ({
      decidedBy: one.decided_by as PersonId,
      decision: one.decision,
      reason: one.reason,
      revision: one.revision,
      onePerson: one.one_person,
      outside: one.outside,
      decidedAt: one.decided_at,
    })),
  }
}

export const findPost = async (tx: TenantTx, id: PostId): Promise<Post | undefined> =>
  load(tx, await postRow(tx, id).executeTakeFirst())

/** The post, held until the transaction ends, and its account. @throws NotFound */
export const lockPost = async (
  tx: TenantTx,
  id: PostId,
): Promise<{ post: Post; account: OfficialAccount }> => {
  const post = await load(tx, await postRow(tx, id).forUpdate().executeTakeFirst())
  if (!post) throw new NotFound('post')
  return { post, account: await accountOf(tx, post) }
}

export const accountOf = async (tx: TenantTx, post: Pick<Post, 'accountId'>): Promise<OfficialAccount> => {
  const account = await officialAccount(tx, post.accountId)
  if (!account) throw new NotFound('account')
  return account
}

/** Every child a picture's text could name. */
const everyPupil = async (tx: TenantTx, channel: Channel): Promise<readonly PupilStanding[]> =>
  pupilsOfClasses(tx, await classNames(tx), channel)

/** A full name in a picture's description: judged against every child, since a description tells who is in it. */
export const altTextProblem = async (
  tx: TenantTx,
  account: OfficialAccount,
  altText: string,
): Promise<string | undefined> =>
  fullNameIn(altText, await everyPupil(tx, account.channel))
    ? 'The description gives a child’s full name. Use the first name alone, or “a pupil”.'
    : undefined

export const textTooLong = (text: string, limits: Limits, name: string): string | undefined => {
  const over = limits.textLength(text) - limits.text
  return over > 0
    ? `The text is ${over} character${over === 1 ? '' : 's'} too long. ${name} takes ${limits.text}.`
    : undefined
}

/** F25: the text beside pictures of pupils names no child in full. */
export const textNamesChild = async (
  tx: TenantTx,
  account: OfficialAccount,
  post: Pick<Post, 'photos'>,
  text: string,
): Promise<string | undefined> =>
  post.photos.some(photo => photo.shows === 'pupils') &&
  fullNameIn(text, await everyPupil(tx, account.channel))
    ? 'The text gives a child’s full name beside a picture of pupils. Use the first name alone.'
    : undefined

/** Everything readiness is judged by, as it stands in this transaction. */
export async function postCase(
  tx: TenantTx,
  post: Post,
  account: OfficialAccount,
  policy: PolicyInForce,
  limits: Limits,
): Promise<PostCase> {
  const problems: Problem[] = []
  if (post.text.trim() === '')
    problems.push({ field: 'text', text: 'Write the text of the post.', basis: [] })
  const tooLong = textTooLong(post.text, limits, account.name)
  if (tooLong) problems.push({ field: 'text', text: tooLong, basis: [] })
  const named = await textNamesChild(tx, account, post, post.text)
  if (named) problems.push({ field: 'text', text: named, basis: [fullNameBasis] })
  for (const photo of post.photos) {
    const found = await altTextProblem(tx, account, photo.altText)
    if (found) problems.push({ field: 'altText', photoId: photo.id, text: found, basis: [fullNameBasis] })
  }
  const depicted = [...new Set(post.photos.flatMap(photo => photo.pupilIds))]
  const secondApproval = policy.settings['posts.second-approval']
  return {
    problems,
    unchecked: post.photos.filter(photo => photo.shows === 'unchecked').map(photo => photo.id),
    gate: consentGate(depicted, await pupilStandings(tx, depicted, account.channel), policy.settings),
    secondApproval: account.secondApproval,
    secondApprovalBasis:
      secondApproval.value === account.secondApproval
        ? secondApproval.basis
        : [{ kind: 'practice', gist: account.secondApprovalBasis }],
    showsPupils: post.photos.some(photo => photo.shows === 'pupils'),
    approved: approvalOf(post) !== undefined,
  }
}

export type PostLine = {
  readonly id: PostId
  readonly accountId: AccountId
  readonly authorId: PersonId
  readonly text: string
  readonly state: PostState
  readonly changedAt: Post['changedAt']
}

/** Posts in these states of these accounts, the last changed first. */
export async function postLines(
  tx: TenantTx,
  which: {
    states: readonly PostState[]
    accountIds: readonly AccountId[]
    rows: (total: number) => { limit: number; offset: number }
  },
): Promise<{ lines: readonly PostLine[]; total: number }> {
  if (which.accountIds.length === 0) return { lines: [], total: 0 }
  const wanted = tx
    .selectFrom('post')
    .where('school_id', '=', tx.schoolId)
    .where('state', 'in', which.states)
    .where('account_id', 'in', which.accountIds)
  const { total } = await wanted
    .select(count => count.fn.countAll<string>().as('total'))
    .executeTakeFirstOrThrow()
  const { limit, offset } = which.rows(Number(total))
  const rows = await wanted
    .select(['id', 'account_id', 'author_id', 'text', 'state', 'changed_at'])
    .orderBy('changed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  return {
    total: Number(total),
    lines: rows.map(row => ({
      id: row.id as PostId,
      accountId: row.account_id as AccountId,
      authorId: row.author_id as PersonId,
      text: row.text,
      state: row.state,
      changedAt: row.changed_at,
    })),
  }
}

/** The post that stands at this address of the network, for what is answered there. */
export async function postByUri(
  tx: TenantTx,
  uri: string,
): Promise<{ id: PostId; accountId: AccountId; text: string; url: string | null } | undefined> {
  const publication = await publicationByUri(tx, uri)
  if (publication?.subject !== 'post') return undefined
  const post = await findPost(tx, publication.subjectId as PostId)
  return post && { id: post.id, accountId: post.accountId, text: post.text, url: publication.url }
}

/** The posts with pictures of pupils, the newest first; `who` is a pupil on one of them. */
const postsByPupil = (tx: TenantTx) =>
  tx
    .selectFrom('photo_pupil as who')
    .innerJoin('photo', join =>
      join.onRef('photo.school_id', '=', 'who.school_id').onRef('photo.id', '=', 'who.photo_id'),
    )
    .innerJoin('post', join =>
      join.onRef('post.school_id', '=', 'photo.school_id').onRef('post.id', '=', 'photo.post_id'),
    )
    .select(['post.id', 'post.text', 'post.changed_at'])
    .distinct()
    .where('who.school_id', '=', tx.schoolId)
    .orderBy('post.changed_at', 'desc')

/** Published posts of these accounts with a child who must not be shown there any more, the newest first. */
export async function postsToTakeDown(
  tx: TenantTx,
  accounts: readonly Pick<OfficialAccount, 'id' | 'channel'>[],
): Promise<readonly { id: PostId; accountId: AccountId; text: string }[]> {
  const posts: { id: PostId; accountId: AccountId; text: string }[] = []
  for (const channel of new Set(accounts.map(account => account.channel))) {
    const children = await pupilsNotToShow(tx, channel)
    if (children.length === 0) continue
    const rows = await postsByPupil(tx)
      .select('post.account_id')
      .where('who.pupil_id', 'in', children)
      .where(
        'post.account_id',
        'in',
        accounts.flatMap(account => (account.channel === channel ? [account.id] : [])),
      )
      .where('post.state', '=', 'published')
      .execute()
    for (const row of rows)
      posts.push({ id: row.id as PostId, accountId: row.account_id as AccountId, text: row.text })
  }
  return posts
}

/** The posts with a picture of this child that are or may be on this channel, the newest first. */
export async function postsShowing(
  tx: TenantTx,
  pupilId: PupilId,
  channel: Channel,
): Promise<readonly { id: PostId; text: string; state: PostState }[]> {
  const rows = await postsByPupil(tx)
    .innerJoin('official_account as account', join =>
      join.onRef('account.school_id', '=', 'post.school_id').onRef('account.id', '=', 'post.account_id'),
    )
    .select('post.state')
    .where('who.pupil_id', '=', pupilId)
    .where('account.channel', '=', channel)
    .where('post.state', 'in', ['publishing', 'published', 'unknown'])
    .execute()
  return rows.map(row => ({ id: row.id as PostId, text: row.text, state: row.state }))
}
