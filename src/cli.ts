import { GatepostError } from './kernel/errors.ts'

const usage = `Gatepost: the system a school runs its social media policy on

  gatepost start           start the server
  gatepost migrate         bring the database up to date and stop
  gatepost demo            add a demonstration school, and print how to sign in to it
  gatepost audit verify    check that no record of the audit trail was changed
  gatepost deadline        response deadlines for JSON lines on standard input
  gatepost verdict         what a shipped policy says, for JSON lines on standard input
  gatepost clauses         where each clause of the shipped policies is carried out; --json as data
  gatepost policy read     what a policy document says, as JSON: FILE, or FILE --text for its words
  gatepost policy compare  how shipped policies differ, exactly: AL WB, with --json as data
  gatepost policy check    what to look at in a shipped policy: AL, with --json as data
  gatepost policy schema   the format of policy packs as a JSON Schema, for editors

The settings are environment variables; the README lists them.`

type Command = (args: readonly string[]) => Promise<number | undefined>

const policyCommands: Readonly<Record<string, Command>> = {
  async read(args) {
    const { runPolicyRead } = await import('./commands/policy-read.ts')
    return runPolicyRead(args)
  },
  async compare(args) {
    const { runCompare } = await import('./commands/policy-compare.ts')
    return runCompare(args)
  },
  async check(args) {
    const { runPolicyCheck } = await import('./commands/policy-check.ts')
    return runPolicyCheck(args)
  },
  async schema() {
    const { packJsonSchema } = await import('./policy-engine/pack-json-schema.ts')
    console.log(JSON.stringify(packJsonSchema(), null, 2))
    return 0
  },
}

// Each command loads its own modules, so that a pure one opens no database and starts at once.
const commands: Readonly<Record<string, Command>> = {
  async start() {
    const { runServer } = await import('./main.ts')
    await runServer()
    return undefined
  },
  async migrate() {
    const { runMigrate } = await import('./administration.ts')
    return runMigrate()
  },
  async demo() {
    const { runDemo } = await import('./administration.ts')
    return runDemo()
  },
  async audit([what]) {
    if (what !== 'verify') {
      console.error('Say: gatepost audit verify')
      return 2
    }
    const { runAuditVerify } = await import('./administration.ts')
    return runAuditVerify()
  },
  async deadline() {
    const { runDeadline } = await import('./commands/deadline.ts')
    await runDeadline(process.stdin, process.stdout)
    return 0
  },
  async clauses(args) {
    const { runClauses } = await import('./commands/clauses.ts')
    return runClauses(args)
  },
  async policy([what, ...args]) {
    const command = what === undefined ? undefined : policyCommands[what]
    if (command) return command(args)
    console.error(
      `Say one of: ${Object.keys(policyCommands)
        .map(name => `gatepost policy ${name}`)
        .join(', ')}`,
    )
    return 2
  },
  async verdict() {
    const { runVerdict } = await import('./commands/verdict.ts')
    await runVerdict(process.stdin, process.stdout)
    return 0
  },
}

async function run([name, ...args]: readonly string[]): Promise<number | undefined> {
  if (name === undefined || name === 'help' || name === '--help') {
    console.log(usage)
    return 0
  }
  const command = commands[name]
  if (!command) {
    console.error(`There is no command “${name}”.\n\n${usage}`)
    return 2
  }
  return command(args)
}

try {
  const code = await run(process.argv.slice(2))
  if (code !== undefined) process.exitCode = code
} catch (error) {
  console.error(error instanceof GatepostError ? error.message : error)
  process.exit(1)
}
