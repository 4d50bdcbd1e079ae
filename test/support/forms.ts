/** The value of a hidden field of a page's form; empty where it has none of this name. */
export const hiddenField = (body: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? ''

/** The three boxes of a date input, filled in with a date like 2026-12-09. */
export const dateOf = (name: string, at: string): Readonly<Record<string, string>> => {
  const [year = '', month = '', day = ''] = at.split('-')
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year }
}
