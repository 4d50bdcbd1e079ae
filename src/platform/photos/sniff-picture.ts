export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'heic' | 'gif' | 'unknown'

/** What a file is by its first bytes; its name and declared type say nothing reliable. */
export const sniffPicture = (bytes: Uint8Array): PictureFormat => {
  const ascii = (from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to))
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg'
  if (ascii(0, 8) === '\x89PNG\r\n\x1a\n') return 'png'
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP') return 'webp'
  if (ascii(0, 4) === 'GIF8') return 'gif'
  return ascii(4, 8) === 'ftyp' ? brandedFormat(bytes, ascii) : 'unknown'
}

/** AVIF and HEIC share one container; the brands listed in its first box tell them apart. */
const brandedFormat = (bytes: Uint8Array, ascii: (from: number, to: number) => string): PictureFormat => {
  const end = Math.min((bytes[2] ?? 0) * 256 + (bytes[3] ?? 0), bytes.length, 256)
  const brands = new Set<string>()
  for (let at = 8; at + 4 <= end; at += 4) brands.add(ascii(at, at + 4))
  if (brands.has('avif')) return 'avif'
  return ['heic', 'heix', 'hevc', 'heim', 'mif1', 'msf1'].some(brand => brands.has(brand))
    ? 'heic'
    : 'unknown'
}
