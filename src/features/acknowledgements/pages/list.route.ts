import { holdsAny } from '../../../kernel/actor.ts'
import { londonDate } from '../../../kernel/clock.ts'
import { inSchool, type TenantTx } from '../../../platform/database/database.ts'
import { type Answer, page, type Route, redirect, type Visit } from '../../../platform/http/route.ts'
import { policyInForce, sitesInForce } from '../../policy/index.ts'
import { personsWithLogin } from '../../sign-in/index.ts'
import { csvFile } from '../csv.ts'
import { filtered, filterOf } from '../list-filter.ts'
import type { AcknowledgementParts } from '../parts.ts'
import { attendanceRecorders, listReaders } from '../permissions.ts'
import { askedPersons, termsInForce } from '../queries.ts'
import { acknowledgementRows, acknowledgementsPage } from './list.page.ts'

const section = 'policy'
const path = '/policy/acknowledgements'

/** Who has acknowledged the text in force and who has not, as a page and for a spreadsheet. */
export const listRoutes = (parts: AcknowledgementParts): readonly Route[] => {
  const asked = async (tx: TenantTx, { now }: Visit) => {
    const policy = await policyInForce(tx, londonDate(now))
    return (
      policy && {
        policy,
        people: await askedPersons(tx, policy, await parts.namedRunners(tx), now),
        sites: await sitesInForce(tx, londonDate(now)),
      }
    )
  }

  return [
    {
      method: 'GET',
      path,
      access: listReaders,
      async handle(visit) {
        const signsIn = await personsWithLogin(parts.identity, visit.actor.schoolId)
        return inSchool(parts.db, visit.actor, async tx => {
          const found = await asked(tx, visit)
          if (!found) return redirect('/policy')
          return page(
            'features/acknowledgements/pages/list.njk',
            'Who has acknowledged the policy',
            acknowledgementsPage(
              found.people,
              await termsInForce(tx, found.policy),
              { sites: found.sites, signsIn, now: visit.now },
              visit.query,
              holdsAny(visit.actor, attendanceRecorders),
            ),
            { section, backHref: '/policy' },
          )
        })
      },
    },
    {
      method: 'GET',
      path: `${path}/list.csv`,
      access: listReaders,
      async handle(visit) {
        const signsIn = await personsWithLogin(parts.identity, visit.actor.schoolId)
        return inSchool(parts.db, visit.actor, async (tx): Promise<Answer> => {
          const found = await asked(tx, visit)
          if (!found) return redirect('/policy')
          const { people, sites } = found
          const rows = filtered(people, filterOf(visit.query, sites), { sites, signsIn, now: visit.now })
          return {
            kind: 'file',
            mediaType: 'text/csv; charset=utf-8',
            fileName: `acknowledgements-${londonDate(visit.now)}.csv`,
            bytes: csvFile(acknowledgementRows(rows, sites)),
          }
        })
      },
    },
  ]
}
