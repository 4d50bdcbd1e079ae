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
export { classNames, type PupilStanding, pupilStandings, pupilsOfClasses } from './pupils.ts'
export { type SchoolDetails, schoolDetails } from './school-details.ts'
export { recordTraining, trainedPersons } from './training.ts'
