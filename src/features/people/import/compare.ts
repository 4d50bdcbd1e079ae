import type { ConsentRow } from './consent-rows.ts'
import type { PupilRow } from './pupil-rows.ts'
import type { StaffRow } from './staff-rows.ts'

/** What an import would do. Importing the same file again gives nothing added and nothing changed. */
export type Difference<Row> = {
  readonly added: readonly Row[]
  readonly changed: readonly { readonly before: Row; readonly after: Row }[]
  readonly unchanged: readonly Row[]
  /** There but not in the file. Shown for a person to decide about: an import never removes anybody. */
  readonly missingFromFile: readonly Row[]
}

/** Compares pupils by UPN. */
export const comparePupils = (
  imported: readonly PupilRow[],
  existing: readonly PupilRow[],
): Difference<PupilRow> => compare(imported, existing, row => row.upn, pupilAsText)

/** Compares staff by email address; the order of roles does not matter. */
export const compareStaff = (
  imported: readonly StaffRow[],
  existing: readonly StaffRow[],
): Difference<StaffRow> => compare(imported, existing, row => row.email, staffAsText)

/** Compares consents by pupil and channel. What the file is silent about stays as it is. */
export const compareConsents = (
  imported: readonly ConsentRow[],
  existing: readonly ConsentRow[],
): Difference<ConsentRow> => compare(imported, existing, row => `${row.upn} ${row.channel}`, consentAsText)

const pupilAsText = (row: PupilRow): string =>
  JSON.stringify([row.givenName, row.familyName, row.className, row.yearGroup])

const staffAsText = (row: StaffRow): string =>
  JSON.stringify([row.givenName, row.familyName, row.roles.toSorted(), row.sharedMailbox])

const consentAsText = (row: ConsentRow): string =>
  JSON.stringify([row.state, row.givenOn?.toString() ?? null, row.evidence])

const compare = <Row>(
  imported: readonly Row[],
  existing: readonly Row[],
  keyOf: (row: Row) => string,
  asText: (row: Row) => string,
): Difference<Row> => {
  const before = new Map(existing.map(row => [keyOf(row), row]))
  const pairs = imported.map(after => ({ before: before.get(keyOf(after)), after }))
  const inFile = new Set(imported.map(keyOf))
  const known = pairs.flatMap(pair => (pair.before === undefined ? [] : [{ ...pair, before: pair.before }]))
  return {
    added: pairs.filter(pair => pair.before === undefined).map(pair => pair.after),
    changed: known.filter(pair => asText(pair.before) !== asText(pair.after)),
    unchanged: known.filter(pair => asText(pair.before) === asText(pair.after)).map(pair => pair.after),
    missingFromFile: existing.filter(row => !inFile.has(keyOf(row))),
  }
}
