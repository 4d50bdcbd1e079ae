import type { PersonId } from '../../kernel/ids.ts'
import type { LinkPermission, Person } from '../people/index.ts'

/** What a new school still has to do, each step with whether it is done. */
export const nextStepsPage = (data: {
  readonly people: readonly Person[]
  readonly signsIn: ReadonlySet<PersonId>
  permission(person: Person): LinkPermission
  readonly policyName: string | null
  readonly pupils: boolean
  readonly mailSends: boolean
  readonly keepsPeople: boolean
}) => {
  const waiting = data.people.filter(person => !data.signsIn.has(person.id))
  const invitable = waiting.filter(person => person.email !== null && data.permission(person).may)
  return {
    waiting: waiting.map(person => ({
      name: person.name,
      id: person.id,
      who: invitable.includes(person) ? null : data.permission(person).who,
    })),
    invitable: invitable.length,
    mailSends: data.mailSends,
    policyName: data.policyName,
    pupils: data.pupils,
    keepsPeople: data.keepsPeople,
    shared: data.people
      .filter(
        person =>
          person.sharedMailbox &&
          person.roles.some(role => ['headteacher', 'dsl', 'deputy-dsl', 'chair'].includes(role)),
      )
      .map(person => person.name),
  }
}
