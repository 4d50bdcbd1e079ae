import { adoptPolicy } from '../src/features/policy/index.ts'
import { setUpSchool } from '../src/features/setup/index.ts'
import type { PersonActor } from '../src/kernel/actor.ts'
import { type Instant, londonDate } from '../src/kernel/clock.ts'
import { type AccountId, type ApplicationId, newId, type PersonId, type SchoolId } from '../src/kernel/ids.ts'
import { type Database, inSchool } from '../src/platform/database/database.ts'
import type { Vault } from '../src/platform/vault/vault.ts'

/** A school after a busy year: 40 people, one account, 300 messages of which 60 are open. Rows are written straight in. */
export async function fillSchool(parts: {
  db: Database
  vault: Vault
  now: Instant
}): Promise<{ schoolId: SchoolId; personId: PersonId }> {
  const { db, vault, now } = parts
  const schoolId = newId<SchoolId>()
  const personId = newId<PersonId>()
  const head: PersonActor = {
    kind: 'person',
    schoolId,
    personId,
    name: 'Harriet Oakes',
    roles: new Set(['headteacher', 'staff']),
  }
  const person = (given: string, index: number) => ({
    id: newId<PersonId>(),
    givenName: given,
    familyName: `Number ${index}`,
    email: `person${index}@bench.example`,
    sharedMailbox: false,
    roles: ['staff'] as const,
  })
  await setUpSchool(
    { db, vault },
    {
      id: schoolId,
      name: 'Bench Primary School',
      demonstration: false,
      phone: null,
      urgentName: null,
      urgentPhone: null,
      people: [
        {
          id: personId,
          givenName: 'Harriet',
          familyName: 'Oakes',
          email: 'harriet@bench.example',
          sharedMailbox: false,
          roles: ['headteacher', 'staff'],
        },
        ...Array.from({ length: 39 }, (_, index) => person('Person', index)),
      ],
    },
    now,
  )
  await adoptPolicy(db, head, { pack: 'AL', inForceFrom: londonDate(now), minute: 'Item 4', now })
  await inSchool(db, head, async tx => {
    const version = await tx
      .selectFrom('policy_version')
      .select('id')
      .where('school_id', '=', schoolId)
      .executeTakeFirstOrThrow()
    const applicationId = newId<ApplicationId>()
    const accountId = newId<AccountId>()
    await tx
      .insertInto('account_application')
      .values({
        school_id: schoolId,
        id: applicationId,
        applicant_id: personId,
        network: 'bluesky',
        channel: 'bluesky',
        name: 'School news',
        aim: 'News',
        audience: 'Parents',
        promotion: 'Newsletter',
        openness: 'open',
        state: 'approved',
        decided_by: personId,
        decided_at: now,
        reason: 'Fine',
        one_person: false,
        policy_version_id: version.id,
        clauses: ['AL-3.a'],
        submitted_at: now,
      })
      .execute()
    await tx
      .insertInto('official_account')
      .values({
        school_id: schoolId,
        id: accountId,
        application_id: applicationId,
        network: 'bluesky',
        channel: 'bluesky',
        name: 'School news',
        handle: 'bench.example',
        external_id: 'did:plc:bench',
        url: null,
        state: 'connected',
        comments_off_since: null,
        comments_off_until: null,
        second_approval: 'none',
        second_approval_basis: 'practice',
        cursor: null,
        polled_at: now,
        poll_failure: null,
        created_at: now,
      })
      .execute()
    await tx
      .insertInto('account_runner')
      .values({ school_id: schoolId, account_id: accountId, person_id: personId, since: londonDate(now) })
      .execute()
    await tx
      .insertInto('message')
      .values(
        Array.from({ length: 300 }, (_, index) => ({
          school_id: schoolId,
          id: newId(),
          account_id: accountId,
          kind: 'comment' as const,
          external_id: `message-${index}`,
          author_external_id: `did:plc:${index}`,
          author_name: `Parent ${index}`,
          author_handle: `parent${index}.example`,
          text: `What time does the fair begin on Saturday, and may grandparents come too? (${index})`,
          uri: `at://did:plc:${index}/app.bsky.feed.post/${index}`,
          cid: `cid${index}`,
          url: null,
          root_uri: null,
          root_cid: null,
          post_id: null,
          picture_count: 0,
          links: [],
          received_at: now.subtract({ hours: index }),
          entered_by: null,
          due_at: now.subtract({ hours: index - 24 }),
          due_why: 'Received on a weekday, so it must be answered within 24 hours.',
          due_basis: JSON.stringify([
            { kind: 'clause', clause: 'AL-4.b', section: 'Monitoring', gist: 'answered within 24 hours' },
          ]),
          state: index % 5 === 0 ? ('open' as const) : ('answered' as const),
          state_by: null,
          state_at: now,
        })),
      )
      .execute()
  })
  return { schoolId, personId }
}
