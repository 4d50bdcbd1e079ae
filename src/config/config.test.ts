import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CannotStart } from '../kernel/errors.ts'
import { readConfig } from './config.ts'

const problemsOf = (env: NodeJS.ProcessEnv): string => {
  try {
    readConfig(env, '/srv')
    return ''
  } catch (error) {
    assert.ok(error instanceof CannotStart)
    return error.message
  }
}

test('nothing is needed to begin, and then only this machine is served', () => {
  const config = readConfig({}, '/srv')
  assert.equal(config.host, '127.0.0.1')
  assert.equal(config.publicUrl, 'http://127.0.0.1:3000')
  assert.equal(config.dataFolder, '/srv/data')
  assert.equal(config.database, undefined)
  assert.equal(readConfig({ PORT: '', SMTP_URL: '' }, '/srv').port, 3000, 'an empty variable is no variable')
})

test('every problem is told at once and no value repeated', () => {
  const words = problemsOf({
    PORT: '99999',
    DATABASE_URL: 'mysql://secret@host/db',
    SMTP_URL: 'secret',
    GATEPOST_KEY: 'secret',
  })
  for (const name of ['PORT', 'DATABASE_URL', 'SMTP_URL', 'GATEPOST_KEY'])
    assert.match(words, new RegExp(`- ${name} `))
  assert.doesNotMatch(words, /secret|99999/)
})

test('the two database addresses go together, and other machines need the public address', () => {
  assert.match(problemsOf({ DATABASE_URL: 'postgresql://app@host/db' }), /go together/)
  assert.match(problemsOf({ HOST: '0.0.0.0' }), /PUBLIC_URL is needed/)
  assert.equal(problemsOf({ HOST: '0.0.0.0', PUBLIC_URL: 'https://gatepost.example.org/' }), '')
  assert.equal(
    readConfig({ PUBLIC_URL: 'https://gatepost.example.org/' }, '/srv').publicUrl,
    'https://gatepost.example.org',
  )
})
