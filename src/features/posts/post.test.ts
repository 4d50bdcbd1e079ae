import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { PersonActor, Role } from '../../kernel/actor.ts'
import { Temporal } from '../../kernel/clock.ts'
import type { PersonId, PhotoId, PupilId, SchoolId } from '../../kernel/ids.ts'
import {
  approvalOf,
  type Decision,
  mayApprove,
  mayCheckPictures,
  maySee,
  type PostCase,
  readiness,
  returnOf,
} from './post.ts'

const person = (id: string, ...roles: Role[]): PersonActor => ({
  kind: 'person',
  schoolId: 's' as SchoolId,
  personId: id as PersonId,
  name: id,
  roles: new Set(roles),
})
const post = { authorId: 'author' as PersonId }
const account = { runnerIds: ['author', 'runner', 'parent'] as unknown as PersonId[] }

describe('who may do what with a post', () => {
  it('nobody approves their own, not even the headteacher', () => {
    assert.equal(mayApprove(person('author', 'headteacher', 'staff'), post, account), false)
    assert.equal(mayApprove(person('runner', 'staff'), post, account), true)
    assert.equal(mayApprove(person('runner', 'volunteer', 'parent'), post, account), false)
    assert.equal(mayApprove(person('x', 'senior-leader'), post, account), true)
    assert.equal(mayApprove(person('x', 'staff'), post, account), false)
    assert.equal(mayApprove(person('x', 'administrator'), post, account), false)
  })

  it('names of children are for staff: a parent who runs the account never sees them', () => {
    assert.equal(mayCheckPictures(person('parent', 'parent', 'volunteer'), account), false)
    assert.equal(mayCheckPictures(person('parent', 'parent', 'staff'), account), true)
    assert.equal(mayCheckPictures(person('x', 'administrator', 'staff'), account), true)
    assert.equal(mayCheckPictures(person('x', 'staff'), account), false)
    assert.equal(mayCheckPictures(person('x', 'chair', 'governor'), account), false)
  })

  it('the rest of the school does not see drafts', () => {
    assert.equal(maySee(person('x', 'staff'), post, account), false)
    assert.equal(maySee(person('x', 'chair'), post, account), false)
    assert.equal(maySee(person('parent', 'parent'), post, account), true)
    assert.equal(maySee(person('x', 'dsl'), post, account), true)
  })
})

describe('what stands between a post and its publication', () => {
  const ready: PostCase = {
    problems: [],
    unchecked: [],
    gate: { kind: 'clear' },
    secondApproval: 'none',
    secondApprovalBasis: [{ kind: 'practice', gist: 'a second person' }],
    showsPupils: true,
    approved: false,
  }
  const stopped = {
    kind: 'stopped' as const,
    children: [{ id: 'c' as PupilId, why: 'refused' as const }],
    basis: [],
  }

  it('comes in the order in which a person deals with it', () => {
    const problems = [{ field: 'text' as const, text: 'Write', basis: [] }]
    const unchecked = ['p' as PhotoId]
    assert.equal(readiness({ ...ready, problems, unchecked, gate: stopped }).kind, 'problems')
    assert.equal(readiness({ ...ready, unchecked, gate: stopped }).kind, 'unchecked')
    assert.equal(readiness({ ...ready, gate: stopped, secondApproval: 'all' }).kind, 'stopped')
    assert.equal(
      readiness({ ...ready, gate: stopped, secondApproval: 'all', approved: true }).kind,
      'stopped',
    )
    assert.equal(readiness(ready).kind, 'ready')
  })

  it('asks for a second person as the account is set', () => {
    const kind = (more: Partial<PostCase>) => readiness({ ...ready, ...more }).kind
    assert.equal(kind({ secondApproval: 'all', showsPupils: false }), 'needs-approval')
    assert.equal(kind({ secondApproval: 'pupil-pictures' }), 'needs-approval')
    assert.equal(kind({ secondApproval: 'pupil-pictures', showsPupils: false }), 'ready')
    assert.equal(kind({ secondApproval: 'all', approved: true }), 'ready')
  })
})

it('a decision holds for the revision it was taken on, no other', () => {
  const decision = (kind: Decision['decision'], revision: number): Decision => ({
    decidedBy: 'x' as PersonId,
    decision: kind,
    reason: '',
    revision,
    onePerson: false,
    outside: false,
    decidedAt: Temporal.Instant.from('2026-11-18T09:00:00Z'),
  })
  assert.equal(approvalOf({ revision: 3, decisions: [decision('approved', 2)] }), undefined)
  assert.ok(approvalOf({ revision: 2, decisions: [decision('returned', 1), decision('approved', 2)] }))
  assert.equal(returnOf({ revision: 2, decisions: [decision('returned', 1)] }), undefined)
  assert.ok(returnOf({ revision: 1, decisions: [decision('returned', 1)] }))
})
