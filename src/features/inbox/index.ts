import { moderateJob } from './moderate.ts'
import type { InboxParts } from './parts.ts'
import { pollAccountJob } from './poll-accounts.ts'
import { replyLoader } from './write-reply.ts'

export { closeWithoutAnswer } from './change-state.ts'
export { inboxToday } from './inbox-today.ts'
export { type MessageForConcern, messageForConcern } from './message-for-concern.ts'
export { resumeModeration } from './moderate.ts'
export type { InboxParts } from './parts.ts'
export { pasteMessage, recordLook } from './paste-message.ts'
export { pollAllAccounts, startPolling } from './poll-accounts.ts'
export { inboxRoutes } from './routes.ts'
export { answerPictureQuestion, changeAct, stepIn, tellAudience } from './step-in.ts'
export { writeReply } from './write-reply.ts'

/** Makes the inbox's jobs known, and how replies are published. Once, before the first job runs. */
export function registerInbox(parts: InboxParts): void {
  parts.jobs.register(pollAccountJob(parts))
  parts.jobs.register(moderateJob(parts))
  parts.publishing.register('reply', replyLoader(parts))
}
