import type { Basis } from '../../../kernel/basis.ts'
import type { Network } from '../../../networks/network.ts'
import type { Database } from '../../../platform/database/database.ts'
import { type Answer, page } from '../../../platform/http/route.ts'
import type { Vault } from '../../../platform/vault/vault.ts'

/** What the pages of accounts need from outside. */
export type AccountsParts = {
  readonly db: Database
  readonly vault: Vault
  readonly networks: { readonly bluesky: Network }
}

export const section = 'accounts'

/** Stands for every page here while the school has adopted no policy. */
export const adoptFirst = (): Answer =>
  page('features/accounts/pages/adopt-first.njk', 'Adopt a policy first', {}, { section })

/** A page that says who may do this instead, and why. */
export const notYours = (
  title: string,
  sentence: string,
  basisList: readonly Basis[],
  backHref: string,
): Answer =>
  page('features/accounts/pages/not-yours.njk', title, { sentence, basisList }, { section, backHref })
