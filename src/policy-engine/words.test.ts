import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { applicable } from './applicability.ts'
import { vocabulary } from './vocabulary.ts'
import { conditionsWords, facetWords, situationWords, valueWords } from './words.ts'

describe('the words of a situation', () => {
  it('are a line that a person can read', () => {
    assert.equal(
      situationWords({
        via: 'personal-account',
        age: '13-17',
        actor: 'staff',
        act: 'connect',
        with: 'former-pupil',
        tie: 'none',
      }),
      'A member of staff: befriend, follow or accept a request online; the other person is a former pupil; aged 13 to 17; no tie outside school; using a personal account',
    )
    assert.equal(situationWords({}), 'Somebody')
    assert.equal(
      situationWords({ actor: 'parent', act: 'meet', accompanied: 'no' }),
      'A parent or carer: meet somebody known from online; without a trusted adult',
    )
  })

  it('say everything that is known: no facet of any act is left out', () => {
    for (const act of vocabulary.act)
      for (const { facet, values } of applicable(act)) {
        if (facet === 'actor') continue
        const [value = ''] = values
        const words = valueWords(facet, value)
        const phrase = facetWords[facet].phrase?.(words) ?? words
        assert.ok(situationWords({ act, [facet]: value }).endsWith(`; ${phrase}`), `${act}: ${facet}`)
      }
  })
})

describe('the words of conditions', () => {
  it('name each facet once, with what it may be', () => {
    assert.equal(
      conditionsWords({
        actor: ['staff', 'slt', 'headteacher', 'governor'],
        act: ['contact', 'reply'],
        with: ['pupil', 'former-pupil'],
        via: ['school-email', 'personal-email', 'personal-phone'],
      }),
      'Write to or call somebody first or answer somebody who got in touch privately (anyone on the staff or a governor; the other person is a pupil or a former pupil; using school email, personal email or a personal phone)',
    )
    assert.equal(
      conditionsWords({
        act: ['open-account'],
        permission: ['none', 'slt'],
        trained: ['yes'],
        disclaimer: ['yes', 'no'],
      }),
      'Open an official account (no permission or permission from senior leaders; trained; with a disclaimer or without a disclaimer)',
    )
    assert.equal(conditionsWords({}), 'Whatever it is')
  })
})
