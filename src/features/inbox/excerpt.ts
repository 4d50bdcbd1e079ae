const segments = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The beginning of a text on one line, at most `length` characters as a reader counts them. */
export const excerpt = (text: string, length = 140): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  // No text has more characters for a reader than for the machine.
  if (line.length <= length) return line
  const characters = Array.from(segments.segment(line), ({ segment }) => segment)
  return characters.length <= length
    ? line
    : `${characters
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`
}
