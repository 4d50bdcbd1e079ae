import { type PersonActor, systemActor } from '../../kernel/actor.ts'
import { citedClauses } from '../../kernel/basis.ts'
import type { Clock, Instant } from '../../kernel/clock.ts'
import { Inconsistent, NotAllowed, NotFound } from '../../kernel/errors.ts'
import { type AccountId, newId, type PublicationId, type SchoolId } from '../../kernel/ids.ts'
import { type Credential, type Network, NetworkFailure, type Place } from '../../networks/network.ts'
import { audit } from '../../platform/audit/audit.ts'
import { type Database, inSchool, type TenantTx } from '../../platform/database/database.ts'
import type { Faults } from '../../platform/faults.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import type { Vault } from '../../platform/vault/vault.ts'
import {
  accountCredential,
  markForReconnect,
  type OfficialAccount,
  officialAccount,
} from '../accounts/index.ts'
import {
  afterFailure,
  attemptsAtMost,
  failureWords,
  type Loader,
  type Outcome,
  type Publication,
  type Subject,
} from './publication.ts'
import { lockPublication, publication, publicationOf, unfinished } from './queries.ts'

export type PublishingParts = {
  readonly db: Database
  readonly jobs: Jobs
  readonly vault: Vault
  readonly clock: Clock
  readonly faults: Faults
  readonly networks: { readonly bluesky: Network }
}

export type LookResult =
  | { readonly kind: 'published' }
  | { readonly kind: 'not-there' }
  /** The network cannot be asked now: the words say why. */
  | { readonly kind: 'cannot-tell'; readonly why: string }
  /** Somebody, or the software, was faster. */
  | { readonly kind: 'settled-already' }

/** What a person found on the account with their own eyes. */
export type Finding = { readonly kind: 'there'; readonly url: string | null } | { readonly kind: 'not-there' }

export type Publishing = {
  /** Says how the things of a room are published. Once, before the first job runs. */
  register(subject: Subject, loader: Loader): void
  /**
   * Reserves a publication in the caller's transaction. What is on its way or published already stays as it is; what
   * certainly failed is taken up again under the same key. The caller has decided that it may be published.
   */
  intend(
    tx: TenantTx,
    what: { accountId: AccountId; subject: Subject; subjectId: string; now: Instant },
  ): Promise<PublicationId>
  /** Asks the network again about a publication whose outcome is unknown. */
  lookAgain(actor: PersonActor, id: PublicationId): Promise<LookResult>
  /** Records what a person did by hand or saw on the account, for manual accounts and for what is unknown. */
  settleByHand(
    actor: PersonActor,
    id: PublicationId,
    finding: Finding,
  ): Promise<'settled' | 'settled-already'>
  /** What a page about this publication shows. NotFound for whoever has nothing to do with the account. */
  forPerson(actor: PersonActor, id: PublicationId): Promise<PublicationForPerson>
  /** Takes up what a stopped process left unfinished, at every school. Harmless while another process works on it. */
  resume(): Promise<void>
}

export type PublicationForPerson = {
  readonly publication: Publication
  readonly account: OfficialAccount
  readonly outgoing: Awaited<ReturnType<Loader['outgoing']>>
  readonly href: string
}

const job = 'publish'
const longestWaitSeconds = 3600

/** What the job has to do for a publication. */
type Step =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'look'; readonly publication: Publication; readonly credential: Credential }
  | {
      readonly kind: 'call'
      readonly publication: Publication
      readonly credential: Credential
      readonly content: Extract<Awaited<ReturnType<Loader['outgoing']>>, { kind: 'send' }>
    }

/**
 * Publishes to networks exactly once. A publication is written with its key before anything is called; the key makes
 * repeating the call harmless, and after a crash in the middle the network is asked first.
 */
export function createPublishing(parts: PublishingParts): Publishing {
  const { db, jobs, vault, clock, faults, networks } = parts
  const loaders = new Map<Subject, Loader>()

  const loaderOf = (subject: Subject): Loader => {
    const loader = loaders.get(subject)
    if (!loader) throw new Inconsistent(`nothing publishes a ${subject}`)
    return loader
  }

  const accountOf = async (tx: TenantTx, id: AccountId): Promise<OfficialAccount> => {
    const account = await officialAccount(tx, id)
    if (!account) throw new Inconsistent('a publication without its account')
    return account
  }

  const setState = async (
    tx: TenantTx,
    id: PublicationId,
    change: Partial<{ state: 'intended' | 'calling'; attempts: number }>,
  ): Promise<void> => {
    await tx
      .updateTable('publication')
      .set(change)
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', id)
      .execute()
  }

  /** Ends a publication, tells its room, and writes the trail. */
  const settle = async (
    tx: TenantTx,
    one: Publication,
    outcome: Outcome,
    facts: Readonly<Record<string, string | boolean | readonly string[]>> = {},
  ): Promise<void> => {
    await tx
      .updateTable('publication')
      .set({
        state: outcome.state,
        uri: outcome.uri,
        cid: outcome.cid,
        url: outcome.url,
        failure: outcome.failure,
        published_at: outcome.state === 'published' ? outcome.at : null,
      })
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', one.id)
      .execute()
    await loaderOf(one.subject).settled(tx, one.subjectId, outcome)
    await audit(tx, {
      at: outcome.at,
      action: `publication.${outcome.state}`,
      subject: { kind: 'publication', id: one.id },
      facts: {
        of: one.subject,
        ofId: one.subjectId,
        from: one.state,
        attempts: one.attempts,
        uri: outcome.uri,
        ...facts,
      },
    })
  }

  const without = (state: 'unknown' | 'failed', failure: string): Outcome => ({
    state,
    failure,
    url: null,
    uri: null,
    cid: null,
    at: clock.now(),
  })

  const at = (place: Place): Outcome => ({ state: 'published', failure: null, ...place, at: clock.now() })

  const begin = async (tx: TenantTx, id: PublicationId): Promise<Step> => {
    const one = await lockPublication(tx, id)
    if (!one || (one.state !== 'intended' && one.state !== 'calling')) return { kind: 'nothing' }
    const account = await accountOf(tx, one.accountId)
    if (account.network === 'manual') return { kind: 'nothing' }
    const { name } = networks[account.network]
    const called = one.state === 'calling'
    if (one.attempts >= attemptsAtMost) {
      await settle(
        tx,
        one,
        called
          ? without('unknown', failureWords.noAnswer(name))
          : without('failed', failureWords.outOfReach(name)),
      )
      return { kind: 'nothing' }
    }
    const credential = await accountCredential(tx, vault, one.accountId)
    if (!credential) {
      await settle(
        tx,
        one,
        called
          ? without('unknown', failureWords.cannotLook(name))
          : without('failed', failureWords.notConnected(name)),
      )
      return { kind: 'nothing' }
    }
    if (called) {
      await setState(tx, id, { attempts: one.attempts + 1 })
      return { kind: 'look', publication: one, credential }
    }
    const outgoing = await loaderOf(one.subject).outgoing(tx, one.subjectId)
    if (outgoing.kind === 'stopped') {
      await settle(tx, one, without('failed', outgoing.why), {
        stopped: true,
        clauses: citedClauses(outgoing.basis),
      })
      return { kind: 'nothing' }
    }
    await setState(tx, id, { state: 'calling', attempts: one.attempts + 1 })
    return { kind: 'call', publication: one, credential, content: outgoing }
  }

  /** Runs `decide` on the publication as it stands now, unless somebody has settled it for good meanwhile. */
  const decide = (
    schoolId: SchoolId,
    id: PublicationId,
    decision: (tx: TenantTx, one: Publication) => Promise<void>,
  ): Promise<void> =>
    inSchool(db, systemActor(schoolId), async tx => {
      const one = await lockPublication(tx, id)
      if (one && one.state !== 'published') await decision(tx, one)
    })

  const recordPublished = (schoolId: SchoolId, id: PublicationId, place: Place): Promise<void> =>
    decide(schoolId, id, async (tx, one) => {
      await settle(tx, one, at(place))
      faults.reach('publish:before-record')
    })

  const recordReconnect = (schoolId: SchoolId, id: PublicationId, outcome: Outcome): Promise<void> =>
    decide(schoolId, id, async (tx, one) => {
      await settle(tx, one, outcome)
      await markForReconnect(tx, one.accountId, outcome.at)
    })

  /** Asks whether it is there. 'not-there' leaves the publication as it is; a failure to ask is thrown. */
  const look = async (
    schoolId: SchoolId,
    network: Network,
    { publication: one, credential }: Extract<Step, { kind: 'look' }>,
  ): Promise<'settled' | 'not-there'> => {
    let place: Place | null
    try {
      place = await network.find(credential, one.key)
    } catch (failure) {
      if (!(failure instanceof NetworkFailure) || failure.kind !== 'reconnect') throw failure
      await recordReconnect(schoolId, one.id, without('unknown', failureWords.cannotLook(network.name)))
      return 'settled'
    }
    if (place) {
      await recordPublished(schoolId, one.id, place)
      return 'settled'
    }
    return 'not-there'
  }

  const call = async (
    schoolId: SchoolId,
    network: Network,
    step: Extract<Step, { kind: 'call' }>,
  ): Promise<void> => {
    const { publication: one, credential, content } = step
    faults.reach('publish:before-call')
    let place: Place
    try {
      place = await network.publish(credential, { key: one.key, createdAt: one.createdAt, ...content })
    } catch (failure) {
      if (!(failure instanceof NetworkFailure)) throw failure
      return afterFailedCall(schoolId, network, step, failure)
    }
    faults.reach('publish:after-call')
    await recordPublished(schoolId, one.id, place)
  }

  const afterFailedCall = async (
    schoolId: SchoolId,
    network: Network,
    step: Extract<Step, { kind: 'call' }>,
    failure: NetworkFailure,
  ): Promise<void> => {
    const { publication: one, credential } = step
    switch (afterFailure(failure)) {
      case 'look':
        // When it is not there it may still be under way: later it is looked for again, then repeated under the same key.
        if ((await look(schoolId, network, { kind: 'look', publication: one, credential })) === 'not-there')
          throw failure
        return
      case 'again': {
        const { retryAt } = failure
        const wait = retryAt
          ? Math.min(longestWaitSeconds, Math.ceil(clock.now().until(retryAt).total('seconds')))
          : 0
        await decide(schoolId, one.id, async (tx, now) => {
          if (now.state !== 'calling') return
          await setState(tx, one.id, { state: 'intended' })
          if (wait > 0) await jobs.enqueue(tx, job, { publicationId: one.id }, { afterSeconds: wait })
        })
        if (wait > 0) return
        throw failure
      }
      case 'reconnect':
        return recordReconnect(schoolId, one.id, without('failed', failureWords.reconnect(network.name)))
      case 'refused':
        return decide(schoolId, one.id, (tx, now) =>
          settle(tx, now, without('failed', failureWords.refused(network.name))),
        )
    }
  }

  jobs.register({
    name: job,
    retries: 2 * attemptsAtMost,
    timeLimit: 300,
    async handle(payload) {
      const { schoolId } = payload
      const id = (payload.publicationId ?? '') as PublicationId
      const begun = () => inSchool(db, systemActor(schoolId), tx => begin(tx, id))
      let step = await begun()
      // Only networks the software reaches come this far.
      const network = networks.bluesky
      if (step.kind === 'look') {
        if ((await look(schoolId, network, step)) === 'settled') return
        await decide(schoolId, id, async (tx, now) => {
          if (now.state === 'calling') await setState(tx, id, { state: 'intended' })
        })
        step = await begun()
      }
      if (step.kind === 'call') await call(schoolId, network, step)
    },
  })

  const onAccountOf = async (
    tx: TenantTx,
    actor: PersonActor,
    one: Publication | undefined,
  ): Promise<{ publication: Publication; account: OfficialAccount }> => {
    if (!one) throw new NotFound('publication')
    const account = await accountOf(tx, one.accountId)
    if (!loaderOf(one.subject).maySettle(actor, account)) throw new NotAllowed()
    return { publication: one, account }
  }

  return {
    register(subject, loader) {
      loaders.set(subject, loader)
    },

    async intend(tx, { accountId, subject, subjectId, now }) {
      const account = await accountOf(tx, accountId)
      const before = await publicationOf(tx, subject, subjectId)
      const id = before?.id ?? newId<PublicationId>()
      if (!before)
        await tx
          .insertInto('publication')
          .values({
            school_id: tx.schoolId,
            id,
            account_id: accountId,
            subject,
            subject_id: subjectId,
            state: 'intended',
            key: account.network === 'manual' ? id : networks[account.network].newKey(now),
            uri: null,
            cid: null,
            url: null,
            failure: null,
            attempts: 0,
            created_at: now,
            published_at: null,
          })
          .execute()
      else if (before.state === 'failed')
        await tx
          .updateTable('publication')
          .set({ state: 'intended', failure: null, attempts: 0, created_at: now })
          .where('school_id', '=', tx.schoolId)
          .where('id', '=', id)
          .execute()
      else return id
      if (account.network !== 'manual') await jobs.enqueue(tx, job, { publicationId: id })
      return id
    },

    async lookAgain(actor, id) {
      const asked = await inSchool(db, actor, async tx => {
        const { publication: one, account } = await onAccountOf(tx, actor, await publication(tx, id))
        if (one.state !== 'unknown' || account.network === 'manual') return undefined
        return {
          one,
          network: networks[account.network],
          credential: await accountCredential(tx, vault, one.accountId),
        }
      })
      if (!asked) return { kind: 'settled-already' }
      const { one, network, credential } = asked
      if (!credential) return { kind: 'cannot-tell', why: failureWords.cannotLook(network.name) }
      let place: Place | null
      try {
        place = await network.find(credential, one.key)
      } catch (failure) {
        if (!(failure instanceof NetworkFailure)) throw failure
        if (failure.kind !== 'reconnect')
          return {
            kind: 'cannot-tell',
            why: `${network.name} did not answer. Try again in a few minutes, or look at the account yourself.`,
          }
        await inSchool(db, actor, tx => markForReconnect(tx, one.accountId, clock.now()))
        return { kind: 'cannot-tell', why: failureWords.cannotLook(network.name) }
      }
      return inSchool(db, actor, async (tx): Promise<LookResult> => {
        const now = await lockPublication(tx, id)
        if (now?.state !== 'unknown') return { kind: 'settled-already' }
        await settle(
          tx,
          now,
          place ? at(place) : without('failed', failureWords.lookedNotThere(network.name)),
        )
        return { kind: place ? 'published' : 'not-there' }
      })
    },

    settleByHand: (actor, id, finding) =>
      inSchool(db, actor, async tx => {
        const { publication: one, account } = await onAccountOf(tx, actor, await lockPublication(tx, id))
        const waits =
          account.network === 'manual'
            ? one.state === 'intended' || one.state === 'unknown'
            : one.state === 'unknown'
        if (!waits) return 'settled-already'
        await settle(
          tx,
          one,
          finding.kind === 'there'
            ? { state: 'published', url: finding.url, uri: null, cid: null, failure: null, at: clock.now() }
            : without('failed', failureWords.saidNotThere),
          { byHand: true },
        )
        return 'settled'
      }),

    forPerson: (actor, id) =>
      inSchool(db, actor, async tx => {
        const { publication: one, account } = await onAccountOf(tx, actor, await publication(tx, id))
        const loader = loaderOf(one.subject)
        return {
          publication: one,
          account,
          outgoing: await loader.outgoing(tx, one.subjectId),
          href: loader.href(one.subjectId),
        }
      }),

    async resume() {
      for (const { id } of await db.kysely.selectFrom('school').select('id').execute())
        await inSchool(db, systemActor(id as SchoolId), async tx => {
          for (const one of await unfinished(tx))
            if ((await accountOf(tx, one.accountId)).network !== 'manual')
              await jobs.enqueue(tx, job, { publicationId: one.id }, { only: one.id })
        })
    },
  }
}
