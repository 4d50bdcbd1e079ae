import { sql } from 'kysely'
import { holdsAny, type PersonActor } from '../../kernel/actor.ts'
import type { SchoolId } from '../../kernel/ids.ts'
import type { TenantTx } from '../../platform/database/database.ts'

export type FirstStep = { readonly text: string; readonly href: string; readonly done: boolean }

/** Schools that have done all of it: none of it comes undone, so they need not be asked again. */
const done = new Set<SchoolId>()

/**
 * What a fresh school does first, in the order that works, for those who set it up; none once all is done. One query over
 * four rooms' tables, since it asks only whether anything is there.
 */
export async function firstSteps(tx: TenantTx, actor: PersonActor): Promise<readonly FirstStep[]> {
  if (!holdsAny(actor, ['headteacher', 'administrator']) || done.has(tx.schoolId)) return []
  const { rows } = await sql<{
    policy: boolean
    acknowledged: boolean
    pupils: boolean
    account: boolean
  }>`select
      exists (select from policy_version where school_id = ${tx.schoolId}) as policy,
      exists (select from acknowledgement where school_id = ${tx.schoolId}) as acknowledged,
      exists (select from pupil where school_id = ${tx.schoolId}) as pupils,
      exists (select from official_account where school_id = ${tx.schoolId}) as account`.execute(tx)
  const found = rows[0]
  if (!found) return []
  const steps: readonly FirstStep[] = [
    { text: 'Adopt your social media policy', href: '/policy', done: found.policy },
    { text: 'Read it and acknowledge it', href: '/policy/acknowledge', done: found.acknowledged },
    { text: 'Bring in your pupils and staff from a file', href: '/people', done: found.pupils },
    { text: 'Open your first official account', href: '/accounts', done: found.account },
  ]
  if (steps.some(step => !step.done)) return steps
  done.add(tx.schoolId)
  return []
}
