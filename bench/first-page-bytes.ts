import type { FastifyInstance } from 'fastify'

/** Bytes of the sign-in page and every asset it names, bodies and headers, as a browser that takes brotli gets them. */
export async function firstPageBytes(server: FastifyInstance): Promise<number> {
  const get = async (url: string) => {
    const answer = await server.inject({ method: 'GET', url, headers: { 'accept-encoding': 'br' } })
    if (answer.statusCode !== 200) throw new Error(`${url} answered ${answer.statusCode}`)
    const headers = Object.entries(answer.headers).join('\r\n').length
    return { body: answer.body, bytes: answer.rawPayload.length + headers }
  }
  const page = await get('/sign-in')
  const assets = new Set([...page.body.matchAll(/["'](\/assets\/[^"']+)["']/g)].map(match => match[1] ?? ''))
  let total = page.bytes
  for (const asset of assets) total += (await get(asset)).bytes
  return total
}
