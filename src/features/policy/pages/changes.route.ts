import { londonDate, Temporal } from '../../../kernel/clock.ts'
import { NotFound } from '../../../kernel/errors.ts'
import { type PolicyVersionId, readId } from '../../../kernel/ids.ts'
import { inSchool, type TenantTx } from '../../../platform/database/database.ts'
import { page, type Route } from '../../../platform/http/route.ts'
import { londonDateText } from '../../../platform/views/london-time.ts'
import type { Pack } from '../../../policy-engine/policy.ts'
import { type PolicyInForce, policyInForce, policyVersion, policyVersions } from '../policy-in-force.ts'
import { proposalText } from '../proposals.ts'
import { changesView, versionNames } from './changes.page.ts'
import { type PolicyParts, section } from './parts.ts'
import { overdueAtOnce } from './policy.page.ts'
import { proposalOf } from './proposal.route.ts'

/** How many people would have to acknowledge a text, and how many of them have acknowledged the one before. */
const acknowledgementView = async (
  tx: TenantTx,
  parts: Pick<PolicyParts, 'acknowledgedBy' | 'askedToAcknowledge'>,
  before: PolicyInForce | undefined,
  after: { readonly pack: Pack; readonly material: boolean },
) => {
  const { people, basis } = await parts.askedToAcknowledge(tx, after.pack)
  const done = before ? await parts.acknowledgedBy(tx, before.versionId) : new Set()
  const again = people.filter(id => done.has(id)).length
  const asked = `${people.length === 1 ? '1 person is' : `${people.length} people are`} asked to acknowledge it`
  return {
    basis,
    text: after.material
      ? before
        ? `${asked}; ${again === 0 ? 'none' : again} of them acknowledged the text in force before.`
        : `${asked}.`
      : `Nobody: it is a small edit. What people acknowledged (${again} of ${people.length}) stays acknowledged.`,
  }
}

/** What changes: between the text in force and a proposed one, and between any two versions. */
export const changesRoutes = (parts: PolicyParts): readonly Route[] => [
  {
    method: 'GET',
    path: '/policy/proposals/:id/changes',
    access: 'signed-in',
    handle: ({ actor, params, now }) =>
      inSchool(parts.db, actor, async tx => {
        const one = await proposalOf(tx, params)
        const { pack } = await proposalText(tx, one.id)
        // Once it is adopted it is in force itself: then it is told beside the one it took the place of.
        if (one.state === 'adopted') {
          const replaced = one.replaces === null ? undefined : await policyVersion(tx, one.replaces)
          return page(
            'features/policy/pages/changes.njk',
            'What it changed',
            {
              title: one.title,
              between: replaced
                ? `Between the version of ${londonDateText(replaced.inForceFrom)} (“now”, the earlier) and this text (“then”, the later).`
                : 'No policy was in force before, so everything this text says was new.',
              overdue: '',
              acknowledgement: null,
              changes: replaced ? changesView(replaced.pack, pack, versionNames) : null,
            },
            { section, backHref: `/policy/proposals/${one.id}` },
          )
        }
        const today = londonDate(now)
        const before = await policyInForce(tx, today)
        return page(
          'features/policy/pages/changes.njk',
          'What changes if we adopt it',
          {
            title: one.title,
            between: before
              ? `Between the policy in force since ${londonDateText(before.inForceFrom)} and the proposed text.`
              : 'No policy is in force yet, so everything this text says is new.',
            overdue: overdueAtOnce(pack, today),
            acknowledgement: await acknowledgementView(tx, parts, before, { pack, material: one.material }),
            changes: before ? changesView(before.pack, pack) : null,
          },
          { section, backHref: `/policy/proposals/${one.id}` },
        )
      }),
  },
  {
    method: 'GET',
    path: '/policy/versions/:id/changes',
    access: 'signed-in',
    handle: ({ actor, params, query }) =>
      inSchool(parts.db, actor, async tx => {
        const id = readId<PolicyVersionId>(params.id)
        const one = id && (await policyVersion(tx, id))
        if (!one) throw new NotFound('policy version')
        const otherId =
          readId<PolicyVersionId>(query.from) ??
          (await policyVersions(tx)).find(
            version => Temporal.PlainDate.compare(version.inForceFrom, one.inForceFrom) < 0,
          )?.id
        const other = otherId && (await policyVersion(tx, otherId))
        if (!other) throw new NotFound('policy version')
        // A version is compared with later ones too: the earlier of the two is always “now”.
        const [before, after] =
          Temporal.PlainDate.compare(other.inForceFrom, one.inForceFrom) <= 0 ? [other, one] : [one, other]
        return page(
          'features/policy/pages/changes.njk',
          'What changed',
          {
            title: after.pack.title,
            between: `Between the version of ${londonDateText(before.inForceFrom)} (“now”, the earlier) and that of ${londonDateText(after.inForceFrom)} (“then”, the later).`,
            overdue: '',
            acknowledgement: null,
            changes: changesView(before.pack, after.pack, versionNames),
          },
          { section, backHref: `/policy/versions/${one.versionId}` },
        )
      }),
  },
]
