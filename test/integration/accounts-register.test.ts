import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  applyForAccount,
  connectAccount,
  decideApplication,
  markForReconnect,
  officialAccount,
} from '../../src/features/accounts/index.ts'
import { acknowledgePolicy } from '../../src/features/acknowledgements/index.ts'
import { recordTraining } from '../../src/features/people/index.ts'
import { adoptPolicy, policyInForce } from '../../src/features/policy/index.ts'
import { setUpSchool } from '../../src/features/setup/index.ts'
import type { PersonActor } from '../../src/kernel/actor.ts'
import { londonDate, Temporal } from '../../src/kernel/clock.ts'
import {
  type AccountId,
  type ApplicationId,
  newId,
  type PersonId,
  type SchoolId,
} from '../../src/kernel/ids.ts'
import type { Channel, ConnectedAccount } from '../../src/networks/network.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import { actorOf, startTestApp } from '../support/app.ts'
import { createMemoryNetwork, memoryPassword } from '../support/memory-network.ts'
import { foundTestSchool } from '../support/school.ts'

const memory = createMemoryNetwork()
let did = 'did:plc:first'
const bluesky = {
  ...memory,
  connect: async (credential: Parameters<typeof memory.connect>[0]): Promise<ConnectedAccount> => ({
    ...(await memory.connect(credential)),
    externalId: did,
  }),
}
const app = await startTestApp({ bluesky })
const school = await foundTestSchool(app)
const office = await app.as(school.office)
const leader = await app.as(school.leader)
const teacher = await app.as(school.teacher)
const now = app.clock.now()

const makeReady = async (by: PersonActor, person: PersonActor): Promise<void> => {
  const policy = await inSchool(app.db, person, tx => policyInForce(tx, londonDate(now)))
  await acknowledgePolicy(app.db, person, { sha256: policy?.textSha256 ?? '', now })
  await recordTraining(app.db, by, {
    personId: person.personId,
    completedOn: Temporal.PlainDate.from('2026-11-02'),
    now,
  })
}
for (const person of [school.teacher, school.colleague]) await makeReady(school.office, person)

const apply = async (
  name: string,
  channel: Channel,
  applicant = school.teacher,
  runners = [school.teacher, school.colleague],
): Promise<ApplicationId> => {
  const id = newId<ApplicationId>()
  const result = await applyForAccount(app.db, applicant, {
    id,
    businessCase: {
      channel,
      name,
      aim: 'Aim',
      audience: 'Parents',
      promotion: 'Newsletter',
      openness: 'open',
      runnerIds: runners.map(runner => runner.personId),
    },
    now,
  })
  assert.equal(result.kind, 'submitted')
  return id
}

const approved = async (name: string, channel: Channel): Promise<AccountId> => {
  const id = await apply(name, channel)
  const result = await decideApplication(app.db, school.leader, { id, outcome: 'approve', reason: '', now })
  assert.ok(result.kind === 'approved')
  return result.accountId
}
const load = (id: AccountId) => inSchool(app.db, school.office, tx => officialAccount(tx, id))
const credential = { service: 'https://bsky.social', handle: 'school.bsky.social', password: memoryPassword }

const first = await approved('Year 3 News', 'bluesky')
const page = await approved('School page', 'facebook')

test('a rejected application says why, and opens no account', async () => {
  const id = await apply('Staff room gossip', 'instagram')
  const path = `/accounts/applications/${id}`
  const unexplained = await leader.post(path, { outcome: 'reject', reason: '  ' })
  assert.equal(unexplained.statusCode, 422)
  assert.match(unexplained.body, /Give the reason/)
  assert.equal((await leader.post(path, {})).statusCode, 422)
  assert.equal(
    (await leader.post(path, { outcome: 'reject', reason: 'No aim' })).headers.location,
    '/accounts',
  )
  assert.match((await teacher.get(path)).body, /Rejected by Sana Whitlock[\s\S]*No aim/)
  assert.doesNotMatch((await teacher.get('/accounts')).body, /Staff room gossip/)
})

test('a senior leader who applied does not decide; another one does', async () => {
  const id = await apply('Leaders', 'x', school.leader)
  const path = `/accounts/applications/${id}`
  const own = (await leader.get(path)).body
  assert.match(own, /This is your own application\. .*Dev Anand.* decides on it/)
  assert.match(own, /School practice/)
  const forced = await leader.post(path, { outcome: 'approve', reason: 'mine' })
  assert.equal(forced.statusCode, 422)
  assert.match(forced.body, /You cannot decide on your own application/)
  assert.doesNotMatch((await leader.get('/')).body, /Decide on the application for Leaders/)
  assert.equal(
    (await decideApplication(app.db, school.head, { id, outcome: 'approve', reason: '', now })).kind,
    'approved',
  )
})

test('where nobody else can decide, the head decides with a reason, and it shows', async () => {
  const schoolId = newId<SchoolId>()
  const head = actorOf(schoolId, newId<PersonId>(), ['headteacher', 'dsl', 'administrator', 'staff'])
  const mate = actorOf(schoolId, newId<PersonId>(), ['staff'])
  await setUpSchool(
    { db: app.db, vault: app.vault },
    {
      id: schoolId,
      name: 'Tiny Primary School',
      demonstration: false,
      phone: null,
      urgentName: null,
      urgentPhone: null,
      people: [head, mate].map((person, index) => ({
        id: person.personId,
        givenName: ['Hana', 'Mo'][index] ?? '',
        familyName: 'Reed',
        email: null,
        sharedMailbox: false,
        roles: [...person.roles],
      })),
    },
    now,
  )
  const browser = await app.as(head)
  await browser.post('/policy/adopt/AL', {
    id: newId(),
    'from-day': '18',
    'from-month': '11',
    'from-year': '2026',
    minute: 'Item 1',
  })
  for (const person of [head, mate]) await makeReady(head, person)
  const path = `/accounts/applications/${await apply('Tiny News', 'bluesky', head, [head, mate])}`
  assert.match((await browser.get('/')).body, /Decide on the application for Tiny News/)
  assert.match((await browser.get(path)).body, /Nobody else here can decide/)
  assert.equal((await browser.post(path, { outcome: 'approve', reason: '' })).statusCode, 422)
  const done = await browser.post(path, { outcome: 'approve', reason: 'A school of two' })
  assert.equal(done.statusCode, 303)
  assert.match((await browser.get(path)).body, /\(one person: nobody else could decide\)/)
  assert.match(
    (await browser.get(String(done.headers.location))).body,
    /\(one person: nobody else could decide\)/,
  )
})

test('one account on the network is one account in the register', async () => {
  const path = `/accounts/${first}/connect`
  assert.equal((await office.post(path, credential)).statusCode, 303)
  const second = await approved('Year 4 News', 'bluesky')
  const taken = await office.post(`/accounts/${second}/connect`, credential)
  assert.equal(taken.statusCode, 422)
  assert.match(taken.body, /in the register already, as Year 3 News/)
  assert.equal((await load(second))?.state, 'approved')

  did = 'did:plc:second'
  const races = await Promise.all(
    [second, await approved('Year 5 News', 'bluesky')].map(id =>
      connectAccount({ db: app.db, vault: app.vault, network: bluesky }, school.office, {
        id,
        credential: { service: 'https://bsky.social', identifier: 'two', secret: memoryPassword },
        now,
      }),
    ),
  )
  assert.deepEqual(races.map(race => race.kind).toSorted(), ['connected', 'taken'])
  did = 'did:plc:first'
})

test('an account that lost its password is connected again, to the same account only', async () => {
  await inSchool(app.db, school.office, tx => markForReconnect(tx, first, now))
  await inSchool(app.db, school.office, tx => markForReconnect(tx, first, now))
  assert.equal((await load(first))?.state, 'reconnect')
  assert.match((await office.get('/')).body, /Connect Year 3 News again/)
  assert.match((await teacher.get(`/accounts/${first}`)).body, /no longer accepts the app password/)
  did = 'did:plc:somebody-else'
  const wrong = await office.post(`/accounts/${first}/connect`, credential)
  assert.match(wrong.body, /This is a different Bluesky account/)
  assert.equal((await load(first))?.state, 'reconnect')
  did = 'did:plc:first'
  assert.equal((await office.post(`/accounts/${first}/connect`, credential)).statusCode, 303)
  assert.equal((await load(first))?.state, 'connected')
})

test('a page reached by hand is recorded with its address, once each step is confirmed', async () => {
  const path = `/accounts/${page}/connect`
  assert.match(
    (await office.get(path)).body,
    /Tess Rowan and Joel Fenn can publish there|Joel Fenn and Tess Rowan/,
  )
  const steps = { confirm: ['roles', 'no-sharing', 'recovery'] }
  const url = 'https://www.facebook.com/thornfield/'
  for (const bad of [
    '',
    'javascript:alert(1)',
    'http://insecure.example',
    'https://user:pw@face.example',
    'nonsense',
  ])
    assert.equal((await office.post(path, { url: bad, ...steps })).statusCode, 422, bad)
  const unconfirmed = await office.post(path, { url, confirm: 'roles' })
  assert.match(unconfirmed.body, /Confirm each step once it is done/)
  assert.match(unconfirmed.body, /value="https:\/\/www\.facebook\.com\/thornfield\/"/)
  assert.equal((await office.post(path, { url, ...steps })).statusCode, 303)
  const connected = await load(page)
  assert.equal(connected?.state, 'connected')
  assert.equal(connected?.url, 'https://www.facebook.com/thornfield')
  const other = await approved('Second page', 'facebook')
  assert.match(
    (await office.post(`/accounts/${other}/connect`, { url: 'www.facebook.com/thornfield', ...steps })).body,
    /in the register already, as School page/,
  )
})

test('comments go off for a while, with a reason', async () => {
  const path = `/accounts/${page}`
  const off = {
    act: 'comments-off',
    'until-day': '5',
    'until-month': '12',
    'until-year': '2026',
    reason: 'A quiet week',
  }
  assert.match((await teacher.get(path)).body, /Gatepost cannot do it on the network itself/)
  const wrong = [
    [{ 'until-day': '31', 'until-month': '2' }, /Enter the last day/],
    [{ 'until-month': '11' }, /That day is over/],
    [{ 'until-year': '2027' }, /three months at most/],
    [{ reason: ' ' }, /Give the reason/],
  ] as const
  for (const [change, words] of wrong)
    assert.match((await teacher.post(path, { ...off, ...change })).body, words)
  assert.equal(
    (await (await app.as(school.deputy)).post(path, off)).statusCode,
    403,
    'the deputy runs it not',
  )
  assert.equal((await teacher.post(path, off)).statusCode, 303)
  assert.match(
    (await office.get('/accounts')).body,
    /Off since Wednesday 18 November 2026, until the end of Saturday 5 December 2026/,
  )
})

test('only those who decide on accounts choose the second approval; it is labelled', async () => {
  const path = `/accounts/${page}`
  assert.match((await teacher.get(path)).body, /School practice: your policy does not say/)
  const choice = { act: 'second-approval', 'second-approval': 'all' }
  assert.equal((await teacher.post(path, choice)).statusCode, 403)
  assert.equal((await leader.post(path, { act: 'second-approval' })).statusCode, 422)
  assert.equal((await leader.post(path, choice)).statusCode, 303)
  assert.equal((await load(page))?.secondApproval, 'all')
  assert.match((await leader.get(path)).body, /School practice: chosen for this account/)
})

test('a new policy asks those who run an account again, volunteers included', async () => {
  await makeReady(school.office, school.volunteer)
  const id = await apply('Garden', 'website', school.teacher, [
    school.teacher,
    school.colleague,
    school.volunteer,
  ])
  const decided = await decideApplication(app.db, school.leader, { id, outcome: 'approve', reason: '', now })
  assert.ok(decided.kind === 'approved')
  const path = `/accounts/${decided.accountId}`
  assert.doesNotMatch((await leader.get(path)).body, /is not ready/)
  const volunteer = await app.as(school.volunteer)
  assert.doesNotMatch((await volunteer.get('/')).body, /Read and acknowledge the policy/)

  await adoptPolicy(app.db, school.head, {
    pack: 'SM',
    inForceFrom: londonDate(now).add({ days: 1 }),
    minute: 'Item 2',
    now,
  })
  app.clock.advance({ hours: 24 })
  const tomorrow = await app.as(school.leader)
  assert.match((await tomorrow.get(path)).body, /Vera Lund has not acknowledged the policy/)
  const asked = await app.as(school.volunteer)
  assert.match((await asked.get('/')).body, /Read and acknowledge the policy: you are named/)
  assert.match((await asked.get('/policy/acknowledge')).body, /I have read and understood it/)
  app.clock.set(now.toString())
})

test('a volunteer sees only what they run, another school nothing', async () => {
  const volunteer = await app.as(school.volunteer)
  assert.equal((await volunteer.get(`/accounts/${page}`)).statusCode, 404)
  assert.doesNotMatch((await volunteer.get('/accounts')).body, /School page/)
  const stranger = await app.as((await foundTestSchool(app, { name: 'Hillbrook Primary School' })).office)
  for (const path of [`/accounts/${page}`, `/accounts/${page}/connect`, '/accounts/nonsense'])
    assert.equal((await stranger.get(path)).statusCode, 404, path)
  assert.equal((await stranger.post(`/accounts/${page}`, { act: 'comments-on' })).statusCode, 404)
})

test('when the pause is over, those who run the account are asked to switch comments on', async () => {
  app.clock.set('2026-12-06T00:00:00Z')
  const later = await app.as(school.teacher)
  const path = `/accounts/${page}`
  assert.match((await later.get('/accounts')).body, /Were off until the end of Saturday 5 December 2026/)
  assert.match((await later.get('/')).body, /Switch comments on again: School page/)
  assert.equal((await later.post(path, { act: 'comments-on' })).statusCode, 303)
  assert.equal((await load(page))?.commentsOffSince, null)
  assert.equal((await later.post(path, { act: 'nonsense' })).statusCode, 422)
})
