/** The words with a capital letter at the start; the rest stays as it is. */
export const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`

/** The words as a sentence of its own: a capital letter at the start, and one full stop at the end. */
export const sentence = (words: string): string => {
  const said = capital(words.trim())
  return /[.!?…]$/.test(said) ? said : `${said}.`
}

/** Words as one phrase: "Ann Lee, Bob Ray and Cy Fox"; '' where there are none. */
export const listed = (words: readonly string[], last: 'and' | 'or' = 'and'): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`

const segments = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The beginning of a text on one line, at most `length` characters as a reader counts them. */
export const excerpt = (text: string, length: number): string => {
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
