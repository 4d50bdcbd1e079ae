import type { Basis } from '../../kernel/basis.ts'
import type { PupilId } from '../../kernel/ids.ts'
import type { EffectiveSettings } from '../../policy-engine/settings.ts'
import type { PupilStanding } from '../people/index.ts'

/** Why a child may not appear. What lies behind the do-not-publish list is never part of it. */
export type StopReason = 'do-not-publish' | 'withdrawn' | 'refused' | 'no-consent'

export type GateVerdict =
  | { readonly kind: 'clear' }
  | {
      readonly kind: 'stopped'
      readonly children: readonly { readonly id: PupilId; readonly why: StopReason }[]
      readonly basis: readonly Basis[]
    }

export type ImageRules = Pick<EffectiveSettings, 'images.consent-required' | 'images.do-not-publish-list'>

/**
 * Why this child may not appear on the channel; undefined when they may. The strictest reason wins. A refusal, a
 * withdrawal and the do-not-publish list stop a picture whatever the policy says, since the law stands beside it; only
 * whether silence stops it is for the policy.
 */
export const stopReason = (
  child: Pick<PupilStanding, 'consent' | 'doNotPublish'>,
  rules: ImageRules,
): StopReason | undefined => {
  if (child.doNotPublish) return 'do-not-publish'
  if (child.consent === 'withdrawn' || child.consent === 'refused') return child.consent
  return child.consent === 'none' && rules['images.consent-required'].value ? 'no-consent' : undefined
}

/**
 * Whether pictures of these children may be published on the channel that the standings are for. A child without a
 * standing has left the school, so nobody can say that their consent still holds: that stops the picture too.
 */
export const consentGate = (
  depicted: readonly PupilId[],
  standings: readonly Pick<PupilStanding, 'id' | 'consent' | 'doNotPublish'>[],
  rules: ImageRules,
): GateVerdict => {
  const children = depicted.flatMap(id => {
    const child = standings.find(standing => standing.id === id)
    const why = child ? stopReason(child, rules) : 'no-consent'
    return why ? [{ id, why }] : []
  })
  if (children.length === 0) return { kind: 'clear' }
  return {
    kind: 'stopped',
    children,
    basis: [
      ...(children.some(child => child.why !== 'do-not-publish')
        ? rules['images.consent-required'].basis
        : []),
      ...(children.some(child => child.why === 'do-not-publish')
        ? rules['images.do-not-publish-list'].basis
        : []),
    ],
  }
}
