const GPS_DIRECTORY = 0x8825
const GPS_LATITUDE = 2

/**
 * Whether EXIF data holds a position. A camera with location switched off still writes an empty GPS directory, so the
 * latitude itself is looked for. Damaged data counts as none: this is told to the person, nothing depends on it.
 * @param exif the EXIF block, with or without its "Exif" prefix
 */
export const exifHasLocation = (exif: Uint8Array): boolean => {
  const start = String.fromCharCode(...exif.subarray(0, 4)) === 'Exif' ? 6 : 0
  const tiff = new DataView(exif.buffer, exif.byteOffset + start, Math.max(exif.byteLength - start, 0))
  try {
    const littleEndian = tiff.getUint16(0) === 0x4949
    const directory = (at: number): ReadonlyMap<number, number> => {
      const count = tiff.getUint16(at, littleEndian)
      return new Map(
        Array.from({ length: count }, (_, index) => at + 2 + index * 12).map(entry => [
          tiff.getUint16(entry, littleEndian),
          tiff.getUint32(entry + 8, littleEndian),
        ]),
      )
    }
    const gps = directory(tiff.getUint32(4, littleEndian)).get(GPS_DIRECTORY)
    return gps !== undefined && directory(gps).has(GPS_LATITUDE)
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** Whether XMP data (text) holds a position. */
export const xmpHasLocation = (xmp: string): boolean => /GPSL(?:atitude|ongitude)/.test(xmp)
