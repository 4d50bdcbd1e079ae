import type { Finding } from '../reading.ts'
import type { Check } from './check.ts'

/** Number of single-letter changes between two words, up to `limit`. */
const changes = (a: string, b: string, limit: number): number => {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? limit + 1
}

const SHORTEST = 5
const KIND =
  /^(?:primary|schools?|academy|nursery|college|church|england|infants?|juniors?|community|catholic|federation|trust)$/i

const letters = (word: string): string => word.toLowerCase().replace(/[^a-z]/g, '')

/** A word of the school's own name that stands otherwise elsewhere: "Waterringbury", "St Johns" and "St John's". */
export const nameSpelledTwoWays: Check = ({ blocks, school }) => {
  if (school === null) return []
  const own = school.split(/[\s-]+/).filter(word => letters(word).length >= SHORTEST && !KIND.test(word))
  const found = new Map<string, Finding>()
  for (const block of blocks) {
    for (const [word] of block.text.matchAll(/[A-Z][\w'-]{3,}/g)) {
      for (const name of own) {
        const possessive = letters(word.replace(/'s?$/, '')) === letters(name.replace(/'s?$/, ''))
        const capitals = word === word.toUpperCase()
        const distance = changes(letters(word), letters(name), 2)
        const misspelled =
          distance > 0 &&
          distance <= (name.length >= 9 ? 2 : 1) &&
          !possessive &&
          letters(word)[0] === letters(name)[0] &&
          word.length >= SHORTEST
        // "Johns" beside "John's" in the same name; "the school's" endings of a name are grammar.
        const apostrophe =
          letters(word) === letters(name) &&
          word !== name &&
          !capitals &&
          /'s$/.test(word) !== /'s$/.test(name) &&
          new RegExp(`\\bSt\\.? ${word}\\b`).test(block.text)
        if ((misspelled && !capitals) || apostrophe) {
          const message = `The school’s own name is spelled two ways: “${name}” and “${word}”.`
          if (!found.has(word)) found.set(word, { check: 'name-spelled-two-ways', at: block.place, message })
        }
      }
    }
  }
  return [...found.values()]
}
