import assert from 'node:assert/strict'
import { test } from 'node:test'
import { documentParts } from './text.page.ts'

test('a document keeps its headings, its lists and every word', () => {
  assert.deepEqual(
    documentParts(
      'Oak Hill School\n\nAgreed by: the governors\nReview: every year\n\n2. Staff\n\n• Be kind.\n• Be careful.\nThat is all.\n\n3. Review\n\nThe governors review it every year.',
    ),
    [
      { kind: 'heading', text: 'Oak Hill School' },
      { kind: 'paragraph', text: 'Agreed by: the governors' },
      { kind: 'paragraph', text: 'Review: every year' },
      { kind: 'heading', text: '2. Staff' },
      { kind: 'list', items: ['Be kind.', 'Be careful.'] },
      { kind: 'paragraph', text: 'That is all.' },
      { kind: 'heading', text: '3. Review' },
      { kind: 'paragraph', text: 'The governors review it every year.' },
    ],
  )
  assert.deepEqual(documentParts(''), [])
})
