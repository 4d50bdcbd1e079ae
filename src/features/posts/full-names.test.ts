import assert from 'node:assert/strict'
import { it } from 'node:test'
import { fullNameIn } from './full-names.ts'

const mia = { givenName: 'Mia', familyName: 'Sprout' }
const aoife = { givenName: 'Aoife', familyName: 'O’Neill-Grange' }
const zoe = { givenName: 'Zoë', familyName: 'Ash' }
const children = [mia, aoife, zoe]

it('finds a full name however it is written', () => {
  for (const text of [
    'Mia Sprout planted it',
    'MIA  SPROUT',
    'Well done Mia\nSprout!',
    'Sprout, Mia (3R)',
    'Mia Rose Sprout won',
    'Mia Sprout’s tree',
    'Thank you #MiaSprout',
    'mia-sprout',
  ])
    assert.equal(fullNameIn(text, children), mia, text)
  assert.equal(fullNameIn("Aoife O'Neill-Grange sings", children), aoife)
  assert.equal(fullNameIn('Aoife O’Neill Grange sings', children), aoife)
  assert.equal(fullNameIn('ZOE ASH', children), zoe)
})

it('leaves first names, family names and chance alone', () => {
  for (const text of [
    'Mia planted a little sprout',
    'Mia and friends',
    'The Sprout family',
    'Miami sprouts',
    'Ash trees, says Zoë',
    '',
  ])
    assert.equal(fullNameIn(text, children), undefined, text)
  assert.equal(fullNameIn('anything', [{ givenName: '', familyName: '' }]), undefined)
})
