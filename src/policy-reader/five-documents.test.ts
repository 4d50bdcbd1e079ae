import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { it } from 'node:test'
import { Temporal } from '../kernel/clock.ts'
import { readPolicy } from './read-policy.ts'
import { blocksOfText } from './text-blocks.ts'

/** The five schools' documents stand beside the project and are not part of it. */
const folder = new URL('../../../shared/policies/', import.meta.url)
const skip = existsSync(folder) ? false : 'the schools’ documents are not on this machine'
const today = Temporal.PlainDate.from('2026-11-21')
const read = (name: string) =>
  readPolicy(
    { blocks: blocksOfText(readFileSync(new URL(`${name}.txt`, folder), 'utf8')), remarks: [] },
    { today },
  )

const facts: Readonly<Record<string, readonly (string | null)[]>> = {
  ashlands: ['Ashlands Primary School', '2021-04', null, '2024-04', 'P3Y', null],
  'barleyhurst-park': ['Barleyhurst Park Primary School', '2023-10-19', null, '2025', null, null],
  'great-harwood': ["Great Harwood St John's CE Primary School", '2024-10-16', null, null, 'P1Y', null],
  'unnamed-school': [null, '2023-12', '2026-09', '2026-09', null, null],
  wateringbury: ['Wateringbury CE Primary School', '2024-03', null, '2025-03', 'P1Y', 'headteacher'],
}

/** How often each check speaks. */
const expected: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  ashlands: { 'review-overdue': 1, collision: 1, 'network-gone': 1, 'not-covered': 1 },
  'barleyhurst-park': { 'review-overdue': 1, collision: 1, 'network-gone': 3, 'not-covered': 1 },
  'great-harwood': { 'review-overdue': 1, collision: 1, 'template-leftover': 2 },
  'unnamed-school': {
    'review-overdue': 1,
    'review-order': 1,
    'no-school-named': 1,
    'template-leftover': 1,
    'network-gone': 2,
    'not-covered': 1,
  },
  wateringbury: { 'review-overdue': 1, 'name-spelled-two-ways': 1, collision: 2, 'template-leftover': 3 },
}

for (const [name, want] of Object.entries(facts)) {
  it(`${name}: its facts and its findings`, { skip }, () => {
    const { school, adopted, lastReview, nextReview, reviewEvery, owner, findings } = read(name)
    assert.deepEqual([school, adopted, lastReview, nextReview, reviewEvery, owner], want)
    const counts = Object.fromEntries(
      Object.entries(Object.groupBy(findings, ({ check }) => check)).map(([check, list]) => [
        check,
        list?.length,
      ]),
    )
    assert.deepEqual(counts, expected[name])
  })
}

it('committee and basis of those that give them', { skip }, () => {
  assert.deepEqual([read('wateringbury').committee, read('wateringbury').basis], ['FGB', 'ESS August 2023'])
  assert.match(read('great-harwood').basis ?? '', /^LANCASHIRE COUNTY COUNCIL MODEL POLICY .*\(JUNE 2024\)$/)
})

it('the collisions are the known ones', { skip }, () => {
  const matters = (name: string) =>
    read(name)
      .findings.filter(({ check }) => check === 'collision')
      .map(({ message }) => /on (contact[^:]*|pictures[^:]*):/.exec(message)?.[1])
  assert.deepEqual(matters('ashlands'), ['contact between staff and pupils'])
  assert.deepEqual(matters('barleyhurst-park'), ['pictures of children online'])
  assert.deepEqual(matters('great-harwood'), ['contact between staff and parents'])
  assert.deepEqual(matters('unnamed-school'), [])
})
