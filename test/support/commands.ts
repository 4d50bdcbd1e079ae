import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'

const cli = join(import.meta.dirname, '../../src/cli.ts')

/** A command as a person runs it, in an environment without any setting. */
export const gatepost = (
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> =>
  new Promise(resolve => {
    execFile(process.execPath, [cli, ...args], { env: {}, maxBuffer: 5_000_000 }, (error, out, err) =>
      resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : 1, out, err }),
    )
  })

/** What a command that answers JSON lines writes to this input, a line each. */
export const answersTo = async (
  run: (input: NodeJS.ReadableStream, out: NodeJS.WritableStream) => Promise<unknown>,
  input: string,
): Promise<Record<string, unknown>[]> => {
  const out = new PassThrough()
  const written = text(out)
  await run(Readable.from([input]), out)
  out.end()
  return (await written)
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))
}
