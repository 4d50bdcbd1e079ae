export type RefusalReason = 'not-a-picture' | 'too-large' | 'too-many-pixels' | 'unreadable' | 'took-too-long'

/** `message`: what happened and what to do, for the person who chose the picture. */
export type RefusedPhoto = {
  readonly kind: 'refused'
  readonly reason: RefusalReason
  readonly message: string
}

const messages = {
  empty: 'The file is empty. Choose the picture again.',
  'other-kind': 'This file is not a picture that Gatepost can use. Choose a JPEG, PNG, WebP or AVIF picture.',
  moving: 'Moving pictures cannot be used. Choose a photo: JPEG, PNG, WebP or AVIF.',
  heic: 'Gatepost cannot read HEIC photos, which iPhones take by default. Send it to yourself by email, which turns it into a JPEG, or set Settings > Camera > Formats to “Most compatible” for new photos.',
  large: 'The file is larger than 20 MB. Save the picture in a smaller size and choose it again.',
  damaged:
    'This picture is damaged or not complete. Copy it from the camera or phone again, or choose another.',
  slow: 'This picture took too long to read, so Gatepost stopped. Save it in a smaller size as JPEG, or choose another.',
  crashed:
    'Gatepost could not read this picture within the memory it allows. Save it in a smaller size as JPEG, or choose another.',
} as const

export const refused = (reason: RefusalReason, because: keyof typeof messages): RefusedPhoto => ({
  kind: 'refused',
  reason,
  message: messages[because],
})

/** @param pixels width times height, as the picture claims */
export const megapixelsRefused = (pixels: number, limit: number): RefusedPhoto => ({
  kind: 'refused',
  reason: 'too-many-pixels',
  message: `This picture has ${Math.ceil(pixels / 1_000_000)} megapixels; the limit is ${limit / 1_000_000}. Save it in a smaller size and choose it again.`,
})
