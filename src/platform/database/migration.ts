/** Names that a migration needs and that differ between installations. */
export type MigrationNames = {
  /** The role the app connects as, quoted for SQL. */
  readonly app: string
  /** The role that owns sign-in: entered by the app's second pool only. */
  readonly identity: string
}

/** A migration is a list of single statements, run in order by the owner role. Forward only. */
export type GatepostMigration = (names: MigrationNames) => readonly string[]

type Command = 'select' | 'insert' | 'update' | 'delete'

const inSchool = `school_id = nullif(current_setting('app.school', true), '')::uuid`

/** The person on whose behalf a transaction runs, as row-level security sees it. */
export const currentPerson = `nullif(current_setting('app.person', true), '')::uuid`

/**
 * Row-level security and grants of a table that belongs to schools: one permissive policy a command,
 * each bound to the school of the transaction. `rows` narrows which rows further (need-to-know), and may
 * use only the row's columns and current_setting, so that the schema can be distributed by school.
 */
export const tenantTable = (
  names: MigrationNames,
  table: string,
  commands: readonly Command[],
  rows: Partial<Record<Command, string>> = {},
): string[] => [
  `alter table ${table} enable row level security`,
  ...commands.map(command => {
    const condition = rows[command] ? `${inSchool} and (${rows[command]})` : inSchool
    const clause =
      command === 'insert'
        ? `with check (${condition})`
        : command === 'update'
          ? `using (${condition}) with check (${condition})`
          : `using (${condition})`
    return `create policy ${table}_${command} on ${table} for ${command} to ${names.app} ${clause}`
  }),
  `grant ${commands.join(', ')} on ${table} to ${names.app}`,
]
