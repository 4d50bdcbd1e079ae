import { type Instant, Temporal } from '../../kernel/clock.ts'
import type { ConcernId, MessageId, SchoolId } from '../../kernel/ids.ts'
import { type Key, newKey, open, type Place, seal } from '../../platform/vault/vault.ts'

/** What the inbox room tells of a message that worries somebody. */
export type ConcernMessage = {
  readonly id: MessageId
  readonly accountName: string
  readonly authorName: string
  readonly text: string
  readonly url: string | null
  readonly receivedAt: Instant
}

/** What the question of the indecent image was answered with. */
export type IndecentAnswer = 'no' | 'yes' | 'unsure'

/** What the recipient reads. Its message's text was taken over only where no picture could be an indecent one of a child. */
export type Account = {
  readonly indecent: IndecentAnswer
  readonly text: string
  readonly message: (Omit<ConcernMessage, 'text'> & { readonly text: string | null }) | null
}

export type SealedAccount = { readonly case_key: Buffer; readonly account: Buffer }

const place = (id: ConcernId, column: string): Place => ({ table: 'concern', row: id, column })

/** Encrypts an account under a key of its own, and that key under the school's. */
export function sealAccount(
  schoolKey: Key,
  schoolId: SchoolId,
  id: ConcernId,
  account: Account,
): SealedAccount {
  const caseKey = newKey()
  const message = account.message && {
    ...account.message,
    receivedAt: account.message.receivedAt.toString(),
  }
  return {
    case_key: seal(schoolKey, schoolId, place(id, 'case_key'), caseKey),
    account: seal(caseKey, schoolId, place(id, 'account'), JSON.stringify({ ...account, message })),
  }
}

/** @throws Inconsistent when the bytes were changed or moved */
export function openAccount(
  schoolKey: Key,
  schoolId: SchoolId,
  id: ConcernId,
  sealed: SealedAccount,
): Account {
  const caseKey = open(schoolKey, schoolId, place(id, 'case_key'), sealed.case_key) as Key
  const account = JSON.parse(open(caseKey, schoolId, place(id, 'account'), sealed.account).toString('utf8'))
  return {
    ...account,
    message: account.message && {
      ...account.message,
      receivedAt: Temporal.Instant.from(account.message.receivedAt),
    },
  }
}
