import type { Role } from '../../kernel/actor.ts'
import { londonDate } from '../../kernel/clock.ts'
import { NotFound } from '../../kernel/errors.ts'
import { type Database, inSchool } from '../../platform/database/database.ts'
import { type Answer, page, type Route, type Visit } from '../../platform/http/route.ts'
import { personsHolding, schoolDetails, schoolName } from '../people/index.ts'
import { type PolicyInForce, policyInForce } from '../policy/index.ts'
import { buildHandout } from './build-handout.ts'
import { type Handout, type HandoutKind, handoutKinds } from './handout.ts'
import { handoutPdf } from './handout-pdf.ts'
import { handoutFoot, handoutLinks, handoutPage } from './pages/handout.page.ts'

const path = '/policy/handouts'
const section = 'policy'

type Found = { readonly handout: Handout; readonly school: string; readonly foot: string }

/** What is printed of the policy in force for staff, parents, pupils and visitors: pages and PDFs, for everybody here. */
export const handoutRoutes = ({ db }: { readonly db: Database }): readonly Route[] => {
  const inForce = ({ actor, now }: Visit): Promise<PolicyInForce | undefined> =>
    inSchool(db, actor, tx => policyInForce(tx, londonDate(now)))

  const find = async ({ actor, now, params }: Visit): Promise<Found> => {
    const kind = handoutKinds.find(one => one === params.kind)
    if (!kind) throw new NotFound()
    return inSchool(db, actor, async tx => {
      const policy = await policyInForce(tx, londonDate(now))
      if (!policy) throw new NotFound()
      const school = await schoolName(tx)
      const holders = await personsHolding(tx, ['dsl', 'deputy-dsl', 'headteacher'])
      const holding = (role: Role) =>
        holders.filter(({ roles }) => roles.includes(role)).map(({ name }) => name)
      const handout = buildHandout(kind, policy, {
        phone: (await schoolDetails(tx)).phone,
        safeguarding: holding('dsl'),
        deputies: holding('deputy-dsl'),
        headteacher: holding('headteacher'),
      })
      return { handout, school, foot: handoutFoot(school, policy) }
    })
  }

  const linkTo = (kind: HandoutKind) => ({
    ...handoutLinks[kind],
    href: `${path}/${kind}`,
    pdfHref: `${path}/${kind}/pdf`,
  })

  return [
    {
      method: 'GET',
      path,
      access: 'signed-in',
      handle: async visit =>
        page(
          'features/handouts/pages/handouts.njk',
          'The policy to print',
          { handouts: (await inForce(visit)) ? handoutKinds.map(linkTo) : [] },
          { section, backHref: '/policy' },
        ),
    },
    {
      method: 'GET',
      path: `${path}/:kind`,
      access: 'signed-in',
      handle: async visit => {
        const { handout, foot } = await find(visit)
        return page('features/handouts/pages/handout.njk', handout.title, handoutPage(handout, foot), {
          section,
          backHref: path,
        })
      },
    },
    {
      method: 'GET',
      path: `${path}/:kind/pdf`,
      access: 'signed-in',
      handle: async (visit): Promise<Answer> => {
        const { handout, school, foot } = await find(visit)
        return {
          kind: 'file',
          mediaType: 'application/pdf',
          bytes: await handoutPdf(handout, { school, foot, at: visit.now }),
          fileName: `social-media-${handout.kind}.pdf`,
        }
      },
    },
  ]
}
