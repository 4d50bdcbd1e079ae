import type { z } from 'zod'
import type { Basis } from '../kernel/basis.ts'
import { Inconsistent } from '../kernel/errors.ts'
import {
  catalogue,
  reminderPractice,
  type Setting,
  type SettingKey,
  type StatedValue,
  settingKeys,
} from './catalogue.ts'
import type { Pack } from './policy.ts'

/** A reminder on the writing page, with what it rests on. */
export type WritingCheck = { readonly id: string; readonly text: string; readonly basis: Basis }

/** What a setting's value is once it is in force. */
export type SettingValue<Key extends SettingKey> = Key extends 'posts.checks'
  ? readonly WritingCheck[]
  : StatedValue<Key>

/** A setting in force: its value, and why it is so (clauses first, then practice, then law); never without a basis. */
export type EffectiveSetting<Key extends SettingKey> = {
  readonly value: SettingValue<Key>
  readonly basis: readonly Basis[]
}
export type EffectiveSettings = { readonly [Key in SettingKey]: EffectiveSetting<Key> }

const inForce = <Key extends SettingKey>(pack: Pack, key: Key) => {
  const { fallback, practice, law = [] }: Setting<z.ZodType> = catalogue[key]
  const stated = pack.settings[key]
  if (stated === undefined) {
    const own: readonly Basis[] = practice === undefined ? [] : [{ kind: 'practice', gist: practice }]
    return { value: fallback as StatedValue<Key>, basis: [...own, ...law] }
  }
  const cited = stated.basis.map((reference): Basis => {
    if ('law' in reference) return { kind: 'law', ...reference.law }
    const clause = pack.clauses.find(({ id }) => id === reference.clause)
    if (clause === undefined)
      throw new Inconsistent(`pack ${pack.id} cites ${reference.clause}, which it lacks`)
    return { kind: 'clause', clause: clause.id, section: clause.section, gist: clause.gist }
  })
  return { value: stated.value as StatedValue<Key>, basis: [...cited, ...law] }
}

/** Every setting under this pack: what it states, and school practice or the law for what it leaves out. */
export const effectiveSettings = (pack: Pack): EffectiveSettings => {
  const checks = inForce(pack, 'posts.checks')
  const reminders = checks.value.map(({ id, text, clause }): WritingCheck => {
    const basis = checks.basis.find(
      one => clause !== undefined && one.kind === 'clause' && one.clause === clause,
    )
    return { id, text, basis: basis ?? { kind: 'practice', gist: reminderPractice } }
  })
  return {
    ...(Object.fromEntries<unknown>(settingKeys.map(key => [key, inForce(pack, key)])) as EffectiveSettings),
    'posts.checks': { value: reminders, basis: checks.basis },
  }
}
