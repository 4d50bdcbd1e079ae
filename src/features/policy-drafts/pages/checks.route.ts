import { londonDate } from '../../../kernel/clock.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { page, type Route } from '../../../platform/http/route.ts'
import { checkPack } from '../../../policy-engine/checks/check-pack.ts'
import type { PackFinding } from '../../../policy-engine/checks/finding.ts'
import { lawAndGuidance } from '../../../policy-engine/guidance.ts'
import { shippedPacks } from '../../../policy-engine/shipped-packs.ts'
import { drafters } from '../draft.ts'
import { packOf } from '../pack-of.ts'
import { type DraftParts, draftOf, section } from './parts.ts'

/** The findings in the order in which people deal with them. Those for authors of packs alone are left out. */
const groups: readonly (readonly [string, string, readonly PackFinding['check'][]])[] = [
  ['At odds with each other', 'Two clauses answer the same question differently.', ['contradiction']],
  ['Beside current law and guidance', 'Decide these before the policy is proposed.', ['decision']],
  [
    'Can be read in two ways',
    'Say it more plainly, or record how you read it once it is in force.',
    ['reading'],
  ],
  ['Review', '', ['review']],
  ['What it leaves open', 'Other schools’ policies say something here. Yours need not.', ['gap']],
  ['Never decides', 'Other clauses always go before these.', ['unreachable']],
]

/** GET /policy/drafts/:draft/checks: what somebody should look at in the pack that the draft comes to. */
export const checksRoutes = ({ db }: DraftParts): readonly Route[] => [
  {
    method: 'GET',
    path: '/policy/drafts/:draft/checks',
    access: drafters,
    handle: ({ actor, params, now }) =>
      inSchool(db, actor, async tx => {
        const { draft, clauses } = await draftOf(tx, params)
        const today = londonDate(now)
        const made = packOf(draft, clauses, today.toString())
        const findings = made
          ? checkPack(made.pack, {
              on: today,
              others: shippedPacks().filter(({ id }) => id !== draft.base?.id),
              guidance: lawAndGuidance(),
            })
          : []
        return page(
          'features/policy-drafts/pages/checks.njk',
          'What to look at before it is proposed',
          {
            title: draft.title,
            base: `/policy/drafts/${draft.id}`,
            empty: made === undefined,
            complete: clauses.every(({ decision }) => decision !== 'open'),
            groups: groups
              .map(([name, hint, checks]) => ({
                name,
                hint,
                // What is left open is a long list, and its hint always the same.
                hinted: !checks.includes('gap'),
                findings: findings.filter(({ check }) => checks.includes(check)),
              }))
              .filter(group => group.findings.length > 0),
          },
          { section, backHref: `/policy/drafts/${draft.id}` },
        )
      }),
  },
]
