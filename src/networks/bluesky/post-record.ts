import { type AppBskyFeedPost, AppBskyRichtextFacet, type BlobRef, RichText } from '@atproto/api'
import type { OutgoingPost, Place } from '../network.ts'

/** Bluesky counts graphemes: an emoji family is one. */
export const countGraphemes = (text: string): number => new RichText({ text }).graphemeLength

/** Handles a text mentions, without the @, each once. */
export const mentionedHandles = (text: string): readonly string[] => [
  ...new Set(
    detectFacets(text)
      .flatMap(facet => facet.features)
      .filter(AppBskyRichtextFacet.isMention)
      // Before resolution the library keeps the handle where the DID belongs.
      .map(mention => mention.did),
  ),
]

/** Addresses in a text, as a reader's app would make them clickable. */
export const linksIn = (text: string): readonly string[] =>
  detectFacets(text)
    .flatMap(facet => facet.features)
    .filter(AppBskyRichtextFacet.isLink)
    .map(link => link.uri)

/**
 * The record of a post. The same post gives the same record, so that writing it again changes nothing.
 * @param blobs what uploading each picture gave, in the order of `post.pictures`
 * @param dids the DID of each mentioned handle; a mention that is not among them stays plain text
 */
export const postRecord = (
  post: OutgoingPost,
  blobs: readonly BlobRef[],
  dids: ReadonlyMap<string, string>,
): AppBskyFeedPost.Record => {
  const facets = detectFacets(post.text)
    .map(facet => ({
      ...facet,
      features: facet.features.flatMap(feature => {
        if (!AppBskyRichtextFacet.isMention(feature)) return [feature]
        const did = dids.get(feature.did)
        return did === undefined ? [] : [{ ...feature, did }]
      }),
    }))
    .filter(facet => facet.features.length > 0)
  const images = post.pictures.flatMap((picture, index) => {
    const image = blobs[index]
    const aspectRatio = { width: picture.width, height: picture.height }
    return image === undefined ? [] : [{ image, alt: picture.altText, aspectRatio }]
  })
  return {
    $type: 'app.bsky.feed.post',
    text: post.text,
    createdAt: post.createdAt.toString({ smallestUnit: 'millisecond' }),
    langs: ['en-GB'],
    ...(facets.length === 0 ? {} : { facets }),
    ...(images.length === 0 ? {} : { embed: { $type: 'app.bsky.embed.images', images } }),
    ...(post.inReplyTo === undefined
      ? {}
      : { reply: { root: reference(post.inReplyTo.root), parent: reference(post.inReplyTo.parent) } }),
  }
}

const reference = ({ uri, cid }: Place) => ({ uri, cid })

const detectFacets = (text: string): readonly AppBskyRichtextFacet.Main[] => {
  const rich = new RichText({ text })
  rich.detectFacetsWithoutResolution()
  return rich.facets ?? []
}
