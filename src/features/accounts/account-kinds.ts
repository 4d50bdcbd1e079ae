import type { Channel, NetworkKind } from '../../networks/network.ts'

/** Where an official account can be: what it is called, and the image consent that its pictures fall under. */
export type AccountKind = {
  readonly channel: Channel
  readonly network: NetworkKind
  readonly name: string
  /** What a person does on the network to stop comments: Gatepost cannot do it on any of them. */
  readonly stopComments: string
}

export const accountKinds: readonly AccountKind[] = [
  {
    channel: 'bluesky',
    network: 'bluesky',
    name: 'Bluesky',
    stopComments:
      'In Bluesky, open the settings for who can interact with a post and choose that nobody can reply. Do it for each post that is open now, and as the default for new ones.',
  },
  {
    channel: 'facebook',
    network: 'manual',
    name: 'Facebook Page',
    stopComments:
      'On Facebook, switch to the Page and limit who can comment: in the Page’s settings for new posts, and on each post that is open now.',
  },
  {
    channel: 'instagram',
    network: 'manual',
    name: 'Instagram',
    stopComments:
      'In Instagram, turn commenting off on each post that is open now, and in the advanced settings of each new one.',
  },
  {
    channel: 'x',
    network: 'manual',
    name: 'X',
    stopComments: 'On X, change who can reply on each post that is open now, and when you write a new one.',
  },
  {
    channel: 'website',
    network: 'manual',
    name: 'School website or blog',
    stopComments: 'In the website’s own settings, close comments for every page that has them.',
  },
  {
    channel: 'newsletter',
    network: 'manual',
    name: 'Newsletter or parents’ app',
    stopComments: 'In the app’s own settings, switch replies and comments off.',
  },
]

/** The kind of an account by its channel; an account is only ever made with one of these. */
export const accountKind = (channel: Channel): AccountKind | undefined =>
  accountKinds.find(kind => kind.channel === channel)
