import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type PersonActor, type Role, roles } from '../../kernel/actor.ts'
import { newId, type PersonId, type SchoolId } from '../../kernel/ids.ts'
import { changeableRoles, mayMakeLink, rolesForNewPerson } from './permissions.ts'
import { looksShared } from './shared-mailbox.ts'

const actor = (...held: Role[]): PersonActor => ({
  kind: 'person',
  schoolId: newId<SchoolId>(),
  personId: newId<PersonId>(),
  name: 'Test Person',
  roles: new Set(held),
})
const subject = (...held: Role[]) => ({ id: newId<PersonId>(), roles: held })

/** Which single role may make a link for somebody with these roles. */
const makers = (held: readonly Role[], signsIn: boolean, founding: boolean, byLetter = true): Role[] =>
  roles.filter(role => mayMakeLink(actor(role), subject(...held), { signsIn, founding, byLetter }).may)

describe('mayMakeLink', () => {
  const cases: readonly [readonly Role[], boolean, boolean, Role[]][] = [
    [['staff'], true, false, ['headteacher', 'administrator']],
    [['volunteer', 'parent'], false, false, ['headteacher', 'administrator']],
    [['dsl', 'staff'], false, false, ['headteacher', 'chair']],
    [['dsl', 'staff'], true, false, ['headteacher', 'chair']],
    [['senior-leader'], true, false, ['headteacher', 'chair']],
    [['administrator', 'staff'], true, false, ['headteacher', 'chair']],
    [['headteacher', 'dsl'], true, false, ['chair', 'recovery-contact']],
    [['headteacher'], false, false, ['chair', 'recovery-contact']],
    [
      ['headteacher'],
      false,
      true,
      ['dsl', 'deputy-dsl', 'senior-leader', 'administrator', 'chair', 'recovery-contact'],
    ],
    [['chair', 'governor'], false, false, ['headteacher', 'recovery-contact']],
    [['chair', 'governor'], true, false, ['recovery-contact']],
    [['recovery-contact'], true, false, ['chair']],
  ]
  for (const [held, signsIn, founding, expected] of cases)
    it(`${held.join(' and ')}${signsIn ? '' : ' before their first sign-in'}${founding ? ', nobody else in yet' : ''}: ${expected.join(', ')}`, () =>
      assert.deepEqual(makers(held, signsIn, founding), expected))

  // Otherwise whoever a concern is about could make its reader's link, and read it.
  for (const held of [['dsl', 'staff'], ['deputy-dsl'], ['governor']] as const)
    it(`${held.join(' and ')} who signs in already: by hand the chair or the recovery contact alone`, () => {
      assert.deepEqual(makers(held, true, false, false), ['chair', 'recovery-contact'])
      assert.ok(
        makers(held, false, false, false).includes('headteacher'),
        'the first link is the head’s to make',
      )
    })

  it('lets nobody make a link for themself', () => {
    const head = actor('headteacher', 'chair')
    assert.equal(
      mayMakeLink(
        head,
        { id: head.personId, roles: ['staff'] },
        {
          signsIn: true,
          founding: false,
          byLetter: true,
        },
      ).may,
      false,
    )
  })
})

describe('roles', () => {
  it('lets the headteacher give every role but those that stand over the headteacher', () => {
    const given = changeableRoles(actor('headteacher'), subject(), roles)
    assert.ok(given.includes('dsl') && given.includes('administrator'))
    for (const role of ['headteacher', 'chair', 'recovery-contact'] as const)
      assert.ok(!given.includes(role), role)
  })
  it('lets the chair name a headteacher, but not themself', () => {
    const chair = actor('chair')
    assert.deepEqual(changeableRoles(chair, subject(), roles), ['headteacher', 'chair', 'recovery-contact'])
    assert.deepEqual(changeableRoles(chair, { id: chair.personId }, roles), [])
  })
  it('lets the office add ordinary people only', () => {
    assert.deepEqual(rolesForNewPerson(actor('administrator'), roles), [
      'staff',
      'governor',
      'volunteer',
      'parent',
    ])
    assert.deepEqual(changeableRoles(actor('administrator'), subject(), roles), [])
  })
})

describe('looksShared', () => {
  for (const address of ['office@a.example', 'head@a.example', 'Admin2@a.example', 'school.office@a.example'])
    it(`${address} does`, () => assert.equal(looksShared(address), true))
  for (const address of ['h.oakes@a.example', 'adminia.long@a.example', 'headley@a.example'])
    it(`${address} does not`, () => assert.equal(looksShared(address), false))
})
