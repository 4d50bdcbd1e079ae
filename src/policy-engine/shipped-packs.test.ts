import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import { Inconsistent } from '../kernel/errors.ts'
import { settingKeys } from './catalogue.ts'
import { effectiveSettings } from './settings.ts'
import { packSnapshot, parseSnapshot, shippedPack, shippedPacks } from './shipped-packs.ts'

const clauses = shippedPacks().flatMap(pack => pack.clauses)

describe('the shipped packs', () => {
  it('are the five schools’, with all 157 clauses of their documents', () => {
    assert.deepEqual(
      shippedPacks().map(pack => [pack.id, pack.clauses.length]),
      [
        ['AL', 43],
        ['BP', 31],
        ['GH', 27],
        ['SM', 12],
        ['WB', 44],
      ],
    )
    assert.equal(new Set(clauses.map(({ id }) => id)).size, 157)
    for (const { id } of clauses) assert.match(id, /^(GH|BP|SM|WB|AL)-\d+(\.(\d+|[a-z*]|[ivx]+))*$/)
  })

  it('are found by id', () => {
    assert.equal(shippedPack('AL')?.school, 'Ashlands Primary School')
    assert.equal(shippedPack('SM')?.school, null)
    assert.equal(shippedPack('al'), undefined)
  })

  it('have a basis for every setting in force', () => {
    for (const pack of shippedPacks()) {
      const settings = effectiveSettings(pack)
      for (const key of settingKeys) assert.ok(settings[key].basis.length > 0, `${pack.id} ${key}`)
    }
  })
})

describe('a snapshot', () => {
  it('is one text whatever order the pack’s names stand in, with that text’s hash', () => {
    for (const pack of shippedPacks()) {
      const { text, sha256 } = packSnapshot(pack)
      const reversed = Object.fromEntries(Object.entries(pack).reverse()) as typeof pack
      assert.deepEqual(packSnapshot(reversed), { text, sha256 })
      assert.equal(sha256, createHash('sha256').update(text).digest('hex'))
    }
  })

  it('reads back as the same pack', () => {
    for (const pack of shippedPacks()) assert.deepEqual(parseSnapshot(packSnapshot(pack).text), pack)
  })

  it('changes its hash with any word', () => {
    const [pack] = shippedPacks()
    assert.ok(pack)
    assert.notEqual(packSnapshot({ ...pack, title: `${pack.title}.` }).sha256, packSnapshot(pack).sha256)
  })

  it('that is damaged is refused', () => {
    assert.throws(() => parseSnapshot('{'), Inconsistent)
    assert.throws(() => parseSnapshot('{"id":"AL"}'), Inconsistent)
  })
})
