import type { Logger } from 'pino'
import type { Config } from './config/config.ts'
import { lockDataFolder } from './platform/data-folder.ts'
import {
  type Database,
  type IdentityDatabase,
  identityRoleOf,
  openDatabase,
  openIdentityDatabase,
  refuseUnboundRole,
} from './platform/database/database.ts'
import { joinEmbeddedPostgres, startEmbeddedPostgres } from './platform/database/embedded.ts'
import { migrate } from './platform/database/migrate.ts'
import { installationKey } from './platform/vault/installation-key.ts'
import type { Key } from './platform/vault/vault.ts'

/** A database that is up and current, and the key that goes with it. */
export type Installation = {
  readonly db: Database
  readonly identity: IdentityDatabase
  readonly key: Key
  readonly ownerUrl: string
  readonly migrated: readonly string[]
  close(): Promise<void>
}

/**
 * Opens this installation: takes the data folder, starts the embedded database where none is configured, brings the
 * schema up to date and refuses a role that row-level security would not bind.
 * @param beside for a command that may run while Gatepost does: it then joins the running database and leaves it running
 * @throws CannotStart with what to do
 */
export async function openInstallation(
  config: Config,
  log: Logger,
  { beside = false }: { beside?: boolean } = {},
): Promise<Installation> {
  const server = (beside && (await running(config))) || (await start(config, log))
  try {
    const key = await installationKey(config.dataFolder, config.key)
    const migrated = await migrate(server.ownerUrl, server.appUrl)
    const db = openDatabase(server.appUrl)
    const identity = openIdentityDatabase(server.appUrl, identityRoleOf(server.appUrl))
    const close = async () => {
      await Promise.allSettled([db.close(), identity.close()])
      await server.stop()
    }
    try {
      await refuseUnboundRole(db)
    } catch (error) {
      await close()
      throw error
    }
    return { db, identity, key, ownerUrl: server.ownerUrl, migrated, close }
  } catch (error) {
    await server.stop()
    throw error
  }
}

type Server = { readonly ownerUrl: string; readonly appUrl: string; stop(): Promise<void> }

const start = async (config: Config, log: Logger): Promise<Server> => {
  if (!config.database) return startEmbeddedPostgres({ dataFolder: config.dataFolder, log })
  const lock = await lockDataFolder(config.dataFolder)
  return { ...config.database, stop: () => lock.release() }
}

const running = async (config: Config): Promise<Server | undefined> => {
  const urls = config.database ?? (await joinEmbeddedPostgres(config.dataFolder))
  return urls && { ...urls, stop: async () => undefined }
}
