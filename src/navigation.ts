import { holdsAny, type PersonActor, type Role } from './kernel/actor.ts'
import { mayVisit, type Route } from './platform/http/route.ts'

export type NavigationEntry = { readonly text: string; readonly href: string; readonly section: string }

/** Everybody who has to do with all accounts, whether or not they run one. */
const overseers: readonly Role[] = ['headteacher', 'dsl', 'deputy-dsl', 'senior-leader', 'administrator']

const forRunners = (actor: PersonActor, runsAccount: boolean): boolean =>
  runsAccount || holdsAny(actor, overseers)
/** Any member of staff may apply for an account. */
const forStaff = (actor: PersonActor, runsAccount: boolean): boolean =>
  forRunners(actor, runsAccount) || holdsAny(actor, ['staff'])
const forAll = (): boolean => true

const entries: readonly (NavigationEntry & { shown(actor: PersonActor, runsAccount: boolean): boolean })[] = [
  { text: 'Today', href: '/', section: 'today', shown: forAll },
  { text: 'Inbox', href: '/inbox', section: 'inbox', shown: forRunners },
  { text: 'Posts', href: '/posts', section: 'posts', shown: forRunners },
  { text: 'Accounts', href: '/accounts', section: 'accounts', shown: forStaff },
  { text: 'People', href: '/people', section: 'people', shown: forAll },
  { text: 'Policy', href: '/policy', section: 'policy', shown: forAll },
  { text: 'Can I…?', href: '/advice', section: 'advice', shown: forAll },
  { text: 'Concerns', href: '/concerns', section: 'concerns', shown: forAll },
  { text: 'Audit', href: '/audit', section: 'audit', shown: forAll },
]

/**
 * The navigation of a person: what has to do with them and what the tables of routes let them visit. It is no permission:
 * each page checks its own.
 */
export const navigation =
  (routes: readonly Route[]) =>
  (actor: PersonActor, runsAccount: boolean): readonly NavigationEntry[] =>
    entries
      .filter(
        ({ href, shown }) =>
          shown(actor, runsAccount) &&
          routes.some(
            ({ method, path, access }) => method === 'GET' && path === href && mayVisit(access, actor),
          ),
      )
      .map(({ text, href, section }) => ({ text, href, section }))
