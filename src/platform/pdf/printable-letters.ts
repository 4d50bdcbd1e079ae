/** What the standard fonts of PDF have beyond Latin-1: the rest of Windows-1252. */
const BEYOND_LATIN = new Set('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ')
const RELATED: Readonly<Record<string, string>> = {
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ı: 'i',
  ħ: 'h',
  '−': '-',
  '‑': '-',
  '\u202f': ' ',
}

const isPrintable = (letter: string): boolean => letter.charCodeAt(0) < 256 || BEYOND_LATIN.has(letter)

/**
 * A text in letters that the standard fonts have, which every reader of PDF brings along: an accent they lack is left
 * off (ŵ becomes w), and a letter without a relative becomes a question mark.
 */
export const printableLetters = (text: string): string =>
  [...text.normalize('NFC')]
    .map(letter => {
      if (isPrintable(letter)) return letter
      const [base = ''] = letter.normalize('NFD')
      return RELATED[letter] ?? (isPrintable(base) ? base : '?')
    })
    .join('')
