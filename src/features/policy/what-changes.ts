import type { Pack } from '../../policy-engine/policy.ts'
import { effectiveSettings } from '../../policy-engine/settings.ts'
import { originOf, type SettingLine, settingLines } from './policy-words.ts'

/** A setting that would be another, or rest on something else. */
export type SettingChange = {
  readonly name: string
  readonly before: string
  readonly after: string
  /** The value stays, but from a clause it becomes school practice or the other way round. */
  readonly onlyOrigin: boolean
  readonly origin: ReturnType<typeof originOf>
  readonly basis: SettingLine['basis']
}

/** What of the settings differs when the school goes from one pack to another, in the order of the catalogue. */
export const settingChanges = (before: Pack, after: Pack): readonly SettingChange[] => {
  const old = new Map(settingLines(effectiveSettings(before)).map(line => [line.key, line]))
  return settingLines(effectiveSettings(after)).flatMap(line => {
    const was = old.get(line.key)
    if (!was || (was.value === line.value && originOf(was) === originOf(line))) return []
    return [
      {
        name: line.name,
        before: was.value,
        after: line.value,
        onlyOrigin: was.value === line.value,
        origin: originOf(line),
        basis: line.basis,
      },
    ]
  })
}
