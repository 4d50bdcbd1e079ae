import pg from 'pg'

/** One statement of a request as it went to the database, on which pool's connection. */
export type RecordedStatement = {
  readonly pool: 'app' | 'identity'
  readonly connection: number
  readonly text: string
  readonly values: readonly unknown[]
}

type Query = (text: unknown, values?: unknown, callback?: unknown) => unknown

/** Records every statement that this process sends while `act` runs. For one request at a time. */
export async function recordStatements(act: () => Promise<unknown>): Promise<readonly RecordedStatement[]> {
  const recorded: RecordedStatement[] = []
  const original = pg.Client.prototype.query as Query
  pg.Client.prototype.query = function query(
    this: pg.Client & { processID?: number; connectionParameters?: { options?: string } },
    text: unknown,
    values?: unknown,
    callback?: unknown,
  ) {
    if (typeof text === 'string')
      recorded.push({
        pool: this.connectionParameters?.options?.includes('role=') ? 'identity' : 'app',
        connection: this.processID ?? 0,
        text,
        values: Array.isArray(values) ? values : [],
      })
    return original.call(this, text, values, callback)
  } as typeof pg.Client.prototype.query
  try {
    await act()
  } finally {
    pg.Client.prototype.query = original as typeof pg.Client.prototype.query
  }
  return recorded
}

/** The statements in runs of one connection each: what has to go to the database in that order, and nothing more. */
export function inRuns(statements: readonly RecordedStatement[]): readonly (readonly RecordedStatement[])[] {
  const runs: RecordedStatement[][] = []
  let inTransaction = false
  for (const statement of statements) {
    const last = runs.at(-1)
    if (last && inTransaction && last[0]?.connection === statement.connection) last.push(statement)
    else runs.push([statement])
    if (/^begin|^start transaction/i.test(statement.text)) inTransaction = true
    if (/^(commit|rollback)/i.test(statement.text)) inTransaction = false
  }
  return runs
}
