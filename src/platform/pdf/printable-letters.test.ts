import assert from 'node:assert/strict'
import { test } from 'node:test'
import { printableLetters } from './printable-letters.ts'

test('letters that the standard fonts have stay as they are', () => {
  const text = 'Parents’ “evening” – café, naïve, £5, €3, Ærø…'
  assert.equal(printableLetters(text), text)
  assert.equal(printableLetters('cafe\u0301'), 'café')
})

test('other letters lose their accent, or become a question mark', () => {
  assert.equal(printableLetters('Ysgol Tŷ Gwyn, Łukasz, Đorđe, Şirin'), 'Ysgol Ty Gwyn, Lukasz, Dorde, Sirin')
  assert.equal(printableLetters('學校'), '??')
})
