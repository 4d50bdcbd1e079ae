import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Temporal } from '../../../kernel/clock.ts'
import { newId, newRandomId, type PersonId } from '../../../kernel/ids.ts'
import { auditPage } from './audit.page.ts'

const person = newId<PersonId>()
const event = {
  seq: 7,
  at: Temporal.Instant.from('2026-11-18T09:00:00Z'),
  by: person,
  action: 'account-application.decided',
  facts: {
    onePerson: true,
    clauses: ['AL-3.a', 'AL-3.b'],
    postId: newRandomId(),
    sha256: 'a'.repeat(64),
    reason: null,
  },
  detail: { name: 'Pat Quill' },
}

test('an event in words: what, by whom, and what says something to a person; ids and hashes stay out', () => {
  const { rows } = auditPage([event], new Map([[person, 'Tess Rowan']]), null)
  assert.deepEqual(rows, [
    {
      seq: 7,
      at: event.at,
      action: 'Account application decided',
      by: 'Tess Rowan',
      notes: ['Name: Pat Quill', 'One person: yes', 'Clauses: AL-3.a, AL-3.b'],
    },
  ])
})

test('the software’s own doing is Gatepost’s; older events are one press away', () => {
  const page = auditPage([{ ...event, by: null }], new Map(), 7)
  assert.equal(page.rows[0]?.by, 'Gatepost')
  assert.equal(page.pages?.next.href, '/audit?before=7')
})
