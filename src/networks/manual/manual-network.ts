import type { Channel, ManualNetwork } from '../network.ts'
import { anotherNetwork } from './another-network.ts'
import { facebookPage } from './facebook-page.ts'
import { instagram } from './instagram.ts'
import { newsletter } from './newsletter.ts'
import { website } from './website.ts'

const withOwnSteps: readonly ManualNetwork[] = [facebookPage, instagram, website, newsletter]

/** The guided steps for an account that a person works on by hand; steps in general where a network has none of its own. */
export const manualNetwork = (channel: Channel): ManualNetwork =>
  withOwnSteps.find(network => network.channel === channel) ?? { ...anotherNetwork, channel }
