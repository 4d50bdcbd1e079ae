import { AtUri } from '@atproto/api'

export const accountUrl = (did: string): string => `https://bsky.app/profile/${did}`

/** Where a person can open a post in a browser. */
export const postUrl = (uri: string): string => {
  const { hostname, rkey } = new AtUri(uri)
  return `${accountUrl(hostname)}/post/${rkey}`
}
