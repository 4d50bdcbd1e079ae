import { type Basis, basisBrief } from '../../../kernel/basis.ts'
import type { Temporal } from '../../../kernel/clock.ts'
import { londonDateText } from '../../../platform/views/london-time.ts'
import type { Handout, HandoutKind } from '../handout.ts'

/** What each handout is for, as the list says it. */
export const handoutLinks: Readonly<Record<HandoutKind, { readonly text: string; readonly hint: string }>> = {
  handbook: {
    text: 'Extract for the staff handbook',
    hint: 'What binds staff, section by section, and whom to ask.',
  },
  parents: {
    text: 'Page for parents and carers',
    hint: 'What the policy asks of families, and what they can expect.',
  },
  pupils: { text: 'Page for pupils', hint: 'In words for readers of about nine. Good for a classroom wall.' },
  visitors: {
    text: 'Leaflet for visitors and contractors',
    hint: 'To hand over at the office.',
  },
}

/** Where a sentence comes from: a clause leads to the policy, law and school practice are named. */
const sourcesOf = (basis: readonly Basis[]) =>
  basis.length === 0
    ? []
    : [
        ...[...new Set(basis.flatMap(one => (one.kind === 'clause' ? [one.clause] : [])))].map(clause => ({
          text: clause,
          href: `/policy#${clause}`,
        })),
        ...(basis.some(one => one.kind !== 'clause')
          ? [{ text: basisBrief(basis.filter(one => one.kind !== 'clause')), href: undefined }]
          : []),
      ]

/** What stands at the foot of a handout, so that a sheet of paper says which text it was made from. */
export const handoutFoot = (
  school: string,
  policy: { readonly inForceFrom: Temporal.PlainDate; readonly textSha256: string },
): string =>
  `${school}. Social media policy in force from ${londonDateText(policy.inForceFrom)}, text ${policy.textSha256.slice(0, 12)}`

/** A handout as its page shows it, with what stands at its foot. */
export const handoutPage = (handout: Handout, foot: string) => ({
  title: handout.title,
  intro: handout.intro,
  sections: handout.sections.map(({ heading, note, points }) => ({
    heading,
    note: note ?? '',
    points: points.map(({ text, basis }) => ({ text, sources: handout.sources ? sourcesOf(basis) : [] })),
  })),
  foot,
  pdfHref: `/policy/handouts/${handout.kind}/pdf`,
})
