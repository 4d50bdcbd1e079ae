import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What goes wrong with a call. */
export type Fault =
  /** The call is carried out, and its answer comes this much later. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** The call is answered with this status and never carried out. */
  | {
      readonly kind: 'refuse'
      readonly status: number
      readonly error?: string
      readonly headers?: Readonly<Record<string, string>>
    }
  /** The connection is cut before the call is carried out, or after it, in place of its answer. */
  | { readonly kind: 'cut-before' }
  | { readonly kind: 'cut-after' }

export type FaultyProxy = {
  readonly url: string
  /** Every call that came in since the start, "POST /path". */
  readonly calls: readonly string[]
  /** From now on, calls whose path contains `path` go wrong, `times` of them (all, if not said). One fault at a time. */
  inject(fault: Fault, on?: { readonly path?: string; readonly times?: number }): void
  clear(): void
  stop(): Promise<void>
}

/** A loopback HTTP proxy in front of a server, to see how callers bear its faults. */
export const startFaultyProxy = async (target: string): Promise<FaultyProxy> => {
  const calls: string[] = []
  let planned: { readonly fault: Fault; readonly path: string; left: number } | undefined

  const passOn = (request: IncomingMessage, body: Buffer, answer: (reply: IncomingMessage) => void) =>
    new Promise<void>((resolve, reject) => {
      const onward = forward(
        new URL(request.url ?? '/', target),
        { method: request.method, headers: { ...request.headers, host: new URL(target).host }, agent: false },
        reply => {
          answer(reply)
          reply.once('end', resolve)
          reply.once('error', reject)
        },
      )
      onward.once('error', reject)
      onward.end(body)
    })

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = Buffer.concat(await request.toArray())
    calls.push(`${request.method} ${request.url}`)
    const fault = takeFault(request.url ?? '/')
    switch (fault?.kind) {
      case 'refuse':
        response.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers })
        response.end(JSON.stringify({ error: fault.error ?? 'Refused', message: 'a planned fault' }))
        return
      case 'cut-before':
        request.socket.destroy()
        return
      case 'cut-after':
        await passOn(request, body, reply => reply.resume())
        request.socket.destroy()
        return
      case 'slow':
      case undefined:
        await passOn(request, body, reply => {
          const send = () => {
            // What the server says of its own connections is not true of ours.
            const { connection: _, 'keep-alive': __, 'transfer-encoding': ___, ...headers } = reply.headers
            response.writeHead(reply.statusCode ?? 502, headers)
            reply.pipe(response)
          }
          if (fault === undefined) send()
          else setTimeout(send, fault.ms)
        })
    }
  }

  const takeFault = (path: string): Fault | undefined => {
    if (planned === undefined || planned.left === 0 || !path.includes(planned.path)) return undefined
    planned.left--
    return planned.fault
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => request.socket.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    inject: (fault, { path = '', times = Number.POSITIVE_INFINITY } = {}) => {
      planned = { fault, path, left: times }
    },
    clear: () => {
      planned = undefined
    },
    stop: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
