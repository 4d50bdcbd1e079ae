const segments = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The beginning of a text on one line, at most `length` characters as a reader counts them. */
export const excerpt = (text: string, length = 140): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  const characters = Array.from(segments.segment(line), ({ segment }) => segment)
  return characters.length <= length
    ? line
    : `${characters
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`
}
