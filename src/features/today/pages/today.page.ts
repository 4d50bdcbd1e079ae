import type { TodayLine } from '../../../kernel/today-line.ts'
import type { WaitingNotice } from '../../concerns/index.ts'
import type { FirstStep } from '../first-steps.ts'

/** More than this in one group is worked off from the top. */
const longestGroup = 25

const headings = {
  first: 'First',
  overdue: 'Overdue',
  due: 'Due soon',
  decide: 'Waiting for you',
  problem: 'Problems',
} as const

const byDueAt = (a: TodayLine, b: TodayLine): number =>
  (a.dueAt?.epochMilliseconds ?? Number.POSITIVE_INFINITY) -
    (b.dueAt?.epochMilliseconds ?? Number.POSITIVE_INFINITY) || 0

/** The lines in the order in which to take them: concerns, then what is overdue longest. */
export const todayPage = (
  lines: readonly TodayLine[],
  notice: WaitingNotice | null,
  steps: readonly FirstStep[],
) => ({
  notice,
  steps,
  groups: (['first', 'overdue', 'due', 'decide', 'problem'] as const)
    .map(kind => {
      const all = lines.filter(line => line.kind === kind).sort(byDueAt)
      return {
        kind,
        heading: headings[kind],
        count: all.length,
        more: Math.max(0, all.length - longestGroup),
        lines: all.slice(0, longestGroup).map(({ text, href, dueAt, basis }) => ({
          text,
          href,
          dueAt: dueAt ?? null,
          basis,
        })),
      }
    })
    .filter(group => group.count > 0),
})
