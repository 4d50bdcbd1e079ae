import type { OpenVisit } from '../../src/platform/http/route.ts'
import type { TestApp } from './app.ts'

/** A request as a handler gets it, of nobody and empty but for what is given, for tests that call a route themselves. */
export const openVisit = (app: TestApp, given: Partial<OpenVisit> = {}): OpenVisit => ({
  actor: undefined,
  params: {},
  query: {},
  queryForm: {},
  form: {},
  uploads: {},
  oversized: [],
  now: app.clock.now(),
  networkAddress: '127.0.0.1',
  sessionToken: undefined,
  ...given,
})
