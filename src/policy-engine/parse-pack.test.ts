import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parsePack } from './parse-pack.ts'

const sound = `id: ZZ
school: Little Gate Primary School
title: Social media
language: 1
dates:
  adopted: 2026-01
settings:
  inbox.clock:
    value: {hours: 48, weekend: same-hours}
    basis: {clause: ZZ-1.a}
  policy.review:
    value: {every: P1Y}
    basis:
      - clause: ZZ-1.a
      - law: {source: A guide, asOf: 2026-09-01, gist: review it}
clauses:
  - id: ZZ-1.a
    section: Answers
    who: moderator
    kind: process
    strength: must
    gist: answer in two days
    capability: inbox.clock
`

const problems = (text: string) => {
  const parsed = parsePack(text, 'policies/little-gate/policy.yaml')
  assert.equal(parsed.kind, 'invalid')
  return parsed.kind === 'invalid' ? parsed.problems : []
}

/** The sound pack with one piece of its text changed; the piece has to be there. */
const changed = (from: string, to: string) => {
  assert.ok(sound.includes(from))
  return problems(sound.replace(from, to))
}

describe('a pack', () => {
  it('is read, a single basis as a list of one', () => {
    const parsed = parsePack(sound, 'policy.yaml')
    assert.equal(parsed.kind, 'pack')
    if (parsed.kind !== 'pack') return
    assert.deepEqual(parsed.pack.settings['inbox.clock'], {
      value: { hours: 48, weekend: 'same-hours' },
      basis: [{ clause: 'ZZ-1.a' }],
    })
    assert.equal(parsed.pack.settings['policy.review']?.basis.length, 2)
  })
})

describe('a pack with a mistake says where it is and what to do', () => {
  it('for a setting that does not exist', () => {
    assert.deepEqual(changed('  inbox.clock:\n', '  inbox.clok:\n'), [
      {
        line: 8,
        message: 'There is no setting “inbox.clok”.',
        hint: 'Settings there are: inbox.clock, inbox.moderation-acts, inbox.tell-audience.',
      },
    ])
  })

  it('for a name that does not belong into a setting, a rule or its conditions', () => {
    const all = changed('  inbox.clock:\n', '  clocks.inbox:\n')
    assert.match(all[0]?.hint ?? '', /^Settings there are: accounts\.business-case, .*policy\.review\.$/)
    assert.deepEqual(changed('same-hours}\n', 'same-hours}\n    note: x\n'), [
      { line: 10, message: '“note” does not belong here.', hint: 'Check its spelling, or take it out.' },
    ])
    const rule = 'rules:\n  - {id: ZZ-1.a, clause: ZZ-1.a, says: may, when: {act: post}'
    assert.deepEqual(
      ['colour: red}', 'unless: [{colour: red}]}'].flatMap(end =>
        problems(`${sound}${rule}, ${end}\n`).map(({ line, message }) => [line, message]),
      ),
      [
        [25, '“colour” does not belong here.'],
        [25, 'A rule cannot ask about “colour”.'],
      ],
    )
  })

  it('for one of several values, on the line of that value', () => {
    const rule = `rules:
  - id: ZZ-1.a
    clause: ZZ-1.a
    says: may
    when:
      act:
        - post
        - fly
`
    assert.deepEqual(
      problems(`${sound}${rule}`).map(({ line, message }) => [line, message]),
      [[31, '“act” cannot be “fly”.']],
    )
  })

  it('for a clause that is cited and not there', () => {
    assert.deepEqual(changed('basis: {clause: ZZ-1.a}', 'basis: {clause: ZZ-1.b}'), [
      {
        line: 10,
        message: '“inbox.clock” cites ZZ-1.b, which is no clause of this pack.',
        hint: 'Near it are: ZZ-1.a.',
      },
    ])
    const [far] = changed('      - clause: ZZ-1.a', '      - clause: ZZ-7')
    assert.deepEqual([far?.line, far?.hint], [14, 'Add the clause, or cite one that is there.'])
  })

  it('for an id used twice', () => {
    const clause = sound.slice(sound.indexOf('  - id:'))
    assert.deepEqual(problems(sound + clause), [
      { line: 24, message: 'There are two clauses ZZ-1.a.', hint: 'Give each clause an id of its own.' },
    ])
  })

  it('for a clause of another pack', () => {
    assert.equal(changed('id: ZZ\n', 'id: YY\n')[0]?.message, 'The clause ZZ-1.a is not one of YY.')
  })

  it('for a value that is not one of the choices', () => {
    assert.deepEqual(changed('who: moderator', 'who: teachers'), [
      {
        line: 19,
        message: '“who” cannot be “teachers”.',
        hint: 'Use one of staff, pupil, parent, governor, volunteer, all, school, slt, moderator.',
      },
    ])
    assert.equal(changed('language: 1', 'language: 2')[0]?.hint, 'Use 1.')
  })

  it('for a value of the wrong kind or size', () => {
    assert.deepEqual(changed('hours: 48', 'hours: soon'), [
      { line: 9, message: '“hours” has a wrong value.', hint: 'It has to be a number.' },
    ])
    assert.equal(changed('hours: 48', 'hours: 0')[0]?.line, 9)
    assert.equal(changed('hours: 48', 'hours: 1.5')[0]?.hint, 'It has to be a whole number.')
    assert.equal(
      changed('dates:\n  adopted: 2026-01', 'dates: 2026-01')[0]?.hint,
      'It has to be a group of names with values.',
    )
    assert.deepEqual(changed('adopted: 2026-01', 'adopted: January 2026'), [
      {
        line: 6,
        message: '“adopted” has a wrong value.',
        hint: 'Write 2024-10-16, 2024-10 or 2025-summer-term.',
      },
    ])
    assert.deepEqual(changed('adopted: 2026-01', 'adopted: 2026-02-29'), [
      { line: 6, message: '“adopted” has a wrong value.', hint: 'There is no such day.' },
    ])
  })

  it('for something missing, or too much', () => {
    assert.deepEqual(changed('    basis: {clause: ZZ-1.a}\n', ''), [
      { line: 8, message: '“basis” is missing.', hint: 'Add a line “basis: …” here.' },
    ])
    assert.deepEqual(changed('title: Social media', 'titel: Social media'), [
      { line: 1, message: '“title” is missing.', hint: 'Add a line “title: …” here.' },
      { line: 3, message: '“titel” does not belong here.', hint: 'Check its spelling, or take it out.' },
    ])
  })

  it('for a basis that is neither clause nor law', () => {
    assert.deepEqual(changed('basis: {clause: ZZ-1.a}', 'basis: ZZ-1.a'), [
      {
        line: 10,
        message: 'This basis is not understood.',
        hint: 'Write {clause: AL-4.b}, or {law: {source: …, asOf: 2026-11-20, gist: …}}.',
      },
    ])
  })

  it('for a reminder whose clause is not in the basis', () => {
    const check = `settings:
  posts.checks:
    value: [{id: kind, text: It is kind., clause: ZZ-2}]
    basis: {clause: ZZ-1.a}
`
    assert.deepEqual(changed('settings:\n', check), [
      {
        line: 9,
        message: 'The reminder “kind” cites ZZ-2, which is not in the basis of “posts.checks”.',
        hint: 'Add {clause: ZZ-2} to the basis.',
      },
    ])
    const second = check
      .replace('ZZ-2', 'ZZ-1.a')
      .replace(
        '{clause: ZZ-1.a}\n',
        '[{law: {source: A guide, asOf: 2026-09-01, gist: be kind}}, {clause: ZZ-1.a}]\n',
      )
    assert.equal(parsePack(sound.replace('settings:\n', second), 'policy.yaml').kind, 'pack')
  })

  it('for text that is no YAML, an empty file and a name that stands twice', () => {
    assert.equal(
      changed('title: Social media', 'title: "Social media')[0]?.message,
      'This is not well-formed YAML.',
    )
    assert.ok(problems('').length > 0)
    assert.deepEqual(changed('title: Social media', 'title: Social media\ntitle: Again'), [
      { line: 4, message: 'The same name stands here twice.', hint: 'Keep one of the two.' },
    ])
  })

  it('tells every mistake at once', () => {
    const many = sound.replace('who: moderator', 'who: teachers').replace('kind: process', 'kind: habit')
    assert.deepEqual(
      problems(many).map(({ line }) => line),
      [19, 20],
    )
  })

  it('is not led into endless work by a text that unfolds or never ends', () => {
    const layers = [...'bcdefghij'].map(
      (name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[index]}`).join(', ')}]`,
    )
    const [first] = problems(`a: &a [x, x]\n${layers.join('\n')}`)
    assert.deepEqual(first, {
      line: 2,
      message: '“*a” refers to another part of the file.',
      hint: 'Write it out here.',
    })
    assert.deepEqual(problems(`${sound}${'#'.repeat(150_000)}`), [
      {
        line: 1,
        message: 'This is too long for a policy pack.',
        hint: 'Keep it under 150,000 characters.',
      },
    ])
    assert.equal(problems('['.repeat(100_000)).length, 100)
    assert.equal(problems(`a: &a x\nb:\n${'- *a\n'.repeat(1000)}`).length, 100)
  })
})
