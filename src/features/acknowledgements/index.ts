export { acknowledgementsToday } from './acknowledgements-today.ts'
export { type AcknowledgeResult, acknowledgePolicy } from './commands/acknowledge-policy.ts'
export { addVisitor } from './commands/add-visitor.ts'
export { recordAttendance } from './commands/record-attendance.ts'
export { visitorLeaflet } from './leaflet.ts'
export { acknowledgedBy, askedByText, isAskedByRole } from './queries.ts'
export {
  remindAllToAcknowledge,
  remindToAcknowledgeJob,
  startAcknowledgementReminders,
} from './reminders.ts'
export { acknowledgementRoutes } from './routes.ts'
