import type { PaginationParams } from './macro-params.ts'

/** How many rows a page of a list shows. */
export const rowsPerPage = 25

/** One page of a list: which rows, and the links to the other pages (undefined where one page is all). */
export type ListPage = {
  readonly number: number
  readonly offset: number
  readonly pagination: PaginationParams | undefined
}

/**
 * The page of a list that `asked` (the query's `page`) names; the nearest one where there is no such page.
 * `hrefOf` gives the address of a page, with the search and filters kept.
 */
export const listPage = (
  total: number,
  asked: string | undefined,
  hrefOf: (page: number) => string,
): ListPage => {
  const pages = Math.max(1, Math.ceil(total / rowsPerPage))
  const wanted = /^\d{1,6}$/.test(asked ?? '') ? Number(asked) : 1
  const number = Math.min(Math.max(wanted, 1), pages)
  const near = [1, number - 1, number, number + 1, pages].filter(
    (page, index, all) => page >= 1 && page <= pages && all.indexOf(page) === index,
  )
  return {
    number,
    offset: (number - 1) * rowsPerPage,
    pagination:
      pages === 1
        ? undefined
        : {
            landmarkLabel: 'Pages of this list',
            ...(number > 1 ? { previous: { href: hrefOf(number - 1) } } : {}),
            ...(number < pages ? { next: { href: hrefOf(number + 1) } } : {}),
            items: near.flatMap((page, index) => {
              const before = near[index - 1]
              const gap = before !== undefined && page - before > 1 ? [{ ellipsis: true }] : []
              return [...gap, { number: String(page), href: hrefOf(page), current: page === number }]
            }),
          },
  }
}
