import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Role } from '../../kernel/actor.ts'
import { hatsOf, mainHat } from '../../policy-engine/hats.ts'
import { type Act, vocabulary } from '../../policy-engine/vocabulary.ts'
import { actGroups } from './acts.ts'
import { addressOf, askedAt, readAsked, situationsOfAsked, without } from './asked.ts'

test('the address of a page says what is known, what is not, and leaves out what does not exist', () => {
  const asked = readAsked({
    act: 'post',
    content: ['derogatory', 'confidential', 'nonsense'],
    about: 'unsure',
    via: 'carrier-pigeon',
    actor: 'pupil',
  })
  assert.deepEqual(asked, {
    actor: 'pupil',
    given: { act: 'post' },
    contents: ['derogatory', 'confidential'],
    unsure: ['about'],
  })
  assert.equal(
    addressOf(asked),
    '/advice?actor=pupil&act=post&about=unsure&content=derogatory&content=confidential',
  )
  assert.equal(
    addressOf(readAsked({ act: 'unsure', actor: 'unsure', via: ['personal-account', 'unsure'] })),
    '/advice?via=personal-account',
  )
  assert.deepEqual(without(asked, 'content').contents, [])
  assert.deepEqual(without(asked, 'about').unsure, [])
})

test('an address sent in a form is read back, and one of very many names holds up nobody', () => {
  const address = '/advice?actor=pupil&act=post&about=unsure&content=derogatory&content=confidential'
  assert.equal(addressOf(askedAt(address)), address)
  const names = Array.from({ length: 150_000 }, (_, index) => index.toString(36)).join('&')
  assert.equal(addressOf(askedAt(`${address}&${names}`)), address)
})

test('a person is judged under each hat, and each thing said at once is judged', () => {
  const hats = hatsOf(new Set<Role>(['staff', 'parent']))
  assert.deepEqual(hats, ['staff', 'parent'])
  const asked = readAsked({ act: 'post', content: ['derogatory', 'confidential'] })
  assert.equal(situationsOfAsked(asked, hats).length, 4)
  assert.equal(situationsOfAsked({ ...asked, actor: 'pupil' }, hats).length, 2)
  assert.deepEqual(hatsOf(new Set<Role>(['headteacher', 'dsl'])), ['headteacher'])
  assert.deepEqual(hatsOf(new Set<Role>(['recovery-contact'])), ['visitor'])
  assert.equal(mainHat(new Set<Role>(['volunteer', 'deputy-dsl'])), 'staff')
})

test('what an act leaves no choice about is judged with it: whoever answers the press deals with a journalist', () => {
  const [situation] = situationsOfAsked(readAsked({ act: 'answer-press' }), ['staff'])
  assert.equal(situation?.with, 'journalist')
})

test('every act can be found, once, and by other words for it', () => {
  const all = actGroups('').flatMap(({ choices }) => choices.map(({ act }) => act))
  assert.deepEqual([...all].sort(), [...vocabulary.act].sort())
  const found = (words: string): Act[] =>
    actGroups(words).flatMap(({ choices }) => choices.map(({ act }) => act))
  assert.ok(found('nude').includes('hold-indecent-image'))
  assert.ok(found('Facebook friend').includes('connect'))
  assert.deepEqual(found('zebra'), [])
  assert.deepEqual(found('Can I reply to a former pupil on Instagram?'), ['reply'])
  assert.ok(found('former pupil').includes('connect'))
  assert.deepEqual(found('messages from an ex-pupil, a zebra'), ['contact', 'reply', 'receive'])
})
