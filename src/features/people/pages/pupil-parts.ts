import { type Instant, londonDate, type Temporal } from '../../../kernel/clock.ts'
import { NotFound } from '../../../kernel/errors.ts'
import { type PostId, type PupilId, readId } from '../../../kernel/ids.ts'
import type { Channel } from '../../../networks/network.ts'
import type { Database, TenantTx } from '../../../platform/database/database.ts'
import type { Visit } from '../../../platform/http/route.ts'
import type { Vault } from '../../../platform/vault/vault.ts'
import { catalogue } from '../../../policy-engine/catalogue.ts'
import type { EffectiveSettings } from '../../../policy-engine/settings.ts'
import { channels } from '../channel-names.ts'
import { pupilRecord } from '../pupil-records.ts'

export type PupilParts = {
  readonly db: Database
  readonly vault: Vault
  policyInForce(tx: TenantTx, on: Temporal.PlainDate): Promise<{ settings: EffectiveSettings } | undefined>
  readonly postsShowing: PostsShowing
}

/** Posts with a picture of this child that are or may be on this channel. */
export type PostsShowing = (
  tx: TenantTx,
  pupilId: PupilId,
  channel: Channel,
) => Promise<readonly { id: PostId; text: string }[]>

/** What asks for consent and for the list: the policy in force and the law, the law alone without one. */
export const imageBasis = async (parts: Pick<PupilParts, 'policyInForce'>, tx: TenantTx, now: Instant) => {
  const settings = (await parts.policyInForce(tx, londonDate(now)))?.settings
  return {
    consent: settings?.['images.consent-required'].basis ?? catalogue['images.consent-required'].law ?? [],
    list: settings?.['images.do-not-publish-list'].basis ?? catalogue['images.do-not-publish-list'].law ?? [],
  }
}

/** The pupil an address names. @throws NotFound */
export const findPupil = async (tx: TenantTx, visit: Pick<Visit, 'params'>) => {
  const id = readId<PupilId>(visit.params.id)
  const pupil = id && (await pupilRecord(tx, id))
  if (!pupil) throw new NotFound('pupil')
  return pupil
}

export const channelOf = (text: string | undefined): Channel => {
  const channel = channels.find(one => one === text)
  if (!channel) throw new NotFound('channel')
  return channel
}
