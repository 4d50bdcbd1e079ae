import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { systemClock } from '../../kernel/clock.ts'
import { createViews } from '../views/views.ts'
import { type Route, redirect } from './route.ts'
import { createServer } from './server.ts'

const seen: string[] = []
let acts = 0
const routes: readonly Route[] = [
  {
    method: 'POST',
    path: '/in',
    access: 'anyone',
    handle: async visit => {
      seen.push(visit.networkAddress)
      return { kind: 'session', token: 'secret', to: '/' }
    },
  },
  {
    method: 'POST',
    path: '/done',
    access: 'anyone',
    handle: async () => redirect('/', { kind: 'success', text: 'Done' }),
  },
  {
    method: 'GET',
    path: '/file',
    access: 'anyone',
    handle: async () => ({
      kind: 'file',
      mediaType: 'text/csv',
      bytes: Buffer.from('a'),
      fileName: 'a"\r\nset-cookie: x=1\u202e.csv',
    }),
  },
  {
    method: 'POST',
    path: '/act',
    access: 'anyone',
    handle: async () => {
      acts++
      return redirect('/')
    },
  },
]
const server = (publicUrl: string) =>
  createServer({
    routes,
    views: createViews({ production: true }),
    clock: systemClock,
    log: pino({ level: 'silent' }),
    publicUrl,
    identify: async token =>
      token === 'known'
        ? {
            actor: undefined,
            csrf: 'the token of the form',
            schoolName: undefined,
            demonstration: false,
            runsAccount: false,
          }
        : undefined,
    navigation: () => [],
  })
const open = await server('http://localhost:3000')
const secure = await server('https://gatepost.example')

test('behind HTTPS cookies go over HTTPS alone and belong to this host, and browsers are told to stay there', async () => {
  const { headers } = await secure.inject({ method: 'POST', url: '/in' })
  assert.match(
    String(headers['set-cookie']),
    /^__Host-session=secret; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  )
  assert.match(String(headers['strict-transport-security']), /max-age/)
  const flash = await secure.inject({ method: 'POST', url: '/done' })
  assert.match(String(flash.headers['set-cookie']), /^__Host-flash=.*HttpOnly; Secure; SameSite=Lax$/)
  const plain = await open.inject({ method: 'POST', url: '/in' })
  assert.match(String(plain.headers['set-cookie']), /^session=secret; Path=\/; HttpOnly; SameSite=Lax$/)
})

test('an address that a proxy tells is believed from this machine’s proxy alone, and only behind HTTPS', async () => {
  const headers = { 'x-forwarded-for': '203.0.113.7' }
  for (const [which, remoteAddress] of [
    [secure, '127.0.0.1'],
    [secure, '198.51.100.4'],
    [open, '127.0.0.1'],
  ] as const)
    await which.inject({ method: 'POST', url: '/in', headers, remoteAddress })
  assert.deepEqual(seen.slice(-3), ['203.0.113.7', '198.51.100.4', '127.0.0.1'])
})

test('no page is kept by a browser, and a file’s name cannot end its header', async () => {
  const { headers } = await open.inject({ method: 'GET', url: '/file' })
  assert.equal(headers['cache-control'], 'no-store')
  assert.equal(headers['content-disposition'], 'attachment; filename="a---set-cookie--x-1-.csv"')
  assert.equal(headers['set-cookie'], undefined)
})

test('only a POST acts, and where there is a session only with its token', async () => {
  for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'] as const)
    assert.equal((await open.inject({ method, url: '/act' })).statusCode, 404, method)
  const post = (payload: string, type = 'application/x-www-form-urlencoded') =>
    open.inject({
      method: 'POST',
      url: '/act',
      headers: { cookie: 'session=known', 'content-type': type },
      payload,
    })
  const part = (name: string, value: string) =>
    `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n--x--\r\n`
  const parts = 'multipart/form-data; boundary=x'
  for (const wrong of [
    await post(''),
    await post('csrf='),
    await post('csrf=the+token+of+another'),
    await post(part('other', 'a'), parts),
    await post(part('csrf', 'wrong'), parts),
  ])
    assert.equal(wrong.statusCode, 403)
  assert.equal(acts, 0)
  assert.equal((await post('csrf=the+token+of+the+form')).statusCode, 303)
  assert.equal((await post(part('csrf', 'the token of the form'), parts)).statusCode, 303)
  assert.equal(acts, 2)
})
