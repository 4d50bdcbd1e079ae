import { Temporal } from '../../kernel/clock.ts'
import { type PolicyVersionId, readId } from '../../kernel/ids.ts'
import type { TenantTx } from '../../platform/database/database.ts'
import { londonDateText } from '../../platform/views/london-time.ts'
import { shortName } from '../../policy-engine/compare-words.ts'
import type { Clause, Pack } from '../../policy-engine/policy.ts'
import { type EffectiveSettings, effectiveSettings } from '../../policy-engine/settings.ts'
import { shippedPack, shippedPacks } from '../../policy-engine/shipped-packs.ts'
import { type PolicyVersion, policyInForce, policyVersion, policyVersions } from '../policy/index.ts'

/** A policy that can be looked into: the one in force, another version of the school, or one that comes with Gatepost. */
export type Text = {
  /** How an address names it: `in-force`, the id of a version, or the id of a shipped pack (GH). */
  readonly key: string
  /** What it is called within a sentence: “your policy”, “Ashlands”. */
  readonly name: string
  readonly kind: 'in-force' | 'version' | 'shipped'
  /** Undefined for a shipped pack. */
  readonly versionId: PolicyVersionId | undefined
  readonly pack: Pack
  readonly settings: EffectiveSettings
}

/** How a link names a clause: “AL-3.a, section “New accounts””; a section that is only the clause’s own number is left out. */
export const clauseLabel = ({ id, section }: Pick<Clause, 'id' | 'section'>): string =>
  id.endsWith(`-${section}`) ? id : `${id}, section “${section}”`

const inForceKey = 'in-force'

const nameOfVersion = (inForceFrom: Temporal.PlainDate): string =>
  `your version of ${londonDateText(inForceFrom)}`

const shippedText = (pack: Pack): Text => ({
  key: pack.id,
  name: shortName(pack),
  kind: 'shipped',
  versionId: undefined,
  pack,
  settings: effectiveSettings(pack),
})

/** The text that a key names; undefined where there is none. */
export async function textOf(
  tx: TenantTx,
  key: string,
  today: Temporal.PlainDate,
): Promise<Text | undefined> {
  const shipped = shippedPack(key)
  if (shipped) return shippedText(shipped)
  const inForce = await policyInForce(tx, today)
  const id = readId<PolicyVersionId>(key)
  if (inForce && (key === inForceKey || id === inForce.versionId))
    return { ...inForce, key: inForceKey, name: 'your policy', kind: 'in-force' }
  const version = id && (await policyVersion(tx, id))
  return version && { ...version, key, name: nameOfVersion(version.inForceFrom), kind: 'version' }
}

const labelOf = (version: PolicyVersion, today: Temporal.PlainDate): string =>
  Temporal.PlainDate.compare(version.inForceFrom, today) > 0
    ? `Your version that comes into force on ${londonDateText(version.inForceFrom)}`
    : `Your earlier version of ${londonDateText(version.inForceFrom)}`

/** Every text there is to choose from, as a page offers it: the school's own first, the latest on top. */
export async function textChoices(
  tx: TenantTx,
  today: Temporal.PlainDate,
): Promise<readonly { readonly value: string; readonly text: string }[]> {
  const inForce = await policyInForce(tx, today)
  const versions = await policyVersions(tx)
  return [
    ...(inForce
      ? [{ value: inForceKey, text: `Your policy, in force since ${londonDateText(inForce.inForceFrom)}` }]
      : []),
    ...versions
      .filter(({ id }) => id !== inForce?.versionId)
      .map(version => ({ value: version.id, text: labelOf(version, today) })),
    ...shippedPacks().map(pack => ({ value: pack.id, text: `${shortName(pack)} (comes with Gatepost)` })),
  ]
}

/**
 * The text in which a clause stands: the one asked for; else the policy in force, the latest version that has it (an old
 * record cites the clause of its day), or a shipped pack.
 */
export async function textWithClause(
  tx: TenantTx,
  clause: string,
  asked: string | undefined,
  today: Temporal.PlainDate,
): Promise<Text | undefined> {
  const keys = asked
    ? [asked]
    : [inForceKey, ...(await policyVersions(tx)).map(({ id }) => id), ...shippedPacks().map(({ id }) => id)]
  for (const key of keys) {
    const text = await textOf(tx, key, today)
    if (text?.pack.clauses.some(({ id }) => id === clause)) return text
  }
  return undefined
}

/** Where a clause of this text is told. */
export const clauseHref = (id: string, text?: Pick<Text, 'key'>): string =>
  `/policy/clauses/${encodeURIComponent(id)}${text === undefined || text.key === inForceKey ? '' : `?of=${text.key}`}`
