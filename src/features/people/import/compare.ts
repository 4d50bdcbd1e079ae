import type { ConsentRow } from './consent-rows.ts'
import type { PupilRow } from './pupil-rows.ts'
import type { StaffRow } from './staff-rows.ts'

/** What an import would do. Importing the same file again gives nothing added and nothing changed. */
export type Difference<Row> = {
  readonly added: readonly Row[]
  /** `after` keeps what the file is silent about. */
  readonly changed: readonly Change<Row>[]
  readonly unchanged: readonly Row[]
  /** There but not in the file. Shown for a person to decide about: an import never removes anybody. */
  readonly missingFromFile: readonly Row[]
}

export type Change<Row> = { readonly before: Row; readonly after: Row }

/** A person as recorded, or as an import would record them. */
export type StaffRecord = StaffRow & { readonly sharedMailbox: boolean }

export type ConsentDifference = Difference<ConsentRow> & {
  /**
   * Those of `changed` that would turn a recorded "no" or "withdrawn" into a "yes": an old export must not undo what a
   * parent has said since, so a person confirms each.
   */
  readonly reinstated: readonly Change<ConsentRow>[]
}

/** Compares pupils by UPN. */
export const comparePupils = (
  imported: readonly PupilRow[],
  existing: readonly PupilRow[],
): Difference<PupilRow> =>
  compare(imported, existing, {
    keyOf: row => row.upn,
    settle: (row, before) => ({ ...row, yearGroup: row.yearGroup ?? before?.yearGroup ?? null }),
    asText: row => JSON.stringify([row.givenName, row.familyName, row.className, row.yearGroup]),
  })

/** Compares staff by email address. Roles are only added: taking one away is a decision of its own, about one person. */
export const compareStaff = (
  imported: readonly StaffRow[],
  existing: readonly StaffRecord[],
): Difference<StaffRecord> =>
  compare(imported, existing, {
    keyOf: row => row.email,
    settle: (row, before) => ({
      ...row,
      roles: [...new Set([...(before?.roles ?? []), ...row.roles])],
      sharedMailbox: row.sharedMailbox ?? before?.sharedMailbox ?? false,
      site: row.site ?? before?.site ?? null,
    }),
    asText: row => JSON.stringify([row.givenName, row.familyName, row.roles, row.sharedMailbox, row.site]),
  })

/** Compares consents by pupil and channel. A withdrawal keeps the date and evidence of the consent it ends. */
export const compareConsents = (
  imported: readonly ConsentRow[],
  existing: readonly ConsentRow[],
): ConsentDifference => {
  const difference = compare(imported, existing, {
    keyOf: row => `${row.upn} ${row.channel}`,
    settle: (row, before) =>
      row.state === 'withdrawn'
        ? {
            ...row,
            givenOn: row.givenOn ?? before?.givenOn ?? null,
            evidence: row.evidence ?? before?.evidence ?? null,
          }
        : row,
    asText: row => JSON.stringify([row.state, row.givenOn?.toString() ?? null, row.evidence]),
  })
  return {
    ...difference,
    reinstated: difference.changed.filter(
      ({ before, after }) => before.state !== 'given' && after.state === 'given',
    ),
  }
}

const compare = <Imported, Row extends Imported>(
  imported: readonly Imported[],
  existing: readonly Row[],
  by: {
    keyOf(row: Imported): string
    /** The row as it would be recorded, given what is recorded now. */
    settle(row: Imported, before: Row | undefined): Row
    /** Everything that counts as a change. */
    asText(row: Row): string
  },
): Difference<Row> => {
  const recorded = new Map(existing.map(row => [by.keyOf(row), row]))
  const inFile = new Set(imported.map(by.keyOf))
  const added: Row[] = []
  const changed: Change<Row>[] = []
  const unchanged: Row[] = []
  for (const row of imported) {
    const before = recorded.get(by.keyOf(row))
    const after = by.settle(row, before)
    if (before === undefined) added.push(after)
    else if (by.asText(before) === by.asText(after)) unchanged.push(after)
    else changed.push({ before, after })
  }
  return { added, changed, unchanged, missingFromFile: existing.filter(row => !inFile.has(by.keyOf(row))) }
}
