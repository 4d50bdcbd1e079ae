/** How long comparing each pair of shipped policies takes beside trying every situation, and the memory it needs. */
import { execFile } from 'node:child_process'
import { situationsOf } from '../src/policy-engine/applicability.ts'
import { comparePacks } from '../src/policy-engine/compare.ts'
import { outcomeOf } from '../src/policy-engine/evaluate.ts'
import type { Pack } from '../src/policy-engine/policy.ts'
import { shippedPacks } from '../src/policy-engine/shipped-packs.ts'
import { vocabulary } from '../src/policy-engine/vocabulary.ts'
import { interleaved, msFor } from './measure.ts'

const pairs = shippedPacks().flatMap((a, index, all) => all.slice(index + 1).map(b => [a, b] as const))

/** What comparing comes to without any of our shortcuts: in how many situations the two differ. */
const differing = (a: Pack, b: Pack): number => {
  let count = 0
  for (const act of vocabulary.act)
    for (const situation of situationsOf(act))
      if (outcomeOf(a, situation).verdict !== outcomeOf(b, situation).verdict) count++
  return count
}

export type ComparingFigures = {
  readonly pairs: readonly {
    readonly names: string
    readonly rows: number
    /** Milliseconds: comparing, and trying every situation. */
    readonly comparing: number
    readonly bruteForce: number
  }[]
  /** The most memory, in bytes, that a process ever held which did nothing but compare all pairs. */
  readonly peak: number
}

export const comparingFigures = async (rounds: number): Promise<ComparingFigures> => {
  const measured = []
  for (const [a, b] of pairs) {
    const { candidate, floor } = await interleaved(
      rounds,
      () => msFor(() => comparePacks(a, b)),
      () => msFor(() => differing(a, b)),
    )
    measured.push({
      names: `${a.id} and ${b.id}`,
      rows: comparePacks(a, b).differences.length,
      comparing: candidate,
      bruteForce: floor,
    })
  }
  const peak = await new Promise<number>((resolve, reject) =>
    execFile(process.execPath, [import.meta.filename, 'peak'], (error, out) =>
      error ? reject(error) : resolve(Number(out)),
    ),
  )
  return { pairs: measured, peak }
}

// As a process of its own, so that nothing else counts.
if (process.argv[2] === 'peak') {
  for (const [a, b] of pairs) comparePacks(a, b)
  console.log(process.resourceUsage().maxRSS * 1024)
}
