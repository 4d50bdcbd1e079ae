import { pino } from 'pino'
import { readConfig } from './config/config.ts'
import { openInstallation } from './installation.ts'
import { verifyAudit } from './platform/audit/verify.ts'

// These commands may run beside a running Gatepost.
const open = () => {
  const config = readConfig(process.env, process.cwd())
  return openInstallation(config, pino({ level: config.logLevel }, pino.destination({ fd: 2, sync: true })), {
    beside: true,
  })
}

/** `gatepost migrate`: the schema is brought up to date whenever an installation is opened. */
export async function runMigrate(): Promise<number> {
  const installation = await open()
  await installation.close()
  console.log(
    installation.migrated.length > 0
      ? `The database was brought up to date: ${installation.migrated.join(', ')}.`
      : 'The database was up to date.',
  )
  return 0
}

/** `gatepost audit verify`: exit status 1 and a line for each problem when the trail was tampered with. */
export async function runAuditVerify(): Promise<number> {
  const installation = await open()
  try {
    const report = await verifyAudit(installation.ownerUrl)
    for (const { schoolId, stream, seq, problem } of report.problems)
      console.error(`school ${schoolId}, ${stream}, event ${seq}: ${problem}`)
    console.log(
      `${report.events} events in ${report.chains} chains: ${report.problems.length === 0 ? 'all as they were written' : `${report.problems.length} problem${report.problems.length === 1 ? '' : 's'} found`}${report.erased > 0 ? `; ${report.erased} details erased` : ''}.`,
    )
    return report.problems.length === 0 ? 0 : 1
  } finally {
    await installation.close()
  }
}
