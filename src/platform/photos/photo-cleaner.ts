import { createLimitedWorker } from '../limited-worker/limited-worker.ts'
import { type RefusedPhoto, refused } from './refusals.ts'
import { sniffPicture } from './sniff-picture.ts'

export type CleanedPhoto =
  | {
      readonly kind: 'clean'
      /** A JPEG in sRGB, upright, at most 2000 px a side and 950,000 bytes, without any metadata. */
      readonly bytes: Uint8Array
      readonly width: number
      readonly height: number
      /** Whether the picture said where it was taken, so that the page can say that this was removed. */
      readonly originalHadLocation: boolean
    }
  | RefusedPhoto

export type PhotoCleaner = {
  /**
   * Re-encodes a picture of at most 20 MB and 50 megapixels (JPEG, PNG, WebP, AVIF, judged by content), one at a time:
   * further calls wait. Throws GatepostError 'photo-cleaner-failed' when the worker cannot be started or is closed.
   */
  clean(bytes: Uint8Array): Promise<CleanedPhoto>
  /** Ends the worker. Needed only to free it early: it does not keep the process alive. */
  close(): Promise<void>
}

/** What the worker is sent: one picture as it came. */
export type WorkerJob = { readonly bytes: Uint8Array }

const MOST_BYTES = 20_000_000
const TIME_LIMIT_MS = 10_000
const MEMORY_LIMIT = 1_000_000_000

/** Starts nothing until the first picture comes. `limits` in milliseconds and bytes of resident memory. */
export const createPhotoCleaner = (
  limits: { readonly timeMs: number; readonly memory: number } = {
    timeMs: TIME_LIMIT_MS,
    memory: MEMORY_LIMIT,
  },
): PhotoCleaner => {
  const worker = createLimitedWorker<WorkerJob, CleanedPhoto>({
    script: new URL('./clean-worker.ts', import.meta.url),
    name: 'the photo cleaner',
    code: 'photo-cleaner-failed',
    timeMs: limits.timeMs,
    memory: limits.memory,
    heapMb: 256,
  })
  return {
    clean: async bytes => {
      const refusal = refusedUnopened(bytes)
      if (refusal !== undefined) return refusal
      const cleaned = await worker.run({ bytes })
      if (cleaned.kind !== 'ended') return cleaned
      return cleaned.because === 'time' ? refused('took-too-long', 'slow') : refused('unreadable', 'crashed')
    },
    close: worker.close,
  }
}

/** What can be told from size and first bytes alone. */
const refusedUnopened = (bytes: Uint8Array): RefusedPhoto | undefined => {
  if (bytes.length === 0) return refused('not-a-picture', 'empty')
  if (bytes.length > MOST_BYTES) return refused('too-large', 'large')
  switch (sniffPicture(bytes)) {
    case 'gif':
      return refused('not-a-picture', 'moving')
    case 'heic':
      return refused('not-a-picture', 'heic')
    case 'unknown':
      return refused('not-a-picture', 'other-kind')
    default:
      return undefined
  }
}
