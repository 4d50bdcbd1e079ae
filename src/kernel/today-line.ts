import type { Basis } from './basis.ts'
import type { Instant } from './clock.ts'

/** One line of the headteacher's page: what waits, why it is there, and where to go. */
export type TodayLine = {
  /** `first` is for what a child's safety may hang on: it stands above everything else. */
  readonly kind: 'first' | 'overdue' | 'due' | 'decide' | 'problem'
  readonly text: string
  readonly href: string
  readonly dueAt?: Instant | undefined
  readonly basis: readonly Basis[]
}
