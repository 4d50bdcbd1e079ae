import http from 'node:http'

/** How many milliseconds some work takes. */
export const msFor = async (work: () => unknown): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** Requests a second over some keep-alive connections, for a time in milliseconds. Throws when one is not answered 200. */
export async function requestsPerSecond(target: {
  port: number
  path: string
  cookie: string
  connections: number
  ms: number
}): Promise<number> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: target.connections })
  const once = () =>
    new Promise<void>((resolve, reject) => {
      http
        .get(
          {
            host: '127.0.0.1',
            port: target.port,
            path: target.path,
            agent,
            headers: { cookie: target.cookie },
          },
          answer => {
            if (answer.statusCode !== 200) reject(new Error(`${target.path} answered ${answer.statusCode}`))
            answer.resume().on('end', resolve)
          },
        )
        .on('error', reject)
    })
  const start = performance.now()
  let done = 0
  await Promise.all(
    Array.from({ length: target.connections }, async () => {
      while (performance.now() - start < target.ms) {
        await once()
        done++
      }
    }),
  )
  agent.destroy()
  return (done * 1000) / (performance.now() - start)
}

/** Runs two things turn by turn and gives the median of the ratios candidate to floor, with both medians. */
export async function interleaved(
  rounds: number,
  candidate: () => Promise<number>,
  floor: () => Promise<number>,
): Promise<{ candidate: number; floor: number; ratio: number }> {
  const pairs: [number, number][] = []
  await floor()
  await candidate()
  for (let round = 0; round < rounds; round++)
    pairs.push(
      round % 2 === 0
        ? [await candidate(), await floor()]
        : (b => [b[1], b[0]] as [number, number])([await floor(), await candidate()]),
    )
  return {
    candidate: median(pairs.map(pair => pair[0])),
    floor: median(pairs.map(pair => pair[1])),
    ratio: median(pairs.map(([a, b]) => a / b)),
  }
}
