import assert from 'node:assert/strict'
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { gatepost } from '../../test/support/commands.ts'
import { asDocx } from '../../test/support/policy-documents.ts'

const policy = `# Oakbrook Primary School Social Media Policy

Adopted by governors: 12 March 2024
Next review: March 2027

## Staff

- Staff must not accept pupils as friends on social media.
- Parents are asked not to post pictures of other children.
`

let folder = ''
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatepost-read-'))
})
after(() => rm(folder, { recursive: true }))

const saved = async (name: string, bytes: string | Uint8Array): Promise<string> => {
  await writeFile(join(folder, name), bytes)
  return join(folder, name)
}

const policyRead = (...args: readonly string[]) => gatepost('policy', 'read', ...args)

describe('gatepost policy read', () => {
  it('prints one JSON object with what the document says', async () => {
    const { code, out, err } = await policyRead(await saved('policy.docx', await asDocx(policy)))
    assert.equal(code, 0, err)
    const reading = JSON.parse(out)
    assert.deepEqual(Object.keys(reading), [
      'school',
      'adopted',
      'nextReview',
      'reviewEvery',
      'owner',
      'clauses',
      'findings',
    ])
    assert.equal(reading.school, 'Oakbrook Primary School')
    assert.equal(reading.adopted, '2024-03-12')
    assert.equal(reading.nextReview, '2027-03')
    assert.equal(reading.clauses.length, 2)
    assert.deepEqual(Object.keys(reading.clauses[0]), ['ref', 'text', 'who', 'says', 'topic'])
    assert.equal(reading.clauses[0].says, 'must-not')
    assert.equal(reading.clauses[1].who, 'parent')
  })

  it('prints the words with their places where --text is said', async () => {
    const { out } = await policyRead(await saved('policy.md', policy), '--text')
    assert.match(out, /^line 8\titem\t-\tStaff must not accept pupils as friends on social media\.$/m)
  })

  it('says on standard error why a file is not read, and prints nothing', async () => {
    const missing = await policyRead(join(folder, 'none.docx'))
    assert.deepEqual([missing.code, missing.out], [1, ''])
    assert.match(missing.err, /There is no file “.*none\.docx”/)
    const odd = await policyRead(await saved('policy.rtf', '{\\rtf1 x}'))
    assert.deepEqual([odd.code, odd.out], [1, ''])
    assert.match(odd.err, /rich text/)
    assert.equal((await policyRead()).code, 2)
    assert.equal((await policyRead('a', 'b')).code, 2)
  })

  it('refuses 200 MB by its size alone', async () => {
    const file = await open(join(folder, 'huge.pdf'), 'w')
    await file.truncate(200_000_000)
    await file.close()
    const { code, err } = await policyRead(join(folder, 'huge.pdf'))
    assert.equal(code, 1)
    assert.match(err, /larger than 10 MB/)
  })
})
