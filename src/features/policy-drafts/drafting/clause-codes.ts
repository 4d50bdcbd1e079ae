/** "4.1", "4.1(iv)", "3 a)": a number of the document's own, with or without letters after it. */
const numbered = /^\d{1,3}([.\s]*\(?([ivx]{1,5}|[a-z]|\d{1,3})\)?)*[.)]?$/i

/** "2, 1": the first clause of a section that the document numbers 2. */
const inNumbered = /^(\d{1,3}(?:\.\d{1,3})*), \d+$/

const letterOf = (index: number): string =>
  index < 26 ? String.fromCharCode(97 + index) : letterOf(Math.floor(index / 26) - 1) + letterOf(index % 26)

/**
 * The place of each clause in the document, as the second half of its id: its own number where it has one, else the number
 * of its section and a letter; a section that has no number is counted. No two are the same, and none is 0, which stands for
 * the document's head.
 */
export const clauseCodes = (
  clauses: readonly { readonly ref: string; readonly section: string }[],
): readonly string[] => {
  const sections = [...new Set(clauses.map(({ section }) => section))]
  const inSection = new Map<string, number>()
  const taken = new Set(['0'])
  return clauses.map(({ ref, section }) => {
    if (numbered.test(ref.trim())) {
      const own = ref.toLowerCase().replaceAll(/[^0-9a-z]+/g, '.')
      return freeCode(own.replaceAll(/^\.|\.$/g, ''), taken)
    }
    const number = inNumbered.exec(ref)?.[1] ?? `${sections.indexOf(section) + 1}`
    const nth = inSection.get(number) ?? 0
    inSection.set(number, nth + 1)
    return freeCode(`${number}.${letterOf(nth)}`, taken)
  })
}

/** This code, or the next with a number after it, that is not `taken`; it then is. */
export const freeCode = (wanted: string, taken: Set<string>): string => {
  let code = wanted
  for (let copy = 2; taken.has(code); copy++) code = `${wanted}.${copy}`
  taken.add(code)
  return code
}
