import type { FastifyInstance } from 'fastify'
import { assetManifest } from '../views/assets.ts'

/** Serves the styles and scripts, compressed when they were built; their names change with their content. */
export function assetRoutes(server: FastifyInstance): void {
  for (const asset of Object.values(assetManifest)) {
    server.get(`/assets/${asset.file}`, async (request, reply) => {
      const accepted = String(request.headers['accept-encoding'] ?? '')
      reply
        .headers({ 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding' })
        .type(asset.mediaType)
      if (accepted.includes('br')) return reply.header('content-encoding', 'br').send(asset.brotli)
      if (accepted.includes('gzip')) return reply.header('content-encoding', 'gzip').send(asset.gzip)
      return reply.send(asset.body)
    })
  }
}
