import { capital } from '../../kernel/prose.ts'
import { strengthWords } from '../../policy-engine/words.ts'
import type { Strength, Topic } from '../../policy-reader/reading.ts'
import type { Decision, DraftState } from './draft.ts'

/** How strongly a clause of a draft is put; what the school does is told apart only while a text is read. */
export const strengthNames: Readonly<Record<Strength, string>> = { ...strengthWords, process: 'A process' }

export const topicNames: Readonly<Record<Topic, string>> = {
  'befriending-pupils': 'Befriending or writing to pupils',
  'befriending-former-pupils': 'Befriending or writing to former pupils',
  'contacting-parents': 'Contact with parents',
  'personal-use-in-hours': 'Personal use in working hours',
  'identifying-school': 'Naming the school, its logo',
  'disclosing-confidential': 'Confidential information',
  'images-of-children': 'Pictures of children',
  'derogatory-comments': 'Derogatory or hurtful comments',
  'privacy-settings': 'Privacy settings',
  'official-account-approval': 'Approval of official accounts',
  'official-account-monitoring': 'Watching official accounts',
  'response-time': 'How soon messages are answered',
  'reporting-concerns': 'Reporting concerns',
  'breach-discipline': 'Breaches and discipline',
  'pupil-age-limits': 'Age limits for pupils',
  training: 'Training and teaching',
  'policy-review': 'Review of the policy',
  'personal-devices': 'Phones and other devices',
  'personal-contact-details': 'Personal contact details',
  'vetting-candidates': 'Looking candidates up',
  'parents-conduct': 'What parents post',
  disclaimer: 'Saying that one does not speak for the school',
  'party-politics': 'Party politics',
  copyright: 'Copyright',
  press: 'The press',
  other: 'Something else',
}

export const decisionNames: Readonly<Record<Decision, string>> = {
  open: 'To decide',
  accepted: 'Accepted',
  corrected: 'Corrected',
  dropped: 'Dropped',
}

export const stateNames: Readonly<Record<DraftState, string>> = {
  open: 'Being drafted',
  ready: 'Ready to propose',
  adopted: 'Adopted',
  withdrawn: 'Withdrawn',
}

/** The colours in which decisions and states stand out. */
export const decisionTags: Readonly<Record<Decision, string>> = {
  open: 'govuk-tag--blue',
  accepted: 'govuk-tag--green',
  corrected: 'govuk-tag--green',
  dropped: 'govuk-tag--grey',
}

export const stateTags: Readonly<Record<DraftState, string>> = {
  open: 'govuk-tag--blue',
  ready: 'govuk-tag--green',
  adopted: 'govuk-tag--green',
  withdrawn: 'govuk-tag--grey',
}

/** A capability as a choice: "inbox.clock" is "Inbox: clock". */
export const capabilityName = (capability: string): string => {
  const [room = '', part = ''] = capability.split('.')
  return `${capital(room)}: ${part.replaceAll('-', ' ')}`
}
