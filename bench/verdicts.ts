/** How many complete answers a second the engine gives on the shipped packs, beside two engines with the same rules. */
import assert from 'node:assert/strict'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { situationsOf } from '../src/policy-engine/applicability.ts'
import { answer, type Compiled, compile } from '../src/policy-engine/compile.ts'
import { fires } from '../src/policy-engine/evaluate.ts'
import type { Pack } from '../src/policy-engine/policy.ts'
import { type Situation, vocabulary } from '../src/policy-engine/vocabulary.ts'
import { questionsAsked } from '../test/support/questions-asked.ts'
import { interleaved } from './measure.ts'
import { cedarOf, jsonRulesOf } from './rule-engines.ts'

/** Situations of every act, every one with its last facts left out in turn, so that unfinished ones are among them. */
const sampleOf = (perAct: number): readonly Situation[] =>
  vocabulary.act.flatMap(act => {
    const all = [...situationsOf(act)]
    return Array.from({ length: perAct }, (_, index) => {
      const facts = Object.entries(all[Math.floor((index * all.length) / perAct)] ?? {})
      return Object.fromEntries(facts.slice(0, facts.length - (index % 3))) as Situation
    })
  })

/** Calls a second over the whole sample, for at least so many milliseconds. */
const perSecond = async (ms: number, round: () => number | Promise<number>): Promise<number> => {
  const start = performance.now()
  let done = 0
  while (performance.now() - start < ms) done += await round()
  return (done * 1000) / (performance.now() - start)
}

/** The bytes that what is made keeps alive. */
const keptBy = <Made>(make: () => Made): { made: Made; bytes: number } => {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  const used = () => {
    collect()
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    return heapUsed + arrayBuffers
  }
  const before = used()
  const made = make()
  return { made, bytes: used() - before }
}

const compileAll = (packs: readonly Pack[]): readonly Compiled[] => packs.map(pack => compile(pack))

export type VerdictFigures = {
  readonly ours: number
  readonly cedar: number
  readonly jsonRules: number
  /** Ours to the faster of the other two. */
  readonly ratio: number
  /** What the compiled packs keep, in bytes, and the milliseconds it took to compile them all. */
  readonly bytes: number
  readonly compileMs: number
  readonly questions: readonly ({ readonly pack: string } & ReturnType<typeof questionsAsked>)[]
}

export const verdictFigures = async (packs: readonly Pack[], rounds: number): Promise<VerdictFigures> => {
  const sample = sampleOf(8)
  const peers = packs.map(pack => ({ pack, cedar: cedarOf(pack), jsonRules: jsonRulesOf(pack) }))
  // The others answer the same question, or their times mean nothing.
  for (const { pack, cedar, jsonRules } of peers)
    for (const situation of sample) {
      const expected = pack.rules.filter(rule => fires(rule, pack, situation)).map(({ id }) => id)
      assert.deepEqual([...(await cedar(situation))].toSorted(), expected.toSorted())
      assert.deepEqual([...(await jsonRules(situation))].toSorted(), expected.toSorted())
    }
  const start = performance.now()
  compileAll(packs)
  const compileMs = performance.now() - start
  const { made: compiled, bytes } = keptBy(() => compileAll(packs))

  const ours = () =>
    perSecond(300, () => {
      let cited = 0
      for (let turn = 0; turn < 20; turn++)
        for (const pack of compiled)
          for (const situation of sample) cited += answer(pack, situation).clauses.length
      assert.ok(cited > 0)
      return 20 * compiled.length * sample.length
    })
  const theirs = (which: 'cedar' | 'jsonRules') => () =>
    perSecond(1000, async () => {
      for (const peer of peers) for (const situation of sample) await peer[which](situation)
      return peers.length * sample.length
    })
  const cedar = await interleaved(rounds, ours, theirs('cedar'))
  const jsonRules = await interleaved(rounds, ours, theirs('jsonRules'))
  return {
    ours: cedar.candidate,
    cedar: cedar.floor,
    jsonRules: jsonRules.floor,
    ratio: Math.min(cedar.ratio, jsonRules.ratio),
    bytes,
    compileMs,
    questions: compiled.map(one => ({ pack: one.pack.id, ...questionsAsked(one) })),
  }
}
