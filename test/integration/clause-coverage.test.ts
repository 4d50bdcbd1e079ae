import assert from 'node:assert/strict'
import { test } from 'node:test'
import { coverageOf, knownCapabilities } from '../../src/clause-coverage.ts'
import { startTestApp } from '../support/app.ts'

test('every page on which a clause is said to be carried out is there', async () => {
  const { routes } = await startTestApp()
  const pages = new Set(routes.filter(({ method }) => method === 'GET').map(({ path }) => path))
  for (const capability of knownCapabilities)
    for (const { path } of coverageOf(capability).where) assert.ok(pages.has(path), `${capability}: ${path}`)
})
