import type { PersonActor, Role } from '../../kernel/actor.ts'
import type { Basis } from '../../kernel/basis.ts'
import type { Instant } from '../../kernel/clock.ts'
import type { AccountId, FileId, PersonId, PhotoId, PostId, PupilId } from '../../kernel/ids.ts'
import type { OfficialAccount } from '../accounts/index.ts'
import { isStaff } from '../people/index.ts'
import type { GateVerdict } from './consent-gate.ts'
import type { PostState } from './tables.ts'

export type Photo = {
  readonly id: PhotoId
  readonly fileId: FileId
  readonly width: number
  readonly height: number
  readonly altText: string
  readonly shows: 'unchecked' | 'no-pupils' | 'pupils'
  readonly classes: readonly string[]
  readonly pupilIds: readonly PupilId[]
}

export type Decision = {
  readonly decidedBy: PersonId
  readonly decision: 'approved' | 'returned'
  readonly reason: string
  readonly revision: number
  readonly onePerson: boolean
  readonly outside: boolean
  readonly decidedAt: Instant
}

export type Post = {
  readonly id: PostId
  readonly accountId: AccountId
  readonly authorId: PersonId
  readonly text: string
  readonly revision: number
  readonly state: PostState
  readonly createdAt: Instant
  readonly changedAt: Instant
  readonly photos: readonly Photo[]
  /** Oldest first. */
  readonly decisions: readonly Decision[]
}

type Runners = Pick<OfficialAccount, 'runnerIds'>

const leaders = ['headteacher', 'senior-leader'] as const
const office = [...leaders, 'administrator', 'dsl', 'deputy-dsl'] as const

const runs = (actor: PersonActor, account: Runners): boolean => account.runnerIds.includes(actor.personId)
const holds = (actor: PersonActor, roles: readonly (typeof office)[number][]): boolean =>
  roles.some(role => actor.roles.has(role))

/** AL-3.b: only who runs an account writes for it. */
export const mayWrite = (actor: PersonActor, account: Runners): boolean => runs(actor, account)

export const maySeeAccount = (actor: PersonActor, account: Runners): boolean =>
  runs(actor, account) || holds(actor, office)

export const maySee = (actor: PersonActor, post: Pick<Post, 'authorId'>, account: Runners): boolean =>
  actor.personId === post.authorId || maySeeAccount(actor, account)

/** Names of children are for staff: another runner, a leader or the office. */
export const mayCheckPictures = (actor: PersonActor, account: Runners): boolean =>
  isStaff(actor.roles) && (runs(actor, account) || holds(actor, [...leaders, 'administrator']))

/**
 * A leader, or another runner who works here: a parent or volunteer sees no names, so cannot answer for other people's
 * children. Nobody approves their own.
 */
export const isApprover = (
  person: { readonly id: PersonId; readonly roles: Iterable<Role> },
  post: Pick<Post, 'authorId'>,
  account: Runners,
): boolean => {
  const held = new Set(person.roles)
  return (
    person.id !== post.authorId &&
    ((account.runnerIds.includes(person.id) && isStaff(held)) || leaders.some(role => held.has(role)))
  )
}

/** Who takes a published post down, and records it: who can reach the account, or answers for it. */
export const mayTakeDown = (actor: PersonActor, account: Runners): boolean =>
  runs(actor, account) || holds(actor, [...leaders, 'administrator'])

export const mayApprove = (actor: PersonActor, post: Pick<Post, 'authorId'>, account: Runners): boolean =>
  isApprover({ id: actor.personId, roles: actor.roles }, post, account)

/** While the author can still change it. */
export const isOpen = (post: Pick<Post, 'state'>): boolean =>
  post.state === 'draft' || post.state === 'returned' || post.state === 'failed'

/** The decision that holds for the text and pictures as they are now. */
export const approvalOf = (post: Pick<Post, 'decisions' | 'revision'>): Decision | undefined =>
  post.decisions.findLast(one => one.decision === 'approved' && one.revision === post.revision)

/** Why the author has it back, as far as nothing was changed since. */
export const returnOf = (post: Pick<Post, 'decisions' | 'revision'>): Decision | undefined => {
  const last = post.decisions.at(-1)
  return last?.decision === 'returned' && last.revision === post.revision ? last : undefined
}

/** Something about text or pictures that the author puts right. `field` is `text` or `altText` of a photo. */
export type Problem = {
  readonly field: 'text' | 'altText' | 'photo'
  readonly photoId?: PhotoId
  readonly text: string
  readonly basis: readonly Basis[]
}

/** What readiness is judged by. */
export type PostCase = {
  readonly problems: readonly Problem[]
  readonly unchecked: readonly PhotoId[]
  readonly gate: GateVerdict
  readonly secondApproval: OfficialAccount['secondApproval']
  readonly secondApprovalBasis: readonly Basis[]
  readonly showsPupils: boolean
  readonly approved: boolean
}

export type Readiness =
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }
  | { readonly kind: 'unchecked'; readonly photoIds: readonly PhotoId[] }
  | Extract<GateVerdict, { kind: 'stopped' }>
  | { readonly kind: 'needs-approval'; readonly basis: readonly Basis[] }
  | { readonly kind: 'ready' }

/** What stands between a post and its publication: the first thing to do. */
export const readiness = (one: PostCase): Readiness => {
  if (one.problems.length > 0) return { kind: 'problems', problems: one.problems }
  if (one.unchecked.length > 0) return { kind: 'unchecked', photoIds: one.unchecked }
  if (one.gate.kind === 'stopped') return one.gate
  const needed = one.secondApproval === 'all' || (one.secondApproval === 'pupil-pictures' && one.showsPupils)
  return needed && !one.approved
    ? { kind: 'needs-approval', basis: one.secondApprovalBasis }
    : { kind: 'ready' }
}
