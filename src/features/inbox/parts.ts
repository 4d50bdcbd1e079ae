import type { Logger } from 'pino'
import type { Clock } from '../../kernel/clock.ts'
import type { Channel, ManualNetwork, Network } from '../../networks/network.ts'
import type { Database } from '../../platform/database/database.ts'
import type { Faults } from '../../platform/faults.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import type { Vault } from '../../platform/vault/vault.ts'
import type { Publishing } from '../publishing/index.ts'

/** What the inbox needs from the rest of the house. */
export type InboxParts = {
  readonly db: Database
  readonly jobs: Jobs
  readonly vault: Vault
  readonly clock: Clock
  readonly log: Logger
  readonly faults: Faults
  readonly networks: { readonly bluesky: Network }
  /** The guided steps of a network that only a person can reach. */
  manual(channel: Channel): ManualNetwork
  readonly publishing: Pick<Publishing, 'intend' | 'register'>
}
