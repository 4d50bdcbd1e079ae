import type { Temporal } from '../kernel/clock.ts'

/**
 * Invented children: UPN (of no school there is, with a right check letter), first name, surname, and the family's
 * answers for Facebook, the website, the newsletter and the local press: y, n, or - where nobody has answered yet.
 */
const kestrels = [
  ['K999999020101', 'Amara', 'Bello', 'yyyn'],
  ['X999999019108', 'Noah', 'Pickering', 'yyyy'],
  ['E999999020115', 'Isla', 'Thwaite', 'yyyy'],
  ['N999999019122', 'Yusuf', 'Rahmani', 'yyy-'],
  ['Z999999020129', 'Freya', 'Lockwood', 'nyyn'],
  ['H999999019136', 'Oscar', 'Pennell', 'yyyn'],
  ['Q999999020143', 'Zofia', 'Wrona', 'nyyn'],
  ['Z999999019150', 'Jude', 'Ormerod', 'yyyy'],
  ['K999999020157', 'Aisha', 'Karimi', 'yyyy'],
  ['U999999019164', 'Theo', 'Brackley', 'yyyn'],
  ['B999999020171', 'Maisie', 'Dunmore', 'yyyn'],
  ['N999999019178', 'Kofi', 'Asante', 'yyyy'],
  ['W999999020185', 'Elsie', 'Farrant', 'yyyy'],
  ['E999999019192', 'Ravi', 'Menon', 'y---'],
  ['Q999999020199', 'Poppy', 'Sedgewick', 'yyyy'],
] as const
const herons = [
  ['F999999019206', 'Luca', 'Ferrante', 'yyyn'],
  ['N999999020213', 'Nia', 'Prosser', 'yyyy'],
  ['X999999019220', 'Harvey', 'Stanton', '-yy-'],
  ['H999999020227', 'Leila', 'Haddad', 'yyyy'],
  ['R999999019234', 'Finn', 'Gallacher', 'yyyy'],
  ['Z999999020241', 'Daisy', 'Winterton', 'yyyn'],
  ['L999999019248', 'Samuel', 'Achebe', 'yyyy'],
  ['U999999020255', 'Orla', 'Kinsella', 'nnnn'],
  ['C999999019262', 'Hugo', 'Lambourne', 'yyyy'],
  ['N999999020269', 'Mei', 'Tan', 'yyy-'],
  ['X999999019276', 'Ivy', 'Rushworth', 'yyyy'],
  ['E999999020283', 'Jonah', 'Attwell', 'yyyy'],
  ['N999999019290', 'Sofia', 'Quiroga', 'yyyy'],
  ['Z999999020297', 'Reuben', 'Clegg', '----'],
  ['P999999019304', 'Edie', 'Marchbank', 'yyyy'],
] as const

const pupils = [
  ...kestrels.map(row => ({ row, className: 'Kestrels', year: 3 })),
  ...herons.map(row => ({ row, className: 'Herons', year: 5 })),
]

const csv = (rows: readonly (readonly (string | number)[])[]): Buffer =>
  Buffer.from(rows.map(row => row.join(',')).join('\r\n'))

/** The file of pupils as a management information system exports it. */
export const pupilsFile = (): Buffer =>
  csv([
    ['UPN', 'Preferred forename', 'Preferred surname', 'Class', 'Year group'],
    ...pupils.map(({ row: [upn, givenName, familyName], className, year }) => [
      upn,
      givenName,
      familyName,
      className,
      year,
    ]),
  ])

const said: Readonly<Record<string, string>> = { y: 'yes', n: 'no', '-': '' }

/** The file of image consents, with the day on which the forms came back. */
export const consentsFile = (givenOn: Temporal.PlainDate): Buffer =>
  csv([
    ['UPN', 'Facebook', 'Website', 'Newsletter', 'Press', 'Consent given on', 'Evidence'],
    ...pupils.map(({ row: [upn, , , answers] }) => [
      upn,
      ...[...answers].map(answer => said[answer] ?? ''),
      givenOn.toString(),
      'Signed form of the start of the year',
    ]),
  ])
