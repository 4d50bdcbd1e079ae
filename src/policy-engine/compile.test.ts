import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { packOf, randomPack, randomSituation } from '../../test/support/packs.ts'
import { applicable, applicableTo, situationsOf } from './applicability.ts'
import { type Answer, answer, compile, compiledOf } from './compile.ts'
import { conditionsOf, fires, type Outcome, outcomeOf, survivorsOf } from './evaluate.ts'
import type { Pack } from './policy.ts'
import { shippedPacks } from './shipped-packs.ts'
import {
  type Act,
  type Actor,
  type Facet,
  holds,
  type Situation,
  type Verdict,
  verdicts,
  vocabulary,
} from './vocabulary.ts'

const acts: readonly Act[] = ['meet', 'use-brand', 'open-account', 'take-image', 'use-phone']

const outcomePart = ({ verdict, clauses, ask, duties, arguable, principles }: Outcome): Outcome => ({
  verdict,
  clauses,
  ask,
  duties,
  arguable,
  principles,
})

/** What counts as another outcome, sets as sets. */
const weight = ({ verdict, ask, duties, arguable }: Outcome) =>
  JSON.stringify([verdict, ask.any.toSorted(), ask.all.toSorted(), duties.toSorted(), arguable.length > 0])

/** `final`, `missing` and `strictest` worked out by trying everything that could still be learnt, value by value. */
const bruteForce = (pack: Pack, act: Act) => {
  const known = new Map<string, { missing: readonly Facet[]; strictest: Verdict }>()
  const explore = (situation: Situation): { missing: readonly Facet[]; strictest: Verdict } => {
    const name = JSON.stringify(Object.entries(situation).toSorted())
    const found = known.get(name)
    if (found) return found
    const here = outcomeOf(pack, situation)
    const open = applicableTo(act, situation).filter(({ facet }) => situation[facet] === undefined)
    const openFacets = new Set(open.map(({ facet }) => facet))
    const missing = new Set<Facet>()
    let reach: number = verdicts.indexOf(here.verdict)
    for (const { facet, values } of open)
      for (const value of values) {
        const further: Situation = { ...situation, [facet]: value }
        const beyond = explore(further)
        reach = Math.min(reach, verdicts.indexOf(beyond.strictest))
        if (weight(outcomeOf(pack, further)) !== weight(here)) missing.add(facet)
        for (const later of beyond.missing) missing.add(openFacets.has(later) ? later : facet)
      }
    const answerHere = { missing: [...missing], strictest: verdicts[reach] ?? 'silent' }
    known.set(name, answerHere)
    return answerHere
  }
  return explore
}

const packAndSituations = fc.constantFrom(...acts).chain(act =>
  fc.record({
    act: fc.constant(act),
    pack: randomPack(act),
    situations: fc.array(randomSituation(act), { minLength: 5, maxLength: 20 }),
  }),
)

describe('the random packs', () => {
  it('reach all that the properties are about', () => {
    const times = new Map<string, number>()
    const seen = (what: string, so: boolean) => times.set(what, (times.get(what) ?? 0) + (so ? 1 : 0))
    for (const { pack, situations } of fc.sample(packAndSituations, { numRuns: 200, seed: 2026 })) {
      for (const situation of situations) {
        const firing = pack.rules.filter(rule => fires(rule, pack, situation))
        const { verdict, ask, arguable, principles } = outcomeOf(pack, situation)
        for (const one of verdicts) seen(one, verdict === one)
        seen('ask any', ask.any.length > 0)
        seen('ask all', ask.all.length > 0)
        seen('arguable', arguable.length > 0)
        seen('principle', principles.length > 0)
        seen(
          'unless',
          pack.rules.some(
            rule =>
              holds(conditionsOf(rule, pack), situation) && rule.unless.some(one => holds(one, situation)),
          ),
        )
        seen('over', survivorsOf(firing).length < firing.filter(({ principle }) => !principle).length)
        seen('scope', answer(compiledOf(pack), situation).outside !== undefined)
        seen(
          'every act',
          firing.some(({ when }) => when.act === undefined),
        )
        seen(
          'beyond the table',
          firing.some(({ when }) => when.level !== undefined),
        )
      }
    }
    for (const [what, count] of times) assert.ok(count >= 20, `${what}: ${count} times`)
  })
})

describe('a compiled pack', () => {
  it('is made once for a pack', () => {
    const [pack] = shippedPacks()
    assert.ok(pack)
    assert.equal(compiledOf(pack), compiledOf(pack))
  })

  it('answers random packs like the plain meaning, with what trying everything finds', () => {
    fc.assert(
      fc.property(packAndSituations, ({ act, pack, situations }) => {
        const compiled = compile(pack)
        const explore = bruteForce(pack, act)
        for (const situation of situations) {
          const got = answer(compiled, situation)
          assert.deepEqual(outcomePart(got), outcomeOf(pack, situation))
          const expected = explore(situation)
          assert.deepEqual(got.missing.toSorted(), expected.missing.toSorted())
          assert.equal(got.final, expected.missing.length === 0)
          assert.equal(got.strictest, expected.strictest)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('answers every admissible situation of the shipped packs like the plain meaning, and for good', () => {
    for (const pack of shippedPacks()) {
      const compiled = compile(pack)
      for (const act of vocabulary.act)
        for (const situation of situationsOf(act)) {
          const got = answer(compiled, situation)
          assert.deepEqual(outcomePart(got), outcomeOf(pack, situation))
          assert.ok(got.final && got.missing.length === 0, JSON.stringify(situation))
        }
    }
  })

  it('answers alike from tables and without them', () => {
    fc.assert(
      fc.property(packAndSituations, ({ pack, situations }) => {
        const tables = compile(pack)
        const remembering = compile(pack, { tableLimit: 0 })
        for (const situation of situations)
          assert.deepEqual(answer(remembering, situation), answer(tables, situation))
      }),
      { numRuns: 30 },
    )
  })

  it('stays within its means when a pack mentions everything for every act', () => {
    const everything = Object.fromEntries(
      Object.entries(vocabulary).map(([facet, values]) => [facet, values.slice(0, -1)]),
    )
    const [pack] = shippedPacks()
    assert.ok(pack)
    const wide: Pack = {
      ...pack,
      rules: (['must-not', 'ask', 'may'] as const).map((says, index) => ({
        id: `ZZ-${index}`,
        clause: `ZZ-${index}`,
        says,
        when: { ...everything, act: vocabulary.act },
        unless: Object.keys(everything).map(facet => ({ [facet]: [vocabulary[facet as Facet][index]] })),
        duties: [],
        over: [],
        principle: false,
      })),
    }
    const compiled = compile(wide)
    for (const act of vocabulary.act)
      assert.deepEqual(
        outcomePart(answer(compiled, { act, actor: 'staff' })),
        outcomeOf(wide, { act, actor: 'staff' }),
      )
  })

  it('is silent to whoever it leaves outside, whatever else is known, and leaves outside nobody it is written for', () => {
    fc.assert(
      fc.property(packAndSituations, ({ act, pack, situations }) => {
        const compiled = compile(pack)
        for (const situation of situations) {
          const { outside, strictest } = answer(compiled, situation)
          if (outside === undefined) continue
          assert.equal(strictest, 'silent')
          assert.equal(outside, pack.scope.clause ?? 'scope')
          assert.ok(situation.actor && !pack.scope.covers.includes(situation.actor))
        }
        const spoken = (actor: Actor) =>
          pack.scope.covers.includes(actor) ||
          [...situationsOf(act)].some(one => one.actor === actor && outcomeOf(pack, one).verdict !== 'silent')
        for (const actor of vocabulary.actor)
          if (spoken(actor)) assert.equal(answer(compiled, { act, actor }).outside, undefined)
      }),
      { numRuns: 50 },
    )
    const [pack] = shippedPacks()
    assert.ok(pack)
    assert.equal(answer(compile({ ...pack, rules: [] }), { act: 'meet', actor: 'visitor' }).outside, 'AL-1.a')
  })

  it('misses no fact that names the same people and duties in another order', () => {
    for (const ask of ['any', 'all'] as const) {
      const pack = packOf([
        {
          id: 'ZZ-1',
          clause: 'ZZ-1',
          says: 'ask',
          when: { act: 'meet', accompanied: 'no' },
          ask: { [ask]: ['headteacher', 'dsl'] },
          duties: ['train', 'record'],
        },
        {
          id: 'ZZ-2',
          clause: 'ZZ-2',
          says: 'ask',
          when: { act: 'meet' },
          ask: { [ask]: ['dsl', 'headteacher'] },
          duties: ['record', 'train'],
        },
      ])
      assert.deepEqual(answer(compile(pack), { act: 'meet', actor: 'staff' }).missing, [])
    }
  })

  it('leaves nothing final while the act is not known', () => {
    for (const pack of shippedPacks()) {
      const got = answer(compile(pack), { actor: 'staff' })
      assert.equal(got.final, false)
      assert.deepEqual(got.missing, ['act'])
    }
  })
})

const sets = ({ verdict, clauses, ask, duties, arguable, principles, missing, strictest }: Answer) => [
  verdict,
  new Set(clauses),
  new Set(ask.any),
  new Set(ask.all),
  new Set(duties),
  new Set(arguable.map(one => JSON.stringify(one))),
  new Set(principles),
  new Set(missing),
  strictest,
]

describe('what holds of every pack', () => {
  it('does not depend on the order of the rules', () => {
    const shuffled = packAndSituations.chain(({ pack, situations }) =>
      fc.record({
        pack: fc.constant(pack),
        situations: fc.constant(situations),
        rules: fc.shuffledSubarray([...pack.rules], { minLength: pack.rules.length }),
      }),
    )
    fc.assert(
      fc.property(shuffled, ({ pack, rules, situations }) => {
        const [one, other] = [compile(pack), compile({ ...pack, rules })]
        for (const situation of situations)
          assert.deepEqual(sets(answer(other, situation)), sets(answer(one, situation)))
      }),
      { numRuns: 200 },
    )
  })

  it('cites a clause for every verdict but silence, and none for silence', () => {
    fc.assert(
      fc.property(packAndSituations, ({ pack, situations }) => {
        const compiled = compile(pack)
        for (const situation of situations) {
          const { verdict, clauses } = answer(compiled, situation)
          assert.equal(clauses.length === 0, verdict === 'silent')
        }
      }),
    )
  })

  it('takes a prohibition back for a further fact only by an exception or by a rule over it', () => {
    fc.assert(
      fc.property(packAndSituations, ({ act, pack, situations }) => {
        for (const situation of situations) {
          if (outcomeOf(pack, situation).verdict !== 'must-not') continue
          for (const { facet, values } of applicable(act))
            if (situation[facet] === undefined)
              for (const value of values) {
                const further: Situation = { ...situation, [facet]: value }
                if (outcomeOf(pack, further).verdict === 'must-not') continue
                const firing = pack.rules.filter(rule => !rule.principle && fires(rule, pack, further))
                for (const rule of survivorsOf(pack.rules.filter(one => fires(one, pack, situation))))
                  assert.ok(
                    rule.says !== 'must-not' ||
                      rule.unless.some(exception => holds(exception, further)) ||
                      firing.some(({ over }) => over.includes(rule.id)),
                    `${rule.id} was lost for nothing`,
                  )
              }
        }
      }),
      { numRuns: 600 },
    )
  })
})
