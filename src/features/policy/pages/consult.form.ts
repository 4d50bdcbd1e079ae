import { z } from 'zod'
import { dateBoxes } from '../../../platform/views/date-field.ts'
import { type Outsider, type OwnParty, ownParties } from '../commands/invite-to-consultation.ts'
import { type Party, partyNames } from '../proposal.ts'

/** Who is asked outside the school's own list: one a line, a name and perhaps an address. */
export const outsideBoxes = {
  unions: 'Recognised unions',
  'professional-associations': 'Professional associations',
  parents: 'Parents and others who are not on your list',
} as const satisfies Partial<Record<Party, string>>

const mostLines = 50
const longestLine = 200
const address = z.email()

/** The people in one box; an error text names the line that is wrong. */
export const readOutsiders = (
  party: Party,
  text: string,
):
  | { readonly kind: 'ok'; readonly outsiders: readonly Outsider[] }
  | { readonly kind: 'wrong'; readonly text: string } => {
  const lines = text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
  if (lines.length > mostLines) return { kind: 'wrong', text: `Name ${mostLines} or fewer` }
  const outsiders: Outsider[] = []
  for (const line of lines) {
    // Before the pattern, which takes time with the square of a line's length.
    if (line.length > longestLine)
      return { kind: 'wrong', text: `Use ${longestLine} characters or fewer a line` }
    const [, name = line, email] = /^(.*?)[,;\s]+<?([^\s<>]*@[^\s<>]*)>?$/.exec(line) ?? []
    const clean = name.replace(/[,;\s]+$/, '')
    if (line.includes('@') && (email === undefined || clean === '' || !address.safeParse(email).success))
      return {
        kind: 'wrong',
        text: `Write “${line.slice(0, 60)}” as a name, a comma and an email address`,
      }
    outsiders.push({ party, name: clean, address: email?.toLowerCase() ?? null })
  }
  return { kind: 'ok', outsiders }
}

/** Whom to ask, until when. */
export const consultForm = z.strictObject({
  ...dateBoxes('until'),
  groups: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform(sent => ownParties.filter((party): party is OwnParty => [sent].flat().includes(party))),
  unions: z.string().default(''),
  'professional-associations': z.string().default(''),
  parents: z.string().default(''),
})

/** A group to ask, with how many people of the school’s list it is. */
export const partyLabel = (party: Party, count: number): string =>
  `${partyNames[party]} on your list (${count === 1 ? '1 person' : `${count} people`})`
