/**
 * The process in which pictures are decoded: decoders are native code fed with strangers' bytes.
 */
import sharp, { type OutputInfo } from 'sharp'
import { serveJobs } from '../limited-worker/serve-jobs.ts'
import type { CleanedPhoto, WorkerJob } from './photo-cleaner.ts'
import { exifHasLocation, xmpHasLocation } from './photo-location.ts'
import { megapixelsRefused, refused } from './refusals.ts'

const MOST_PIXELS = 50_000_000
const LONGEST_SIDE = 2000
/** Bluesky takes pictures up to 1,000,000 bytes; a little is left for what surrounds them. */
const MOST_OUTPUT_BYTES = 950_000
const QUALITIES = [85, 75, 65, 55, 45]

const clean = async (bytes: Uint8Array): Promise<CleanedPhoto> => {
  const original = await sharp(bytes, { limitInputPixels: false }).metadata()
  if ((original.pages ?? 1) > 1) return refused('not-a-picture', 'moving')
  const pixels = original.width * original.height
  if (pixels > MOST_PIXELS) return megapixelsRefused(pixels, MOST_PIXELS)
  const picture = await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true })
    .autoOrient()
    .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return {
    kind: 'clean',
    ...(await smallEnough(picture.data, picture.info)),
    originalHadLocation:
      (original.exif !== undefined && exifHasLocation(original.exif)) ||
      (original.xmpAsString !== undefined && xmpHasLocation(original.xmpAsString)),
  }
}

/** The best quality that fits; where none does (noise, dense foliage), a smaller picture. */
const smallEnough = async (
  pixels: Buffer,
  { width, height, channels }: OutputInfo,
): Promise<{ bytes: Uint8Array; width: number; height: number }> => {
  for (let side = Math.max(width, height); ; side = Math.floor(side * 0.8)) {
    for (const quality of QUALITIES) {
      // Nothing is carried over from the original: raw pixels have no metadata, and none is added.
      const { data, info } = await sharp(pixels, { raw: { width, height, channels } })
        .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
        .jpeg({ quality })
        .toBuffer({ resolveWithObject: true })
      if (data.length <= MOST_OUTPUT_BYTES) return { bytes: data, width: info.width, height: info.height }
    }
  }
}

sharp.cache(false)
sharp.concurrency(1)
// Of all the readers inside sharp only these four may see the bytes.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadHeifBuffer',
  ],
})
serveJobs(({ bytes }: WorkerJob) => clean(bytes).catch(() => refused('unreadable', 'damaged')))
