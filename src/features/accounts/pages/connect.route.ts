import { z } from 'zod'
import type { PersonActor } from '../../../kernel/actor.ts'
import { type Instant, londonDate } from '../../../kernel/clock.ts'
import { NotAllowed, NotFound } from '../../../kernel/errors.ts'
import { type AccountId, readId } from '../../../kernel/ids.ts'
import { listed } from '../../../kernel/prose.ts'
import type { FailureKind } from '../../../networks/network.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { type Answer, page, type Route, redirect } from '../../../platform/http/route.ts'
import {
  type FieldError,
  type FormErrors,
  formErrors,
  readForm,
  type Typed,
} from '../../../platform/views/form.ts'
import { nameIn, persons } from '../../people/index.ts'
import { policyInForce } from '../../policy/index.ts'
import { accountKind } from '../account-kinds.ts'
import { connectAccount, recordPage } from '../connect-account.ts'
import { isOnDuty, peopleOnDuty } from '../duties.ts'
import { type OfficialAccount, officialAccount } from '../register.ts'
import { connectPage, pageOfPage } from './connect.page.ts'
import { type AccountsParts, adoptFirst, notYours, section } from './parts.ts'

const path = '/accounts/:id/connect'

/** https, or http on this machine itself (a demonstration): the same addresses that the adapter calls. */
const isServiceAddress = (url: URL | null): boolean =>
  url !== null &&
  url.pathname === '/' &&
  url.username === '' &&
  (url.protocol === 'https:' ||
    (url.protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname)))

const connectForm = z.strictObject({
  service: z
    .string({ error: 'Enter the address of the service' })
    .trim()
    .transform(text => URL.parse(text.replace(/\/+$/, '')))
    .refine(isServiceAddress, 'Enter the address of the service, like https://bsky.social')
    .transform(url => url?.origin ?? z.NEVER),
  handle: z
    .string({ error: 'Enter the handle of the account' })
    .trim()
    .transform(text => text.replace(/^@/, '').toLowerCase())
    .pipe(
      z
        .string()
        .min(1, 'Enter the handle of the account')
        .max(253, 'Enter the handle of the account, like school.bsky.social')
        .regex(/^[^\s/]*$/, 'Enter the handle of the account, like school.bsky.social'),
    ),
  password: z
    .string({ error: 'Enter the app password' })
    .trim()
    .min(1, 'Enter the app password')
    .max(256, 'Enter the app password'),
})

/** The address of a page as it is registered: https, without a fragment or a slash at the end. */
const pageForm = z.strictObject({
  url: z
    .string({ error: 'Enter the address of the page' })
    .trim()
    .max(500, 'Use 500 characters or fewer')
    .transform(text => URL.parse(/^https?:/i.test(text) ? text : `https://${text}`))
    .refine(
      url => url !== null && url.protocol === 'https:' && url.username === '' && url.hostname.includes('.'),
      'Enter the address of the page, like https://www.facebook.com/our-school',
    )
    .transform(url => (url ? `${url.origin}${url.pathname.replace(/\/+$/, '')}${url.search}` : z.NEVER)),
  confirm: z
    .union([z.string(), z.array(z.string())], { error: 'Confirm each step once it is done' })
    .transform(sent => [sent].flat())
    .refine(
      sent => ['roles', 'no-sharing', 'recovery'].every(step => sent.includes(step)),
      'Confirm each step once it is done',
    ),
})

const failureError = (failure: FailureKind, message: string): FieldError => {
  switch (failure) {
    case 'reconnect':
      return {
        field: 'handle',
        text: 'The handle or the app password is not right. Check both, or make a new app password',
      }
    case 'retry-later':
      return {
        field: 'service',
        text: 'The service cannot be reached now. Check its address, or try again in a few minutes',
      }
    case 'rejected':
      return { field: 'password', text: message }
    case 'unavailable':
      return { field: 'service', text: 'There is no Bluesky service at this address. Check it' }
  }
}

/** GET and POST /accounts/:id/connect: an app password for Bluesky, a page address for a network reached by hand. */
export const connectRoutes = (parts: AccountsParts): readonly Route[] => {
  type Loaded = { account: OfficialAccount; runners: readonly string[] }
  const load = (actor: PersonActor, given: string | undefined, now: Instant): Promise<Loaded | Answer> =>
    inSchool(parts.db, actor, async tx => {
      const id = readId<AccountId>(given)
      const account = id && (await officialAccount(tx, id))
      if (!account) throw new NotFound('account')
      const policy = await policyInForce(tx, londonDate(now))
      if (!policy) return adoptFirst()
      const everyone = await persons(tx)
      const keeper = policy.settings['accounts.credential-keeper']
      if (!isOnDuty(everyone, keeper.value, actor.personId))
        return notYours(
          'Somebody else connects accounts',
          `${listed(
            peopleOnDuty(everyone, keeper.value).map(person => person.name),
            'or',
          )} connects official accounts and keeps their passwords.`,
          keeper.basis,
          `/accounts/${account.id}`,
        )
      return { account, runners: account.runnerIds.map(nameIn(everyone)) }
    })

  const form = ({ account, runners }: Loaded, typed: Typed, errors?: FormErrors): Answer => {
    const more = { section, backHref: `/accounts/${account.id}`, errors: errors?.list }
    const title = `Connect ${account.name}`
    return account.network === 'manual'
      ? page(
          'features/accounts/pages/connect-page.njk',
          title,
          pageOfPage(account, accountKind(account.channel)?.name ?? account.channel, runners, typed, errors),
          more,
        )
      : page('features/accounts/pages/connect.njk', title, connectPage(account, typed, errors), more)
  }

  const connected = (account: OfficialAccount): Answer =>
    redirect(`/accounts/${account.id}`, {
      kind: 'success',
      text: `${account.name} is connected. The people who run it can publish.`,
    })

  return [
    {
      method: 'GET',
      path,
      access: 'signed-in',
      async handle(visit) {
        const loaded = await load(visit.actor, visit.params.id, visit.now)
        return 'kind' in loaded ? loaded : form(loaded, {})
      },
    },
    {
      method: 'POST',
      path,
      access: 'signed-in',
      async handle(visit) {
        const { actor, now } = visit
        const loaded = await load(actor, visit.params.id, now)
        if ('kind' in loaded) throw new NotAllowed()
        const { account } = loaded
        const refused = (error: FieldError) => form(loaded, visit.form, formErrors([error]))

        if (account.network === 'manual') {
          const read = readForm(pageForm, visit.form)
          if (read.kind === 'errors') return form(loaded, read.typed, read.errors)
          const result = await recordPage(parts.db, actor, { id: account.id, url: read.value.url, now })
          switch (result.kind) {
            case 'connected':
              return connected(account)
            case 'taken':
              return refused({ field: 'url', text: `This page is in the register already, as ${result.by}` })
            case 'no-policy':
              return adoptFirst()
            case 'not-keeper':
              throw new NotAllowed()
          }
        }

        const read = readForm(connectForm, visit.form)
        if (read.kind === 'errors') return form(loaded, read.typed, read.errors)
        const { service, handle, password } = read.value
        const result = await connectAccount(
          { db: parts.db, vault: parts.vault, network: parts.networks.bluesky },
          actor,
          { id: account.id, credential: { service, identifier: handle, secret: password }, now },
        )
        switch (result.kind) {
          case 'connected':
            return connected(account)
          case 'failed':
            return refused(failureError(result.failure, result.message))
          case 'taken':
            return refused({
              field: 'handle',
              text: `This Bluesky account is in the register already, as ${result.by}`,
            })
          case 'other-account':
            return refused({
              field: 'handle',
              text: `This is a different Bluesky account. Connect ${result.expected} again, or apply for a new account`,
            })
          case 'no-policy':
            return adoptFirst()
          case 'not-keeper':
            throw new NotAllowed()
        }
      },
    },
  ]
}
