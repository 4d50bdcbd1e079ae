import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { parse } from 'yaml'
import { z } from 'zod'
import { packJsonSchema } from './pack-json-schema.ts'
import { shippedPacks } from './shipped-packs.ts'

const policies = join(import.meta.dirname, '../../policies')
const check = z.fromJSONSchema(packJsonSchema() as z.core.JSONSchema.JSONSchema)
const written = globSync('*/policy.yaml', { cwd: policies }).map(file => ({
  file,
  pack: parse(readFileSync(join(policies, file), 'utf8')),
}))

describe('the JSON Schema of packs', () => {
  it('is the one that is committed for editors', () => {
    assert.deepEqual(
      JSON.parse(readFileSync(join(policies, 'policy.schema.json'), 'utf8')),
      packJsonSchema(),
      'run: npm run -s gatepost -- policy schema > policies/policy.schema.json, then npm run format',
    )
  })

  it('lets in every shipped pack as it is written', () => {
    assert.equal(written.length, shippedPacks().length)
    for (const { file, pack } of written)
      assert.deepEqual(check.safeParse(pack).error?.issues ?? [], [], file)
  })

  it('sees what does not belong', () => {
    const [first] = written
    assert.ok(first)
    for (const wrong of [
      { ...first.pack, colour: 'green' },
      { ...first.pack, settings: { 'inbox.clok': {} } },
      { ...first.pack, rules: [{ id: 'ZZ-1', clause: 'ZZ-1', says: 'never', when: {} }] },
      { ...first.pack, rules: [{ id: 'ZZ-1', clause: 'ZZ-1', says: 'may', when: { act: 'fly' } }] },
    ])
      assert.equal(check.safeParse(wrong).success, false)
  })
})
