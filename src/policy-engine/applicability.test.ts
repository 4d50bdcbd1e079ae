import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { applicable, applicableTo, situationsOf } from './applicability.ts'
import { shippedPacks } from './shipped-packs.ts'
import { type Facet, vocabulary } from './vocabulary.ts'

describe('the table of what applies', () => {
  it('names each facet once, with values, and conditions on earlier facets that can fail', () => {
    for (const act of vocabulary.act) {
      const earlier = new Map<string, readonly string[]>()
      for (const { facet, values, under } of applicable(act)) {
        assert.ok(!earlier.has(facet) && values.length > 0, `${act}: ${facet}`)
        for (const [name, wanted] of Object.entries(under ?? {})) {
          const possible = earlier.get(name)
          assert.ok(
            possible?.some(value => !wanted.some(one => one === value)),
            `${act}: ${facet} under ${name}`,
          )
        }
        earlier.set(facet, values)
      }
    }
  })

  it('has every facet that a shipped rule mentions for an act, with some of the values', () => {
    const lost: string[] = []
    for (const { rules } of shippedPacks())
      for (const { id, when, unless } of rules)
        for (const conditions of [when, ...unless])
          for (const [facet, values] of Object.entries(conditions) as [Facet, readonly string[]][]) {
            if (facet === 'act') continue
            const reached = (when.act ?? vocabulary.act).map(act =>
              applicable(act).some(
                row => row.facet === facet && row.values.some(one => values.includes(one)),
              ),
            )
            if (when.act === undefined ? !reached.includes(true) : reached.includes(false))
              lost.push(`${id}: ${facet}`)
          }
    assert.deepEqual(lost, [])
  })

  it('gives situations in which everything that applies is known, and nothing else, each once', () => {
    let count = 0
    for (const act of vocabulary.act) {
      const seen = new Set<string>()
      for (const situation of situationsOf(act)) {
        const applying = applicableTo(act, situation).map(({ facet }) => facet)
        assert.deepEqual(Object.keys(situation).toSorted(), ['act', ...applying].toSorted())
        seen.add(JSON.stringify(situation))
        count++
      }
      assert.ok(seen.size === [...situationsOf(act)].length && seen.size > 0)
    }
    // Few enough that everything can be checked by trying it.
    assert.ok(count > 20_000 && count < 60_000, `${count} situations`)
  })

  it('asks an age of children only', () => {
    const aged = [...situationsOf('connect')].filter(({ age }) => age !== undefined)
    assert.deepEqual([...new Set(aged.map(situation => situation.with))], ['pupil', 'former-pupil'])
  })
})
