/** The words of a page's main part, as its HTML holds them, in one line without marks. */
export const mainWords = (body: string): string =>
  body
    .slice(body.indexOf('<main'), body.indexOf('</main>'))
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#8217;|&rsquo;/g, '’')
    .replace(/\s+/g, ' ')
