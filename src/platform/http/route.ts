import type { Actor, PersonActor, Role } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/clock.ts'

/** A file a form sent along, held in memory up to the route's limit. */
export type Upload = { readonly fileName: string; readonly bytes: Uint8Array }

/** A submitted form: every field is text or, where it came more than once, a list; absent fields are absent. */
export type Form = Readonly<Record<string, string | readonly string[]>>

type Request = {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  /** The query of a page whose form may give several values of one name. */
  readonly queryForm: Form
  readonly form: Form
  readonly uploads: Readonly<Record<string, Upload>>
  /** Files over the route's limit were cut off: the field names. */
  readonly oversized: readonly string[]
  readonly now: Instant
  readonly networkAddress: string
  /** The secret of the session cookie, if one was sent: for signing in and out alone. */
  readonly sessionToken: string | undefined
}

/** A request of somebody who need not be signed in. */
export type OpenVisit = Request & { readonly actor: PersonActor | undefined }

/** A request of a signed-in person of a school. */
export type Visit = Request & { readonly actor: PersonActor }

export type Flash = { readonly kind: 'success' | 'information' | 'warning'; readonly text: string }

/** What a handler answers: data only, so that pages can be tested without a server. */
export type Answer =
  | {
      readonly kind: 'page'
      readonly template: string
      readonly title: string
      readonly params: object
      /** Set when a form came back with errors: the page answers 422 and its title begins with "Error:". */
      readonly errors?: readonly { text: string; href: string }[] | undefined
      readonly backHref?: string | undefined
      /** The navigation entry this page belongs to. */
      readonly section?: string | undefined
    }
  | { readonly kind: 'redirect'; readonly to: string; readonly flash?: Flash | undefined }
  | {
      readonly kind: 'file'
      readonly mediaType: string
      readonly bytes: Uint8Array
      readonly fileName?: string | undefined
    }
  /** Signing in and out: sets or clears the session cookie, then goes on. */
  | { readonly kind: 'session'; readonly token: string | undefined; readonly to: string }

export type Access =
  /** No sign-in needed (set-up, sign-in, one-time links: they check their own secret). */
  | 'anyone'
  /** Every signed-in person of the school; the handler narrows further where it must. */
  | 'signed-in'
  /** One of these roles. */
  | readonly Role[]

/**
 * One row of a room's table of routes. `path` uses :names. The permission tests are generated from these rows.
 */
export type Route =
  | {
      readonly method: 'GET' | 'POST'
      readonly path: string
      readonly access: 'anyone'
      readonly uploads?: number
      handle(visit: OpenVisit): Promise<Answer>
    }
  | {
      readonly method: 'GET' | 'POST'
      readonly path: string
      readonly access: 'signed-in' | readonly Role[]
      readonly uploads?: number
      handle(visit: Visit): Promise<Answer>
    }

export const page = (
  template: string,
  title: string,
  params: object,
  more: Pick<Extract<Answer, { kind: 'page' }>, 'errors' | 'backHref' | 'section'> = {},
): Answer => ({
  kind: 'page',
  template,
  title,
  params,
  ...more,
})

export const redirect = (to: string, flash?: Flash): Answer => ({ kind: 'redirect', to, flash })

/** One text field of a form; '' when absent, the first when it came several times. */
export const field = (form: Form, name: string): string => {
  const value = form[name]
  return typeof value === 'string' ? value : (value?.[0] ?? '')
}

/** All values of a field that may come several times (checkboxes). */
export const fields = (form: Form, name: string): readonly string[] => {
  const value = form[name]
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}

export const mayVisit = (access: Access, actor: Actor | undefined): boolean =>
  access === 'anyone' ||
  (actor?.kind === 'person' && (access === 'signed-in' || access.some(role => actor.roles.has(role))))
