import { z } from 'zod'
import type { PersonActor } from '../../../kernel/actor.ts'
import { type Instant, londonDate } from '../../../kernel/clock.ts'
import { NotFound } from '../../../kernel/errors.ts'
import { newId, type PolicyVersionId, readId } from '../../../kernel/ids.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { type Answer, field, page, type Route, redirect } from '../../../platform/http/route.ts'
import { dateBoxes, readDateField } from '../../../platform/views/date-field.ts'
import { type FormErrors, formErrors, readForm, type Typed } from '../../../platform/views/form.ts'
import { words } from '../../../platform/views/form-words.ts'
import { londonDateText } from '../../../platform/views/london-time.ts'
import type { Pack } from '../../../policy-engine/policy.ts'
import { shippedPack, shippedPacks } from '../../../policy-engine/shipped-packs.ts'
import { adoptPolicy } from '../adopt-policy.ts'
import { isTooFarAhead } from '../adopt-version.ts'
import { adopters } from '../permissions.ts'
import { policyInForce } from '../policy-in-force.ts'
import { choosePage, previewPage } from './adopt.page.ts'
import { type PolicyParts, section } from './parts.ts'

const adoptForm = z.strictObject({
  id: z.string(),
  ...dateBoxes('from'),
  minute: words('Enter the decision the policy rests on', 500),
})

/** /policy/adopt: choose a shipped policy, see what it sets, adopt it. */
export const adoptRoutes = ({ db }: PolicyParts): readonly Route[] => {
  const current = (actor: PersonActor, now: Instant) =>
    inSchool(db, actor, tx => policyInForce(tx, londonDate(now)))

  const choose = async (actor: PersonActor, now: Instant, errors?: FormErrors): Promise<Answer> =>
    page(
      'features/policy/pages/adopt.njk',
      'Adopt a policy',
      choosePage(shippedPacks(), (await current(actor, now))?.pack, errors),
      { section, backHref: '/policy', errors: errors?.list },
    )

  const preview = async (
    actor: PersonActor,
    pack: Pack,
    now: Instant,
    typed: Typed = {},
    errors?: FormErrors,
  ): Promise<Answer> =>
    page(
      'features/policy/pages/adopt-preview.njk',
      pack.school ? `What the policy of ${pack.school} sets` : 'What this policy sets',
      previewPage(
        pack,
        await current(actor, now),
        londonDate(now),
        readId<PolicyVersionId>(field(typed, 'id')) ?? newId<PolicyVersionId>(),
        typed,
        errors,
      ),
      { section, backHref: '/policy/adopt', errors: errors?.list },
    )

  const packOf = (params: Readonly<Record<string, string>>): Pack => {
    const pack = shippedPack(params.pack ?? '')
    if (!pack) throw new NotFound('policy pack')
    return pack
  }

  return [
    {
      method: 'GET',
      path: '/policy/adopt',
      access: adopters,
      handle: ({ actor, now }) => choose(actor, now),
    },
    {
      method: 'POST',
      path: '/policy/adopt',
      access: adopters,
      async handle({ actor, now, form }) {
        const pack = shippedPack(field(form, 'pack'))
        return pack
          ? redirect(`/policy/adopt/${pack.id}`)
          : choose(actor, now, formErrors([{ field: 'pack', text: 'Choose a policy' }]))
      },
    },
    {
      method: 'GET',
      path: '/policy/adopt/:pack',
      access: adopters,
      handle: async ({ actor, now, params }) => preview(actor, packOf(params), now),
    },
    {
      method: 'POST',
      path: '/policy/adopt/:pack',
      access: adopters,
      async handle({ actor, now, params, form }) {
        const pack = packOf(params)
        const wrong = (text: string) =>
          preview(actor, pack, now, form, formErrors([{ field: 'from-day', text }]))
        const inForceFrom = readDateField(form, 'from')
        if (inForceFrom === 'empty' || inForceFrom === 'wrong')
          return wrong('Enter the day from which the policy is in force, like 1 12 2026')
        if (isTooFarAhead(inForceFrom, now)) return wrong('Enter a day within the next year')
        const read = readForm(adoptForm, form)
        if (read.kind === 'errors') return preview(actor, pack, now, read.typed, read.errors)
        const id = readId<PolicyVersionId>(read.value.id)
        const result = await adoptPolicy(db, actor, {
          ...(id ? { id } : {}),
          pack: pack.id,
          inForceFrom,
          minute: read.value.minute,
          now,
        })
        switch (result.kind) {
          case 'adopted':
            return redirect('/policy', {
              kind: 'success',
              text: inForceFrom.equals(londonDate(now))
                ? 'The policy is in force. Everyone who has to acknowledge it is asked on their Today page.'
                : `The policy is adopted and comes into force on ${londonDateText(inForceFrom)}.`,
            })
          case 'in-the-past':
            return wrong('A policy cannot come into force in the past. Enter today or a later day')
          case 'day-taken':
            return wrong('Another version comes into force on that day already. Choose a different day')
          case 'no-such-pack':
            throw new NotFound('policy pack')
        }
      },
    },
  ]
}
