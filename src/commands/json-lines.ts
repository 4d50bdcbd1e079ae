import { once } from 'node:events'
import { createInterface } from 'node:readline'

const readObject = (line: string): object | undefined => {
  try {
    const written: unknown = JSON.parse(line)
    return typeof written === 'object' && written !== null && !Array.isArray(written) ? written : undefined
  } catch {
    return undefined
  }
}

/**
 * Answers JSON lines one by one and in order, no faster than they are read. A line that is no JSON object gives
 * `{"error"}` and the next one is read; empty lines are skipped.
 */
export const answerLines = async (
  input: NodeJS.ReadableStream,
  out: NodeJS.WritableStream,
  answer: (written: object) => object,
): Promise<void> => {
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue
    const written = readObject(line)
    const said = written === undefined ? { error: 'this line is not a JSON object' } : answer(written)
    if (!out.write(`${JSON.stringify(said)}\n`)) await once(out, 'drain')
  }
}
