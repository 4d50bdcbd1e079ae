/**
 * What every page hands to `templates/layout.njk` under the name `frame`, beside its own parameters. The http platform
 * fills it in.
 */
export type PageFrame = {
  /** The page's own name, as its `h1` says it. */
  readonly title: string
  /** The school's name, shown in the header. Left out before a school is set up. */
  readonly schoolName?: string | undefined
  /** The school is the invented one to look around in. */
  readonly demonstration?: boolean | undefined
  readonly navigation?: readonly NavigationItem[] | undefined
  /** The person signed in; with them comes the sign-out button. */
  readonly person?: { readonly name: string } | undefined
  /** The session's token for forms; see `parts/csrf.njk`. */
  readonly csrf?: string | undefined
  /** The nonce that this response's Content-Security-Policy gives to scripts. */
  readonly cspNonce: string
  /** One message about what has just happened, shown once. */
  readonly flash?: Flash | undefined
  /** What is wrong with a form that was sent, in the order of its fields. */
  readonly errors?: readonly ErrorLink[] | undefined
  /** Where the back link leads; without it there is none. */
  readonly backHref?: string | undefined
  /** The address below which the assets are served, without a slash at the end: `/assets`. */
  readonly assetPath: string
}

export type NavigationItem = { readonly text: string; readonly href: string; readonly current: boolean }
export type Flash = { readonly kind: 'success' | 'information' | 'warning'; readonly text: string }

/** One line of the error summary; `href` leads to the field (`#reply`). */
export type ErrorLink = { readonly text: string; readonly href: string }
