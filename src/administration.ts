import { pino } from 'pino'
import { addDemonstration } from './app.ts'
import { readConfig } from './config/config.ts'
import { openInstallation } from './installation.ts'
import { systemClock } from './kernel/clock.ts'
import { createBlueskyNetwork } from './networks/bluesky/bluesky.ts'
import { verifyAudit } from './platform/audit/verify.ts'
import { createFaults } from './platform/faults.ts'

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

/** `gatepost demo`: builds the demonstration school unless it is there, and prints how to sign in as each of its people. */
export async function runDemo(): Promise<number> {
  const config = readConfig(process.env, process.cwd())
  const installation = await open()
  try {
    const { built, password, people } = await addDemonstration({
      db: installation.db,
      identity: installation.identity,
      key: installation.key,
      publicUrl: config.publicUrl,
      smtpUrl: config.smtpUrl,
      mailFrom: config.mailFrom,
      production: config.production,
      clock: systemClock,
      log: pino({ level: 'silent' }),
      networks: { bluesky: createBlueskyNetwork() },
      faults: createFaults(undefined),
    })
    const widest = (field: 'email' | 'name') => Math.max(...people.map(person => person[field].length)) + 2
    console.log(
      [
        `${built ? 'The demonstration school is built' : 'The demonstration school was there; its people have a new password'}. Everybody in it is invented, and nothing is sent anywhere.`,
        '',
        ...people.map(
          ({ email, name, title }) =>
            `  ${email.padEnd(widest('email'))}${name.padEnd(widest('name'))}${title}`,
        ),
        '',
        `Password for each of them: ${password}`,
        `Sign in at:                ${config.publicUrl}/sign-in`,
        '',
        'If Gatepost is not running yet, start it first: npm start',
      ].join('\n'),
    )
    return 0
  } finally {
    await installation.close()
  }
}
