import type { AppBskyNotificationListNotifications } from '@atproto/api'
import { z } from 'zod'
import { type Instant, Temporal } from '../../kernel/clock.ts'
import type { IncomingMessage } from '../network.ts'
import { postUrl } from './places.ts'
import { linksIn } from './post-record.ts'

type Notification = AppBskyNotificationListNotifications.Notification

/** The reasons a notification stands for something somebody wrote to or about the account. */
export const messageReasons = ['reply', 'mention', 'quote'] as const

const strongRef = z.object({ uri: z.string(), cid: z.string() })
const list = z.array(z.unknown()).catch([])
const media = z.object({
  $type: z.string().catch(''),
  images: list,
  items: list,
  external: z.object({ uri: z.string() }).optional().catch(undefined),
})
/** What is read of a post. Everything is lenient: a record with a part we do not know must still arrive. */
const incomingRecord = z.object({
  text: z.string().catch(''),
  reply: z.object({ root: strongRef, parent: strongRef }).optional().catch(undefined),
  facets: z
    .array(z.object({ features: z.array(z.object({ uri: z.string().optional().catch(undefined) })) }))
    .catch([]),
  embed: media
    .extend({ media: media.optional().catch(undefined) })
    .optional()
    .catch(undefined),
})

/**
 * What a notification says, or null where it is no message. Pictures and links are counted and named, never fetched.
 *
 * Bluesky dates a notification by the author's own clock when that is earlier than its own. A message that was not
 * there at `lastRead` cannot have arrived before it, so its time is never put earlier.
 * @param lastRead when everything was last read; null at the first reading
 */
export const incomingMessage = (
  notification: Notification,
  lastRead: Instant | null,
): IncomingMessage | null => {
  if (!(messageReasons as readonly string[]).includes(notification.reason)) return null
  const record = incomingRecord.parse(notification.record)
  const shownMedia = [record.embed, record.embed?.media].filter(part => part !== undefined)
  const dated = Temporal.Instant.from(notification.indexedAt)
  const links = [
    ...record.facets.flatMap(facet => facet.features.map(feature => feature.uri)),
    ...shownMedia.map(part => part.external?.uri),
    ...linksIn(record.text),
  ]
  return {
    externalId: notification.uri,
    kind: notification.reason === 'reply' ? 'comment' : 'mention',
    author: {
      externalId: notification.author.did,
      handle: notification.author.handle,
      displayName: notification.author.displayName ?? '',
    },
    text: record.text,
    place: { uri: notification.uri, cid: notification.cid, url: postUrl(notification.uri) },
    root: record.reply?.root,
    parent: record.reply?.parent,
    receivedAt: lastRead !== null && Temporal.Instant.compare(dated, lastRead) < 0 ? lastRead : dated,
    pictureCount: shownMedia.reduce((sum, part) => sum + pictureCount(part), 0),
    links: [...new Set(links.filter(link => link !== undefined))],
  }
}

/** A video counts as one picture: it is something to look at that the moderator has not seen. */
const pictureCount = (part: z.infer<typeof media>): number =>
  part.$type === 'app.bsky.embed.video' ? 1 : part.images.length + part.items.length
