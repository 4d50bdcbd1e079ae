import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canonicalJson, detailCommitment } from './audit.ts'

test('the same facts are the same text, whatever order they were put in', () => {
  assert.equal(
    canonicalJson({ b: 1, a: { d: [1, { z: 0, y: 1 }], c: null } }),
    '{"a":{"c":null,"d":[1,{"y":1,"z":0}]},"b":1}',
  )
  assert.equal(canonicalJson({ a: 1, b: 2 }), canonicalJson({ b: 2, a: 1 }))
  assert.equal(canonicalJson({ a: undefined, b: 'x' }), '{"b":"x"}')
})

test('different facts are different text', () => {
  const texts = [
    { a: '1' },
    { a: 1 },
    { a: [1] },
    { a: null },
    { a: '' },
    {},
    { a: { a: 1 } },
    { a: true },
  ].map(canonicalJson)
  assert.equal(new Set(texts).size, texts.length)
})

test('quotes, lines and other alphabets survive', () => {
  const facts = { note: 'a "quote"\n\\ and ‘’ 学校 \u0000', 'odd "key"': 1 }
  assert.deepEqual(JSON.parse(canonicalJson(facts)), facts)
})

test('a commitment depends on its salt, so that erased words cannot be guessed from it', () => {
  assert.notEqual(detailCommitment('a', 'words'), detailCommitment('b', 'words'))
  assert.match(detailCommitment('a', 'words'), /^[0-9a-f]{64}$/)
})
