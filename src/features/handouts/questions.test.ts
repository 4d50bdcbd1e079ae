import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compiledOf } from '../../policy-engine/compile.ts'
import { judge } from '../../policy-engine/hats.ts'
import { shippedPacks } from '../../policy-engine/shipped-packs.ts'
import { askedOfParents, askedOfPupils, expectedByParents, expectedByPupils } from './questions.ts'

const questions = [...askedOfParents, ...expectedByParents, ...askedOfPupils, ...expectedByPupils]

test('no further fact could change what a handout is told, under any shipped policy', () => {
  for (const pack of shippedPacks())
    for (const { situations } of questions) {
      const { undecided, verdict } = judge(compiledOf(pack), situations)
      assert.deepEqual(undecided, [], `${pack.id}: ${verdict}`)
    }
})

test('a verdict a shipped policy gives has its words', () => {
  for (const pack of shippedPacks())
    for (const { situations, says, practice } of questions) {
      const { verdict } = judge(compiledOf(pack), situations)
      assert.ok(
        verdict === 'silent' || verdict === 'may' || says[verdict] !== undefined,
        `${pack.id}: ${practice}`,
      )
    }
})
