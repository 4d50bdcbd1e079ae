import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Role, roles } from '../../kernel/actor.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { effectiveSettings } from '../../policy-engine/settings.ts'
import { shippedPack } from '../../policy-engine/shipped-packs.ts'
import { type About, inWords, type RoutedPerson, routeConcern } from './routing.ts'

const person = (name: string, ...held: Role[]): RoutedPerson => ({ id: name as PersonId, name, roles: held })

const head = person('Head', 'headteacher', 'staff')
const dsl = person('Dsl', 'dsl', 'staff')
const deputy = person('Deputy', 'deputy-dsl', 'staff')
const chair = person('Chair', 'chair', 'governor')
const governor = person('Governor', 'governor')
const teacher = person('Teacher', 'staff')
const school = [chair, deputy, dsl, governor, head, teacher]

const ashlands = shippedPack('AL')
assert.ok(ashlands)
const settings = effectiveSettings(ashlands)

const names = (about: About, people: readonly RoutedPerson[], subject: RoutedPerson | null = null) =>
  routeConcern({ about, people, subjectId: subject?.id ?? null, settings }).recipients.map(one => one.name)

describe('about a child', () => {
  test('the DSL and the deputies', () => assert.deepEqual(names('child', school), ['Deputy', 'Dsl']))
  test('not the one who has a part in it', () => assert.deepEqual(names('child', school, dsl), ['Deputy']))
  test('without either, the headteacher', () => assert.deepEqual(names('child', [chair, head]), ['Head']))
  test('with the headteacher being the only DSL and part of it, the chair', () => {
    const village = person('Village', 'headteacher', 'dsl')
    assert.deepEqual(names('child', [chair, village]), ['Village'])
    assert.deepEqual(names('child', [chair, village], village), ['Chair'])
  })
  test('never a mere governor: a family’s matter', () => assert.deepEqual(names('child', [governor]), []))
})

describe('about an adult', () => {
  test('the headteacher', () => assert.deepEqual(names('adult', school, teacher), ['Head']))
  test('unknown who: the headteacher', () => assert.deepEqual(names('adult', school), ['Head']))
  test('the DSL: the headteacher alone', () => assert.deepEqual(names('adult', school, dsl), ['Head']))
  test('the headteacher: the way of the headteacher', () => {
    const route = routeConcern({ about: 'adult', people: school, subjectId: head.id, settings })
    assert.equal(route.about, 'headteacher')
    assert.deepEqual(
      route.recipients.map(one => one.name),
      ['Chair'],
    )
  })
  test('the chair: the headteacher', () => assert.deepEqual(names('adult', school, chair), ['Head']))
  test('no headteacher: the chair, then one governor', () => {
    assert.deepEqual(names('adult', [chair, teacher], teacher), ['Chair'])
    assert.deepEqual(names('adult', [governor, teacher], teacher), ['Governor'])
  })
})

describe('about the headteacher', () => {
  test('the chair, and no headteacher even where two share the post', () => {
    const second = person('Second', 'headteacher', 'chair')
    assert.deepEqual(names('headteacher', [...school, second]), ['Chair'])
  })
  test('no chair: one governor who neither works here nor is a parent here', () => {
    const parent = person('A parent', 'governor', 'parent')
    const staff = person('A teacher', 'governor', 'staff')
    assert.deepEqual(names('headteacher', [parent, staff, governor, person('Later', 'governor'), head]), [
      'Governor',
    ])
    assert.deepEqual(names('headteacher', [parent, staff, head]), [])
  })
  test('nobody left: the law’s way outside is the reason', () => {
    const route = routeConcern({ about: 'headteacher', people: [head], subjectId: null, settings })
    assert.match(route.basis[0]?.gist ?? '', /LADO/)
  })
})

test('the subject never receives it, whatever they and the others are', () => {
  const held: Role[][] = [
    ...roles.map(role => [role]),
    ['headteacher', 'dsl'],
    ['dsl', 'chair'],
    ['governor', 'chair'],
  ]
  let cases = 0
  for (const about of ['child', 'adult', 'headteacher'] as const)
    for (const own of held)
      for (const others of [[], [dsl], [head], [chair], school]) {
        const subject = person('Subject', ...own)
        const { recipients } = routeConcern({
          about,
          people: [subject, ...others],
          subjectId: subject.id,
          settings,
        })
        assert.ok(!recipients.some(one => one.id === subject.id), `${about}: ${own}`)
        cases++
      }
  assert.equal(cases, 3 * held.length * 5)
})

test('the reason is the policy’s clause and the law, and the next in line says so', () => {
  const basis = (people: readonly RoutedPerson[]) =>
    routeConcern({ about: 'adult', people, subjectId: teacher.id, settings }).basis
  assert.deepEqual(
    basis(school).map(one => (one.kind === 'clause' ? one.clause : one.kind)),
    ['AL-5.f', 'AL-7.c', 'law'],
  )
  assert.equal(basis([chair, teacher])[0]?.kind, 'practice')
})

test('a school without a policy in force can receive concerns: the law says who', () => {
  const route = routeConcern({ about: 'child', people: school, subjectId: null, settings: undefined })
  assert.deepEqual(
    route.recipients.map(one => one.name),
    ['Deputy', 'Dsl'],
  )
  assert.deepEqual(
    route.basis.map(one => one.kind),
    ['law'],
  )
})

test('recipients in words', () => {
  const { recipients } = routeConcern({
    about: 'child',
    people: [...school, person('Third', 'deputy-dsl')],
    subjectId: null,
    settings,
  })
  assert.equal(inWords(recipients), 'Deputy (deputy DSL), Dsl (DSL) and Third (deputy DSL)')
})
