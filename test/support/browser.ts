import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium as playwright } from 'playwright-core'

const folder = join(import.meta.dirname, '../../.cache/chromium')
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A Chromium and, where the machine lacks its libraries, the folder that has them. */
export type FoundBrowser = { readonly path: string; readonly libraries: string | undefined }

/**
 * The browser for the tests: CHROMIUM_PATH, /usr/bin/chromium, or the one inside the registry package, unpacked once.
 * Unpacked aside and moved into place: two test files may ask in the same moment.
 */
export async function findBrowser(): Promise<FoundBrowser> {
  for (const path of [process.env.CHROMIUM_PATH, '/usr/bin/chromium'])
    if (path && existsSync(path)) return { path, libraries: process.env.CHROMIUM_LIBRARIES }
  const path = join(folder, 'chromium')
  const libraries = join(folder, 'al2023', 'lib')
  if (!existsSync(path)) {
    mkdirSync(dirname(folder), { recursive: true })
    const aside = await mkdtemp(join(dirname(folder), 'unpacking-'))
    const temporary = process.env.TMPDIR
    // The package unpacks into the temporary folder, wherever that is.
    process.env.TMPDIR = aside
    const { inflate } = await import('@sparticuz/chromium')
    const bin = fileURLToPath(new URL('../bin/', import.meta.resolve('@sparticuz/chromium')))
    await inflate(join(bin, 'chromium.br'))
    await inflate(join(bin, 'al2023.tar.br'))
    if (temporary === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = temporary
    try {
      renameSync(aside, folder)
    } catch (error) {
      if (!existsSync(path)) throw error
    }
  }
  const runs = spawnSync(path, ['--version'], { encoding: 'utf8' }).status === 0
  return { path, libraries: runs ? undefined : libraries }
}

/** Starts a headless browser that talks to loopback only. */
export async function startBrowser(): Promise<Browser> {
  const { path, libraries } = await findBrowser()
  return playwright.launch({
    executablePath: path,
    args: flags,
    env: {
      ...process.env,
      HOME: process.env.HOME ?? tmpdir(),
      ...(libraries
        ? { LD_LIBRARY_PATH: [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':') }
        : {}),
    },
  })
}
