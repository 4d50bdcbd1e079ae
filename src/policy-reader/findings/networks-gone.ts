import type { Finding } from '../reading.ts'
import type { Check } from './check.ts'

type Network = {
  readonly name: string
  readonly pattern: RegExp
  /** What became of it, with the year. */
  readonly fate: string
}

/** Networks that closed or changed their name, as known in November 2026; look through it once a year. */
const NETWORKS: readonly Network[] = [
  { name: 'Twitter', pattern: /\bTwitter\b/, fate: 'is called X since July 2023' },
  { name: 'MSN', pattern: /\bMSN\b/, fate: 'closed its messenger in 2014' },
  { name: 'Bebo', pattern: /\bBebo\b/i, fate: 'closed as a social network in 2013' },
  {
    name: 'MySpace',
    pattern: /\bMy ?Space\b/i,
    fate: 'has been a music site since 2013 and is hardly used by pupils',
  },
  { name: 'Moshi Monsters', pattern: /\bMoshi Monsters\b/i, fate: 'closed in December 2019' },
  { name: 'Club Penguin', pattern: /\bClub Penguin\b/i, fate: 'closed in March 2017' },
  { name: 'Google+', pattern: /\bGoogle ?(?:\+|Plus\b)/i, fate: 'closed in April 2019' },
  { name: 'Vine', pattern: /\bVine\b/, fate: 'closed in January 2017' },
  { name: 'Periscope', pattern: /\bPeriscope\b/, fate: 'closed in March 2021' },
  { name: 'Musical.ly', pattern: /\bMusical\.?ly\b/i, fate: 'became TikTok in August 2018' },
  { name: 'Friends Reunited', pattern: /\bFriends Reunited\b/i, fate: 'closed in February 2016' },
  { name: 'Formspring', pattern: /\bFormspring\b/i, fate: 'closed in 2013' },
  { name: 'Houseparty', pattern: /\bHouseparty\b/, fate: 'closed in October 2021' },
  { name: 'Omegle', pattern: /\bOmegle\b/i, fate: 'closed in November 2023' },
  { name: 'Skype', pattern: /\bSkype\b/, fate: 'closed in May 2025' },
]
/** A document that explains the old name itself is up to date. */
const EXPLAINED =
  /\b(?:formerly|previously|once|was|now|or|aka)\s+(?:known as\s+|called\s+)?(?:Twitter|X\b)|\bX\s*[(/]\s*(?:formerly\s+)?Twitter|\bTwitter\s*[(/]\s*(?:now\s+)?X\b/i

/** Networks the document names that are gone or have another name, once each. */
export const networksGone: Check = ({ blocks }) =>
  NETWORKS.flatMap(({ name, pattern, fate }): readonly Finding[] => {
    if (name === 'Twitter' && blocks.some(({ text }) => EXPLAINED.test(text))) return []
    const block = blocks.find(({ text }) => pattern.test(text))
    return block
      ? [
          {
            check: 'network-gone',
            at: block.place,
            message: `${name} ${fate}. Name the networks your pupils and families use today.`,
          },
        ]
      : []
  })
