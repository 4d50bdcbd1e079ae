import { type Compiled, compile } from '../../policy-engine/compile.ts'
import type { Pack } from '../../policy-engine/policy.ts'

const ready = new WeakMap<Pack, Compiled>()

/** The pack made ready to answer; a version in force is compiled once. */
export const compiledOf = (pack: Pack): Compiled => {
  const compiled = ready.get(pack) ?? compile(pack)
  ready.set(pack, compiled)
  return compiled
}
