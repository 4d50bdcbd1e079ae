import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkUpn } from '../../src/features/people/import/upn.ts'
import { persons, pupilsOfClasses } from '../../src/features/people/index.ts'
import { newId } from '../../src/kernel/ids.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import { startTestApp, type TestBrowser } from '../support/app.ts'
import { foundTestSchool, type TestSchool } from '../support/school.ts'

const app = await startTestApp()

/** A valid UPN of an invented school. */
const upn = (serial: number): string => {
  const rest = `8012000${String(serial).padStart(5, '0')}`
  const letter = [...'ABCDEFGHJKLMNPQRTUVWXYZ'].find(one => checkUpn(one + rest).kind === 'valid')
  return `${letter}${rest}`
}

const pupilFile = (...lines: string[]): string => ['UPN,First name,Surname,Class,Year', ...lines].join('\n')
const three = pupilFile(
  `${upn(1)},Zoë,Müller,Owls,3`,
  `${upn(2)},Ben,O’Hara,Owls,3`,
  `${upn(3)},Cy,Moss,Hawks,4`,
)

const send = (browser: TestBrowser, kind: string, content: string | Uint8Array, fileName = 'export.csv') =>
  browser.upload(
    '/people/import',
    { id: newId<string>(), kind },
    { file: { fileName, bytes: typeof content === 'string' ? Buffer.from(content) : content } },
  )

/** Uploads a file that can be read: its preview's address and page. */
const preview = async (browser: TestBrowser, kind: string, content: string | Uint8Array) => {
  const sent = await send(browser, kind, content)
  assert.equal(sent.statusCode, 303, text(sent.body))
  const path = String(sent.headers.location)
  const { body } = await browser.get(path)
  return { path, body, digest: /name="digest" value="([^"]+)"/.exec(body)?.[1] ?? '' }
}

const apply = async (
  browser: TestBrowser,
  kind: string,
  content: string | Uint8Array,
  more: Record<string, string | string[]> = {},
) => {
  const shown = await preview(browser, kind, content)
  const applied = await browser.post(`${shown.path}/apply`, { digest: shown.digest, ...more })
  assert.equal(applied.statusCode, 303, text(applied.body))
  return { ...shown, after: (await browser.get(shown.path)).body }
}

/** What a page says, for a readable failure. */
const text = (body: string): string =>
  body
    .replace(/^[\s\S]*<main/, '<main')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

const namesIn = (school: TestSchool, ...classes: string[]) =>
  inSchool(app.db, school.head, async tx =>
    (await pupilsOfClasses(tx, classes, 'facebook')).map(one => `${one.givenName} ${one.familyName}`),
  )

const storedFiles = (school: TestSchool) =>
  inSchool(app.db, school.head, async tx =>
    Number(
      (
        await tx
          .selectFrom('stored_file')
          .select(eb => eb.fn.countAll().as('count'))
          .where('school_id', '=', tx.schoolId)
          .executeTakeFirstOrThrow()
      ).count,
    ),
  )

test('pupils: previewed, applied once, and the same file again changes nothing', async () => {
  const school = await foundTestSchool(app)
  const office = await app.as(school.office)
  const shown = await preview(office, 'pupils', three)
  assert.match(text(shown.body), /3 to add, 0 to change/)
  assert.deepEqual(await namesIn(school, 'Owls'), [], 'a preview saves nobody')
  const applied = await office.post(`${shown.path}/apply`, { digest: shown.digest })
  assert.equal(applied.statusCode, 303)
  assert.deepEqual(await namesIn(school, 'Owls'), ['Zoë Müller', 'Ben O’Hara'])
  assert.equal(await storedFiles(school), 0, 'the file is not kept')
  assert.equal((await office.post(`${shown.path}/apply`, { digest: shown.digest })).statusCode, 303)
  assert.match(text((await preview(office, 'pupils', three)).body), /Nothing to change/)
})

test('pupils: what changed is shown field by field; whoever is missing stays unless they have left', async () => {
  const school = await foundTestSchool(app)
  const office = await app.as(school.office)
  await apply(office, 'pupils', three)
  const next = pupilFile(`${upn(1)},Zoë,Müller,Hawks,4`, `${upn(2)},Ben,O’Hara,Owls,3`)
  const shown = await preview(office, 'pupils', next)
  assert.match(text(shown.body), /class: Owls → Hawks; year: Year 3 → Year 4/)
  assert.match(text(shown.body), /Recorded but not in the file: 1 .*Cy Moss/)
  await office.post(`${shown.path}/apply`, { digest: shown.digest, missing: 'stay' })
  assert.deepEqual(await namesIn(school, 'Hawks'), ['Cy Moss', 'Zoë Müller'])
  await apply(office, 'pupils', next, { missing: 'left' })
  assert.deepEqual(await namesIn(school, 'Hawks'), ['Zoë Müller'])
  await apply(office, 'pupils', three)
  assert.deepEqual(await namesIn(school, 'Hawks'), ['Cy Moss'], 'whoever is in a later file again comes back')
})

test('a preview that no longer fits the records is not applied', async () => {
  const school = await foundTestSchool(app)
  const office = await app.as(school.office)
  const shown = await preview(office, 'pupils', three)
  await apply(office, 'pupils', pupilFile(`${upn(9)},Di,Vane,Wrens,1`))
  const stale = await office.post(`${shown.path}/apply`, { digest: shown.digest })
  assert.equal(stale.headers.location, shown.path)
  assert.deepEqual(await namesIn(school, 'Owls'), [])
  assert.match((await office.get(shown.path)).body, /the records changed since you looked/)
})

test('a file is thrown away on request', async () => {
  const school = await foundTestSchool(app)
  const office = await app.as(school.office)
  const shown = await preview(office, 'pupils', three)
  assert.equal(await storedFiles(school), 1)
  assert.equal((await office.post(`${shown.path}/discard`)).statusCode, 303)
  assert.equal(await storedFiles(school), 0)
  await office.post(`${shown.path}/apply`, { digest: shown.digest })
  assert.deepEqual(await namesIn(school, 'Owls'), [])
})

test('bad files: each gets its own clear message, and nothing at all is saved', async () => {
  const school = await foundTestSchool(app)
  const office = await app.as(school.office)
  const bad: readonly [string, string, string | Uint8Array, RegExp][] = [
    ['empty', 'pupils', '', /The file is empty/],
    ['a workbook', 'pupils', Buffer.from('PK\x03\x04rest'), /spreadsheet file, not a CSV file/],
    ['missing columns', 'pupils', 'UPN,First name\nX,Y', /Row 1 .*There is no column for the surname/],
    [
      'duplicate UPNs',
      'pupils',
      pupilFile(`${upn(1)},A,B,Owls,1`, `${upn(1)},C,D,Owls,1`),
      /Row 2 .*UPN .*The same value is in row 3/,
    ],
    [
      'a wrong check letter',
      'pupils',
      pupilFile(`${upn(1) === 'A801200000001' ? 'B' : 'A'}801200000001,A,B,Owls,1`),
      /Row 2 UPN .*The letter at the start does not match the digits/,
    ],
    [
      'a formula',
      'pupils',
      pupilFile(`${upn(1)},"=HYPERLINK(""http://x.example"")",B,Owls,1`),
      /Row 2 First name .*a spreadsheet takes for a formula/,
    ],
    [
      'a headteacher',
      'staff',
      'First name,Surname,Email,Roles\nA,B,a@x.example,headteacher',
      /cannot be given by a file/,
    ],
    [
      'a bare photograph tick',
      'consents',
      `UPN,Photograph\n${upn(1)},yes`,
      /does not say where a picture may be shown, so it does not count as consent for social media/,
    ],
    [
      'a consent of nobody here',
      'consents',
      `UPN,Facebook,Consent date,Evidence\n${upn(1)},yes,5/9/2026,form`,
      /No pupil here has this UPN/,
    ],
  ]
  for (const [what, kind, content, message] of bad) {
    const sent = await send(office, kind, content)
    assert.equal(sent.statusCode, 422, what)
    assert.match(text(sent.body), message, what)
    assert.match(sent.body, /href="#file"/, what)
  }
  assert.equal(await storedFiles(school), 0)
  const nothing = await office.upload('/people/import', { id: newId<string>(), kind: 'pupils' }, {})
  assert.match(nothing.body, /Choose a CSV file/)
  assert.match((await send(office, 'everything', three)).body, /Choose what is in the file/)
  const huge = await send(office, 'pupils', Buffer.alloc(5_100_000, 'A'))
  assert.match(text(huge.body), /larger than 5 MB/)
})

test('every error of a file is told at once, by row and column', async () => {
  const school = await foundTestSchool(app)
  const office = await app.as(school.office)
  const sent = await send(
    office,
    'pupils',
    pupilFile(`${upn(1)},,B,Owls,1`, `${upn(2)},C,D,,1`, `${upn(3)},E,F,Owls,99`),
  )
  const page = text(sent.body)
  assert.match(page, /3 things in the file are wrong/)
  assert.match(page, /Row 2 First name nothing The first name is missing/)
  assert.match(page, /Row 3 Class nothing The class is missing/)
  assert.match(page, /Row 4 Year 99 This is not a year group/)
})

test('Windows-1252 and a byte-order mark are read as they were meant', async () => {
  const school = await foundTestSchool(app)
  const office = await app.as(school.office)
  await apply(office, 'pupils', Buffer.from(three.replaceAll('’', '\x92'), 'latin1'))
  assert.deepEqual(await namesIn(school, 'Owls'), ['Zoë Müller', 'Ben O’Hara'])
  assert.match(text((await preview(office, 'pupils', `\ufeff${three}`)).body), /Nothing to change/)
})

test('5,000 pupils and their consents are applied in one go', async () => {
  const school = await foundTestSchool(app)
  const office = await app.as(school.office)
  const count = 5000
  const serials = Array.from({ length: count }, (_, index) => index + 1)
  const upns = serials.map(upn)
  const applied = async (kind: string, content: string): Promise<void> => {
    const shown = await preview(office, kind, content)
    assert.match(text(shown.body), /5000 to add/)
    assert.match(text(shown.body), /and 4900 more/)
    assert.equal((await office.post(`${shown.path}/apply`, { digest: shown.digest })).statusCode, 303)
  }
  await applied(
    'pupils',
    pupilFile(...upns.map((one, index) => `${one},Pupil${index},Test,Class ${index % 60},3`)),
  )
  await applied(
    'consents',
    ['UPN,Facebook,Consent date,Evidence', ...upns.map(one => `${one},yes,05/09/2026,signed form`)].join(
      '\n',
    ),
  )
  assert.equal((await namesIn(school, ...serials.map(one => `Class ${one % 60}`))).length, count)
})

test('staff come in with ordinary roles; deciding roles are the headteacher’s to give', async () => {
  const school = await foundTestSchool(app)
  const office = await app.as(school.office)
  const domain = `${school.schoolId.slice(-6)}@thornfield.example`
  const file = [
    'First name,Surname,Email,Roles',
    `Nia,Vane,nia.${domain},teacher; DSL`,
    `Devious,Anand,dsl.${domain},staff`,
    `Tess,Rowan-Hale,teacher.${domain},staff; parent`,
  ].join('\n')
  const shown = await preview(office, 'staff', file)
  assert.match(text(shown.body), /What this file cannot do .*Nia Vane: Designated safeguarding lead/)
  assert.match(text(shown.body), /Dev Anand: another name or mailbox/)
  await office.post(`${shown.path}/apply`, { digest: shown.digest })
  const people = await inSchool(app.db, school.head, persons)
  const rolesOf = (name: string) => people.find(person => person.name === name)?.roles.toSorted()
  assert.deepEqual(rolesOf('Nia Vane'), ['staff'])
  assert.deepEqual(rolesOf('Dev Anand'), ['dsl', 'senior-leader', 'staff'])
  assert.deepEqual(rolesOf('Tess Rowan-Hale'), ['parent', 'staff'])
  assert.match(text((await preview(office, 'staff', file)).body), /Nothing to change/)
})

test('an old file does not undo a withdrawal unless a person says so for that child', async () => {
  const school = await foundTestSchool(app)
  const office = await app.as(school.office)
  await apply(office, 'pupils', three)
  const consents = (...lines: string[]) => ['UPN,Facebook,Consent date,Evidence', ...lines].join('\n')
  const yes = consents(`${upn(1)},yes,5/9/2026,form`, `${upn(2)},yes,5/9/2026,form`)
  await apply(office, 'consents', yes)
  await apply(office, 'consents', consents(`${upn(1)},withdrawn,,`, `${upn(2)},no,,`))
  const standing = () =>
    inSchool(app.db, school.head, async tx =>
      (await pupilsOfClasses(tx, ['Owls'], 'facebook')).map(one => one.consent),
    )
  assert.deepEqual(await standing(), ['withdrawn', 'refused'])
  const old = await apply(office, 'consents', yes)
  assert.match(text(old.body), /Zoë Müller, Facebook: recorded as “Withdrawn”/)
  assert.deepEqual(await standing(), ['withdrawn', 'refused'])
  await apply(office, 'consents', yes, { reinstate: [`${upn(2)} facebook`] })
  assert.deepEqual(await standing(), ['withdrawn', 'given'])
})

test('only those who keep the records import, each their own kind, and nobody another school’s file', async () => {
  const school = await foundTestSchool(app)
  const dsl = await app.as(school.dsl)
  assert.match((await send(dsl, 'pupils', three)).body, /Choose what is in the file/)
  assert.doesNotMatch((await dsl.get('/people/import')).body, /value="pupils"/)
  assert.equal((await (await app.as(school.teacher)).get('/people/import')).statusCode, 403)
  const shown = await preview(await app.as(school.office), 'pupils', three)
  assert.equal((await dsl.get(shown.path)).statusCode, 403)
  const other = await foundTestSchool(app, { name: 'Hillbrook Primary School' })
  assert.equal((await (await app.as(other.head)).get(shown.path)).statusCode, 404)
})
