import type { Instant } from '../../kernel/clock.ts'
import type { ApplicationId, PersonId } from '../../kernel/ids.ts'
import type { Channel } from '../../networks/network.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import type {} from './tables.ts'

/** A business case for an official account, and what became of it. */
export type Application = {
  readonly id: ApplicationId
  readonly applicantId: PersonId
  readonly channel: Channel
  readonly name: string
  /** '' where the school's policy does not ask. */
  readonly aim: string
  readonly audience: string
  readonly promotion: string
  readonly openness: 'open' | 'closed'
  readonly state: 'submitted' | 'approved' | 'rejected'
  readonly decidedBy: PersonId | null
  readonly decidedAt: Instant | null
  readonly reason: string | null
  readonly onePerson: boolean
  readonly submittedAt: Instant
  readonly runnerIds: readonly PersonId[]
}

const applicationRows = (tx: TenantTx) =>
  tx
    .selectFrom('account_application')
    .select([
      'id',
      'applicant_id',
      'channel',
      'name',
      'aim',
      'audience',
      'promotion',
      'openness',
      'state',
      'decided_by',
      'decided_at',
      'reason',
      'one_person',
      'submitted_at',
    ])
    .where('school_id', '=', tx.schoolId)

type ApplicationRow = Awaited<ReturnType<ReturnType<typeof applicationRows>['execute']>>[number]

const withRunners = async (
  tx: TenantTx,
  rows: readonly ApplicationRow[],
): Promise<readonly Application[]> => {
  if (rows.length === 0) return []
  const runners = await tx
    .selectFrom('application_runner')
    .select(['application_id', 'person_id'])
    .where('school_id', '=', tx.schoolId)
    .where(
      'application_id',
      'in',
      rows.map(row => row.id),
    )
    .execute()
  return rows.map(row => ({
    id: row.id as ApplicationId,
    applicantId: row.applicant_id as PersonId,
    channel: row.channel,
    name: row.name,
    aim: row.aim,
    audience: row.audience,
    promotion: row.promotion,
    openness: row.openness,
    state: row.state,
    decidedBy: row.decided_by as PersonId | null,
    decidedAt: row.decided_at,
    reason: row.reason,
    onePerson: row.one_person,
    submittedAt: row.submitted_at,
    runnerIds: runners
      .filter(runner => runner.application_id === row.id)
      .map(runner => runner.person_id as PersonId),
  }))
}

/** Applications nobody has decided yet, the longest waiting first. */
export async function waitingApplications(tx: TenantTx): Promise<readonly Application[]> {
  return withRunners(
    tx,
    await applicationRows(tx)
      .where('state', '=', 'submitted')
      .orderBy('submitted_at')
      .orderBy('id')
      .execute(),
  )
}

/** One application; `lock` keeps everybody else from deciding it until the transaction ends. */
export async function application(
  tx: TenantTx,
  id: ApplicationId,
  options: { lock?: boolean } = {},
): Promise<Application | undefined> {
  const query = applicationRows(tx).where('id', '=', id)
  const rows = await (options.lock ? query.forUpdate() : query).execute()
  return (await withRunners(tx, rows))[0]
}
