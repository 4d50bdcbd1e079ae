import { type Role, roleNames, roles } from '../../../kernel/actor.ts'
import { capital } from '../../../kernel/prose.ts'
import { type Form, field, fields } from '../../../platform/http/route.ts'
import type { SettingKey } from '../../../policy-engine/catalogue.ts'
import { choiceWords, settingWords } from '../../../policy-engine/setting-words.ts'

type Options = readonly (readonly [value: string, text: string])[]

/** How a person states a setting. Every kind becomes the value that the catalogue's schema checks. */
export type Editor =
  | { readonly kind: 'several'; readonly options: Options }
  | {
      readonly kind: 'one'
      readonly options: Options
      readonly read: (chosen: string) => unknown
      readonly write: (value: unknown) => string
    }
  | { readonly kind: 'number'; readonly unit: string }
  | { readonly kind: 'clock' }
  | {
      readonly kind: 'lines'
      readonly read: (line: string) => unknown
      readonly write: (value: unknown) => string
    }

const here: readonly Role[] = roles.filter(role => !['recovery-contact', 'outside-second'].includes(role))
const someRoles: Editor = { kind: 'several', options: here.map(role => [role, roleNames[role]]) }
const choices = (key: keyof typeof choiceWords): Options =>
  Object.entries(choiceWords[key]).map(([value, words]) => [value, capital(words)])
const several = (key: keyof typeof choiceWords): Editor => ({ kind: 'several', options: choices(key) })
const plain = { read: (chosen: string): unknown => chosen, write: (value: unknown): string => String(value) }
const yesNo: Editor = {
  kind: 'one',
  options: [
    ['true', 'Yes'],
    ['false', 'No'],
  ],
  read: chosen => (chosen === 'true' ? true : chosen === 'false' ? false : undefined),
  write: String,
}
const json = {
  read: (chosen: string): unknown =>
    watchOptions.some(([value]) => value === chosen) ? JSON.parse(chosen) : undefined,
  write: (value: unknown): string => JSON.stringify(value),
}
const watchOptions: Options = (['every-day', 'working-days'] as const).flatMap(days =>
  [true, false].map(holidays => {
    const watch = { days, holidays }
    return [JSON.stringify(watch), settingWords('accounts.watch', watch)] as const
  }),
)

const editors: { readonly [Key in SettingKey]?: Editor } = {
  'accounts.business-case': several('accounts.business-case'),
  'accounts.approver': someRoles,
  'accounts.minimum-runners': { kind: 'number', unit: 'people' },
  'accounts.runner-requirements': several('accounts.runner-requirements'),
  'accounts.credential-keeper': someRoles,
  'accounts.watch': { kind: 'one', options: watchOptions, ...json },
  'inbox.clock': { kind: 'clock' },
  'inbox.moderation-acts': several('inbox.moderation-acts'),
  'inbox.tell-audience': yesNo,
  'images.consent-required': yesNo,
  'images.do-not-publish-list': yesNo,
  'images.only-official-accounts': yesNo,
  'posts.second-approval': { kind: 'one', options: choices('posts.second-approval'), ...plain },
  'concerns.about-child': someRoles,
  'concerns.about-adult': someRoles,
  'concerns.about-headteacher': someRoles,
  'advice.adviser': someRoles,
  'policy.acknowledgers': someRoles,
  'policy.acknowledge-on': several('policy.acknowledge-on'),
  'policy.consultees': several('policy.consultees'),
  'policy.links': {
    kind: 'lines',
    read: name => ({ name }),
    write: value =>
      typeof value === 'object' && value !== null && 'name' in value ? String(value.name) : '',
  },
  'policy.sites': { kind: 'lines', ...plain },
  'policy.compliance-told-by': { kind: 'lines', ...plain },
  'policy.review-triggers': several('policy.review-triggers'),
  'policy.handbook': yesNo,
}

/** Settings that people state on a page of their own; the others follow from clauses or from the policy’s head. */
export const editableSettings = Object.keys(editors) as readonly SettingKey[]

/** How a setting is edited in a draft; undefined for one that is stated elsewhere. */
export const editorOf = (key: SettingKey): Editor | undefined => editors[key]

/** The value as it was typed, for the catalogue's schema to judge. */
export const readSetting = (editor: Editor, form: Form): unknown => {
  switch (editor.kind) {
    case 'several':
      return editor.options.map(([value]) => value).filter(value => fields(form, 'value').includes(value))
    case 'one':
      return editor.read(field(form, 'value'))
    case 'number':
      return /^\d{1,4}$/.test(field(form, 'value').trim()) ? Number(field(form, 'value')) : undefined
    case 'clock':
      return {
        hours: /^\d{1,4}$/.test(field(form, 'value').trim()) ? Number(field(form, 'value')) : undefined,
        weekend: field(form, 'weekend'),
      }
    case 'lines':
      return field(form, 'value')
        .split('\n')
        .map(line => line.trim())
        .filter(line => line !== '')
        .map(editor.read)
  }
}

/** A value as the form shows it. */
export const settingForm = (editor: Editor, value: unknown): Form => {
  switch (editor.kind) {
    case 'several':
      return { value: Array.isArray(value) ? value.map(String) : [] }
    case 'one':
      return { value: editor.write(value) }
    case 'number':
      return { value: String(value) }
    case 'clock':
      return typeof value === 'object' && value !== null && 'hours' in value && 'weekend' in value
        ? { value: String(value.hours), weekend: String(value.weekend) }
        : {}
    case 'lines':
      return { value: Array.isArray(value) ? value.map(editor.write).join('\n') : '' }
  }
}
