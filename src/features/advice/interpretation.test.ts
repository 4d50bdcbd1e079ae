import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Temporal } from '../../kernel/clock.ts'
import type { InterpretationId, PersonId, PolicyVersionId } from '../../kernel/ids.ts'
import { situationsOf } from '../../policy-engine/applicability.ts'
import { answer, compile } from '../../policy-engine/compile.ts'
import { fires } from '../../policy-engine/evaluate.ts'
import { shippedPack } from '../../policy-engine/shipped-packs.ts'
import { type Situation, verdicts, vocabulary } from '../../policy-engine/vocabulary.ts'
import { arguableOf } from './arguable.ts'
import { arguablePairs, asRead, type Interpretation, judgeAsRead, type Reads } from './interpretation.ts'

const packOf = (id: string) => {
  const pack = shippedPack(id)
  assert.ok(pack)
  return pack
}
const harwood = compile(packOf('GH'))
const ashlands = compile(packOf('AL'))

const reading = (clause: string, otherClause: string | null, reads: Reads): Interpretation => ({
  id: 'reading' as InterpretationId,
  versionId: 'version' as PolicyVersionId,
  clause,
  otherClause,
  reads,
  reason: 'As we have always done',
  recordedBy: 'head' as PersonId,
  recordedAt: Temporal.Instant.from('2026-11-18T09:00:00Z'),
  endedAt: null,
})

/** The first situation in which exactly these clauses hold the verdict. */
const situationOf = (compiled: typeof harwood, ...clauses: string[]): Situation => {
  for (const act of vocabulary.act)
    for (const situation of situationsOf(act)) {
      const found = answer(compiled, situation)
      if (found.arguable.length > 0 && found.clauses.join() === clauses.join()) return situation
    }
  throw new Error(`nothing rests on ${clauses.join()}`)
}

const readAs = (compiled: typeof harwood, situation: Situation, all: readonly Interpretation[]) =>
  asRead(compiled.pack, situation, answer(compiled, situation), all).answer

describe('a recorded reading', () => {
  it('changes what can be read in two ways', () => {
    const family = situationOf(ashlands, 'AL-10.b')
    const [pair] = arguablePairs(ashlands.pack, family, answer(ashlands, family))
    assert.ok(pair)
    const say = (reads: Reads) => readAs(ashlands, family, [reading(pair.clause, pair.otherClause, reads)])
    assert.equal(say('may').verdict, 'may')
    assert.deepEqual(say('may').ask, { any: [], all: [] })
    assert.equal(say('ask').verdict, 'ask')
    assert.deepEqual(say('ask').ask, { any: ['headteacher'], all: [] })
    assert.equal(say('as-written').verdict, 'must-not')
    const ended = { ...reading(pair.clause, pair.otherClause, 'may'), endedAt: Temporal.Now.instant() }
    assert.equal(readAs(ashlands, family, [ended]).verdict, 'must-not')
  })

  it('never loosens what another clause plainly forbids, even where it was recorded about that clause', () => {
    const both = situationOf(harwood, 'GH-4.1.iv', 'GH-4.1.*')
    const readings = ['GH-4.1.iv', 'GH-4.1.*'].map(clause => reading(clause, null, 'may'))
    const read = readAs(harwood, both, readings)
    assert.equal(read.verdict, 'must-not')
    assert.deepEqual(read.clauses, ['GH-4.1.iv'])
    assert.ok(
      !arguableOf(harwood).some(one => one.clause === 'GH-4.1.iv' && one.otherClause === null),
      'what is plain is not offered to be read',
    )
  })

  it('leaves what a milder clause plainly says beside it', () => {
    const beside: Situation[] = []
    for (const act of vocabulary.act)
      for (const situation of situationsOf(act)) {
        const { clauses, arguable } = answer(harwood, situation)
        const milder = harwood.pack.rules.some(
          rule =>
            rule.clause === 'GH-4.1.i' && rule.says === 'should-not' && fires(rule, harwood.pack, situation),
        )
        if (milder && arguable.length > 0 && clauses.join() === 'GH-4.1.iii') beside.push(situation)
      }
    assert.ok(beside.length > 0)
    const readings = arguableOf(harwood).map(one => reading(one.clause, one.otherClause, 'may'))
    for (const situation of beside) {
      const read = readAs(harwood, situation, readings)
      assert.equal(read.verdict, 'should-not')
      assert.deepEqual(read.clauses, ['GH-4.1.i'])
    }
  })

  it('is no stricter answer lost, whatever is read as allowed', () => {
    const rank = (verdict: (typeof verdicts)[number]) => verdicts.indexOf(verdict)
    let seen = 0
    for (const id of ['AL', 'BP', 'GH', 'SM', 'WB']) {
      const compiled = compile(packOf(id))
      const everything = arguableOf(compiled).map(one => reading(one.clause, one.otherClause, 'may'))
      for (const act of vocabulary.act)
        for (const situation of situationsOf(act)) {
          const before = answer(compiled, situation)
          if (before.arguable.length === 0) continue
          seen++
          const disputed = new Set(arguablePairs(compiled.pack, situation, before).map(pair => pair.clause))
          const plain = before.clauses.filter(clause => !disputed.has(clause))
          const after = readAs(compiled, situation, everything)
          if (plain.length > 0) assert.ok(rank(after.verdict) <= rank(before.verdict), `${id} ${plain}`)
        }
    }
    assert.ok(seen > 1000)
  })
})

describe('several hats under a recorded reading', () => {
  it('shows the hat that is still forbidden, and not the one that was read as allowed', () => {
    const family = situationOf(ashlands, 'AL-10.b')
    const stranger: Situation = { ...family, tie: 'none' }
    assert.equal(answer(ashlands, stranger).arguable.length, 0)
    assert.equal(answer(ashlands, stranger).verdict, 'must-not')
    const readings = arguableOf(ashlands).map(one => reading(one.clause, one.otherClause, 'may'))
    const judged = judgeAsRead(ashlands, [family, stranger], readings)
    assert.equal(judged.verdict, 'must-not')
    assert.deepEqual(
      judged.holding.map(one => one.situation),
      [stranger],
    )
    assert.equal(judgeAsRead(ashlands, [family], readings).verdict, 'may')
  })
})
