import { readdirSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { CannotStart } from '../../kernel/errors.ts'

const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** One file that pages load. Its name holds a hash of its content, so it may be cached for ever. */
export type Asset = {
  /** The name to serve it under, below the asset path: `gatepost-0a1b2c3d4e.css`. */
  readonly file: string
  /** The value of Content-Type. */
  readonly mediaType: string
  readonly body: Buffer
  readonly brotli: Buffer
  readonly gzip: Buffer
}

export type AssetName = 'gatepost.css' | 'govuk-frontend.js' | 'favicon.svg'

const folder = new URL('./assets/', import.meta.url)

const readAsset = (name: AssetName): Asset => {
  const type = extname(name)
  const hashed = new RegExp(`^${name.slice(0, -type.length)}-[0-9a-f]{10}\\${type}$`)
  const file = readdirSync(folder).find(candidate => hashed.test(candidate))
  const mediaType = mediaTypes[type]
  if (file === undefined || mediaType === undefined)
    throw new CannotStart('asset-missing', `The file ${name} for the pages is missing. Run: npm run styles`)
  return {
    file,
    mediaType,
    body: readFileSync(new URL(file, folder)),
    brotli: readFileSync(new URL(`${file}.br`, folder)),
    gzip: readFileSync(new URL(`${file}.gz`, folder)),
  }
}

/** What the pages load, by the name that templates use. Read once, compressed when it was built. */
export const assetManifest: Readonly<Record<AssetName, Asset>> = {
  'gatepost.css': readAsset('gatepost.css'),
  'govuk-frontend.js': readAsset('govuk-frontend.js'),
  'favicon.svg': readAsset('favicon.svg'),
}
