export { setupRoutes } from './routes.ts'
export { anySchool, ownSchool, schoolName } from './schools.ts'
export { type NewSchool, setUpSchool } from './set-up-school.ts'
