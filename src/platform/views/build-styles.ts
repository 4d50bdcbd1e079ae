import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { compile } from 'sass'
import { macroTypes } from './build-macro-types.ts'

/**
 * Builds what is generated and committed here: the stylesheet, the script and the icon under `assets/`,
 * and the types in `macro-params.ts`.
 * With `--check` it writes nothing, compares, and ends with 1 and a sentence where something is out of date.
 */
const folder = new URL('./assets/', import.meta.url)
const typesFile = new URL('./macro-params.ts', import.meta.url)

const stylesheet = (): string =>
  compile(fileURLToPath(new URL('./styles/gatepost.scss', import.meta.url)), {
    style: 'compressed',
    // The second, because MoJ Frontend names GOV.UK Frontend by "node_modules/govuk-frontend/…".
    loadPaths: ['../../../node_modules/', '../../../'].map(path =>
      fileURLToPath(new URL(path, import.meta.url)),
    ),
    quietDeps: true,
  }).css

/** GOV.UK Frontend's own script as it is shipped, without the pointer to a source map that is not served. */
const script = (): string =>
  readFileSync(
    fileURLToPath(import.meta.resolve('govuk-frontend/dist/govuk/govuk-frontend.min.js')),
    'utf8',
  ).replace(/\/\/# sourceMappingURL=.*\s*$/, '')

/** The names and contents of every file that belongs in `assets/`. */
const buildAssets = (): Map<string, Buffer> => {
  const sources = {
    'gatepost.css': stylesheet(),
    'govuk-frontend.js': script(),
    'favicon.svg': readFileSync(new URL('./styles/favicon.svg', import.meta.url), 'utf8'),
  }
  const files = new Map<string, Buffer>()
  for (const [name, source] of Object.entries(sources)) {
    const body = Buffer.from(source)
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 10)
    const type = extname(name)
    const file = `${name.slice(0, -type.length)}-${hash}${type}`
    files.set(file, body)
    files.set(`${file}.br`, brotliCompressSync(body))
    files.set(`${file}.gz`, gzipSync(body, { level: 9 }))
  }
  return files
}

/** Compressed bytes may differ between zlib versions: what counts is what comes out of them. */
const content = (file: string, bytes: Buffer): Buffer => {
  if (file.endsWith('.br')) return brotliDecompressSync(bytes)
  if (file.endsWith('.gz')) return gunzipSync(bytes)
  return bytes
}

const outdatedAssets = (wanted: Map<string, Buffer>): string[] => {
  const present = readdirSync(folder)
  const stale = present.filter(file => !wanted.has(file))
  const differing = [...wanted].filter(
    ([file, bytes]) =>
      !present.includes(file) ||
      !content(file, readFileSync(new URL(file, folder))).equals(content(file, bytes)),
  )
  return [...stale, ...differing.map(([file]) => file)]
}

const wanted = buildAssets()
if (process.argv.includes('--check')) {
  const outdated = outdatedAssets(wanted)
  if (readFileSync(typesFile, 'utf8') !== macroTypes()) outdated.push('macro-params.ts')
  if (outdated.length > 0) {
    console.error(`Out of date: ${outdated.join(', ')}. Run "npm run styles" and commit what it writes.`)
    process.exitCode = 1
  }
} else {
  mkdirSync(folder, { recursive: true })
  for (const file of readdirSync(folder)) rmSync(new URL(file, folder))
  for (const [file, bytes] of wanted) writeFileSync(new URL(file, folder), bytes)
  writeFileSync(typesFile, macroTypes())
}
