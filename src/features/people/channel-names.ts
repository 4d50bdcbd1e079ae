import type { Channel } from '../../networks/network.ts'

/** What a channel is called on a page. */
export const channelNames: Readonly<Record<Channel, string>> = {
  website: 'School website',
  facebook: 'Facebook',
  instagram: 'Instagram',
  bluesky: 'Bluesky',
  x: 'X (Twitter)',
  newsletter: 'Newsletter',
  press: 'Local press',
  display: 'Displays in school',
}

export const channels = Object.keys(channelNames) as readonly Channel[]

/** What a family's answer is called on a page. */
export const consentNames = {
  given: 'Yes',
  refused: 'No',
  withdrawn: 'Withdrawn',
  none: 'Not asked',
} as const
