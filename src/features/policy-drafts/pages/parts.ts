import type { Basis } from '../../../kernel/basis.ts'
import type { Temporal } from '../../../kernel/clock.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { PersonId, PolicyVersionId } from '../../../kernel/ids.ts'
import { readId } from '../../../kernel/ids.ts'
import type { Database, TenantTx } from '../../../platform/database/database.ts'
import type { DocumentReader } from '../../../platform/documents/read-document.ts'
import type { Files } from '../../../platform/files/files.ts'
import type { SettingKey } from '../../../policy-engine/catalogue.ts'
import type { Pack } from '../../../policy-engine/policy.ts'
import type { EffectiveSettings } from '../../../policy-engine/settings.ts'
import { personNames } from '../../people/index.ts'
import type { Draft, DraftClause, DraftId } from '../draft.ts'
import { draftById, draftClauses } from '../drafts.ts'

/** What the drafts' pages need from outside. */
export type DraftParts = {
  readonly db: Database
  readonly files: Files
  readonly documents: DocumentReader
  /** The policy in force on a London date: what a revision starts from. */
  policyInForce(
    tx: TenantTx,
    on: Temporal.PlainDate,
  ): Promise<{ readonly versionId: PolicyVersionId; readonly pack: Pack } | undefined>
  /** Settings in words, as the policy's page says them. */
  settingLines(settings: EffectiveSettings): readonly {
    readonly key: SettingKey
    readonly name: string
    readonly value: string
    readonly basis: readonly Basis[]
  }[]
}

export const section = 'policy'

/** The draft that an address names, and its clauses. Throws NotFound where there is none. */
export async function draftOf(
  tx: TenantTx,
  params: Readonly<Record<string, string>>,
): Promise<{ readonly draft: Draft; readonly clauses: readonly DraftClause[] }> {
  const id = readId<DraftId>(params.draft)
  const draft = id && (await draftById(tx, id))
  if (!draft) throw new NotFound('policy draft')
  return { draft, clauses: await draftClauses(tx, draft.id) }
}

/** Who decided what: names of everybody in these records, with a word for those who are gone. */
export async function namesOf(
  tx: TenantTx,
  ids: readonly (PersonId | undefined)[],
): Promise<(id: PersonId | undefined) => string> {
  const names = await personNames(
    tx,
    ids.filter(id => id !== undefined),
  )
  return id => (id && names.get(id)) ?? 'somebody who has left'
}

/** What happened to a form that came too late. */
export const closedText = {
  open: 'The draft is open again. Reload the page.',
  ready: 'The draft was marked as ready meanwhile. Open it again to change it.',
  adopted: 'This draft was adopted. Start a new draft from the policy in force to change it.',
  withdrawn: 'The draft was withdrawn meanwhile. Bring it back to change it.',
} as const
