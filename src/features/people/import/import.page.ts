import { type Role, roleNames, roles } from '../../../kernel/actor.ts'
import { londonDateText } from '../../../platform/views/london-time.ts'
import { channelNames, consentNames } from '../channel-names.ts'
import { consentKey } from './apply.ts'
import type { Change, StaffRecord } from './compare.ts'
import type { ConsentRow } from './consent-rows.ts'
import type { ImportKind, ImportPlan } from './plan.ts'
import type { PupilRow } from './pupil-rows.ts'

export const kindNames: Readonly<Record<ImportKind, string>> = {
  pupils: 'Pupils',
  staff: 'Staff, governors and volunteers',
  consents: 'Image consents',
}

/** Rows of one list that a preview shows; the rest is counted. */
const shownRows = 100

/** One line of a preview: who, and what is or becomes recorded. */
type Line = { readonly who: string; readonly what: string }

const shown = (lines: readonly Line[]) => ({
  lines: lines.slice(0, shownRows),
  more: Math.max(0, lines.length - shownRows),
  total: lines.length,
})

const rolesInWords = (held: readonly Role[]): string =>
  roles
    .filter(role => held.includes(role))
    .map(role => roleNames[role])
    .join(', ')

type Facts = readonly (readonly [name: string, value: string])[]

const pupilFacts = (row: PupilRow): Facts => [
  ['name', `${row.givenName} ${row.familyName}`],
  ['class', row.className],
  ['year', row.yearGroup ?? 'not stated'],
]

const staffFacts = (row: StaffRecord, hasSites: boolean): Facts => [
  ['name', `${row.givenName} ${row.familyName}`],
  ['email', row.email],
  ['roles', rolesInWords(row.roles)],
  ['mailbox', row.sharedMailbox ? 'read by several people' : 'read by this person only'],
  ...(hasSites ? [['site', row.site ?? 'none in particular'] as const] : []),
]

const consentFacts = (row: ConsentRow): Facts => [
  ['answer', consentNames[row.state]],
  ['date', row.givenOn ? londonDateText(row.givenOn) : 'none'],
  ['evidence', row.evidence ?? 'none'],
]

const stated = (facts: Facts): string => facts.map(([name, value]) => `${name}: ${value}`).join('; ')

const differences = (before: Facts, after: Facts): string =>
  after
    .flatMap(([name, value], index) => {
      const old = before[index]?.[1] ?? ''
      return old === value ? [] : [`${name}: ${old} → ${value}`]
    })
    .join('; ')

const lists = <Row>(
  difference: {
    readonly added: readonly Row[]
    readonly changed: readonly Change<Row>[]
    readonly unchanged: readonly Row[]
    readonly missingFromFile: readonly Row[]
  },
  whoIs: (row: Row) => string,
  facts: (row: Row) => Facts,
) => ({
  added: shown(difference.added.map(row => ({ who: whoIs(row), what: stated(facts(row)) }))),
  changed: shown(
    difference.changed.map(({ before, after }) => ({
      who: whoIs(before),
      what: differences(facts(before), facts(after)),
    })),
  ),
  unchanged: difference.unchanged.length,
  missing: shown(difference.missingFromFile.map(row => ({ who: whoIs(row), what: stated(facts(row)) }))),
})

/** What a person sees before they decide whether a file is applied. */
export const previewPage = (plan: ImportPlan) => {
  const common = { ignoredColumns: plan.ignoredColumns, digest: plan.digest }
  switch (plan.kind) {
    case 'pupils':
      return {
        ...common,
        ...lists(plan.difference, row => `${row.givenName} ${row.familyName}`, pupilFacts),
        notDone: [],
        reinstated: [],
      }
    case 'staff':
      return {
        ...common,
        ...lists(
          plan.difference,
          row => `${row.givenName} ${row.familyName}`,
          row => staffFacts(row, plan.sites.length > 0),
        ),
        notDone: plan.notDone,
        reinstated: [],
      }
    case 'consents': {
      const whoIs = (row: ConsentRow): string =>
        `${plan.names.get(row.upn) ?? row.upn}, ${channelNames[row.channel]}`
      return {
        ...common,
        ...lists(plan.difference, whoIs, consentFacts),
        notDone: [],
        reinstated: plan.difference.reinstated.map(({ before, after }) => ({
          value: consentKey(after),
          text: `${whoIs(after)}: recorded as “${consentNames[before.state]}”`,
        })),
      }
    }
  }
}
