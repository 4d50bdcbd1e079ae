import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { blocksOfText } from './text-blocks.ts'

const shape = (text: string) =>
  blocksOfText(text).map(({ kind, level, marker, text }) => [kind, level, marker, text])

describe('blocks of plain text and Markdown', () => {
  it('tells headings, numbers, bullets and rows apart', () => {
    const text = `# Social Media Policy

1. PURPOSE
1.1 It is for all staff.
4.1 Reputation
  • Keep accounts private
  (iv) Do not add pupils;
- 2.1 The head decides.
| Version | Date |
|---|---|
| 1 | May 2020 |`
    assert.deepEqual(shape(text), [
      ['heading', 1, '', 'Social Media Policy'],
      ['heading', 1, '1.', 'PURPOSE'],
      ['item', 1, '1.1', 'It is for all staff.'],
      ['heading', 2, '4.1', 'Reputation'],
      ['item', 1, '•', 'Keep accounts private'],
      ['item', 1, '(iv)', 'Do not add pupils;'],
      ['item', 1, '2.1', 'The head decides.'],
      ['row', 0, '', 'Version\tDate'],
      ['row', 0, '', '1\tMay 2020'],
    ])
  })

  it('takes house rules that stand a line each for a list', () => {
    const rules = 'Keep it kind\nNo adverts, please\nNever post a name'
    assert.deepEqual(
      blocksOfText(`Our group\n\n${rules}\n\nThank you`).map(({ kind }) => kind),
      ['heading', 'item', 'item', 'item', 'heading'],
    )
  })

  it('joins wrapped lines, hyphenated words and sentences cut by a page, and drops running heads', () => {
    const head = 'OAKTREE SCHOOL - SOCIAL MEDIA POLICY'
    const text = [
      `Page 1 of 3\n${head}`,
      'All adults are reminded that what they write online can be seen by any-\nbody. They should think before they post, and they must not use school computers',
      `Page 2 of 3\n${head}`,
      'to visit social networking sites except during their lunch break and only\nin the staff room.',
      `Page 3 of 3\n${head}`,
      'Volunteers may not post anything about what they see in\nschool.',
    ].join('\n\n')
    assert.deepEqual(
      blocksOfText(text).map(({ text }) => text),
      [
        head,
        'All adults are reminded that what they write online can be seen by anybody. They should think before they post, and they must not use school computers to visit social networking sites except during their lunch break and only in the staff room.',
        'Volunteers may not post anything about what they see in school.',
      ],
    )
  })

  it('cleans ligatures, soft hyphens, direction marks and hard spaces', () => {
    const [block] = blocksOfText(
      'Sta\u00adff must \u202enot\u202c use o\ufb03ce\u00a0phones \u2018online\u2019.',
    )
    assert.equal(block?.text, "Staff must not use office phones 'online'.")
  })

  it('drops mark-up, keeps the words of a link and says where a block stands', () => {
    const blocks = blocksOfText(
      '\n<p>See the [Behaviour policy](https://x.example/a).</p>\n\n**Images**\n\n* none',
    )
    assert.deepEqual(
      blocks.map(({ kind, text, place }) => [kind, text, place]),
      [
        ['paragraph', 'See the Behaviour policy.', 'line 3'],
        ['heading', 'Images', 'line 6'],
        ['item', 'none', 'line 8'],
      ],
    )
  })

  it('nests bullets by their indent', () => {
    assert.deepEqual(
      shape('- one\n   - two\n   - three\n- four').map(([, level]) => level),
      [1, 2, 2, 1],
    )
  })
})
