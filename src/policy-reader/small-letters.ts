/**
 * A pattern that ignores case, made for text already in small letters: a search that minds case is several times
 * as fast. Letters behind a backslash stay as they are. `flags` = what the new pattern has instead of `i`.
 */
export const inSmallLetters = (pattern: RegExp, flags = ''): RegExp =>
  new RegExp(
    pattern.source.replace(/\\[A-Z]|[A-Z]/g, letter =>
      letter.startsWith('\\') ? letter : letter.toLowerCase(),
    ),
    flags,
  )

/** The text in small letters, or as it is where that would shift places in it. */
export const smallLetters = (text: string): string => {
  const small = text.toLowerCase()
  return small.length === text.length ? small : text
}
