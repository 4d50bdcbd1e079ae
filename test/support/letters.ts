import { SMTPServer } from 'smtp-server'
import { atEnd } from './database.ts'

/** A letter as the mail server took it in. */
export type ReceivedLetter = {
  /** The letter's own Message-ID: the same when it is sent again. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
}

const headerOf = (raw: string, name: string): string =>
  new RegExp(`^${name}: (.*)$`, 'im').exec(raw)?.[1]?.trim() ?? ''

/** Long lines and other letters than ASCII come quoted-printable. */
const plain = (raw: string): string => {
  const body = raw.slice(raw.indexOf('\r\n\r\n') + 4)
  if (headerOf(raw, 'content-transfer-encoding') !== 'quoted-printable') return body
  const bytes = body
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

/** A real mail server on loopback that keeps what it receives, until the file's tests are over. */
export async function startMailServer(): Promise<{
  readonly smtpUrl: string
  readonly letters: readonly ReceivedLetter[]
}> {
  const letters: ReceivedLetter[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      let raw = ''
      stream.setEncoding('utf8')
      stream.on('data', (chunk: string) => {
        raw += chunk
      })
      stream.on('end', () => {
        letters.push({
          id: headerOf(raw, 'message-id'),
          to: session.envelope.rcptTo.map(({ address }) => address).join(', '),
          subject: headerOf(raw, 'subject'),
          text: plain(raw),
        })
        done()
      })
    },
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  atEnd(() => new Promise<void>(resolve => server.close(resolve)))
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new TypeError('a TCP server has a port')
  return { smtpUrl: `smtp://127.0.0.1:${address.port}`, letters }
}
