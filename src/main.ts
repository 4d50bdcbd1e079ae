import { pino } from 'pino'
import { type App, createApp } from './app.ts'
import { readConfig } from './config/config.ts'
import { startAcknowledgementReminders } from './features/acknowledgements/index.ts'
import { startPolling } from './features/inbox/index.ts'
import { startReviewReminders } from './features/policy/index.ts'
import { ownSchool } from './features/setup/index.ts'
import { createLink, revokeLinks } from './features/sign-in/index.ts'
import { type Installation, openInstallation } from './installation.ts'
import { systemClock } from './kernel/clock.ts'
import { CannotStart } from './kernel/errors.ts'
import { newId } from './kernel/ids.ts'
import { createBlueskyNetwork } from './networks/bluesky/bluesky.ts'
import { createFaults } from './platform/faults.ts'

/** Starts Gatepost and runs until it is told to stop. Says on standard output where to open it, and nothing else. */
export async function runServer(): Promise<void> {
  const config = readConfig(process.env, process.cwd())
  const log = pino({ level: config.logLevel }, pino.destination({ fd: 2, sync: true }))
  const installation = await openInstallation(config, log)
  let app: App | undefined
  const rounds: { stop(): Promise<void> }[] = []
  const stop = async () => {
    for (const round of rounds) await round.stop()
    await app?.server.close()
    await app?.jobs.stop()
    await installation.close()
  }
  try {
    app = await createApp({
      db: installation.db,
      identity: installation.identity,
      key: installation.key,
      clock: systemClock,
      log,
      networks: { bluesky: createBlueskyNetwork() },
      faults: createFaults(config.faultPoint),
      publicUrl: config.publicUrl,
      smtpUrl: config.smtpUrl,
      mailFrom: config.mailFrom,
      production: config.production,
    })
    await app.jobs.start({ work: true })
    await app.resume()
    const queueing = { db: installation.db, jobs: app.jobs, log }
    rounds.push(
      startPolling(queueing),
      startReviewReminders(queueing),
      startAcknowledgementReminders(queueing),
    )
    await app.server
      .listen({ host: config.host, port: config.port })
      .catch((error: NodeJS.ErrnoException) => {
        throw error.code === 'EADDRINUSE'
          ? new CannotStart(
              'port-taken',
              `Port ${config.port} is in use by another program. Stop it, or choose another port: PORT=3001 npm start`,
              error,
            )
          : error.code === 'EACCES'
            ? new CannotStart(
                'port-forbidden',
                `This user may not open port ${config.port}. Choose one above 1023: PORT=3000 npm start`,
                error,
              )
            : error
      })
    await sayWhereToBegin(installation, config.publicUrl)
  } catch (error) {
    await stop()
    throw error
  }
  let stopping = false
  const onSignal = () => {
    if (stopping) return
    stopping = true
    stop().then(
      () => process.exit(0),
      error => {
        log.error(
          { code: 'stop-failed', error: error instanceof Error ? error.message : 'unknown' },
          'could not stop cleanly',
        )
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
}

async function sayWhereToBegin(installation: Installation, publicUrl: string): Promise<void> {
  if (await ownSchool(installation.db)) {
    console.log(`Gatepost is running: ${publicUrl}`)
    return
  }
  const now = systemClock.now()
  await revokeLinks(installation.identity, { purpose: 'set-up', schoolId: null, personId: null }, now)
  const token = await createLink(
    installation.identity,
    { purpose: 'set-up', schoolId: null, personId: null, subjectId: newId() },
    now,
  )
  console.log(
    `Gatepost is running. To begin, open this link (it works once, for 24 hours):\n\n  ${publicUrl}/set-up/${token}\n`,
  )
}
