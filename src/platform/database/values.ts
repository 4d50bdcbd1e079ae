import pg from 'pg'
import { Temporal } from '../../kernel/clock.ts'

/**
 * How PostgreSQL values look in the program: a timestamp is a Temporal.Instant and a date a Temporal.PlainDate,
 * in both directions. A date never becomes a JavaScript Date, which would move it over midnight.
 */
const parsers = new Map<number, (text: string) => unknown>([
  [
    pg.types.builtins.TIMESTAMPTZ,
    text => Temporal.Instant.from(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')),
  ],
  [pg.types.builtins.DATE, text => Temporal.PlainDate.from(text)],
  [pg.types.builtins.INT8, text => Number(text)],
])

export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    parsers.get(oid) ??
    pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
}

// node-postgres asks a parameter for `toPostgres` and would otherwise send it as JSON, in quotation marks.
for (const type of [Temporal.Instant, Temporal.PlainDate])
  Object.defineProperty(type.prototype, 'toPostgres', {
    value(this: { toString(): string }) {
      return this.toString()
    },
  })
