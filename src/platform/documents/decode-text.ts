const decoded = (bytes: Uint8Array, encoding: string): string => new TextDecoder(encoding).decode(bytes)

/** UTF-16 without a mark: every second byte of English text is zero. */
const zerosAt = (bytes: Uint8Array, parity: 0 | 1): number => {
  const sample = bytes.subarray(0, 2000)
  return sample.filter((byte, index) => byte === 0 && index % 2 === parity).length / (sample.length / 2)
}

/**
 * The text of a text file in UTF-8, UTF-16 or Windows-1252, told by its bytes; undefined where they are no text.
 */
export const decodeText = (bytes: Uint8Array): string | undefined => {
  const text = bytesToText(bytes)
  const controls = text.match(/(?!\s)\p{Cc}|\ufffd/gu)?.length ?? 0
  return controls > text.length / 200 ? undefined : text
}

const bytesToText = (bytes: Uint8Array): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoded(bytes, 'utf-16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decoded(bytes, 'utf-16be')
  if (zerosAt(bytes, 1) > 0.5 && zerosAt(bytes, 0) < 0.1) return decoded(bytes, 'utf-16le')
  if (zerosAt(bytes, 0) > 0.5 && zerosAt(bytes, 1) < 0.1) return decoded(bytes, 'utf-16be')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return decoded(bytes, 'windows-1252')
  }
}
