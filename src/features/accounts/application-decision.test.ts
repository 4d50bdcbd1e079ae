import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Basis } from '../../kernel/basis.ts'
import { newId, type PersonId } from '../../kernel/ids.ts'
import {
  approvalObstacles,
  type DecisionCase,
  decisionVerdict,
  runnerStanding,
} from './application-decision.ts'

const [applicant, approver, second] = [newId<PersonId>(), newId<PersonId>(), newId<PersonId>()]
const clause = (id: string): Basis => ({ kind: 'clause', clause: id, section: 'New accounts', gist: id })

const runner = (id: PersonId, more: Partial<Parameters<typeof runnerStanding>[0]> = {}, ready = true) =>
  runnerStanding({ id, name: 'Somebody', here: true, staff: true, ...more }, ['acknowledged', 'trained'], {
    acknowledged: new Set([id]),
    trained: new Set(ready ? [id] : []),
  })

const submitted: DecisionCase = {
  application: { state: 'submitted', applicantId: applicant },
  runners: [runner(applicant), runner(second)],
  minimumRunners: { value: 2, basis: [clause('AL-3.a')] },
  runnerRequirements: { basis: [clause('AL-3.b')] },
  approverIds: [approver],
  approverBasis: [clause('AL-2.a')],
}
const approve = { outcome: 'approve', reason: '' } as const

describe('who decides on an application', () => {
  it('an approver who did not apply', () => {
    assert.deepEqual(decisionVerdict(approver, approve, submitted), { kind: 'go-ahead', onePerson: false })
  })

  it('nobody else, with the clause that says who', () => {
    const verdict = decisionVerdict(second, approve, submitted)
    assert.equal(verdict.kind, 'no-approver')
    assert.ok('basis' in verdict && verdict.basis[0]?.kind === 'clause')
  })

  it('not the applicant, while somebody else can', () => {
    const own = { ...submitted, approverIds: [applicant, approver] }
    for (const outcome of ['approve', 'reject'] as const)
      assert.equal(decisionVerdict(applicant, { outcome, reason: 'mine' }, own).kind, 'own-application')
  })

  it('the applicant alone, with a reason, where nobody else can', () => {
    const alone = { ...submitted, approverIds: [applicant] }
    assert.deepEqual(decisionVerdict(applicant, approve, alone), { kind: 'reason-missing' })
    assert.deepEqual(decisionVerdict(applicant, { outcome: 'approve', reason: 'small school' }, alone), {
      kind: 'go-ahead',
      onePerson: true,
    })
  })
})

describe('what keeps an account from being approved', () => {
  it('one runner who lacks something, however many are ready', () => {
    const lacking = runner(newId<PersonId>(), { staff: false }, false)
    const one = { ...submitted, runners: [...submitted.runners, lacking] }
    const verdict = decisionVerdict(approver, approve, one)
    assert.deepEqual(verdict, {
      kind: 'obstacles',
      obstacles: [{ kind: 'not-ready', runners: [lacking], basis: [clause('AL-3.b')] }],
    })
    assert.deepEqual(lacking.missing, ['trained'])
    assert.equal(
      decisionVerdict(approver, { outcome: 'reject', reason: 'not now' }, one).kind,
      'go-ahead',
      'rejecting stays possible',
    )
  })

  it('too few staff, when one has left meanwhile or is none', () => {
    for (const change of [{ here: false }, { staff: false }]) {
      const one = { ...submitted, runners: [runner(applicant), runner(second, change)] }
      assert.deepEqual(approvalObstacles(one), [
        { kind: 'too-few-staff', minimum: 2, basis: [clause('AL-3.a')] },
      ])
    }
  })

  it('nothing that the policy does not ask for', () => {
    const standing = runnerStanding({ id: second, name: 'X', here: true, staff: true }, [], {
      acknowledged: new Set(),
      trained: new Set(),
    })
    assert.deepEqual(standing.missing, [])
  })
})

it('rejecting needs a reason, and nothing is decided twice', () => {
  assert.equal(decisionVerdict(approver, { outcome: 'reject', reason: '' }, submitted).kind, 'reason-missing')
  const decided = { ...submitted, application: { state: 'approved', applicantId: applicant } } as const
  assert.equal(decisionVerdict(approver, approve, decided).kind, 'already-decided')
})
