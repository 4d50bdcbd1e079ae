import assert from 'node:assert/strict'
import type { LightMyRequestResponse as InjectResponse } from 'fastify'
import { accountCredential } from '../../src/features/accounts/index.ts'
import { type Instant, Temporal } from '../../src/kernel/clock.ts'
import { type AccountId, newId } from '../../src/kernel/ids.ts'
import type { Credential, IncomingMessage, NetworkKind } from '../../src/networks/network.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import { seal } from '../../src/platform/vault/vault.ts'
import type { TestApp } from './app.ts'
import { memoryPassword } from './memory-network.ts'
import { foundTestSchool, type TestSchool } from './school.ts'

/** A post of the school’s own account on the memory network, under which comments arrive. */
export const ourPost = { uri: 'at://did:plc:school/app.bsky.feed.post/ours', cid: 'cid-ours' }

/** A comment under our post by somebody outside, as the network tells of it. */
export const comment = (
  key: string,
  text: string,
  more: {
    receivedAt?: string
    name?: string
    handle?: string
    pictureCount?: number
    links?: readonly string[]
  } = {},
): IncomingMessage => {
  const uri = `at://did:plc:parent/app.bsky.feed.post/${key}`
  return {
    externalId: uri,
    kind: 'comment',
    author: {
      externalId: 'did:plc:parent',
      handle: more.handle ?? 'quill.example',
      displayName: more.name ?? 'Pat Quill',
    },
    text,
    place: { uri, cid: `cid-${key}`, url: `https://bsky.example/${key}` },
    root: ourPost,
    parent: ourPost,
    receivedAt: Temporal.Instant.from(more.receivedAt ?? '2026-11-18T08:30:00Z'),
    pictureCount: more.pictureCount ?? 0,
    links: more.links ?? [],
  }
}

/**
 * A school with a connected Bluesky account and a Facebook Page, both run by the teacher and the colleague. Written
 * into the tables: how accounts come about is the accounts room's own test.
 */
export async function watchedSchool(
  app: TestApp,
  options: { pack?: string | null; credential?: Credential } = {},
): Promise<{ school: TestSchool; account: { id: AccountId }; page: { id: AccountId } }> {
  const school = await foundTestSchool(app, options)
  // Read once before, the day before: what arrives now is no history.
  const polledAt = app.clock.now()
  const account = await insertAccount(app, school, 'bluesky', polledAt, options.credential)
  const page = await insertAccount(app, school, 'manual', null)
  return { school, account, page }
}

async function insertAccount(
  app: TestApp,
  school: TestSchool,
  network: NetworkKind,
  polledAt: Instant | null,
  credential: Credential = {
    service: 'https://bsky.example',
    identifier: 'thornfield.example',
    secret: memoryPassword,
  },
): Promise<{ id: AccountId }> {
  const id = newId<AccountId>()
  const applicationId = newId()
  const now = app.clock.now()
  const name = network === 'bluesky' ? 'Thornfield on Bluesky' : 'Thornfield’s Facebook Page'
  const channel = network === 'bluesky' ? 'bluesky' : 'facebook'
  const { schoolId } = school
  await inSchool(app.db, school.head, async tx => {
    await tx
      .insertInto('account_application')
      .values({
        school_id: schoolId,
        id: applicationId,
        applicant_id: school.teacher.personId,
        network,
        channel,
        name,
        aim: 'News',
        audience: 'Parents',
        promotion: 'Newsletter',
        openness: 'open',
        state: 'approved',
        decided_by: school.leader.personId,
        decided_at: now,
        reason: 'Yes',
        one_person: false,
        policy_version_id: (
          await tx
            .selectFrom('policy_version')
            .select('id')
            .where('school_id', '=', schoolId)
            .executeTakeFirstOrThrow()
        ).id,
        clauses: [],
        submitted_at: now,
      })
      .execute()
    await tx
      .insertInto('official_account')
      .values({
        school_id: schoolId,
        id,
        application_id: applicationId,
        network,
        channel,
        name,
        handle: 'thornfield.example',
        external_id: network === 'bluesky' ? 'did:plc:school' : null,
        url: 'https://network.example/thornfield',
        state: 'connected',
        comments_off_since: null,
        comments_off_until: null,
        second_approval: 'none',
        second_approval_basis: 'School practice',
        cursor: null,
        polled_at: polledAt,
        poll_failure: null,
        created_at: now,
      })
      .execute()
    await tx
      .insertInto('account_runner')
      .values(
        [school.teacher, school.colleague].map(({ personId }) => ({
          school_id: schoolId,
          account_id: id,
          person_id: personId,
          since: now.toZonedDateTimeISO('Europe/London').toPlainDate(),
        })),
      )
      .execute()
    if (network === 'bluesky') {
      await tx
        .insertInto('account_credential')
        .values({
          school_id: schoolId,
          account_id: id,
          sealed: seal(
            await app.vault.schoolKey(tx),
            schoolId,
            { table: 'account_credential', row: id, column: 'sealed' },
            JSON.stringify(credential),
          ),
          stored_by: school.office.personId,
          stored_at: now,
        })
        .execute()
      assert.deepEqual(await accountCredential(tx, app.vault, id), credential)
    }
  })
  return { id }
}

/** The id of the message that arrived under this key. */
export async function messageOf(app: TestApp, school: TestSchool, key: string): Promise<string> {
  return inSchool(
    app.db,
    school.head,
    async tx =>
      (
        await tx
          .selectFrom('message')
          .select('id')
          .where('school_id', '=', school.schoolId)
          .where('external_id', '=', `at://did:plc:parent/app.bsky.feed.post/${key}`)
          .executeTakeFirstOrThrow()
      ).id,
  )
}

/** The value of a hidden field of a page's form. */
export const field = (page: InjectResponse, name: string): string => {
  const found = new RegExp(`name="${name}" value="([^"]*)"`).exec(page.body)?.[1]
  assert.ok(found !== undefined, `the page has no field ${name}`)
  return found
}
