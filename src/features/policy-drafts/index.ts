export { startDraft } from './commands/start-draft.ts'
export type { DraftId } from './draft.ts'
export { closeDraft, type DraftedText, draftsToday, proposalFrom } from './proposal-from.ts'
export { policyDraftRoutes } from './routes.ts'
