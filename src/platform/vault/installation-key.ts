import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CannotStart } from '../../kernel/errors.ts'
import { type Key, newKey, readKey } from './vault.ts'

/**
 * The key that everything confidential hangs on: from GATEPOST_KEY, else from keys/installation.key in the data folder,
 * which is made at the first start. Without it the encrypted columns are lost: it belongs in the backup, apart from the database.
 * @throws CannotStart when the file is there and holds no key
 */
export async function installationKey(dataFolder: string, configured: string | undefined): Promise<Key> {
  const given = configured ? readKey(configured) : undefined
  if (given) return given
  const folder = join(dataFolder, 'keys')
  const file = join(folder, 'installation.key')
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text !== undefined) {
    const key = readKey(text)
    if (key) return key
    throw new CannotStart(
      'installation-key',
      `The file ${file} holds no key. Put it back from your backup: without it nothing confidential can be read.`,
    )
  }
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const key = newKey()
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(`${key.toString('hex')}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  return key
}
