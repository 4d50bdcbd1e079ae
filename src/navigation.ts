import type { PersonActor } from './kernel/actor.ts'
import { mayVisit, type Route } from './platform/http/route.ts'

export type NavigationEntry = { readonly text: string; readonly href: string; readonly section: string }

const entries: readonly NavigationEntry[] = [
  { text: 'Today', href: '/', section: 'today' },
  { text: 'Inbox', href: '/inbox', section: 'inbox' },
  { text: 'Posts', href: '/posts', section: 'posts' },
  { text: 'Accounts', href: '/accounts', section: 'accounts' },
  { text: 'People', href: '/people', section: 'people' },
  { text: 'Policy', href: '/policy', section: 'policy' },
  { text: 'Concerns', href: '/concerns', section: 'concerns' },
  { text: 'Audit', href: '/audit', section: 'audit' },
]

/** The navigation of a person: the entries whose page the tables of routes let them visit. */
export const navigation =
  (routes: readonly Route[]) =>
  (actor: PersonActor): readonly NavigationEntry[] =>
    entries.filter(({ href }) =>
      routes.some(({ method, path, access }) => method === 'GET' && path === href && mayVisit(access, actor)),
    )
