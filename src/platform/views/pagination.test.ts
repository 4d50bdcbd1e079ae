import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { listPage } from './pagination.ts'

const href = (page: number): string => `/pupils?page=${page}`

const shown = (total: number, asked: string | undefined): string | undefined =>
  listPage(total, asked, href)
    .pagination?.items?.map(item => (item.ellipsis ? '…' : item.current ? `[${item.number}]` : item.number))
    .join(' ')

describe('listPage', () => {
  it('has no links where everything fits', () => {
    assert.equal(listPage(0, undefined, href).pagination, undefined)
    assert.equal(listPage(25, undefined, href).pagination, undefined)
  })
  it('links the first, the last and the neighbours', () => {
    assert.equal(shown(26, undefined), '[1] 2')
    assert.equal(shown(500, '10'), '1 … 9 [10] 11 … 20')
    assert.equal(listPage(500, '10', href).offset, 225)
  })
  it('goes to the nearest page when asked for nonsense', () => {
    assert.equal(listPage(60, '99', href).number, 3)
    assert.equal(listPage(60, '0', href).number, 1)
    assert.equal(listPage(60, '-1; drop', href).number, 1)
  })
})
