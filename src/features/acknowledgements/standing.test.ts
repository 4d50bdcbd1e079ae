import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Role } from '../../kernel/actor.ts'
import { Temporal } from '../../kernel/clock.ts'
import type { PersonId, PolicyVersionId } from '../../kernel/ids.ts'
import { effectiveSettings } from '../../policy-engine/settings.ts'
import { shippedPack } from '../../policy-engine/shipped-packs.ts'
import { isLate, type Signed, standingOf, standingSignature, type Terms, termsOf } from './standing.ts'

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
const version = (name: string) => name as PolicyVersionId
const from = day('2026-09-01')

const terms = (more: Partial<Terms> = {}): Terms => ({
  roles: ['staff'],
  roleBasis: [{ kind: 'practice', gist: 'all staff' }],
  runnerBasis: [{ kind: 'practice', gist: 'runners' }],
  occasions: ['induction', 'material-change'],
  occasionBasis: [{ kind: 'practice', gist: 'on joining and on a change' }],
  counted: new Set([version('edited'), version('first')]),
  from,
  ...more,
})

const somebody = (
  more: { role?: Role; since?: string; runs?: boolean; signed?: readonly Signed[] } = {},
) => ({
  id: 'somebody' as PersonId,
  roles: [{ role: more.role ?? 'staff', since: day(more.since ?? '2020-09-01') }],
  runs: more.runs ?? false,
  signed: more.signed ?? [],
})

const signed = (of: string, on: string): Signed => ({ versionId: version(of), on: day(on) })
const today = day('2026-11-18')

describe('who is asked to acknowledge, since when and why', () => {
  it('asks since the text is in force, or since somebody joined', () => {
    const standing = standingOf(terms(), somebody(), today)
    assert.deepEqual(
      [standing.kind, standing.kind === 'due' && String(standing.since)],
      ['due', '2026-09-01'],
    )
    const joined = standingOf(terms(), somebody({ since: '2026-11-02' }), today)
    assert.equal(joined.kind === 'due' && String(joined.since), '2026-11-02')
  })

  it('asks nobody outside the roles, but whoever runs an account, with no clock', () => {
    assert.equal(standingOf(terms(), somebody({ role: 'volunteer' }), today).kind, 'not-asked')
    const runner = standingOf(terms(), somebody({ role: 'volunteer', runs: true }), today)
    assert.deepEqual(runner.kind === 'due' && [runner.since, runner.basis[0]?.gist], [undefined, 'runners'])
    assert.equal(isLate(runner, today), false)
    const changed = standingOf(
      terms(),
      somebody({ role: 'volunteer', runs: true, signed: [signed('older', '2025-01-01')] }),
      today,
    )
    assert.equal(changed.kind === 'due' && String(changed.since), '2026-09-01')
  })

  it('counts a signature for a version that differs by small edits alone', () => {
    assert.equal(
      standingOf(terms(), somebody({ signed: [signed('first', '2026-09-02')] }), today).kind,
      'done',
    )
    const old = standingOf(terms(), somebody({ signed: [signed('older', '2026-01-02')] }), today)
    assert.equal(old.kind === 'due' && old.occasion, 'changed')
  })

  it('counts any version where the policy asks on joining alone', () => {
    const once = terms({ occasions: ['induction'], counted: undefined })
    assert.equal(standingOf(once, somebody({ signed: [signed('older', '2019-01-02')] }), today).kind, 'done')
  })

  it('asks again a year after the last signature where the policy says so, to the day', () => {
    const yearly = terms({ occasions: ['induction', 'yearly'] })
    const one = [signed('first', '2025-11-18')]
    assert.equal(standingSignature(yearly, one, day('2026-11-17'))?.versionId, 'first')
    assert.equal(standingSignature(yearly, one, today), undefined)
    const due = standingOf(yearly, somebody({ signed: one }), today)
    assert.deepEqual(due.kind === 'due' && [due.occasion, String(due.since)], ['yearly', '2026-11-18'])
    const again = [...one, signed('first', '2026-11-18')]
    assert.equal(standingOf(yearly, somebody({ signed: again }), today).kind, 'done')
    assert.equal(standingSignature(terms(), one, today)?.versionId, 'first', 'without the yearly rule')
  })

  it('is late a week after it became due', () => {
    const standing = standingOf(terms(), somebody({ since: '2026-11-12' }), today)
    assert.equal(isLate(standing, day('2026-11-18')), false)
    assert.equal(isLate(standing, day('2026-11-19')), true)
  })
})

describe('whom a policy names', () => {
  const chain = { counted: [version('first')], from }
  const wateringbury = shippedPack('WB') ?? assert.fail()

  it('is the roles it states', () => {
    const { roles } = termsOf({ pack: wateringbury, settings: effectiveSettings(wateringbury) }, chain)
    assert.ok(roles.includes('volunteer') && roles.includes('chair') && !roles.includes('parent'))
  })

  it('is all staff and whoever its scope counts among them, where it states none', () => {
    const { 'policy.acknowledgers': _stated, ...settings } = wateringbury.settings
    const silent = { ...wateringbury, settings }
    const found = termsOf({ pack: silent, settings: effectiveSettings(silent) }, chain)
    assert.ok(['staff', 'governor', 'chair', 'volunteer'].every(role => found.roles.includes(role as Role)))
    assert.ok(found.roleBasis.some(basis => basis.kind === 'clause' && basis.clause === 'WB-1.c'))
    const plain = { ...silent, scope: { staff: ['staff' as const], covers: ['staff' as const] } }
    assert.ok(!termsOf({ pack: plain, settings: effectiveSettings(plain) }, chain).roles.includes('governor'))
  })
})
