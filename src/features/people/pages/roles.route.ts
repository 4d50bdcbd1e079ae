import type { Role } from '../../../kernel/actor.ts'
import { NotAllowed, NotFound } from '../../../kernel/errors.ts'
import { type Answer, page, type Route, redirect, type Visit } from '../../../platform/http/route.ts'
import { type FormErrors, formErrors } from '../../../platform/views/form.ts'
import { changeRoles } from '../change-roles.ts'
import { readRoles } from '../person.form.ts'
import { roleBoxes } from '../person.page.ts'
import { findPerson, type PeopleRouteParts, rolesInWords, section, vacantText } from './parts.ts'

const roleChangers: readonly Role[] = ['headteacher', 'chair', 'recovery-contact']

/** The roles of a person. */
export const rolesRoutes = (parts: PeopleRouteParts): readonly Route[] => {
  const { db } = parts

  const rolesPage = async (visit: Visit, errors?: FormErrors): Promise<Answer> => {
    const { person, changeable } = await findPerson(parts, visit)
    if (changeable.length === 0) throw new NotAllowed()
    return page(
      'features/people/pages/roles.njk',
      `Roles of ${person.name}`,
      {
        person,
        kept: rolesInWords(person.roles.filter(role => !changeable.includes(role))),
        keepsSome: person.roles.some(role => !changeable.includes(role)),
        boxes: roleBoxes(
          changeable,
          { roles: errors ? readRoles(visit.form) : person.roles },
          errors,
          'What is this person at the school?',
        ),
      },
      { errors: errors?.list, backHref: `/people/${person.id}`, section },
    )
  }

  return [
    {
      method: 'GET',
      path: '/people/:id/roles',
      access: roleChangers,
      handle: visit => rolesPage(visit),
    },
    {
      method: 'POST',
      path: '/people/:id/roles',
      access: roleChangers,
      async handle(visit) {
        const { person, changeable } = await findPerson(parts, visit)
        const wanted = [
          ...person.roles.filter(role => !changeable.includes(role)),
          ...readRoles(visit.form).filter(role => changeable.includes(role)),
        ]
        const result = await changeRoles(db, visit.actor, {
          personId: person.id,
          roles: wanted,
          now: visit.now,
        })
        switch (result.kind) {
          case 'no-such-person':
            throw new NotFound('person')
          case 'not-allowed':
            throw new NotAllowed()
          case 'would-be-vacant':
            return rolesPage(visit, formErrors([{ field: 'roles', text: vacantText(result.role) }]))
          case 'unchanged':
            return redirect(`/people/${person.id}`)
          case 'changed':
            return redirect(`/people/${person.id}`, {
              kind: 'success',
              text: `Roles of ${person.name} changed: ${rolesInWords(wanted)}.`,
            })
        }
      },
    },
  ]
}
