import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Clause, Pack, Rule } from '../../policy-engine/policy.ts'
import { effectiveSettings } from '../../policy-engine/settings.ts'
import { shippedPacks } from '../../policy-engine/shipped-packs.ts'
import { buildHandout } from './build-handout.ts'
import type { HandoutKind } from './handout.ts'

const base = shippedPacks().find(({ id }) => id === 'SM') ?? assert.fail('SM')
const nobody = { phone: null, safeguarding: [], deputies: [], headteacher: [] }

const textsOf = (pack: Pack, kind: HandoutKind): readonly string[] =>
  buildHandout(kind, { pack, settings: effectiveSettings(pack) }, nobody).sections.flatMap(({ points }) =>
    points.map(({ text }) => text),
  )

const clause = (id: string, more: Pick<Clause, 'who' | 'strength' | 'gist'>): Clause => ({
  ...(base.clauses[0] ?? assert.fail('a clause')),
  id,
  kind: 'rule',
  ...more,
})

test('the handbook says how strong a clause is, once', () => {
  const clauses = [
    clause('SM-90', { who: 'staff', strength: 'must-not', gist: 'staff must not shout online' }),
    clause('SM-91', { who: 'staff', strength: 'must-not', gist: 'no shouting online' }),
  ]
  const texts = textsOf({ ...base, clauses: [...base.clauses, ...clauses] }, 'handbook')
  assert.ok(texts.includes('Staff must not shout online.'))
  assert.ok(texts.includes('Must not: No shouting online.'))
})

test('pupils who need leave to bring a phone are not told how to put one away', () => {
  const rule: Rule = {
    ...(base.rules[0] ?? assert.fail('a rule')),
    id: 'phones',
    clause: 'SM-92',
    says: 'ask',
    when: { actor: ['pupil'], act: ['bring-phone'] },
    unless: [],
    over: [],
    duties: [],
    ask: { any: ['headteacher'], all: [] },
  }
  const pack = {
    ...base,
    clauses: [
      ...base.clauses,
      clause('SM-92', { who: 'pupil', strength: 'needs-approval', gist: 'phones once agreed' }),
    ],
    rules: [...base.rules, rule],
  }
  assert.ok(
    textsOf(pack, 'pupils').includes(
      'Leave your phone at home, unless the school has agreed that you bring it.',
    ),
  )
  assert.ok(textsOf(base, 'pupils').includes('If you bring a phone, switch it off and put it away. *'))
})
