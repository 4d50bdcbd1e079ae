import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readSituation } from './situation.ts'

const problems = (written: unknown): readonly string[] => {
  const read = readSituation(written)
  return read.kind === 'invalid' ? read.problems : []
}

describe('a situation that somebody wrote', () => {
  it('is read as it stands', () => {
    assert.deepEqual(readSituation({ act: 'post', content: 'neutral' }), {
      kind: 'situation',
      situation: { act: 'post', content: 'neutral' },
    })
    assert.deepEqual(readSituation({}), { kind: 'situation', situation: {} })
  })

  it('is refused where it is no object', () => {
    for (const written of [null, undefined, 'post', ['act', 'post']])
      assert.deepEqual(problems(written), ['a situation is an object of facets, {"act": "post"} say'])
  })

  it('is refused with every word that does not exist, and those that do', () => {
    const [facet, value, list, ...more] = problems({ toString: 'post', act: 'fly', with: ['pupil'] })
    assert.match(facet ?? '', /^no facet "toString"; there are actor, act, with/)
    assert.match(value ?? '', /^“act” cannot be "fly"; it is one of connect, contact/)
    assert.match(list ?? '', /^“with” cannot be \["pupil"\]/)
    assert.deepEqual(more, [])
  })
})
