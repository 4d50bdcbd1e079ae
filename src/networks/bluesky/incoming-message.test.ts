import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { AppBskyNotificationListNotifications } from '@atproto/api'
import { Temporal } from '../../kernel/clock.ts'
import { incomingMessage } from './incoming-message.ts'

type Notification = AppBskyNotificationListNotifications.Notification

const notification = (record: Record<string, unknown>, more: Partial<Notification> = {}): Notification => ({
  uri: 'at://did:plc:parent/app.bsky.feed.post/3n2sftfpbbk2e',
  cid: 'bafyreiakncxxkgo74mxlxnktky6w32wuwnl3ci4l7vadu27xhnxhgntwne',
  author: { did: 'did:plc:parent', handle: 'parent.example.org' },
  reason: 'reply',
  record: { $type: 'app.bsky.feed.post', ...record },
  isRead: false,
  indexedAt: '2026-11-20T10:00:00.000Z',
  ...more,
})
const image = { image: {}, alt: 'a cat' }

describe('a message from Bluesky', () => {
  it('leaves out what is no message', () => {
    for (const reason of ['like', 'repost', 'follow', 'something-new']) {
      assert.equal(incomingMessage(notification({ text: '' }, { reason }), null), null)
    }
  })

  it('tells comments from mentions; a quote is a mention', () => {
    const kind = (reason: string) => incomingMessage(notification({ text: '' }, { reason }), null)?.kind
    assert.deepEqual(['reply', 'mention', 'quote'].map(kind), ['comment', 'mention', 'mention'])
  })

  it('counts pictures wherever they stand, and names each link once', () => {
    const counted = (embed: Record<string, unknown>) => {
      const message = incomingMessage(
        notification({
          text: 'look example.org/a',
          facets: [{ index: {}, features: [{ uri: 'https://example.org/a' }, { tag: 'fun' }] }],
          embed,
        }),
        null,
      )
      return [message?.pictureCount, message?.links]
    }
    const one = ['https://example.org/a']
    assert.deepEqual(counted({ $type: 'app.bsky.embed.images', images: [image, image] }), [2, one])
    assert.deepEqual(counted({ $type: 'app.bsky.embed.gallery', items: [image, image, image] }), [3, one])
    assert.deepEqual(counted({ $type: 'app.bsky.embed.video', video: {} }), [1, one])
    assert.deepEqual(
      counted({
        $type: 'app.bsky.embed.recordWithMedia',
        record: {},
        media: { $type: 'app.bsky.embed.images', images: [image] },
      }),
      [1, one],
    )
    assert.deepEqual(
      counted({ $type: 'app.bsky.embed.external', external: { uri: 'https://example.org/b', title: '' } }),
      [0, [...['https://example.org/b'], ...one].toSorted()],
    )
  })

  it('arrives even when parts of it make no sense', () => {
    const message = incomingMessage(
      notification({ text: 42, facets: 'none', embed: [], reply: { root: 'x' } }),
      null,
    )
    assert.equal(message?.text, '')
    assert.equal(message?.root, undefined)
    assert.equal(message?.pictureCount, 0)
  })

  it('has the network’s time, but never one before the reading that did not bring it', () => {
    const received = (lastRead: string | null) =>
      incomingMessage(
        notification({ text: '' }),
        lastRead === null ? null : Temporal.Instant.from(lastRead),
      )?.receivedAt.toString()
    assert.equal(received(null), '2026-11-20T10:00:00Z')
    assert.equal(received('2026-11-20T09:00:00Z'), '2026-11-20T10:00:00Z')
    assert.equal(received('2026-11-21T08:00:00Z'), '2026-11-21T08:00:00Z')
  })
})
