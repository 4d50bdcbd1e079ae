import { catalogue, settingKeys } from '../catalogue.ts'
import type { Check } from './finding.ts'

/** Settings that rest on nothing, or on a clause that the pack does not have, as after a clause was dropped from a draft. */
export const settingsWithoutBasis: Check = pack =>
  settingKeys.flatMap(key => {
    const stated = pack.settings[key]
    if (stated === undefined) return []
    const lost = stated.basis.flatMap(one =>
      'clause' in one && !pack.clauses.some(({ id }) => id === one.clause) ? [one.clause] : [],
    )
    if (stated.basis.length > 0 && lost.length === 0) return []
    const why = lost.length === 0 ? 'it cites nothing' : `${lost.join(', ')} is not in the policy`
    return [
      {
        check: 'basis' as const,
        at: key,
        message: `“${catalogue[key].name}” has no basis: ${why}.`,
        hint: 'Name the clause or the law it rests on, or leave the setting out: it is school practice then.',
        clauses: [],
      },
    ]
  })
