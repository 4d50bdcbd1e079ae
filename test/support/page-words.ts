/** The words of a page's main part, as its HTML holds them, in one line without marks. */
export const mainWords = (body: string): string =>
  body
    .slice(body.indexOf('<main'), body.indexOf('</main>'))
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#8217;|&rsquo;/g, '’')
    .replace(/\s+/g, ' ')

/** The value of a hidden field of a page's form; empty where it has none of this name. */
export const hiddenField = (body: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? ''
