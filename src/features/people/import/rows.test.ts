import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { growth } from '../../../../test/support/growth.ts'
import { Temporal } from '../../../kernel/clock.ts'
import { compareConsents, comparePupils, compareStaff } from './compare.ts'
import { type ConsentRow, readConsentRows } from './consent-rows.ts'
import { type CsvTable, decodeCsv } from './decode-csv.ts'
import { type PupilRow, readPupilRows } from './pupil-rows.ts'
import type { ReadRows } from './read-rows.ts'
import { readStaffRows } from './staff-rows.ts'
import { checkUpn } from './upn.ts'

/** A valid UPN of an invented school. */
const upn = (serial: number): string => {
  const rest = `8012000${String(serial).padStart(5, '0')}`
  const found = [...'ABCDEFGHJKLMNPQRTUVWXYZ'].find(letter => checkUpn(letter + rest).kind === 'valid')
  return (found ?? assert.fail()) + rest
}

const tableOf = (text: string | Buffer): CsvTable => {
  const decoded = decodeCsv(Buffer.from(text))
  return decoded.kind === 'ok' ? decoded.table : assert.fail(decoded.message)
}

const rowsOf = <Row>(read: ReadRows<Row>): readonly Row[] =>
  read.kind === 'ok' ? read.rows : assert.fail(JSON.stringify(read.errors))

/** "row column: problem" of each error. */
const errorsOf = (read: ReadRows<unknown>): string[] =>
  read.kind === 'errors'
    ? read.errors.map(({ row, column, problem }) => `${row} ${column}: ${problem}`)
    : assert.fail('it was read')

const assertErrors = (read: ReadRows<unknown>, expected: readonly RegExp[]): void => {
  const errors = errorsOf(read)
  assert.equal(errors.length, expected.length, errors.join('\n'))
  for (const [index, pattern] of expected.entries()) assert.match(errors[index] ?? '', pattern)
}

const pupils = (...lines: string[]): ReadRows<PupilRow> =>
  readPupilRows(tableOf(['UPN,Forename,Surname,Class,Year', ...lines].join('\n')))

describe('readPupilRows', () => {
  it('reads what a management information system exports', () => {
    const file = tableOf(
      Buffer.from(
        [
          'Adno;Legal Forename;Preferred Forename;Legal Surname;Surname;Reg;NC Year;DOB;unique_pupil-number',
          `000123;Zoë;;Müller;;04;3;01/02/2018;${upn(1)}`,
          `000124;Siân;Shan;Price;Price-Jones;Owls;R;01/02/2021;${upn(2).toLowerCase()}`,
        ].join('\r\n'),
        'latin1',
      ),
    )
    const read = readPupilRows(file)
    assert.deepEqual(rowsOf(read), [
      { upn: upn(1), givenName: 'Zoë', familyName: 'Müller', className: '04', yearGroup: 'Year 3' },
      {
        upn: upn(2),
        givenName: 'Shan',
        familyName: 'Price-Jones',
        className: 'Owls',
        yearGroup: 'Reception',
      },
    ])
    assert.deepEqual(read.kind === 'ok' && read.ignored, ['Adno', 'DOB'])
  })
  it('tidies spaces and composes accents', () => {
    const [row] = rowsOf(pupils(`${upn(1)},  Zoe\u0308  Ann ,\u00a0Smith ,Owls,`))
    assert.deepEqual([row?.givenName, row?.familyName, row?.yearGroup], ['Zoë Ann', 'Smith', null])
  })
  for (const [written, year] of [
    ['N2', 'Nursery'],
    ['nursery', 'Nursery'],
    ['Year R', 'Reception'],
    ['01', 'Year 1'],
    ['Year 6', 'Year 6'],
    ['Y5', 'Year 5'],
    ['yr 13', 'Year 13'],
    ['NC Year 4', 'Year 4'],
  ]) {
    it(`takes “${written}” as ${year}`, () => {
      assert.equal(rowsOf(pupils(`${upn(1)},Ann,Smith,Owls,${written}`))[0]?.yearGroup, year)
    })
  }
  it('names every missing column with the headings it accepts', () => {
    assertErrors(readPupilRows(tableOf('Name,Year\nAnn Smith,3')), [
      /^1 UPN: There is no column for the UPN.*UPN, Unique pupil number\.$/,
      /no column for the first name.*Forename/,
      /no column for the surname.*Last name/,
      /no column for the class.*Reg group/,
    ])
  })
  it('refuses a heading that is there twice', () => {
    assertErrors(
      readPupilRows(tableOf(`UPN,UPN,Forename,Surname,Class,Class\n${upn(1)},,Ann,Smith,Owls,Jays`)),
      [
        /More than one column says what the UPN is: “UPN” and “UPN”/,
        /More than one column says what the class is/,
      ],
    )
  })
  it('tells every error of every row, with row and column', () => {
    assertErrors(
      pupils(
        `${upn(1)},Ann,Smith,Owls,3`,
        '',
        'A801200005001,,Smith,,12b',
        `${upn(2)},=HYPERLINK("x"),+44,@Owls,-1`.replace('=HYPERLINK("x")', '"=HYPERLINK(""x"")"'),
        `${upn(3)},An\u0007n,Sm\u202eith,Owls\ufffd,3`,
        `${upn(4)},${'A'.repeat(101)},Smith,Owls,3`,
      ),
      [
        /^4 UPN: The letter at the start/,
        /^4 Forename: The first name is missing/,
        /^4 Class: The class is missing/,
        /^4 Year: This is not a year group/,
        /^5 Forename: This starts with “=”/,
        /^5 Surname: This starts with “\+”/,
        /^5 Class: This starts with “@”/,
        /^5 Year: This starts with “-”/,
        /^6 Forename: .*cannot be seen/,
        /^6 Surname: .*cannot be seen/,
        /^6 Class: A letter was lost/,
        /^7 Forename: This is longer than 100 characters/,
      ],
    )
  })
  it('shortens what it shows of a cell and takes control characters out', () => {
    const read = pupils(`${upn(1)},\u0007${'A'.repeat(60)},Smith,Owls,3`)
    assert.equal(read.kind === 'errors' && read.errors[0]?.value, `·${'A'.repeat(38)}…`)
  })
  it('names all rows of a UPN that is there more than once, however it is written', () => {
    assertErrors(
      pupils(
        `${upn(1)},Ann,Smith,Owls,3`,
        `${upn(2)},Ben,Smith,Owls,3`,
        `${upn(1).toLowerCase()},Cai,Smith,Owls,3`,
      ),
      [/^2 UPN: The same value is in row 4\./, /^4 UPN: The same value is in row 2\./],
    )
  })
  it('refuses a row that a comma has shifted', () => {
    assertErrors(pupils(`${upn(1)},Ann,Smith,Jones,Owls,3`), [/no heading above/, /not a year group/])
    assertErrors(readPupilRows(tableOf(`UPN,Forename,Surname,Class,\n${upn(1)},Ann,Smith,Jones,Owls`)), [
      /^2 E: There is no heading above/,
    ])
  })
  it('refuses a file with headings only', () => {
    assertErrors(pupils(), [/no rows below the headings/])
  })
  it('lists the first hundred errors and counts all', () => {
    const read = pupils(...Array.from({ length: 250 }, () => 'wrong,Ann,Smith,Owls,3'))
    assert.equal(read.kind === 'errors' && read.errors.length, 100)
    assert.equal(read.kind === 'errors' && read.total, 250)
    assert.equal(read.kind === 'errors' && read.errors[99]?.row, 101)
  })
  it('takes no longer in proportion for 20,000 times the same pupil', () => {
    const same = (count: number) =>
      pupils(...Array.from({ length: count }, () => `${upn(1)},Ann,Smith,Owls,3`))
    const read = same(20_000)
    assert.match(errorsOf(read)[0] ?? '', /in row 3, 4, 5, 6, 7 and more/)
    assert.equal(read.kind === 'errors' && read.total, 20_000)
    assert.ok(growth(same, 5_000) < 10)
  })
  it('reads and compares 5,000 pupils in time that grows in proportion', () => {
    const compared = (count: number) => {
      const lines = Array.from(
        { length: count },
        (_, index) => `${upn(index)},Siân,Price,Owls,${(index % 6) + 1}`,
      )
      const bytes = Buffer.from(['UPN,Forename,Surname,Class,Year', ...lines].join('\r\n'), 'latin1')
      const rows = rowsOf(readPupilRows(tableOf(bytes)))
      return comparePupils(rows, rows)
    }
    assert.equal(compared(5_000).unchanged.length, 5_000)
    assert.ok(growth(compared, 1_250) < 10)
  })
})

const staff = (...lines: string[]) =>
  readStaffRows(tableOf(['First name;Last name;Email;Roles;Shared mailbox', ...lines].join('\n')))

describe('readStaffRows', () => {
  it('reads people and their roles', () => {
    assert.deepEqual(
      rowsOf(
        staff(
          "Róisín;O'Neill;R.O'Neill@Fernbrook.example;Teacher, parent, TA;",
          'Amir;Khan;dsl@fernbrook.example;Deputy DSL/Senior leader;Yes',
        ),
      ),
      [
        {
          givenName: 'Róisín',
          familyName: "O'Neill",
          email: "r.o'neill@fernbrook.example",
          roles: ['staff', 'parent'],
          sharedMailbox: null,
          site: null,
        },
        {
          givenName: 'Amir',
          familyName: 'Khan',
          email: 'dsl@fernbrook.example',
          roles: ['deputy-dsl', 'senior-leader'],
          sharedMailbox: true,
          site: null,
        },
      ],
    )
  })
  it('reads the site where the school has any, by its name in force; elsewhere nobody asked for the column', () => {
    const file = (site: string) => tableOf(`First name,Surname,Email,Roles,Site\nA,B,a@b.example,TA,${site}`)
    const sites = ['Main building', 'Nursery']
    assert.equal(rowsOf(readStaffRows(file('NURSERY'), sites))[0]?.site, 'Nursery')
    assert.equal(rowsOf(readStaffRows(file(''), sites))[0]?.site, null)
    assertErrors(readStaffRows(file('Annexe'), sites), [
      /^2 Site: The policy in force has no site of this name\. Write one of: Main building, Nursery\./,
    ])
    const elsewhere = readStaffRows(file('Annexe'))
    assert.equal(rowsOf(elsewhere)[0]?.site, null)
    assert.deepEqual(elsewhere.kind === 'ok' && elsewhere.ignored, ['Site'])
  })
  it('refuses unknown roles and lists the known ones', () => {
    assertErrors(staff('Ann;Smith;ann@fernbrook.example;Teacher, Caretaker, Cook;', 'B;C;b@c.example;,;'), [
      /^2 Roles: Gatepost does not know “Caretaker”, “Cook”\. Write one or more of: staff, teacher, TA, .*deputy DSL/,
      /^3 Roles: The role is missing/,
    ])
  })
  it('does not let a file name the headteacher or the chair', () => {
    assertErrors(staff('A;B;a@b.example;Headteacher;', 'C;D;c@d.example;Governor, Chair of governors;'), [
      /“Headteacher” cannot be given by a file/,
      /“Chair of governors” cannot be given by a file/,
    ])
  })
  it('refuses wrong and repeated addresses', () => {
    assertErrors(
      staff('A;B;a at b;TA;', 'C;D;Office@d.example;TA;', 'E;F;office@D.example;TA;maybe', 'G;H;;TA;'),
      [
        /^2 Email: This is not an email address/,
        /^3 Email: The same value is in row 4/,
        /^4 Shared mailbox: Write yes/,
        /^4 Email: The same value is in row 3/,
        /^5 Email: The email address is missing/,
      ],
    )
  })
})

const today = Temporal.PlainDate.from('2026-11-21')
const known = new Set([upn(1), upn(2)])
const consents = (...lines: string[]): ReadRows<ConsentRow> =>
  readConsentRows(tableOf(lines.join('\n')), known, today)

describe('readConsentRows', () => {
  it('reads an answer for each channel; an empty cell says nothing', () => {
    const rows = rowsOf(
      consents(
        'UPN,Name,Website,Facebook consent,Twitter,Press,Consent given on,Evidence',
        `${upn(1)},Ann,Yes,no,withdrawn,,5/9/2026,signed form 2026`,
        `${upn(2)},Ben,,N,,,,`,
      ),
    )
    assert.deepEqual(
      rows.map(row => [row.upn, row.channel, row.state, row.givenOn?.toString() ?? null, row.evidence]),
      [
        [upn(1), 'website', 'given', '2026-09-05', 'signed form 2026'],
        [upn(1), 'facebook', 'refused', null, 'signed form 2026'],
        [upn(1), 'x', 'withdrawn', '2026-09-05', 'signed form 2026'],
        [upn(2), 'facebook', 'refused', null, null],
      ],
    )
  })
  for (const heading of ['Photograph', 'photo consent', 'Photography', 'Social media']) {
    it(`refuses a file whose only consent is “${heading}”`, () => {
      assertErrors(consents(`UPN,${heading}`, `${upn(1)},Yes`), [
        new RegExp(
          `^1 ${heading}: .*does not count as consent for social media: it is an internal record only.*Bluesky`,
        ),
      ])
    })
  }
  it('lists a bare tick beside channels as ignored', () => {
    const read = consents('UPN,Photograph,Facebook', `${upn(1)},Yes,`)
    assert.deepEqual(rowsOf(read), [])
    assert.deepEqual(read.kind === 'ok' && read.ignored, ['Photograph'])
  })
  it('asks for a channel when there is none at all', () => {
    assertErrors(consents('UPN,Name', `${upn(1)},Ann`), [
      /There is no column for a channel\. .*Website, Facebook/,
    ])
  })
  it('refuses two columns for one channel', () => {
    assertErrors(consents('UPN,X,Twitter', `${upn(1)},no,yes`), [
      /More than one column.*consent for X.*“X” and “Twitter”/,
    ])
  })
  it('wants a date and evidence for a yes, and only for a yes', () => {
    assertErrors(consents('UPN,Facebook', `${upn(1)},yes`, `${upn(2)},no`), [
      /^2 Consent given on: A “yes” needs the date/,
      /^2 Evidence: A “yes” needs its evidence/,
    ])
  })
  it('refuses what is neither yes nor no, and unknown pupils', () => {
    assertErrors(consents('UPN,Facebook', `${upn(1)},x`, `${upn(3)},no`, `${upn(1)},1`), [
      /^2 Facebook: Write yes, no or withdrawn/,
      /^2 UPN: The same value is in row 4/,
      /^3 UPN: No pupil here has this UPN/,
      /^4 Facebook: Write yes/,
      /^4 UPN: The same value is in row 2/,
    ])
  })
  for (const [date, problem] of [
    ['31/02/2026', /not a date/],
    ['09/31/2026', /not a date/],
    ['5/9/26', /not a date/],
    ['2026-9-5', /not a date/],
    ['22/11/2026', /in the future/],
    ['05/09/1926', /more than 20 years ago/],
  ] as const) {
    it(`refuses ${date} as the date of consent`, () => {
      assertErrors(consents('UPN,Facebook,Consent date,Evidence', `${upn(1)},yes,${date},form`), [problem])
    })
  }
  for (const date of ['21/11/2026', '2026-09-05', '29/02/2024']) {
    it(`takes ${date} as the date of consent`, () => {
      assert.equal(
        rowsOf(consents('UPN,Facebook,Consent date,Evidence', `${upn(1)},yes,${date},form`)).length,
        1,
      )
    })
  }
})

describe('comparing an import with what is recorded', () => {
  it('tells added, changed, unchanged and missing pupils apart', () => {
    const before = rowsOf(
      pupils(`${upn(1)},Ann,Smith,Owls,3`, `${upn(2)},Ben,Smith,Owls,3`, `${upn(3)},Cai,Smith,Owls,3`),
    )
    const after = rowsOf(
      pupils(`${upn(4)},Dee,Smith,Owls,3`, `${upn(2)},Ben,Smith,Jays,`, `${upn(1)},Ann,Smith,Owls,3`),
    )
    const difference = comparePupils(after, before)
    assert.deepEqual(difference.added, [after[0]])
    assert.deepEqual(difference.changed, [
      { before: before[1], after: { ...before[1], className: 'Jays', yearGroup: 'Year 3' } },
    ])
    assert.deepEqual(difference.unchanged, [before[0]])
    assert.deepEqual(difference.missingFromFile, [before[2]])
  })
  it('adds roles to staff and takes none away', () => {
    const imported = rowsOf(staff('Ann;Smith;ann@b.example;DSL;', 'Ben;Jones;ben@b.example;TA;'))
    const recorded = {
      givenName: 'Ann',
      familyName: 'Smith',
      email: 'ann@b.example',
      roles: ['headteacher', 'dsl'],
      sharedMailbox: true,
      site: 'Nursery',
    } as const
    const again = compareStaff(imported, [recorded])
    assert.deepEqual(again.unchanged, [recorded])
    assert.deepEqual(
      again.added.map(({ email, sharedMailbox }) => [email, sharedMailbox]),
      [['ben@b.example', false]],
    )
    const [change] = compareStaff(imported, [{ ...recorded, roles: ['headteacher'] }]).changed
    assert.deepEqual(change?.after.roles, ['headteacher', 'dsl'])
  })
  it('sets apart the yes that would overrule a recorded no, and keeps the record of a withdrawn consent', () => {
    const file = (website: string, press: string, on: string) =>
      rowsOf(consents('UPN,Website,Press,Consent given on,Evidence', `${upn(1)},${website},${press},${on}`))
    const first = file('yes', 'yes', '05/09/2025,form 2025')
    assert.equal(compareConsents(first, first).unchanged.length, 2)
    const renewed = compareConsents(file('yes', 'no', '01/09/2026,form 2026'), first)
    assert.equal(renewed.changed.length, 2)
    assert.deepEqual(renewed.reinstated, [])
    const withdrawn = compareConsents(file('withdrawn', '', ','), first)
    assert.deepEqual(
      withdrawn.changed.map(({ after }) => after),
      [{ ...first[0], state: 'withdrawn' }],
    )
    assert.deepEqual(withdrawn.reinstated, [])
    const recorded = withdrawn.changed.map(({ after }) => after)
    assert.deepEqual(
      compareConsents(first, recorded).reinstated.map(({ after }) => after.channel),
      ['website'],
    )
  })
})
