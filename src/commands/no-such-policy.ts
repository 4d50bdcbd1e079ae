import { shippedPacks } from '../policy-engine/shipped-packs.ts'

/** What to say where no shipped policy has these ids. */
export const noSuchPolicy = (ids: readonly string[]): string =>
  `There is no policy ${ids.map(id => `“${id}”`).join(', ')}; there are ${shippedPacks()
    .map(({ id }) => id)
    .join(', ')}.`
