import { Temporal } from '../../../kernel/clock.ts'
import { londonDateText } from '../../../platform/views/london-time.ts'
import type { PolicyVersion } from '../policy-in-force.ts'

/** Whether a version is in force on this London day, was, or will be. `versions` come latest first. */
export const versionState = (
  one: Pick<PolicyVersion, 'id' | 'inForceFrom'>,
  versions: readonly Pick<PolicyVersion, 'id' | 'inForceFrom'>[],
  today: Temporal.PlainDate,
): string => {
  if (Temporal.PlainDate.compare(one.inForceFrom, today) > 0)
    return `Comes into force on ${londonDateText(one.inForceFrom)}`
  const since = versions.filter(other => Temporal.PlainDate.compare(other.inForceFrom, today) <= 0)
  if (since[0]?.id === one.id) return `In force since ${londonDateText(one.inForceFrom)}`
  const next = since[since.findIndex(other => other.id === one.id) - 1]
  return next
    ? `In force from ${londonDateText(one.inForceFrom)}, superseded on ${londonDateText(next.inForceFrom)}`
    : `In force from ${londonDateText(one.inForceFrom)}`
}
