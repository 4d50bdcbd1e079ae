import type { PersonId } from '../../../kernel/ids.ts'
import { indecentPictures } from '../indecent-pictures.ts'
import type { Concern } from '../queries.ts'
import type { Urgent } from '../waiting-notice.ts'

const aboutWords = {
  child: 'A child',
  adult: 'An adult who works here',
  headteacher: 'The headteacher',
} as const

/** A concern as its recipients read it. */
export const concernPage = (
  concern: Concern,
  {
    names,
    urgent,
    opensMessage,
  }: {
    readonly names: ReadonlyMap<PersonId, string>
    readonly urgent: Urgent
    readonly opensMessage: boolean
  },
) => {
  const name = (id: PersonId | null): string => (id && names.get(id)) ?? ''
  const { account } = concern
  return {
    id: concern.id,
    urgent,
    routedTo: concern.routedTo,
    raisedBy: name(concern.raisedBy),
    confirmed: concern.confirmedAt && { by: name(concern.confirmedBy), at: concern.confirmedAt },
    onePerson: concern.confirmedBy === concern.raisedBy,
    rows: [
      { key: 'About', value: aboutWords[concern.about] },
      ...(concern.subjectId ? [{ key: 'Adult named', value: name(concern.subjectId) }] : []),
      { key: 'Raised by', value: name(concern.raisedBy) },
      { key: 'Went to', value: concern.routedTo || 'Nobody at the school' },
    ],
    raisedAt: concern.raisedAt,
    basisList: concern.basis,
    indecent: account.indecent,
    indecentBasis: indecentPictures,
    paragraphs: account.text.split(/(?:\r?\n){2,}/).map(paragraph => paragraph.split(/\r?\n/)),
    message: account.message,
    opensMessage,
  }
}
