import nodemailer from 'nodemailer'
import type { PersonActor } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/clock.ts'
import { type MailId, newRandomId, type PersonId } from '../../kernel/ids.ts'
import { type Database, inSchool, type TenantTx } from '../database/database.ts'
import { isDemonstration } from '../database/demonstration.ts'
import type { Jobs } from '../jobs/jobs.ts'
import { open, seal, type Vault } from '../vault/vault.ts'
import type {} from './tables.ts'

export type Letter = {
  readonly recipient: { readonly id: PersonId; readonly address: string; readonly sharedMailbox: boolean }
  readonly subject: string
  readonly text: string
  /**
   * An alert about something only its recipient may know of: it says no more than that something waits, is seen by
   * nobody else in the outbox, and never goes to a mailbox that several people read.
   */
  readonly confidential: boolean
}

/** An alert that says no more than that something waits. */
export const alertLetter = (recipient: Letter['recipient'], publicUrl: string): Letter => ({
  recipient,
  subject: 'Gatepost',
  text: `Something waits for you in Gatepost.\n\n${publicUrl}\n`,
  confidential: true,
})

export type Mail = {
  /** Writes a letter in the caller's transaction; without a mail server it stays in the outbox. */
  post(tx: TenantTx, letter: Letter, now: Instant): Promise<MailId | undefined>
  /** Sends a letter that was given up, or kept while there was no mail server. False when it is not such a letter. */
  sendAgain(tx: TenantTx, id: MailId, now: Instant): Promise<boolean>
  readonly sends: boolean
}

const job = 'send-mail'
/** For so long a letter is tried again while the mail server cannot be reached or is busy. */
const patience = { hours: 48 } as const

/** What became of an attempt. Judged from status codes; the server's own words are never kept, they may quote a letter. */
type Failure = { readonly lasting: boolean; readonly text: string }

const failureOf = (error: unknown): Failure => {
  const { responseCode, code } = (typeof error === 'object' && error !== null ? error : {}) as {
    responseCode?: unknown
    code?: unknown
  }
  const status = typeof responseCode === 'number' ? responseCode : undefined
  if (code === 'EAUTH')
    return { lasting: false, text: 'The mail server refuses Gatepost’s own sign-in. Check SMTP_URL.' }
  if (status === undefined) return { lasting: false, text: 'The mail server cannot be reached.' }
  return status >= 500
    ? { lasting: true, text: `The mail server refused the letter (${status}). Check the address.` }
    : { lasting: false, text: `The mail server is busy (${status}).` }
}

const place = (id: string) => ({ table: 'outgoing_mail', row: id, column: 'body' })

/** The words of a letter, for the outbox page of somebody who may see it. */
export async function letterText(tx: TenantTx, vault: Vault, id: string, body: Buffer): Promise<string> {
  return open(await vault.schoolKey(tx), tx.schoolId, place(id), body).toString('utf8')
}

export function createMail(parts: {
  db: Database
  vault: Vault
  jobs: Jobs
  clock: { now(): Instant }
  smtpUrl: string | undefined
  from: string
}): Mail {
  const { db, vault, jobs, clock } = parts
  const transport = parts.smtpUrl
    ? nodemailer.createTransport({ url: parts.smtpUrl, connectionTimeout: 10_000, socketTimeout: 20_000 })
    : undefined

  jobs.register({
    name: job,
    // At least the patience, at ten minutes between attempts.
    retries: 300,
    timeLimit: 60,
    async handle(payload) {
      if (!transport) return
      const mailId = payload.mailId ?? ''
      // On behalf of its recipient: nobody else may read a confidential letter, the software included.
      const actor: PersonActor = {
        kind: 'person',
        schoolId: payload.schoolId,
        personId: (payload.recipientId ?? '') as PersonId,
        name: '',
        roles: new Set(),
      }
      const letter = await inSchool(db, actor, async tx => {
        const row = await tx
          .selectFrom('outgoing_mail')
          .select(['address', 'subject', 'body', 'state', 'waiting_since'])
          .where('school_id', '=', tx.schoolId)
          .where('id', '=', mailId)
          .executeTakeFirst()
        return row?.state === 'waiting'
          ? { ...row, text: await letterText(tx, vault, mailId, row.body) }
          : undefined
      })
      if (!letter) return
      const record = (set: {
        state: 'waiting' | 'sent' | 'failed'
        failure: string | null
        sent_at: Instant | null
      }) =>
        inSchool(db, actor, tx =>
          tx
            .updateTable('outgoing_mail')
            .set(set)
            .where('school_id', '=', tx.schoolId)
            .where('id', '=', mailId)
            .execute(),
        )
      try {
        // The Message-ID is the letter's own, so that a mail server or reader can drop a repeat after a crash.
        await transport.sendMail({
          from: parts.from,
          to: letter.address,
          subject: letter.subject,
          text: letter.text,
          messageId: `<${mailId}@gatepost>`,
        })
      } catch (error) {
        const failure = failureOf(error)
        const tired = letter.waiting_since.add(patience).epochMilliseconds <= clock.now().epochMilliseconds
        const over = failure.lasting || tired
        await record({ state: over ? 'failed' : 'waiting', failure: failure.text, sent_at: null })
        if (over) return
        throw error
      }
      await record({ state: 'sent', failure: null, sent_at: clock.now() })
    },
  })

  const sendsFrom = async (tx: TenantTx): Promise<boolean> =>
    transport !== undefined && !(await isDemonstration(tx))

  const enqueue = (tx: TenantTx, id: MailId, recipientId: string) =>
    jobs.enqueue(tx, job, { mailId: id, recipientId })

  return {
    sends: transport !== undefined,
    async sendAgain(tx, id, now) {
      if (!(await sendsFrom(tx))) return false
      const row = await tx
        .updateTable('outgoing_mail')
        .set({ state: 'waiting', failure: null, waiting_since: now })
        .where('school_id', '=', tx.schoolId)
        .where('id', '=', id)
        .where('state', 'in', ['failed', 'kept'])
        .returning('recipient_id')
        .executeTakeFirst()
      if (!row) return false
      await enqueue(tx, id, row.recipient_id)
      return true
    },
    async post(tx, letter, now) {
      if (letter.confidential && letter.recipient.sharedMailbox) return undefined
      const id = newRandomId<MailId>()
      const sends = await sendsFrom(tx)
      await tx
        .insertInto('outgoing_mail')
        .values({
          school_id: tx.schoolId,
          id,
          recipient_id: letter.recipient.id,
          address: letter.recipient.address,
          subject: letter.subject,
          body: seal(await vault.schoolKey(tx), tx.schoolId, place(id), letter.text),
          confidential: letter.confidential,
          state: sends ? 'waiting' : 'kept',
          failure: null,
          created_at: now,
          waiting_since: now,
          sent_at: null,
        })
        .execute()
      if (sends) await enqueue(tx, id, letter.recipient.id)
      return id
    },
  }
}
