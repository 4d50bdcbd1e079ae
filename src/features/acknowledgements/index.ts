export { acknowledgementsToday } from './acknowledgements-today.ts'
export { type AcknowledgeResult, acknowledgePolicy } from './commands/acknowledge-policy.ts'
export { visitorLeaflet } from './leaflet.ts'
export { acknowledgedBy, isAskedByRole } from './queries.ts'
export {
  remindAllToAcknowledge,
  remindToAcknowledgeJob,
  startAcknowledgementReminders,
} from './reminders.ts'
export { acknowledgementRoutes } from './routes.ts'
