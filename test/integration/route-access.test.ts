import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { insertPerson } from '../../src/features/people/index.ts'
import { type Role, roles } from '../../src/kernel/actor.ts'
import { newRandomId } from '../../src/kernel/ids.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import { startTestApp } from '../support/app.ts'
import { foundTestSchool } from '../support/school.ts'

/** Generated from the rooms' tables of routes: every route as nobody, in a wrong role, and from another school. */
const app = await startTestApp()
const school = await foundTestSchool(app, { name: 'Thornfield Primary School' })
const stranger = await foundTestSchool(app, { name: 'Hillbrook Primary School' })

const address = (path: string, id: string): string => path.replace(/:\w+/g, id)

for (const route of app.routes) {
  const name = `${route.method} ${route.path}`
  if (route.access === 'anyone') continue

  test(`${name}: nobody is sent to sign in`, async () => {
    const browser = app.anonymous()
    const path = address(route.path, newRandomId())
    const answer = route.method === 'GET' ? await browser.get(path) : await browser.post(path)
    assert.equal(answer.statusCode, 303)
    assert.match(String(answer.headers.location), /^\/sign-in/)
  })

  const { access } = route
  if (access !== 'signed-in')
    test(`${name}: a wrong role is refused`, async () => {
      const wrong = roles.filter((role: Role) => !access.includes(role))
      if (wrong.length === 0) return
      const personId = await inSchool(app.db, school.head, tx =>
        insertPerson(
          tx,
          { givenName: 'Wrong', familyName: 'Role', email: null, sharedMailbox: false, roles: wrong },
          app.clock.now(),
        ),
      )
      const browser = await app.as({ schoolId: school.schoolId, personId })
      const path = address(route.path, newRandomId())
      const answer = route.method === 'GET' ? await browser.get(path) : await browser.post(path)
      assert.equal(answer.statusCode, 403)
    })

  if (route.path.includes(':'))
    test(`${name}: another school's things are not there`, async () => {
      const own = await app.as(stranger.head)
      const missing = newRandomId()
      const client = new pg.Client({ connectionString: app.ownerUrl })
      await client.connect()
      const { rows } = await client.query<{ id: string }>(
        'select id from person where school_id = $1 limit 1',
        [school.schoolId],
      )
      await client.end()
      const foreign = rows[0]?.id ?? ''
      const visit = (id: string) =>
        route.method === 'GET' ? own.get(address(route.path, id)) : own.post(address(route.path, id))
      const [theirs, none] = [await visit(foreign), await visit(missing)]
      assert.equal(theirs.statusCode, none.statusCode)
      assert.ok([303, 403, 404, 422].includes(theirs.statusCode), `answered ${theirs.statusCode}`)
      assert.doesNotMatch(theirs.body, /Thornfield/)
    })
}
