/** Letters of a UPN by value: no I, O or S, which look like digits. Position = value, 0 to 22. */
const LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ'

export type UpnCheck =
  | { readonly kind: 'valid'; readonly upn: string }
  /** `reason`: a sentence on what is wrong. */
  | { readonly kind: 'wrong'; readonly reason: string }

const wrong = (reason: string): UpnCheck => ({ kind: 'wrong', reason })

/**
 * Checks a unique pupil number: 13 characters, a check letter, then eleven digits, then a digit or (in a temporary
 * UPN) a letter. Small letters are taken as capitals. Source: the Department for Education's UPN guide.
 */
export const checkUpn = (text: string): UpnCheck => {
  const upn = text.toUpperCase()
  const length = [...upn].length
  if (length !== 13) return wrong(`A UPN has 13 characters; this has ${length}.`)
  const [letter = '', ...rest] = upn
  if (!LETTERS.includes(letter)) return wrong('A UPN starts with a letter other than I, O or S.')
  const values = rest.map((character, index) =>
    /^[0-9]$/.test(character) ? Number(character) : index === 11 ? LETTERS.indexOf(character) : -1,
  )
  const odd = values.findIndex(value => value < 0)
  if (odd >= 0) {
    return wrong(
      `A UPN has only digits after its first letter (a temporary one ends in a letter other than I, O or S); character ${odd + 2} is “${rest[odd]}”.`,
    )
  }
  // Weights 2 to 13 over the characters 2 to 13.
  const sum = values.reduce((total, value, index) => total + value * (index + 2), 0)
  if (LETTERS[sum % 23] !== letter) {
    return wrong(
      'The letter at the start does not match the digits, so one of them is mistyped. Copy the UPN again.',
    )
  }
  return { kind: 'valid', upn }
}
