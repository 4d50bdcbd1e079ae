import { z } from 'zod'
import { londonDate } from '../../../kernel/clock.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { type Answer, type Route, redirect, type Visit } from '../../../platform/http/route.ts'
import { type FormErrors, readForm } from '../../../platform/views/form.ts'
import { optionalWords } from '../../../platform/views/form-words.ts'
import { keepers } from '../permissions.ts'
import { policyInForce } from '../policy-in-force.ts'
import { saveStewardship, stewardship } from '../stewardship.ts'
import { formPage, lineBox, type PolicyParts, textBox } from './parts.ts'

/** The committee that agrees the policy, and the sites under it (WB-0, BP-0). */
export const stewardshipRoutes = ({ db }: PolicyParts): readonly Route[] => {
  const stewardshipForm = ({ actor, form, now }: Visit, errors?: FormErrors): Promise<Answer> =>
    inSchool(db, actor, async tx => {
      const policy = await policyInForce(tx, londonDate(now))
      const known = await stewardship(tx)
      const stated = policy?.settings['policy.sites']
      return formPage(
        'Committee and sites',
        {
          paragraphs: [
            stated && stated.value.length > 0
              ? `The policy itself names: ${stated.value.join(', ')}.`
              : 'The policy itself names no sites.',
          ],
          fields: [
            lineBox('committee', form, errors, {
              label: 'Committee that agrees the policy',
              hint: 'For example: full governing body.',
              before: known.committee,
            }),
            textBox('sites', form, errors, {
              label: 'Sites under this one policy',
              hint: 'One a line, beside those the policy names.',
              before: known.sites.join('\n'),
            }),
          ],
          button: 'Save',
          basis: stated?.basis ?? [],
        },
        { backHref: '/policy', errors },
      )
    })

  return [
    {
      method: 'GET',
      path: '/policy/details',
      access: keepers,
      handle: visit => stewardshipForm(visit),
    },
    {
      method: 'POST',
      path: '/policy/details',
      access: keepers,
      async handle(visit) {
        const read = readForm(
          z.strictObject({ committee: optionalWords(200), sites: optionalWords(2000) }),
          visit.form,
        )
        if (read.kind === 'errors') return stewardshipForm(visit, read.errors)
        await saveStewardship(db, visit.actor, {
          committee: read.value.committee,
          sites: read.value.sites
            .split('\n')
            .map(line => line.trim())
            .filter(line => line !== ''),
          now: visit.now,
        })
        return redirect('/policy', { kind: 'success', text: 'Saved.' })
      },
    },
  ]
}
