import type { PersonActor } from '../../kernel/actor.ts'
import { type Basis, basisLabel, citedClauses } from '../../kernel/basis.ts'
import { type Instant, LONDON, londonDate, type Temporal } from '../../kernel/clock.ts'
import { NotFound } from '../../kernel/errors.ts'
import type { AccountId, PersonId } from '../../kernel/ids.ts'
import { audit } from '../../platform/audit/audit.ts'
import { type Database, inSchool, type TenantTx } from '../../platform/database/database.ts'
import { persons } from '../people/index.ts'
import { policyInForce } from '../policy/index.ts'
import { isOnDuty } from './duties.ts'
import { commentsAreOff, type OfficialAccount, officialAccount } from './register.ts'
import type { SecondApproval } from './tables.ts'

/** Switching comments off: no policy of a school forbids or asks it. */
export const commentsPractice: Basis = {
  kind: 'practice',
  gist: 'comments are only switched off for a while, with a reason and an end that stand in the register',
}

/** The longest time comments stay off without somebody deciding again. */
const longestPause = { months: 3 } as const

export type CommentsResult =
  | { readonly kind: 'changed' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'in-the-past' }
  | { readonly kind: 'too-long' }
  | { readonly kind: 'not-yours' }

/** Whether this person may look after the account: runs it, keeps its password, or decides on accounts. */
export async function mayManage(
  tx: TenantTx,
  personId: PersonId,
  account: OfficialAccount,
  now: Instant,
): Promise<boolean> {
  if (account.runnerIds.includes(personId)) return true
  const policy = await policyInForce(tx, londonDate(now))
  if (!policy) return false
  const everyone = await persons(tx)
  return (['accounts.approver', 'accounts.credential-keeper'] as const).some(key =>
    isOnDuty(everyone, policy.settings[key].value, personId),
  )
}

/**
 * Records that comments are off on an account until the end of a day, and why. On the network itself a person does it.
 * @throws NotFound for an account that does not exist
 */
export async function switchCommentsOff(
  db: Database,
  actor: PersonActor,
  input: { id: AccountId; lastDay: Temporal.PlainDate; reason: string; now: Instant },
): Promise<CommentsResult> {
  const { id, lastDay, reason, now } = input
  const until = lastDay.add({ days: 1 }).toZonedDateTime(LONDON).toInstant()
  if (until.since(now).sign <= 0) return { kind: 'in-the-past' }
  if (lastDay.until(londonDate(now).add(longestPause)).sign < 0) return { kind: 'too-long' }
  return changeAccount(db, actor, id, now, async (tx, account) => {
    if (account.commentsOffUntil?.equals(until)) return { kind: 'unchanged' }
    const since = commentsAreOff(account, now) ? account.commentsOffSince : now
    await tx
      .updateTable('official_account')
      .set({ comments_off_since: since, comments_off_until: until })
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', id)
      .execute()
    await audit(tx, {
      at: now,
      action: 'account.comments-off',
      subject: { kind: 'account', id },
      facts: { until: until.toString() },
      detail: { reason },
    })
    return { kind: 'changed' }
  })
}

/** Records that somebody has switched comments on again on the network. */
export async function switchCommentsOn(
  db: Database,
  actor: PersonActor,
  input: { id: AccountId; now: Instant },
): Promise<CommentsResult> {
  const { id, now } = input
  return changeAccount(db, actor, id, now, async (tx, account) => {
    if (account.commentsOffSince === null) return { kind: 'unchanged' }
    await tx
      .updateTable('official_account')
      .set({ comments_off_since: null, comments_off_until: null })
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', id)
      .execute()
    await audit(tx, { at: now, action: 'account.comments-on', subject: { kind: 'account', id } })
    return { kind: 'changed' }
  })
}

const strictness: readonly SecondApproval[] = ['none', 'pupil-pictures', 'all']

export type SecondApprovalResult =
  | { readonly kind: 'changed' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'no-policy' }
  | { readonly kind: 'not-approver'; readonly basis: readonly Basis[] }
  /** A clause asks for more; the school may ask for more than its policy, not for less. */
  | { readonly kind: 'weaker-than-policy'; readonly basis: readonly Basis[] }

/** What a setting chosen by the school rests on, beside what its policy states. */
export const secondApprovalBasis = (
  chosen: SecondApproval,
  policy: { readonly value: SecondApproval; readonly basis: readonly Basis[] },
): { readonly kind: 'basis'; readonly words: string } | { readonly kind: 'weaker-than-policy' } => {
  const clauses = policy.basis.filter(basis => basis.kind === 'clause')
  if (chosen === policy.value) return { kind: 'basis', words: policy.basis.map(basisLabel).join('; ') }
  if (clauses.length === 0) return { kind: 'basis', words: 'School practice: chosen for this account' }
  return strictness.indexOf(chosen) < strictness.indexOf(policy.value)
    ? { kind: 'weaker-than-policy' }
    : {
        kind: 'basis',
        words: `School practice: chosen for this account, stricter than ${clauses.map(basisLabel).join('; ')}`,
      }
}

/**
 * Chooses which posts of an account a second person approves.
 * @throws NotFound for an account that does not exist
 */
export async function setSecondApproval(
  db: Database,
  actor: PersonActor,
  input: { id: AccountId; value: SecondApproval; now: Instant },
): Promise<SecondApprovalResult> {
  const { id, value, now } = input
  return inSchool(db, actor, async (tx): Promise<SecondApprovalResult> => {
    const account = await lockedAccount(tx, id)
    const policy = await policyInForce(tx, londonDate(now))
    if (!policy) return { kind: 'no-policy' }
    const approver = policy.settings['accounts.approver']
    if (!isOnDuty(await persons(tx), approver.value, actor.personId))
      return { kind: 'not-approver', basis: approver.basis }
    const stated = policy.settings['posts.second-approval']
    const basis = secondApprovalBasis(value, stated)
    if (basis.kind === 'weaker-than-policy') return { ...basis, basis: stated.basis }
    if (account.secondApproval === value && account.secondApprovalBasis === basis.words)
      return { kind: 'unchanged' }
    await tx
      .updateTable('official_account')
      .set({ second_approval: value, second_approval_basis: basis.words })
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', id)
      .execute()
    await audit(tx, {
      at: now,
      action: 'account.second-approval',
      subject: { kind: 'account', id },
      facts: { from: account.secondApproval, to: value, clauses: citedClauses(stated.basis) },
    })
    return { kind: 'changed' }
  })
}

const lockedAccount = async (tx: TenantTx, id: AccountId): Promise<OfficialAccount> => {
  await tx
    .selectFrom('official_account')
    .select('id')
    .where('school_id', '=', tx.schoolId)
    .where('id', '=', id)
    .forUpdate()
    .execute()
  const account = await officialAccount(tx, id)
  if (!account) throw new NotFound('account')
  return account
}

const changeAccount = (
  db: Database,
  actor: PersonActor,
  id: AccountId,
  now: Instant,
  change: (tx: TenantTx, account: OfficialAccount) => Promise<CommentsResult>,
): Promise<CommentsResult> =>
  inSchool(db, actor, async tx => {
    const account = await lockedAccount(tx, id)
    return (await mayManage(tx, actor.personId, account, now)) ? change(tx, account) : { kind: 'not-yours' }
  })
