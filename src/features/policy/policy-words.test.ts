import assert from 'node:assert/strict'
import { test } from 'node:test'
import { effectiveSettings } from '../../policy-engine/settings.ts'
import { shippedPacks } from '../../policy-engine/shipped-packs.ts'
import { clausesBySection, originOf, settingLines } from './policy-words.ts'

test('every clause of every shipped policy is shown once, every setting has words and comes from somewhere', () => {
  for (const pack of shippedPacks()) {
    const lines = settingLines(effectiveSettings(pack))
    const shown = clausesBySection(pack, lines).flatMap(one => one.clauses.map(clause => clause.id))
    assert.deepEqual(shown.toSorted(), pack.clauses.map(clause => clause.id).toSorted())
    for (const line of lines) {
      assert.notEqual(line.value, '', `${pack.id} ${line.key}`)
      assert.ok(['clause', 'practice', 'law'].includes(originOf(line)))
    }
  }
})

test('a clause shows only the reminders that rest on it', () => {
  const pack = shippedPacks().find(one => one.id === 'AL')
  assert.ok(pack)
  const clauses = clausesBySection(pack, settingLines(effectiveSettings(pack))).flatMap(one => one.clauses)
  assert.deepEqual(clauses.find(clause => clause.id === 'AL-6.a')?.acts, [
    { name: 'What a writer is reminded of', value: 'Whoever owns the pictures, music or words has agreed.' },
  ])
})

test('the weekend of a clock is the policy’s own only where its clause speaks of it', () => {
  const pack = shippedPacks().find(one => one.id === 'AL')
  assert.ok(pack)
  const clock = (gist: string): string => {
    const clauses = pack.clauses.map(clause => (clause.id === 'AL-4.b' ? { ...clause, gist } : clause))
    const lines = settingLines(effectiveSettings({ ...pack, clauses }))
    return lines.find(line => line.key === 'inbox.clock')?.value ?? ''
  }
  assert.match(clock('messages are answered in 24 hours'), /the weekend is school practice/)
  assert.doesNotMatch(clock('answered in 24 hours, at a weekend on Monday'), /school practice/)
})
