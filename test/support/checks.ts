import { Temporal } from '../../src/kernel/clock.ts'
import type { CheckContext } from '../../src/policy-engine/checks/finding.ts'

/** What a pack is checked against: nothing, but for what is given here. */
export const checkContext = (given: Partial<CheckContext> = {}): CheckContext => ({
  on: Temporal.PlainDate.from('2026-11-21'),
  others: [],
  guidance: [],
  ...given,
})
