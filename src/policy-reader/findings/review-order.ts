import { type Check, WHOLE_DOCUMENT } from './check.ts'

/** The next review does not lie after the last one, or not after the adoption. */
export const reviewOrder: Check = ({ dates, blocks }) => {
  const last = dates.lastReview ?? dates.adopted
  if (!last || !dates.nextReview || dates.nextReview.last > last.last) return []
  const what = dates.lastReview ? 'last review' : 'adoption'
  const at = dates.nextAt === undefined ? undefined : blocks[dates.nextAt]?.place
  const message = `The next review (${dates.nextReview.words}) is not after the ${what} (${last.words}). One of the two dates is wrong.`
  return [{ check: 'review-order', at: at ?? WHOLE_DOCUMENT, message }]
}
