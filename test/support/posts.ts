import assert from 'node:assert/strict'
import type { LightMyRequestResponse as InjectResponse } from 'fastify'
import sharp from 'sharp'
import { setSecondApproval } from '../../src/features/accounts/account-settings.ts'
import {
  applyForAccount,
  connectAccount,
  decideApplication,
  officialAccounts,
  recordPage,
  type SecondApproval,
} from '../../src/features/accounts/index.ts'
import { acknowledgePolicy } from '../../src/features/acknowledgements/index.ts'
import { recordTraining } from '../../src/features/people/index.ts'
import { policyInForce } from '../../src/features/policy/index.ts'
import { londonDate, Temporal } from '../../src/kernel/clock.ts'
import {
  type AccountId,
  type ApplicationId,
  newId,
  type PhotoId,
  type PostId,
  type PupilId,
} from '../../src/kernel/ids.ts'
import type { Channel, Credential, Network } from '../../src/networks/network.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import type { SchoolHost, TestApp, TestBrowser } from './app.ts'
import { memoryPassword } from './memory-network.ts'
import { foundTestSchool, type TestSchool } from './school.ts'

const memoryCredential: Credential = {
  service: 'https://bsky.example',
  identifier: 'thornfield.example',
  secret: memoryPassword,
}

/** A school with a Bluesky account and a Facebook Page that the teacher, the colleague and the volunteer run. */
export async function postingSchool(
  app: SchoolHost,
  network: Network,
  options: { secondApproval?: SecondApproval; credential?: Credential; name?: string } = {},
): Promise<{ school: TestSchool; bluesky: AccountId; facebook: AccountId }> {
  const school = await foundTestSchool(app, options.name === undefined ? {} : { name: options.name })
  const now = app.clock.now()
  const runners = [school.teacher, school.colleague, school.volunteer]
  for (const runner of runners) {
    const policy = await inSchool(app.db, runner, tx => policyInForce(tx, londonDate(now)))
    await acknowledgePolicy(app.db, runner, { sha256: policy?.textSha256 ?? '', now })
    await recordTraining(app.db, school.office, {
      personId: runner.personId,
      completedOn: Temporal.PlainDate.from('2026-11-02'),
      now,
    })
  }
  const open = async (channel: Channel, name: string): Promise<AccountId> => {
    const id = newId<ApplicationId>()
    const applied = await applyForAccount(app.db, school.teacher, {
      id,
      businessCase: {
        channel,
        name,
        aim: 'News',
        audience: 'Parents',
        promotion: 'Newsletter',
        openness: 'open',
        runnerIds: runners.map(runner => runner.personId),
      },
      now,
    })
    assert.equal(applied.kind, 'submitted')
    const decided = await decideApplication(app.db, school.leader, {
      id,
      outcome: 'approve',
      reason: 'A clear aim',
      now,
    })
    assert.equal(decided.kind, 'approved')
    const account = (await inSchool(app.db, school.head, officialAccounts)).find(one => one.name === name)
    assert.ok(account)
    const chosen = await setSecondApproval(app.db, school.leader, {
      id: account.id,
      value: options.secondApproval ?? 'none',
      now,
    })
    assert.match(chosen.kind, /changed/)
    return account.id
  }
  const bluesky = await open('bluesky', 'Thornfield on Bluesky')
  const connected = await connectAccount({ db: app.db, vault: app.vault, network }, school.office, {
    id: bluesky,
    credential: options.credential ?? memoryCredential,
    now,
  })
  assert.equal(connected.kind, 'connected')
  const facebook = await open('facebook', 'Thornfield on Facebook')
  const recorded = await recordPage(app.db, school.office, {
    id: facebook,
    url: 'https://facebook.example/thornfield',
    now,
  })
  assert.equal(recorded.kind, 'connected')
  return { school, bluesky, facebook }
}

export type TestPupil = { readonly id: PupilId; readonly name: string }

/** A child on the register with a consent for each channel. Written into the tables: the import has its own tests. */
export async function enrol(
  app: SchoolHost,
  school: TestSchool,
  name: `${string} ${string}`,
  options: {
    className?: string
    consents?: Partial<Record<Channel, 'given' | 'refused' | 'withdrawn'>>
    doNotPublish?: boolean
  } = {},
): Promise<TestPupil> {
  const id = newId<PupilId>()
  const [givenName = '', familyName = ''] = name.split(' ')
  await inSchool(app.db, school.office, async tx => {
    await tx
      .insertInto('pupil')
      .values({
        school_id: tx.schoolId,
        id,
        upn: `T${id.slice(-12)}`,
        given_name: givenName,
        family_name: familyName,
        class_name: options.className ?? 'Rowan',
        year_group: '3',
        left_on: null,
      })
      .execute()
    for (const [channel, state] of Object.entries(options.consents ?? {}))
      await tx
        .insertInto('image_consent')
        .values({
          school_id: tx.schoolId,
          pupil_id: id,
          channel: channel as Channel,
          state,
          given_on: null,
          evidence: 'Form of September',
          recorded_by: school.office.personId,
          recorded_at: app.clock.now(),
        })
        .execute()
    if (options.doNotPublish)
      await tx
        .insertInto('do_not_publish')
        .values({
          school_id: tx.schoolId,
          pupil_id: id,
          reason: Buffer.from('sealed elsewhere'),
          added_by: school.dsl.personId,
          added_at: app.clock.now(),
        })
        .execute()
  })
  return { id, name }
}

export const setConsent = (
  app: TestApp,
  school: TestSchool,
  pupil: TestPupil,
  channel: Channel,
  state: 'given' | 'refused' | 'withdrawn',
): Promise<void> =>
  inSchool(app.db, school.office, async tx => {
    await tx
      .updateTable('image_consent')
      .set({ state })
      .where('school_id', '=', tx.schoolId)
      .where('pupil_id', '=', pupil.id)
      .where('channel', '=', channel)
      .execute()
  })

const child = (x: number, coat: string, hair: string): string =>
  `<circle cx="${x}" cy="196" r="22" fill="#e8b896"/><path d="M${x - 23} 192a23 23 0 0 1 46 0z" fill="${hair}"/>
   <path d="M${x - 26} 310q0-92 26-92t26 92z" fill="${coat}"/><path d="M${x - 12} 306v44m24-44v44" stroke="#334" stroke-width="13"/>`

/** Three children before a hedge: drawn, so nobody's picture. */
const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400">
  <rect width="600" height="400" fill="#bcd9ec"/><circle cx="520" cy="70" r="34" fill="#f7e08a"/>
  <rect y="150" width="600" height="110" rx="40" fill="#3f7a4a"/><rect y="250" width="600" height="150" fill="#8a6b4a"/>
  <rect y="330" width="600" height="70" fill="#79a65a"/>
  ${child(150, '#c8412f', '#5a3a22')}${child(300, '#2f62c8', '#222')}${child(450, '#e0a020', '#a5542a')}
  <path d="M210 350V236m164 114V236" stroke="#6b4a2a" stroke-width="7"/>
</svg>`

/** A photo as a phone takes it: with where it was taken, and with what. */
export const phonePhoto = (): Promise<Buffer> =>
  sharp(Buffer.from(drawing))
    .withExif({
      IFD0: { Make: 'Lenscraft', Model: 'Lenscraft 9000' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '51/1 30/1 0/1',
        GPSLongitudeRef: 'W',
        GPSLongitude: '0/1 7/1 0/1',
      },
    })
    .jpeg()
    .toBuffer()

/** Writes a draft through the page; its id. */
export async function draft(browser: TestBrowser, account: AccountId, text: string): Promise<PostId> {
  const id = newId<PostId>()
  const saved = await browser.post('/posts', { id, account, text })
  assert.equal(saved.statusCode, 303, saved.body)
  assert.equal(saved.headers.location, `/posts/${id}`)
  return id
}

/** Adds a photo to a draft through the page; its id. */
export async function attach(
  browser: TestBrowser,
  post: PostId,
  altText = 'Children plant a hedge',
): Promise<PhotoId> {
  const id = newId<PhotoId>()
  const added = await browser.upload(
    `/posts/${post}/photos`,
    { id, altText },
    { picture: { fileName: 'Mia Sprout 3R.jpg', bytes: await phonePhoto() } },
  )
  assert.equal(added.statusCode, 303, added.body)
  return id
}

/** Does the picture check: no pupils, or these children of these classes (none: nobody can be recognised). */
export async function check(
  browser: TestBrowser,
  post: PostId,
  photo: PhotoId,
  found: 'no-pupils' | { classes: readonly string[]; children: readonly TestPupil[] },
): Promise<void> {
  const path = `/posts/${post}/photos/${photo}/check`
  if (found === 'no-pupils') {
    assert.equal((await browser.post(path, { shows: 'no-pupils' })).headers.location, `/posts/${post}`)
    return
  }
  const chosen = await browser.post(path, { shows: 'pupils', classes: found.classes })
  assert.equal(chosen.headers.location, `${path}/children`, chosen.body)
  const named = await browser.post(
    `${path}/children`,
    found.children.length === 0 ? { nobody: 'yes' } : { child: found.children.map(child => child.id) },
  )
  assert.equal(named.headers.location, `/posts/${post}`, named.body)
}

/** The message that a redirect shows on the next page. */
export const flashOf = (response: InjectResponse): string => {
  const cookie = response.cookies.find(one => one.name.endsWith('flash'))
  return cookie
    ? (JSON.parse(Buffer.from(cookie.value, 'base64url').toString()) as { text: string }).text
    : ''
}

export const stateOf = (app: TestApp, school: TestSchool, post: PostId): Promise<string> =>
  inSchool(
    app.db,
    school.head,
    async tx =>
      (
        await tx
          .selectFrom('post')
          .select('state')
          .where('school_id', '=', tx.schoolId)
          .where('id', '=', post)
          .executeTakeFirstOrThrow()
      ).state,
  )
