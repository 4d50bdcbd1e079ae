import assert from 'node:assert/strict'
import { it } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { assetManifest } from './assets.ts'

it('holds each file with two compressed forms of the same content', () => {
  for (const asset of Object.values(assetManifest)) {
    assert.ok(brotliDecompressSync(asset.brotli).equals(asset.body), asset.file)
    assert.ok(gunzipSync(asset.gzip).equals(asset.body), asset.file)
  }
})

it('keeps all that a first page loads beside its HTML under 30 kB on the wire', () => {
  const bytes = Object.values(assetManifest).reduce((sum, asset) => sum + asset.brotli.length, 0)
  assert.ok(bytes < 30_000, `${bytes} bytes`)
})

it('has a stylesheet that loads nothing: no fonts, no crown, nothing from elsewhere', () => {
  const urls = assetManifest['gatepost.css'].body.toString().match(/url\([^)]*\)/g) ?? []
  assert.deepEqual(
    urls.filter(url => !url.includes('data:')),
    [],
  )
  assert.doesNotMatch(assetManifest['gatepost.css'].body.toString(), /@font-face|@import|GDS Transport/)
})
