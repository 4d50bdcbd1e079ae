import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parsePack } from './parse-pack.ts'

const sound = `id: ZZ
school: Little Gate Primary School
title: Social media
language: 1
dates: {adopted: 2026-01}
settings: {}
clauses:
  - {id: ZZ-1, section: Rules, who: staff, kind: rule, strength: must, gist: one, capability: advice.verdict}
  - {id: ZZ-2, section: Rules, who: staff, kind: rule, strength: must, gist: two, capability: advice.verdict}
scope:
  staff: [staff, slt]
  covers: [staff, slt, pupil]
  clause: ZZ-1
rules:
  - id: ZZ-1
    clause: ZZ-1
    says: must-not
    when: {act: connect, with: pupil}
    unless: [{tie: family}]
  - id: ZZ-2/heads
    clause: ZZ-2
    says: ask
    ask: {any: headteacher}
    when: {act: connect, with: [pupil, parent]}
    over: [ZZ-1]
    arguable: {because: it can be read in two ways, clause: ZZ-1}
`

const problems = (from: string, to: string) => {
  assert.ok(sound.includes(from))
  const parsed = parsePack(sound.replace(from, to), 'policies/little-gate/policy.yaml')
  assert.equal(parsed.kind, 'invalid')
  return parsed.kind === 'invalid' ? parsed.problems : []
}

describe('rules that hang together', () => {
  it('are read', () => {
    const parsed = parsePack(sound, 'policy.yaml')
    assert.equal(parsed.kind, 'pack')
    if (parsed.kind === 'pack') assert.deepEqual(parsed.pack.rules[1]?.ask, { any: ['headteacher'] })
  })
})

describe('a rule with a mistake says where it is and what to do', () => {
  it('for a clause that is not there', () => {
    const hint = 'Add the clause, or cite one that is there.'
    assert.deepEqual(problems('clause: ZZ-1}', 'clause: ZZ-3}'), [
      { line: 26, message: 'The rule ZZ-2/heads cites ZZ-3, which is no clause of this pack.', hint },
    ])
    assert.deepEqual(problems('  - id: ZZ-2/heads\n    clause: ZZ-2', '  - id: ZZ-3\n    clause: ZZ-3'), [
      { line: 21, message: 'The rule ZZ-3 cites ZZ-3, which is no clause of this pack.', hint },
    ])
    assert.deepEqual(problems('  clause: ZZ-1\nrules', '  clause: ZZ-9\nrules'), [
      { line: 13, message: 'The scope cites ZZ-9, which is no clause of this pack.', hint },
    ])
  })

  it('for an id that is taken or not named after its clause', () => {
    assert.deepEqual(problems('id: ZZ-2/heads\n    clause: ZZ-2', 'id: ZZ-1\n    clause: ZZ-1').slice(0, 1), [
      {
        line: 20,
        message: 'There are two rules ZZ-1.',
        hint: 'Give each a word of its own: ZZ-1/family, say.',
      },
    ])
    assert.deepEqual(problems('id: ZZ-2/heads', 'id: ZZ-1/heads'), [
      {
        line: 20,
        message: 'The rule ZZ-1/heads is not named after its clause.',
        hint: 'Start its id with ZZ-2.',
      },
    ])
  })

  it('for setting aside a rule that is not there, or itself', () => {
    assert.deepEqual(problems('over: [ZZ-1]', 'over: [ZZ-1/family]'), [
      {
        line: 25,
        message: 'The rule ZZ-2/heads sets aside ZZ-1/family, which is no rule of this pack.',
        hint: 'Name the rule by its id.',
      },
    ])
    assert.deepEqual(
      problems('unless: [{tie: family}]', 'over: [ZZ-2/heads]').map(({ line, message }) => [line, message]),
      [
        [19, 'The rule ZZ-1 sets itself aside, by itself or by way of others.'],
        [25, 'The rule ZZ-2/heads sets itself aside, by itself or by way of others.'],
      ],
    )
    assert.deepEqual(problems('over: [ZZ-1]', 'over: [ZZ-1]\n    principle: true'), [
      {
        line: 25,
        message: 'The rule ZZ-2/heads is a principle, which sets no rule aside.',
        hint: 'Take “over” out, or “principle”.',
      },
    ])
  })

  it('for asking without saying whom, and for naming somebody without asking', () => {
    assert.deepEqual(problems('    ask: {any: headteacher}\n', ''), [
      {
        line: 22,
        message: 'The rule ZZ-2/heads says to ask, but not whom.',
        hint: 'Add ask: {any: [headteacher]} for one of several, or ask: {all: [dsl, headteacher]} for all of them.',
      },
    ])
    assert.deepEqual(problems('says: ask', 'says: may'), [
      {
        line: 23,
        message: 'The rule ZZ-2/heads names who decides, but says “may”.',
        hint: 'Write says: ask, or take the names out.',
      },
    ])
    assert.deepEqual(
      problems('{any: headteacher}', 'headmaster').map(({ line, message }) => [line, message]),
      [[23, 'Who decides is not understood.']],
    )
  })

  it('for a condition that says nothing', () => {
    assert.deepEqual(problems('unless: [{tie: family}]', 'unless: [{}]'), [
      {
        line: 19,
        message: 'An exception of the rule ZZ-1 says nothing, so the rule would never hold.',
        hint: 'Say when it does not hold: {tie: family}. Or take the exception out.',
      },
    ])
    assert.equal(
      problems('when: {act: connect, with: pupil}', 'when: {}')[0]?.message,
      'The rule ZZ-1 has no condition, so it would hold for everything.',
    )
  })

  it('for a word the language does not have', () => {
    const [facet] = problems('with: pupil}', 'wiht: pupil}')
    assert.deepEqual([facet?.line, facet?.message], [18, 'A rule cannot ask about “wiht”.'])
    assert.match(facet?.hint ?? '', /actor, act, with/)
    assert.deepEqual(problems('with: pupil}', 'with: pupill}'), [
      {
        line: 18,
        message: '“with” cannot be “pupill”.',
        hint: 'Use one of pupil, former-pupil, parent, colleague, candidate, journalist, public.',
      },
    ])
    assert.equal(problems('[pupil, parent]', '[pupil, parents]')[0]?.message, '“with” cannot be “parents”.')
  })

  it('for staff whom the policy does not cover', () => {
    assert.deepEqual(problems('covers: [staff, slt, pupil]', 'covers: [staff, pupil]'), [
      {
        line: 12,
        message: '“staff” means slt too, but the policy does not cover them.',
        hint: 'Add slt to “covers”.',
      },
    ])
  })
})
