import assert from 'node:assert/strict'
import { it } from 'node:test'
import { shippedPack, shippedPacks } from '../../policy-engine/shipped-packs.ts'
import { leafletText, visitorLeaflet } from './leaflet.ts'

it('is one page with a basis for every line, whatever the policy', () => {
  for (const pack of shippedPacks()) {
    const lines = visitorLeaflet(pack)
    assert.ok(lines.length >= 2 && lines.length <= 8, pack.id)
    for (const { basis } of lines) assert.ok(basis.length > 0)
    assert.equal(lines.at(-1)?.basis[0]?.kind, 'law', 'whom to tell about a child is always on it')
  }
})

it('rests on the policy where it speaks to visitors, and on school practice where it does not', () => {
  const kinds = (id: string) =>
    new Set(visitorLeaflet(shippedPack(id) ?? assert.fail()).map(line => line.basis[0]?.kind))
  assert.ok(kinds('WB').has('clause'))
  assert.ok(!kinds('AL').has('clause'))
})

it('is another text as soon as a line is another', () => {
  const lines = visitorLeaflet(shippedPack('WB') ?? assert.fail())
  assert.notEqual(leafletText(lines).sha256, leafletText(lines.slice(1)).sha256)
})
