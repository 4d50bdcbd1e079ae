import { holdsAny, type PersonActor } from '../../kernel/actor.ts'
import { NotFound } from '../../kernel/errors.ts'
import { type MailId, type PersonId, readId } from '../../kernel/ids.ts'
import { audit } from '../../platform/audit/audit.ts'
import { type Database, inSchool, type TenantTx } from '../../platform/database/database.ts'
import { type Answer, page, type Route, redirect, type Visit } from '../../platform/http/route.ts'
import { letterText, type Mail } from '../../platform/mail/mail.ts'
import type { Vault } from '../../platform/vault/vault.ts'
import { londonDateTimeText } from '../../platform/views/london-time.ts'
import { listPage, rowsPerPage } from '../../platform/views/pagination.ts'
import { persons } from '../people/index.ts'
import { keepers } from './keepers.ts'

export type OutboxParts = { readonly db: Database; readonly vault: Vault; readonly mail: Mail }

const section = 'people'

type LetterRow = Awaited<ReturnType<typeof letterPage>>[number]

const letters = (tx: TenantTx, actor: PersonActor) => {
  const query = tx.selectFrom('outgoing_mail').where('school_id', '=', tx.schoolId)
  // Row-level security already leaves out the confidential letters of others.
  return holdsAny(actor, keepers) ? query : query.where('recipient_id', '=', actor.personId)
}

const columns = [
  'id',
  'recipient_id',
  'address',
  'subject',
  'body',
  'confidential',
  'state',
  'failure',
  'created_at',
  'sent_at',
] as const

const letterPage = (tx: TenantTx, actor: PersonActor, offset: number) =>
  letters(tx, actor)
    .select(columns)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(rowsPerPage)
    .offset(offset)
    .execute()

const stateText = (row: LetterRow): string => {
  switch (row.state) {
    case 'sent':
      return `Sent ${row.sent_at ? londonDateTimeText(row.sent_at) : ''}`
    case 'kept':
      return 'Not sent: no mail server is set up. Pass it on'
    case 'failed':
      return `Not sent. ${row.failure ?? ''}`
    case 'waiting':
      return row.failure ? `${row.failure} Gatepost tries again by itself` : 'On its way'
  }
}

/** Letters that Gatepost wrote, and what became of them. */
export const outboxRoutes = (parts: OutboxParts): readonly Route[] => {
  const { db, vault, mail } = parts

  /** A letter the visitor may see, with its words for the recipient, and for a keeper who asked for them. */
  const letterAnswer = async (tx: TenantTx, visit: Visit, show: boolean): Promise<Answer> => {
    const id = readId<MailId>(visit.params.id)
    const row = id && (await letters(tx, visit.actor).select(columns).where('id', '=', id).executeTakeFirst())
    if (!row) throw new NotFound('letter')
    const own = row.recipient_id === visit.actor.personId
    const recipient = (await persons(tx)).find(person => person.id === row.recipient_id)
    return page(
      'features/outbox/pages/letter.njk',
      row.subject,
      {
        id: row.id,
        to: recipient ? `${recipient.name}, ${row.address}` : row.address,
        writtenAt: row.created_at,
        state: stateText(row),
        text: own || show ? await letterText(tx, vault, row.id, row.body) : null,
        again: mail.sends && (row.state === 'failed' || row.state === 'kept'),
      },
      { backHref: '/outbox', section },
    )
  }

  return [
    {
      method: 'GET',
      path: '/outbox',
      access: 'signed-in',
      handle: visit =>
        inSchool(db, visit.actor, async tx => {
          const { total } = await letters(tx, visit.actor)
            .select(eb => eb.fn.countAll<number>().as('total'))
            .executeTakeFirstOrThrow()
          const list = listPage(Number(total), visit.query.page, number => `/outbox?page=${number}`)
          const names = new Map((await persons(tx)).map(person => [person.id, person.name]))
          const rows = await letterPage(tx, visit.actor, list.offset)
          return page(
            'features/outbox/pages/outbox.njk',
            'Outbox',
            {
              rows: rows.map(row => ({
                id: row.id,
                subject: row.subject,
                to: names.get(row.recipient_id as PersonId) ?? row.address,
                writtenAt: row.created_at,
                state: stateText(row),
              })),
              all: holdsAny(visit.actor, keepers),
              sends: mail.sends,
              pagination: list.pagination ?? null,
            },
            { backHref: '/', section },
          )
        }),
    },
    {
      method: 'GET',
      path: '/outbox/:id',
      access: 'signed-in',
      handle: visit => inSchool(db, visit.actor, tx => letterAnswer(tx, visit, false)),
    },
    {
      method: 'POST',
      path: '/outbox/:id',
      access: keepers,
      // A letter may carry a link that acts for its recipient, so that reading it for them leaves a trace.
      handle: visit =>
        inSchool(db, visit.actor, async tx => {
          const answer = await letterAnswer(tx, visit, true)
          await audit(tx, {
            at: visit.now,
            action: 'letter.opened-for-recipient',
            subject: { kind: 'mail', id: visit.params.id ?? '' },
          })
          return answer
        }),
    },
    {
      method: 'POST',
      path: '/outbox/:id/again',
      access: 'signed-in',
      handle: visit =>
        inSchool(db, visit.actor, async tx => {
          const id = readId<MailId>(visit.params.id)
          const row =
            id && (await letters(tx, visit.actor).select('id').where('id', '=', id).executeTakeFirst())
          if (!row) throw new NotFound('letter')
          const again = await mail.sendAgain(tx, row.id as MailId, visit.now)
          return redirect(
            `/outbox/${row.id}`,
            again
              ? { kind: 'success', text: 'Gatepost sends it again.' }
              : { kind: 'information', text: 'There was nothing to send again.' },
          )
        }),
    },
  ]
}
