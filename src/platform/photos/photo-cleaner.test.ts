import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { after, describe, it } from 'node:test'
import { promisify } from 'node:util'
import { crc32, deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'
import { type CleanedPhoto, createPhotoCleaner } from './photo-cleaner.ts'
import type { RefusalReason } from './refusals.ts'

const cleaner = createPhotoCleaner()
after(() => cleaner.close())

/** Left half red, right half blue, so that turning shows. */
const redAndBlue = (width: number, height: number): Sharp =>
  sharp({ create: { width, height, channels: 3, background: '#ff0000' } }).composite([
    {
      input: { create: { width: width / 2, height, channels: 3, background: '#0000ff' } },
      left: width / 2,
      top: 0,
    },
  ])

/** Pixels that do not compress, from a fixed seed. */
const noise = (width: number, height: number): Sharp => {
  const pixels = Buffer.alloc(width * height * 3)
  let state = 1
  for (let index = 0; index < pixels.length; index += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    pixels[index] = state >> 16
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
}

const exif = {
  IFD0: { Make: 'Fernbrook', Model: 'Lenscraft 9000', Copyright: 'Ann Example' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '51/1 30/1 0/1',
    GPSLongitudeRef: 'W',
    GPSLongitude: '0/1 7/1 0/1',
  },
}
const xmp =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="51,30.0N" exif:Note="Lenscraft 9000"/></rdf:RDF></x:xmpmeta>'

const cleaned = async (bytes: Uint8Array): Promise<Extract<CleanedPhoto, { kind: 'clean' }>> => {
  const photo = await cleaner.clean(bytes)
  return photo.kind === 'clean' ? photo : assert.fail(photo.message)
}

const assertRefused = (photo: CleanedPhoto, reason: RefusalReason, message: RegExp): void => {
  assert.equal(photo.kind === 'refused' ? photo.reason : photo.kind, reason)
  assert.match(photo.kind === 'refused' ? photo.message : '', message)
}

/** The markers of the segments before the picture data of a JPEG. */
const segments = (jpeg: Uint8Array): number[] => {
  const view = Buffer.from(jpeg)
  const markers: number[] = []
  for (let at = 2; view[at + 1] !== 0xda; at += 2 + view.readUInt16BE(at + 2)) {
    assert.equal(view[at], 0xff)
    markers.push(view[at + 1] ?? 0)
  }
  return markers
}

const isMetadata = (marker: number): boolean => (marker >= 0xe1 && marker <= 0xef) || marker === 0xfe

const pngChunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  checksum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, checksum])
}

/** A PNG that claims a size; `data` zero bytes of pixels come with it. */
const pngOf = (width: number, height: number, data: number): Buffer => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.alloc(data))),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

describe('cleaning a photo', () => {
  for (const format of ['jpeg', 'png', 'webp', 'avif'] as const) {
    it(`takes location, camera and every other metadata out of a ${format}`, async () => {
      const original = await redAndBlue(400, 200)
        .withExif(exif)
        .withXmp(xmp)
        .withIccProfile('p3')
        .toFormat(format)
        .toBuffer()
      const before = await sharp(original).metadata()
      assert.ok(before.exif?.includes('Lenscraft'), 'the original holds what is to be removed')
      assert.ok(before.icc)
      const photo = await cleaned(original)
      assert.equal(photo.originalHadLocation, true)
      const metadata = await sharp(photo.bytes).metadata()
      assert.equal(metadata.format, 'jpeg')
      assert.equal(metadata.space, 'srgb')
      for (const kind of ['exif', 'xmp', 'iptc', 'icc', 'comments'] as const)
        assert.equal(metadata[kind], undefined)
      assert.deepEqual(segments(photo.bytes).filter(isMetadata), [])
      for (const word of ['Lenscraft', 'Fernbrook', 'Ann Example', 'Exif', 'GPS', 'http', 'ICC_PROFILE']) {
        assert.equal(Buffer.from(photo.bytes).includes(word), false, word)
      }
    })
  }

  it('tells a location in XMP only, and none where only the camera is named', async () => {
    const xmpOnly = await redAndBlue(40, 20).withXmp(xmp).jpeg().toBuffer()
    assert.equal((await cleaned(xmpOnly)).originalHadLocation, true)
    const cameraOnly = await redAndBlue(40, 20).withExif({ IFD0: exif.IFD0 }).jpeg().toBuffer()
    assert.equal((await cleaned(cameraOnly)).originalHadLocation, false)
    const emptyGps = { IFD0: exif.IFD0, IFD3: { GPSVersionID: '2 3 0 0' } }
    assert.equal(
      (await cleaned(await redAndBlue(40, 20).withExif(emptyGps).jpeg().toBuffer())).originalHadLocation,
      false,
    )
  })

  it('turns a photo upright as its orientation says', async () => {
    // 6: the top of the scene is at the right of the stored picture, so blue comes to the bottom.
    const sideways = await redAndBlue(400, 200).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    const photo = await cleaned(sideways)
    assert.deepEqual([photo.width, photo.height], [200, 400])
    const { data } = await sharp(photo.bytes).raw().toBuffer({ resolveWithObject: true })
    const [top, bottom] = [data.subarray(0, 3), data.subarray(-3)]
    assert.ok((top[0] ?? 0) > 200 && (top[2] ?? 0) < 60, 'red at the top')
    assert.ok((bottom[2] ?? 0) > 200 && (bottom[0] ?? 0) < 60, 'blue at the bottom')
  })

  it('keeps small pictures at their size and makes large ones 2000 px', async () => {
    const small = await cleaned(await redAndBlue(300, 100).jpeg().toBuffer())
    assert.deepEqual([small.width, small.height], [300, 100])
    const large = await cleaned(await redAndBlue(3000, 6000).jpeg().toBuffer())
    assert.deepEqual([large.width, large.height], [1000, 2000])
  })

  it('stays below 950,000 bytes with a picture that does not compress', async () => {
    const original = await noise(2000, 2000).png({ compressionLevel: 0 }).toBuffer()
    const photo = await cleaned(original)
    assert.ok(photo.bytes.length <= 950_000, String(photo.bytes.length))
    assert.ok(photo.bytes.length > 400_000, 'and is no worse than it has to be')
    const { width, height } = await sharp(photo.bytes).metadata()
    assert.deepEqual([photo.width, photo.height], [width, height])
  })

  it('puts white behind what is transparent, and reads grey and CMYK', async () => {
    const clear = sharp({ create: { width: 10, height: 10, channels: 4, background: '#00000000' } })
    const { bytes } = await cleaned(await clear.png().toBuffer())
    assert.ok((await sharp(bytes).raw().toBuffer()).every(value => value > 250))
    assert.equal((await cleaned(await redAndBlue(40, 20).greyscale().jpeg().toBuffer())).width, 40)
    assert.equal((await cleaned(await redAndBlue(40, 20).toColourspace('cmyk').jpeg().toBuffer())).width, 40)
  })

  it('reads 49 megapixels within its limits', async () => {
    const photo = await cleaned(pngOf(7000, 7000, 7000 * 7001 * 3))
    assert.deepEqual([photo.width, photo.height], [2000, 2000])
  })

  it('answers calls made at the same time, each its own', async () => {
    const widths = [50, 60, 70, 80]
    const originals = await Promise.all(widths.map(width => redAndBlue(width, 20).jpeg().toBuffer()))
    const photos = await Promise.all(originals.map(cleaned))
    assert.deepEqual(
      photos.map(photo => photo.width),
      widths,
    )
  })
})

describe('refusing what is no usable photo', () => {
  const others: readonly [string, Uint8Array, RegExp][] = [
    ['an empty file', Buffer.alloc(0), /empty/],
    ['text named .jpg', Buffer.from('Dear parents, here is the photo.'), /not a picture/],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), /not a picture/],
    ['a GIF', Buffer.from('GIF89a'), /Moving pictures/],
    ['an iPhone photo', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), /HEIC.*Most compatible/],
    ['a PDF', Buffer.from('%PDF-1.7'), /not a picture/],
  ]
  for (const [what, bytes, message] of others) {
    it(`refuses ${what}`, async () => assertRefused(await cleaner.clean(bytes), 'not-a-picture', message))
  }
  it('refuses a moving WebP', async () => {
    const frames = [await noise(10, 20).png().toBuffer(), await redAndBlue(10, 20).png().toBuffer()]
    const moving = await sharp(frames, { join: { animated: true } })
      .webp({ loop: 0, delay: [100, 100] })
      .toBuffer()
    assertRefused(await cleaner.clean(moving), 'not-a-picture', /Moving pictures/)
  })
  it('refuses more than 20 MB unopened', async () => {
    assertRefused(await cleaner.clean(Buffer.alloc(20_000_001, 0xff)), 'too-large', /larger than 20 MB/)
  })
  it('refuses a decompression bomb by the size it claims', async () => {
    await cleaned(await redAndBlue(40, 20).jpeg().toBuffer())
    assertRefused(
      await cleaner.clean(pngOf(50_000, 50_000, 1000)),
      'too-many-pixels',
      /2500 megapixels.*limit is 50/,
    )
  })
  it('refuses 60 megapixels and says what the limit is', async () => {
    const photo = await sharp({ create: { width: 10_000, height: 6_000, channels: 3, background: 'green' } })
      .jpeg()
      .toBuffer()
    assertRefused(await cleaner.clean(photo), 'too-many-pixels', /60 megapixels; the limit is 50\. Save it/)
  })
  it('refuses truncated and damaged pictures of every kind', async () => {
    for (const format of ['jpeg', 'png', 'webp', 'avif'] as const) {
      const whole = await noise(300, 200).toFormat(format).toBuffer()
      for (const part of [0.1, 0.5, 0.9]) {
        const cut = whole.subarray(0, Math.floor(whole.length * part))
        assertRefused(await cleaner.clean(cut), 'unreadable', /damaged or not complete/)
      }
    }
    assertRefused(await cleaner.clean(pngOf(100, 100, 10)), 'unreadable', /damaged/)
    assertRefused(await cleaner.clean(Buffer.from([0xff, 0xd8, 0xff, 0xe0])), 'unreadable', /damaged/)
  })
})

/** Our own running workers, from /proc. */
const workers = (): number[] =>
  readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(pid => {
      try {
        const ours =
          readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] === String(process.pid)
        return ours && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('clean-worker')
      } catch {
        return false
      }
    })
    .map(Number)

describe('the worker', () => {
  it('is stopped when it takes too long, and every call is still answered', async () => {
    const hurried = createPhotoCleaner({ timeMs: 1, memory: 1_000_000_000 })
    const original = await noise(2000, 2000).jpeg().toBuffer()
    const photos = await Promise.all([hurried.clean(original), hurried.clean(original)])
    for (const photo of photos) assertRefused(photo, 'took-too-long', /took too long/)
    await hurried.close()
  })
  it('is stopped when it takes too much memory, and every call is still answered', async () => {
    const narrow = createPhotoCleaner({ timeMs: 10_000, memory: 1 })
    const original = await noise(2000, 2000).jpeg().toBuffer()
    const photos = await Promise.all([narrow.clean(original), narrow.clean(original)])
    for (const photo of photos) assertRefused(photo, 'unreadable', /within the memory/)
    await narrow.close()
  })
  it('is one process, replaced when it dies idle or at work', {
    skip: process.platform !== 'linux',
  }, async () => {
    await cleaner.close()
    const own = createPhotoCleaner()
    const small = await redAndBlue(40, 20).jpeg().toBuffer()
    for (let round = 0; round < 3; round += 1) assert.equal((await own.clean(small)).kind, 'clean')
    const [first = 0, ...others] = workers()
    assert.deepEqual(others, [])
    process.kill(first, 'SIGKILL')
    await new Promise(resolve => setTimeout(resolve, 200))
    assert.equal((await own.clean(small)).kind, 'clean')
    const [second = 0] = workers()
    assert.notEqual(second, first)
    const pending = own.clean(await noise(4000, 4000).jpeg().toBuffer())
    setTimeout(() => process.kill(second, 'SIGKILL'), 50)
    assertRefused(await pending, 'unreadable', /within the memory/)
    assert.equal((await own.clean(small)).kind, 'clean')
    await own.close()
    assert.deepEqual(workers(), [])
    await assert.rejects(own.clean(small), { code: 'photo-cleaner-failed' })
  })
  it('gets nothing of the environment', { skip: process.platform !== 'linux' }, async () => {
    process.env.PHOTO_TEST_SECRET = 'do not pass on'
    const own = createPhotoCleaner()
    await own.clean(await redAndBlue(40, 20).jpeg().toBuffer())
    const [pid = 0] = workers()
    assert.doesNotMatch(readFileSync(`/proc/${pid}/environ`, 'utf8'), /SECRET|PATH/)
    await own.close()
  })
  it('neither keeps the application from ending nor outlives it', async () => {
    const script = `
      import sharp from 'sharp'
      import { createPhotoCleaner } from '${new URL('./photo-cleaner.ts', import.meta.url)}'
      const bytes = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } }).jpeg().toBuffer()
      console.log((await createPhotoCleaner().clean(bytes)).kind)`
    // The worker holds standard error: this returns only when both have ended.
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '--eval', script],
      {
        timeout: 10_000,
      },
    )
    assert.equal(stdout, 'clean\n')
  })
})
