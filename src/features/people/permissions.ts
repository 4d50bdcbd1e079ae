import { holdsAny, type PersonActor, type Role } from '../../kernel/actor.ts'
import type { PersonId } from '../../kernel/ids.ts'

/*
 * Who may do what to whom. A sign-in link is the key to everything its person may read, so it is made only by somebody
 * who may answer for that: the office never for those who decide or receive concerns, the headteacher not for the chair
 * of governors (who receives concerns about the headteacher) once the chair can sign in.
 */

/** Roles that anybody who keeps the list of people may give. A file gives only these. */
export const ordinaryRoles: readonly Role[] = ['staff', 'governor', 'volunteer', 'parent']

/** Roles that stand over the headteacher, or are the headteacher: the chair or the recovery contact gives and takes them. */
const overseeingRoles: readonly Role[] = ['headteacher', 'chair', 'recovery-contact']

/** Roles without which a concern would have nobody to go to: somebody holds each at all times. */
export const neverVacant: readonly Role[] = ['headteacher', 'dsl', 'chair']

/** Who keeps the list of people. */
export const peopleKeepers: readonly Role[] = ['headteacher', 'administrator']

/** Who changes the school's telephone numbers and contacts. */
export const detailKeepers: readonly Role[] = ['headteacher', 'administrator', 'dsl']

/** Who sees the list of people. */
export const peopleReaders: readonly Role[] = [
  'headteacher',
  'dsl',
  'deputy-dsl',
  'senior-leader',
  'administrator',
  'chair',
  'recovery-contact',
]

/** Who sees pupils at all: staff. Volunteers, parents and governors do not. */
export const pupilReaders: readonly Role[] = [
  'headteacher',
  'dsl',
  'deputy-dsl',
  'senior-leader',
  'administrator',
  'staff',
]

/** Who records what a family said about pictures. */
export const consentKeepers: readonly Role[] = ['headteacher', 'administrator', 'dsl']

/** Who keeps the do-not-publish list and reads its reasons. */
export const reasonReaders: readonly Role[] = ['headteacher', 'dsl', 'deputy-dsl', 'administrator']

export type Subject = { readonly id: PersonId; readonly roles: readonly Role[] }

/** Who may make this person a sign-in link, in words, and whether the actor is one of them. */
export type LinkPermission = { readonly may: boolean; readonly who: string }

/**
 * Whether the actor may make a sign-in link for a person, correct their email address (a link is sent there) and mark
 * them as left.
 * @param signsIn whether the person can sign in already
 * @param founding whether nobody but the actor can sign in yet: whoever set the school up then invites the headteacher
 * @param byLetter whether the link goes to the person's own mailbox, so that its maker never sees it
 */
export const mayMakeLink = (
  actor: PersonActor,
  subject: Subject,
  { signsIn, founding, byLetter }: { signsIn: boolean; founding: boolean; byLetter: boolean },
): LinkPermission => {
  const { allowed, who } = linkMakers(subject.roles, { signsIn, founding, byLetter })
  return { may: subject.id !== actor.personId && holdsAny(actor, allowed), who }
}

/** Roles that concerns go to, a governor among them where there is no chair. */
const concernReceivers: readonly Role[] = ['dsl', 'deputy-dsl', 'governor']

const linkMakers = (
  held: readonly Role[],
  { signsIn, founding, byLetter }: { signsIn: boolean; founding: boolean; byLetter: boolean },
): { allowed: readonly Role[]; who: string } => {
  if (held.includes('headteacher'))
    return {
      allowed: founding
        ? ['chair', 'recovery-contact', 'administrator', 'dsl', 'deputy-dsl', 'senior-leader']
        : ['chair', 'recovery-contact'],
      who: 'the chair of governors or the recovery contact',
    }
  if (held.includes('chair'))
    return signsIn
      ? { allowed: ['recovery-contact'], who: 'the recovery contact' }
      : { allowed: ['headteacher', 'recovery-contact'], who: 'the headteacher or the recovery contact' }
  if (held.includes('recovery-contact'))
    return signsIn
      ? { allowed: ['chair'], who: 'the chair of governors' }
      : { allowed: ['headteacher', 'chair'], who: 'the headteacher or the chair of governors' }
  // Whoever holds the link of somebody who receives concerns could read one that is about themself.
  if (signsIn && !byLetter && held.some(role => concernReceivers.includes(role)))
    return {
      allowed: ['chair', 'recovery-contact'],
      who: 'the chair of governors or the recovery contact',
    }
  return held.every(role => ordinaryRoles.includes(role))
    ? { allowed: peopleKeepers, who: 'the headteacher or the administrator' }
    : { allowed: ['headteacher', 'chair'], who: 'the headteacher or the chair of governors' }
}

/** The roles the actor may give to and take from a person. */
export const changeableRoles = (
  actor: PersonActor,
  subject: Pick<Subject, 'id'>,
  all: readonly Role[],
): readonly Role[] =>
  all.filter(role =>
    overseeingRoles.includes(role)
      ? holdsAny(actor, ['chair', 'recovery-contact']) && subject.id !== actor.personId
      : holdsAny(actor, ['headteacher']),
  )

/** The roles the actor may give to somebody new. */
export const rolesForNewPerson = (actor: PersonActor, all: readonly Role[]): readonly Role[] =>
  all.filter(
    role =>
      (holdsAny(actor, peopleKeepers) && ordinaryRoles.includes(role)) ||
      (holdsAny(actor, ['headteacher']) && !overseeingRoles.includes(role)),
  )
