import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { catalogue, settingKeys } from './catalogue.ts'
import { effectiveSettings } from './settings.ts'
import { shippedPack } from './shipped-packs.ts'

const settingsOf = (id: string) => {
  const pack = shippedPack(id)
  assert.ok(pack)
  return effectiveSettings(pack)
}

describe('the catalogue', () => {
  it('has fallbacks that its own schemas accept, and a reason for each', () => {
    for (const key of settingKeys) {
      const { schema, fallback, practice, law } = catalogue[key]
      assert.deepEqual(schema.parse(fallback), fallback, key)
      assert.ok(practice !== undefined || (law ?? []).length > 0, key)
    }
  })
})

describe('settings in force', () => {
  it('cite the clause with its section and gist', () => {
    const [basis] = settingsOf('AL')['inbox.clock'].basis
    assert.equal(basis?.kind, 'clause')
    assert.deepEqual(basis?.kind === 'clause' && [basis.clause, basis.section], ['AL-4.b', 'Monitoring'])
    assert.match(basis?.gist ?? '', /24 hours/)
  })

  it('fall back to school practice where the policy is silent', () => {
    const { value, basis } = settingsOf('GH')['accounts.minimum-runners']
    assert.equal(value, 2)
    assert.deepEqual(
      basis.map(({ kind }) => kind),
      ['practice'],
    )
  })

  it('show the law beside the policy, and alone where the policy is silent', () => {
    const kinds = (id: string) => settingsOf(id)['concerns.about-child'].basis.map(({ kind }) => kind)
    assert.deepEqual(kinds('WB'), ['clause', 'clause', 'clause', 'law'])
    assert.deepEqual(kinds('AL'), ['law'])
    assert.deepEqual(settingsOf('AL')['concerns.about-child'].value, ['dsl', 'deputy-dsl'])
  })

  it('give each reminder its own basis', () => {
    const ashlands = settingsOf('AL')['posts.checks'].value
    assert.deepEqual(
      ashlands.map(({ basis }) => basis.kind === 'clause' && basis.clause),
      ['AL-5.a', 'AL-5.b', 'AL-5.d', 'AL-6.a', 'AL-6.b', 'AL-8'],
    )
    for (const { basis } of settingsOf('GH')['posts.checks'].value) assert.equal(basis.kind, 'practice')
  })

  it('bind governors and volunteers at Wateringbury, and staff alone at Great Harwood', () => {
    const acknowledgers = (id: string) => settingsOf(id)['policy.acknowledgers'].value
    assert.ok(acknowledgers('WB').includes('governor') && acknowledgers('WB').includes('volunteer'))
    assert.ok(!acknowledgers('GH').includes('governor'))
  })
})
