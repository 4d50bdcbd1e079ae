import { holdsAny } from '../../kernel/actor.ts'
import { type Instant, londonDate } from '../../kernel/clock.ts'
import type { PersonId, PolicyVersionId } from '../../kernel/ids.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import { rowsPerPage } from '../../platform/views/pagination.ts'
import type { Pack } from '../../policy-engine/policy.ts'
import { type EffectiveSettings, effectiveSettings } from '../../policy-engine/settings.ts'
import { parseSnapshot } from '../../policy-engine/shipped-packs.ts'
import { persons } from '../people/index.ts'
import { proposalWorkers } from './permissions.ts'
import { policyInForce } from './policy-in-force.ts'
import { type AdoptedText, keptDocument, type PolicyText, readText } from './policy-text.ts'
import type { Consultee, Proposal, ProposalState, Reply } from './proposal.ts'
import type {} from './tables.ts'

/** Columns that are small: a list of proposals does not load their texts. */
const columns = [
  'id',
  'state',
  'title',
  'why',
  'pack',
  'sha256',
  'document_sha256',
  'document_name',
  'draft_id',
  'replaces',
  'proposed_by',
  'proposed_at',
  'consult_until',
  'consultation_note',
  'material',
  'edit_reason',
  'edit_by',
  'edit_at',
  'edit_one_person',
  'approval_minute',
  'approval_on',
  'approval_reason',
  'approval_by',
  'approval_at',
  'approval_one_person',
  'ended_reason',
] as const

/**
 * The proposals that whoever acts may see, and the only way to them: those who work on them see all; whoever was asked
 * sees what they were asked about; what the governors have approved everybody sees. To anybody else a proposal is not there.
 * The software itself (a reply by a link) sees all.
 */
const visible = (tx: TenantTx) => {
  const all = tx.selectFrom('policy_proposal').where('school_id', '=', tx.schoolId)
  const { actor } = tx
  return actor.kind === 'system' || holdsAny(actor, proposalWorkers)
    ? all
    : all.where(({ eb, exists, or, selectFrom }) =>
        or([
          eb('approval_at', 'is not', null),
          exists(
            selectFrom('policy_consultee')
              .select('policy_consultee.id')
              .where('policy_consultee.school_id', '=', tx.schoolId)
              .where('policy_consultee.person_id', '=', actor.personId)
              .whereRef('policy_consultee.proposal_id', '=', 'policy_proposal.id'),
          ),
        ]),
      )
}

const rows = (tx: TenantTx) => visible(tx).select(columns)

type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>

const fromRow = (row: Row): Proposal => ({
  id: row.id,
  state: row.state,
  title: row.title,
  why: row.why,
  pack: row.pack,
  sha256: row.sha256,
  textSha256: row.document_sha256 ?? row.sha256,
  fileName: row.document_name,
  draftId: row.draft_id,
  replaces: row.replaces as PolicyVersionId | null,
  proposedBy: row.proposed_by as PersonId,
  proposedAt: row.proposed_at,
  consultUntil: row.consult_until,
  consultationNote: row.consultation_note,
  material: row.material,
  edit:
    row.edit_by !== null && row.edit_at !== null
      ? {
          by: row.edit_by as PersonId,
          at: row.edit_at,
          reason: row.edit_reason ?? '',
          onePerson: row.edit_one_person,
        }
      : undefined,
  approval:
    row.approval_by !== null && row.approval_at !== null && row.approval_on !== null
      ? {
          by: row.approval_by as PersonId,
          at: row.approval_at,
          on: row.approval_on,
          minute: row.approval_minute ?? '',
          reason: row.approval_reason ?? '',
          onePerson: row.approval_one_person,
        }
      : undefined,
  endedReason: row.ended_reason,
})

/** A proposal; undefined where there is none with this id for whoever acts. `lock` for a command that changes it. */
export async function proposal(
  tx: TenantTx,
  id: string,
  options: { lock?: boolean } = {},
): Promise<Proposal | undefined> {
  const query = rows(tx).where('id', '=', id)
  const row = await (options.lock ? query.forUpdate() : query).executeTakeFirst()
  return row && fromRow(row)
}

/** One page of the proposals, newest first. */
export async function latestProposals(tx: TenantTx, offset: number): Promise<readonly Proposal[]> {
  const found = await rows(tx)
    .orderBy('proposed_at', 'desc')
    .orderBy('id')
    .limit(rowsPerPage)
    .offset(offset)
    .execute()
  return found.map(fromRow)
}

/** How many proposals there are for whoever acts, in whatever state. */
export async function proposalCount(tx: TenantTx): Promise<number> {
  const { total } = await visible(tx)
    .select(eb => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return Number(total)
}

/** The ids of the proposals that whoever acts may see. */
export async function proposalIds(tx: TenantTx): Promise<readonly string[]> {
  return (await visible(tx).select('id').execute()).map(({ id }) => id)
}

const open: readonly ProposalState[] = ['consultation', 'consulted', 'approved']

/** Proposals on which something is still to be done, the newest first. */
export async function openProposals(tx: TenantTx): Promise<readonly Proposal[]> {
  const found = await rows(tx).where('state', 'in', open).orderBy('proposed_at', 'desc').execute()
  return found.map(fromRow)
}

/** The text of a proposal, as it would be adopted. */
export async function proposalText(
  tx: TenantTx,
  id: string,
): Promise<{ readonly adopted: AdoptedText; readonly pack: Pack; readonly text: PolicyText }> {
  const row = await visible(tx)
    .select([
      'pack',
      'language',
      'snapshot',
      'sha256',
      'document_file_id',
      'document_name',
      'document_text',
      'document_sha256',
    ])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const document = keptDocument(row)
  return {
    adopted: {
      pack: row.pack,
      language: row.language,
      snapshot: row.snapshot,
      sha256: row.sha256,
      document,
    },
    pack: parseSnapshot(row.snapshot),
    text: readText(document),
  }
}

/** Whom to consult, by the policy in force, or by the proposed text where the school has none yet. */
export async function consulteesSetting(
  tx: TenantTx,
  id: string,
  now: Instant,
): Promise<EffectiveSettings['policy.consultees'] & { readonly inForce: boolean }> {
  const policy = await policyInForce(tx, londonDate(now))
  const settings = policy?.settings ?? effectiveSettings((await proposalText(tx, id)).pack)
  return { ...settings['policy.consultees'], inForce: policy !== undefined }
}

/** Who was asked about a proposal, in the order in which they were. */
export async function consultees(tx: TenantTx, proposalId: string): Promise<readonly Consultee[]> {
  const found = await tx
    .selectFrom('policy_consultee')
    .select(['id', 'party', 'name', 'address', 'person_id', 'invited_at'])
    .where('school_id', '=', tx.schoolId)
    .where('proposal_id', '=', proposalId)
    .orderBy('id')
    .execute()
  return found.map(row => ({
    id: row.id,
    party: row.party,
    name: row.name,
    address: row.address,
    personId: row.person_id as PersonId | null,
    invitedAt: row.invited_at,
  }))
}

/** Somebody who was asked, and about which proposal. Undefined for who has left the school since: their link ends with it. */
export async function consulteeById(
  tx: TenantTx,
  id: string,
): Promise<{ readonly id: string; readonly name: string; readonly proposalId: string } | undefined> {
  const row = await tx
    .selectFrom('policy_consultee')
    .select(['id', 'name', 'proposal_id', 'person_id'])
    .where('school_id', '=', tx.schoolId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const left = row.person_id !== null && !(await persons(tx)).some(person => person.id === row.person_id)
  return left ? undefined : { id: row.id, name: row.name, proposalId: row.proposal_id }
}

/** What was replied to a proposal, the first first. */
export async function replies(tx: TenantTx, proposalId: string): Promise<readonly Reply[]> {
  const found = await tx
    .selectFrom('policy_reply')
    .select([
      'id',
      'consultee_id',
      'party',
      'name',
      'text',
      'how',
      'person_id',
      'received_at',
      'considered',
      'considered_by',
      'considered_at',
    ])
    .where('school_id', '=', tx.schoolId)
    .where('proposal_id', '=', proposalId)
    .orderBy('received_at')
    .orderBy('id')
    .execute()
  return found.map(row => ({
    id: row.id,
    consulteeId: row.consultee_id,
    party: row.party,
    name: row.name,
    text: row.text,
    how: row.how,
    personId: row.person_id as PersonId | null,
    receivedAt: row.received_at,
    considered:
      row.considered !== null && row.considered_by !== null && row.considered_at !== null
        ? { text: row.considered, by: row.considered_by as PersonId, at: row.considered_at }
        : undefined,
  }))
}
