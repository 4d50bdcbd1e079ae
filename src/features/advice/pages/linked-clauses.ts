const idOfClause = /([A-Z]{2}-[0-9a-z*]+(?:\.[0-9a-z*]+)*)/

/** A sentence in parts: the ids of clauses as links, and what stands between them. */
export const linkedClauses = (
  sentence: string,
  hrefOf: (id: string) => string,
): readonly { readonly text: string; readonly href: string | undefined }[] =>
  sentence
    .split(idOfClause)
    .filter(part => part !== '')
    .map(part => ({ text: part, href: idOfClause.test(part) ? hrefOf(part) : undefined }))
