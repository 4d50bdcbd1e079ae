import { NotAllowed, NotFound } from '../../../kernel/errors.ts'
import {
  type Answer,
  type Form,
  page,
  type Route,
  redirect,
  type Visit,
} from '../../../platform/http/route.ts'
import { type FormErrors, formErrors } from '../../../platform/views/form.ts'
import { correctPerson } from '../correct-person.ts'
import { peopleReaders } from '../permissions.ts'
import { readPerson } from '../person.form.ts'
import { personInputs } from '../person.page.ts'
import { findPerson, type PeopleRouteParts, section } from './parts.ts'

/** Correcting a name or an address. */
export const detailsRoutes = (parts: PeopleRouteParts): readonly Route[] => {
  const detailsPage = async (
    visit: Visit,
    form?: Form,
    errors?: FormErrors,
    asked: string | null = null,
  ): Promise<Answer> => {
    const { person, permission, signsIn } = await findPerson(parts, visit)
    if (!permission.may) throw new NotAllowed()
    return page(
      'features/people/pages/details.njk',
      `Correct the details of ${person.name}`,
      {
        person,
        signsIn,
        ...personInputs(
          form ?? {
            'given-name': person.givenName,
            'family-name': person.familyName,
            email: person.email ?? '',
            mailbox: person.sharedMailbox ? 'shared' : 'own',
          },
          errors,
          asked,
        ),
      },
      { errors: errors?.list, backHref: `/people/${person.id}`, section },
    )
  }

  return [
    {
      method: 'GET',
      path: '/people/:id/details',
      access: peopleReaders,
      handle: visit => detailsPage(visit),
    },
    {
      method: 'POST',
      path: '/people/:id/details',
      access: peopleReaders,
      async handle(visit) {
        const { person, permission } = await findPerson(parts, visit)
        if (!permission.may) throw new NotAllowed()
        const reading = readPerson(visit.form)
        if (reading.kind === 'errors') return detailsPage(visit, visit.form, reading.errors, reading.asked)
        const result = await correctPerson(parts, visit.actor, {
          personId: person.id,
          ...reading.value,
          now: visit.now,
        })
        switch (result.kind) {
          case 'no-such-person':
            throw new NotFound('person')
          case 'not-allowed':
            throw new NotAllowed()
          case 'email-taken':
            return detailsPage(
              visit,
              visit.form,
              formErrors([{ field: 'email', text: 'Somebody here has this email address already' }]),
            )
          case 'corrected':
            return redirect(`/people/${person.id}`, {
              kind: 'success',
              text: result.signInEnded
                ? 'Saved. The address changed, so the old sign-in and links sent before no longer work: make new ones.'
                : 'Saved.',
            })
        }
      },
    },
  ]
}
