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
