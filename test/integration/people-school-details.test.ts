import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startTestApp } from '../support/app.ts'
import { foundTestSchool } from '../support/school.ts'

const app = await startTestApp()
const school = await foundTestSchool(app)
const numbers = {
  phone: '01632 960 777',
  'urgent-name': 'The duty team',
  'urgent-phone': '01632 960 888',
  'media-contact': 'Harriet Oakes',
}

test('the numbers are changed after set-up and shown where a concern is raised', async () => {
  const dsl = await app.as(school.dsl)
  assert.match((await dsl.get('/people')).body, /href="\/school"/)
  assert.match((await dsl.get('/school')).body, /value="01632 960111"/)
  const saved = await dsl.post('/school', { ...numbers, phone: ' 01632  960 777 ' })
  assert.equal(saved.headers.location, '/people')
  const raise = (await (await app.as(school.volunteer)).get('/concerns/raise')).body
  assert.match(raise, /The duty team/)
  assert.match(raise, /01632 960 888/)
  const audit = (await (await app.as(school.head)).get('/audit')).body
  assert.match(audit, /School details changed/)
  assert.match(audit, /Urgent phone: 01632 960 888/)
  await dsl.post('/school', numbers)
  const again = (await (await app.as(school.head)).get('/audit')).body
  assert.equal(again.match(/School details changed/g)?.length, 1, 'the same once more leaves no event')
})

test('a wrong or missing number is told at its field, and nothing is saved', async () => {
  const office = await app.as(school.office)
  const wrong = await office.post('/school', {
    phone: '',
    'urgent-name': '',
    'urgent-phone': '<b>ask me</b>',
    'media-contact': 'x'.repeat(201),
  })
  assert.equal(wrong.statusCode, 422)
  for (const [name, text] of [
    ['phone', 'Enter the school’s telephone number'],
    ['urgent-name', 'Enter what the out-of-hours service is called'],
    ['urgent-phone', 'Enter a telephone number, like 01632 960 001'],
    ['media-contact', 'Use 200 characters or fewer here'],
  ])
    assert.match(wrong.body, new RegExp(`id="${name}-error"[\\s\\S]*?${text}`))
  assert.match(wrong.body, /value="&lt;b&gt;ask me/)
  assert.match((await office.get('/school')).body, /value="01632 960 777"/)
})

test('nobody need be named for journalists, and other staff change nothing', async () => {
  const head = await app.as(school.head)
  assert.equal((await head.post('/school', { ...numbers, 'media-contact': '' })).statusCode, 303)
  const teacher = await app.as(school.teacher)
  assert.doesNotMatch((await teacher.get('/people')).body, /href="\/school"/)
  assert.equal((await teacher.post('/school', numbers)).statusCode, 403)
})
