import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Temporal } from '../../kernel/clock.ts'
import type { OutgoingPost } from '../network.ts'
import { countGraphemes, linksIn, mentionedHandles, postRecord } from './post-record.ts'

const post = (text: string, more: Partial<OutgoingPost> = {}): OutgoingPost => ({
  key: '3n2sftfpbbk2e',
  createdAt: Temporal.Instant.from('2026-11-20T15:04:05.123456789Z'),
  text,
  pictures: [],
  ...more,
})

describe('a Bluesky post', () => {
  it('counts what a reader sees as one character', () => {
    assert.equal(countGraphemes('👨‍👩‍👧‍👦 é🏴󠁧󠁢󠁷󠁬󠁳󠁿'), 4)
  })

  it('carries the text, its language and the reserved time, the same each time', () => {
    const record = postRecord(post('Hello'), [], new Map())
    assert.deepEqual(record, {
      $type: 'app.bsky.feed.post',
      text: 'Hello',
      createdAt: '2026-11-20T15:04:05.123Z',
      langs: ['en-GB'],
    })
    assert.deepEqual(postRecord(post('Hello'), [], new Map()), record)
  })

  it('makes links clickable, counting in bytes as the protocol does', () => {
    const text = '🎉 read https://example.org/news'
    const [facet, ...more] = postRecord(post(text), [], new Map()).facets ?? []
    assert.deepEqual(more, [])
    assert.deepEqual(facet?.features, [
      { $type: 'app.bsky.richtext.facet#link', uri: 'https://example.org/news' },
    ])
    const bytes = Buffer.from(text).subarray(facet?.index.byteStart, facet?.index.byteEnd)
    assert.equal(bytes.toString(), 'https://example.org/news')
  })

  it('links a mention to the account it resolved to, and leaves the others plain', () => {
    const text = 'Thanks @friends.example.org and @nobody.example.org!'
    assert.deepEqual(mentionedHandles(text), ['friends.example.org', 'nobody.example.org'])
    const { facets } = postRecord(post(text), [], new Map([['friends.example.org', 'did:plc:friends']]))
    assert.deepEqual(
      facets?.flatMap(facet => facet.features),
      [{ $type: 'app.bsky.richtext.facet#mention', did: 'did:plc:friends' }],
    )
  })

  it('names root and parent of a reply by their versions', () => {
    const root = { uri: 'at://a/app.bsky.feed.post/1', cid: 'c1', url: 'https://example.org/1' }
    const parent = { uri: 'at://b/app.bsky.feed.post/2', cid: 'c2', url: 'https://example.org/2' }
    assert.deepEqual(postRecord(post('Yes', { inReplyTo: { root, parent } }), [], new Map()).reply, {
      root: { uri: root.uri, cid: root.cid },
      parent: { uri: parent.uri, cid: parent.cid },
    })
  })

  it('finds the addresses in a text', () => {
    assert.deepEqual(linksIn('see example.org/a and https://example.org/b.'), [
      'https://example.org/a',
      'https://example.org/b',
    ])
  })
})
