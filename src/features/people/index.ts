export { recordConsent } from './consents.ts'
export { addToDoNotPublish } from './do-not-publish.ts'
export { applyPlan } from './import/apply.ts'
export { type ImportKind, readImport } from './import/plan.ts'
export {
  goesByLetter,
  type InvitationParts,
  type InviteResult,
  invite,
  inviteLink,
  linkPermissions,
} from './invitations.ts'
export { type LinkPermission, peopleKeepers } from './permissions.ts'
export { nameIn, personNames } from './person-names.ts'
export {
  addPerson,
  insertPerson,
  invitedPerson,
  isStaff,
  loadActor,
  type NewPerson,
  type Person,
  persons,
  personsHolding,
} from './persons.ts'
export { classNames, type PupilStanding, pupilStandings, pupilsNotToShow, pupilsOfClasses } from './pupils.ts'
export { type RoleStart, roleStarts } from './role-starts.ts'
export { peopleRoutes } from './routes.ts'
export { type SchoolDetails, schoolDetails, schoolName } from './school-details.ts'
export { looksShared } from './shared-mailbox.ts'
export { isPhoneNumber, likeAPhoneNumber } from './telephone.ts'
export { recordTraining, trainedPersons, trainingRecorders } from './training.ts'
