const ABBREVIATION =
  /(?:\b(?:e\.?g|i\.?e|etc|mr|mrs|ms|miss|dr|st|sts|rev|no|nos|approx|inc|ltd|vs|cf|para|sect|tel|ext|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)|\b[A-Z])\.$/i
const BREAK = /([.!?]["')\]]*)\s+(?=["'([]?[A-Z0-9])/g
/** A number or bullet that a converter left inside the line: "… ends here. 1.2 It takes …", "… same. o Where …". */
const INNER_MARKER =
  /(?:(?<=[.;:!?]["')]?)|^)\s*(?:\d{1,3}\.\d{1,3}(?:\.\d{1,3}){0,4}\.?|[•◆▪●➢·]|o(?=\s[A-Z]))\s+(?=["'(]?[A-Z])/g

const isAbbreviation = (before: string, after: string): boolean => {
  const match = ABBREVIATION.exec(before)
  if (!match) return false
  // "etc. The next sentence" ends one; "St. Andrew's", "e.g. Facebook" do not.
  return !/^etc\.$/i.test(match[0])
    ? true
    : !/^["'(]?(?:The|This|These|It|All|Any|Staff|Pupils|Parents|We|If|When|They|In|No)\b/.test(after)
}

/** The sentences of one block, in order. Abbreviations, initials and "St." do not end one; inner numbering does. */
export const sentencesOf = (text: string): readonly string[] => {
  const pieces = text.replace(INNER_MARKER, '\u0000').split('\u0000')
  return pieces.flatMap(piece => {
    const found: string[] = []
    let start = 0
    for (const match of piece.matchAll(BREAK)) {
      const end = match.index + (match[1]?.length ?? 0)
      const before = piece.slice(start, match.index + 1)
      if (isAbbreviation(before, piece.slice(end).trimStart())) continue
      found.push(piece.slice(start, end).trim())
      start = end
    }
    found.push(piece.slice(start).trim())
    return found.filter(sentence => sentence !== '')
  })
}
