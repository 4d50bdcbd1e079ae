import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { PersonActor, Role } from '../../kernel/actor.ts'
import { Temporal } from '../../kernel/clock.ts'
import { newId, type PersonId, type SchoolId } from '../../kernel/ids.ts'
import { arrivalState, isOverdue, mayHandle, restoredState, stateAfter } from './message.ts'

const person = (...roles: Role[]): PersonActor => ({
  kind: 'person',
  schoolId: newId<SchoolId>(),
  personId: newId<PersonId>(),
  name: 'Test Person',
  roles: new Set(roles),
})
const at = (text: string) => Temporal.Instant.from(text)

describe('who deals with a message', () => {
  it('is every moderator, and a runner of the account whatever else they are', () => {
    for (const role of ['administrator', 'senior-leader', 'headteacher', 'dsl', 'deputy-dsl'] as const)
      assert.ok(mayHandle(person(role), []))
    const volunteer = person('volunteer', 'parent')
    assert.ok(mayHandle(volunteer, [volunteer.personId]))
  })
  it('is nobody else', () => {
    for (const role of ['staff', 'governor', 'chair', 'volunteer', 'parent', 'recovery-contact'] as const)
      assert.ok(!mayHandle(person(role), [newId<PersonId>()]))
  })
})

describe('the state of a message', () => {
  it('goes from open over held to answered', () => {
    assert.equal(stateAfter('open', 'holding-published'), 'held')
    assert.equal(stateAfter('held', 'answer-published'), 'answered')
  })
  it('is not set back by a late holding reply, nor changed once it was taken off', () => {
    assert.equal(stateAfter('answered', 'holding-published'), undefined)
    assert.equal(stateAfter('removed', 'answer-published'), undefined)
    assert.equal(stateAfter('removed', 'needs-no-answer'), undefined)
  })
  it('comes back as the replies say that are out', () => {
    assert.equal(restoredState([]), 'open')
    assert.equal(restoredState(['audience']), 'open')
    assert.equal(restoredState(['holding', 'audience']), 'held')
    assert.equal(restoredState(['holding', 'answer']), 'answered')
  })
  it('is overdue from the very instant it was due, until something is sent', () => {
    const dueAt = at('2026-11-19T09:00:00Z')
    assert.ok(!isOverdue({ state: 'open', dueAt }, at('2026-11-19T08:59:59Z')))
    assert.ok(isOverdue({ state: 'open', dueAt }, dueAt))
    assert.ok(!isOverdue({ state: 'held', dueAt }, at('2026-11-20T09:00:00Z')))
  })
  it('is history only at the first reading, after a week', () => {
    const now = at('2026-11-19T09:00:00Z')
    assert.equal(arrivalState(at('2026-11-12T08:59:59Z'), true, now), 'no-answer-needed')
    assert.equal(arrivalState(at('2026-11-12T09:00:00Z'), true, now), 'open')
    assert.equal(arrivalState(at('2026-10-01T09:00:00Z'), false, now), 'open')
  })
})
