import { createHash, randomInt } from 'node:crypto'
import { TID } from '@atproto/common-web'
import type { Instant } from '../../kernel/clock.ts'

const alphabet = '234567abcdefghijklmnopqrstuvwxyz'

/**
 * A fresh record key (a TID): sorts by time; the microseconds and the clock id are random, so that processes that
 * know nothing of each other do not meet (20 random bits within a millisecond).
 */
export const freshKey = (now: Instant): string =>
  TID.fromTime(now.epochMilliseconds * 1000 + randomInt(1000), randomInt(1024)).toString()

/** The one record key for a subject: what is written about it twice is one record. Shaped like a TID, tells no time. */
export const keyFor = (subject: string): string =>
  Array.from(createHash('sha256').update(subject).digest().subarray(0, 13))
    // A TID's top bit is 0, so its first character is one of the first sixteen.
    .map((byte, index) => alphabet[byte % (index === 0 ? 16 : 32)])
    .join('')
