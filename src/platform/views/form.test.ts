import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { z } from 'zod'
import { formErrors, readForm } from './form.ts'

const schema = z.strictObject({
  reply: z.string().trim().min(1, 'Write a reply').max(10, 'The reply must be 10 characters or fewer'),
  kind: z.enum(['answer', 'holding'], { error: 'Choose what kind of reply it is' }),
})

describe('reading a form', () => {
  it('gives the schema’s value, and leaves out the token', () => {
    assert.deepEqual(readForm(schema, { csrf: 'token', reply: ' Yes ', kind: 'answer' }), {
      kind: 'ok',
      value: { reply: 'Yes', kind: 'answer' },
    })
  })

  it('gives errors in the order of the form, by field too, and what was typed', () => {
    assert.deepEqual(readForm(schema, { csrf: 'token', reply: '  ' }), {
      kind: 'errors',
      errors: {
        list: [
          { text: 'Write a reply', href: '#reply' },
          { text: 'Choose what kind of reply it is', href: '#kind' },
        ],
        byField: { reply: { text: 'Write a reply' }, kind: { text: 'Choose what kind of reply it is' } },
      },
      typed: { reply: '  ' },
    })
  })

  it('answers a field that the form does not have in words, not by its name', () => {
    const reading = readForm(schema, { reply: 'Yes', kind: 'answer', role: 'headteacher' })
    assert.equal(reading.kind, 'errors')
    if (reading.kind !== 'errors') return
    assert.equal(reading.errors.list.length, 1)
    assert.equal(reading.errors.list[0]?.href, '#main-content')
    assert.doesNotMatch(reading.errors.list[0]?.text ?? '', /role|headteacher/)
  })
})

describe('errors of a form', () => {
  it('shows the first of several errors of one field', () => {
    const { list, byField } = formErrors([
      { field: 'email', text: 'Enter an email address' },
      { field: 'email', text: 'This address is taken' },
    ])
    assert.deepEqual(list, [{ text: 'Enter an email address', href: '#email' }])
    assert.deepEqual(byField, { email: { text: 'Enter an email address' } })
  })

  it('names a part of a date as GOV.UK’s date input does', () => {
    const date = z.object({ date: z.object({ day: z.string('Enter a day') }) })
    const { error } = date.safeParse({ date: {} })
    assert.ok(error)
    assert.deepEqual(formErrors(error).list, [{ text: 'Enter a day', href: '#date-day' }])
  })
})
