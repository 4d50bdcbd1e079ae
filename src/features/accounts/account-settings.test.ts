import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Basis } from '../../kernel/basis.ts'
import { secondApprovalBasis } from './account-settings.ts'

const practice: Basis = { kind: 'practice', gist: 'a second person approves posts that show pupils' }
const clause: Basis = { kind: 'clause', clause: 'XX-1', section: 'Posts', gist: 'two people' }

test('where the policy is silent, the school may choose less and more', () => {
  const silent = { value: 'pupil-pictures', basis: [practice] } as const
  for (const chosen of ['none', 'all'] as const) {
    const basis = secondApprovalBasis(chosen, silent)
    assert.ok(basis.kind === 'basis' && basis.words.startsWith('School practice'))
  }
})

test('where a clause asks for it, the school may choose more, never less', () => {
  const asked = { value: 'pupil-pictures', basis: [clause] } as const
  assert.deepEqual(secondApprovalBasis('none', asked), { kind: 'weaker-than-policy' })
  assert.deepEqual(secondApprovalBasis('pupil-pictures', asked), {
    kind: 'basis',
    words: 'XX-1, section “Posts”',
  })
  const stricter = secondApprovalBasis('all', asked)
  assert.ok(stricter.kind === 'basis' && stricter.words.includes('stricter than XX-1'))
})
