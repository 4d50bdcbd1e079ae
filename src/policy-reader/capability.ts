import type { Addressee, Strength, Topic } from './reading.ts'

type Suggestion = {
  readonly capability: string
  readonly topic: Topic
  readonly says?: readonly Strength[]
  readonly words?: RegExp
}

/** First that fits; the catalogue is the `capability` of the clauses in the packs under policies/. */
const SUGGESTIONS: readonly Suggestion[] = [
  { topic: 'policy-review', capability: 'policy.review' },
  { topic: 'response-time', capability: 'inbox.clock' },
  { topic: 'press', capability: 'inbox.press' },
  { topic: 'copyright', capability: 'publishing.checks' },
  { topic: 'disclaimer', capability: 'selfreview.disclaimer' },
  { topic: 'privacy-settings', capability: 'selfreview.privacy' },
  {
    topic: 'pupil-age-limits',
    says: ['process', 'must', 'must-not'],
    words: /\bcreate|accounts? for\b/i,
    capability: 'tools.minimum-age',
  },
  { topic: 'pupil-age-limits', capability: 'education.pupils' },
  {
    topic: 'training',
    words: /\b(?:pupils?|students?|children|learners?|curriculum|PSHE)\b/i,
    capability: 'education.pupils',
  },
  { topic: 'training', words: /\b(?:parents?|carers?|famil)/i, capability: 'education.parents' },
  { topic: 'training', capability: 'education.staff' },
  { topic: 'official-account-approval', words: /\brisk[- ]assess/i, capability: 'tools.risk-assessment' },
  { topic: 'official-account-approval', capability: 'accounts.apply' },
  {
    topic: 'other',
    words:
      /\bfilter|\b(?:monitor|inspect|log|check)(?:s|ed|ing)?\b[^.]{0,60}\b(?:network|internet|systems?|computers?)\b/i,
    capability: 'monitoring.filtering',
  },
  {
    topic: 'official-account-monitoring',
    words: /\b(?:remov|delet|block|hid|take|taken|come) ?\w*\b/i,
    capability: 'inbox.moderate',
  },
  { topic: 'official-account-monitoring', words: /\bpassword|\bstore\b/i, capability: 'accounts.vault' },
  { topic: 'official-account-monitoring', capability: 'inbox.rota' },
  { topic: 'reporting-concerns', words: /\bwhistle/i, capability: 'concerns.whistleblowing' },
  { topic: 'reporting-concerns', words: /\bpolice|\bagenc/i, capability: 'concerns.refer' },
  { topic: 'reporting-concerns', says: ['process'], capability: 'concerns.route' },
  { topic: 'reporting-concerns', capability: 'concerns.report' },
  { topic: 'breach-discipline', words: /\binvestigat/i, capability: 'concerns.investigate' },
  { topic: 'breach-discipline', says: ['process'], capability: 'concerns.outcome' },
  { topic: 'breach-discipline', capability: 'policy.acknowledge' },
  { topic: 'images-of-children', says: ['needs-approval'], capability: 'publishing.consent' },
  { topic: 'images-of-children', says: ['process', 'may'], capability: 'publishing.images' },
  {
    topic: 'personal-devices',
    words: /\bpupils?|\bchildren who bring|\bstudents?\b/i,
    says: ['process', 'must', 'must-not', 'should'],
    capability: 'site.pupil-phones',
  },
  { topic: 'personal-devices', says: ['needs-approval'], capability: 'permissions.phone' },
  {
    topic: 'personal-devices',
    words: /\bschool(?:'s)? (?:devices?|cameras?|ipads?|equipment|computers?)\b/i,
    capability: 'site.school-devices',
  },
  { topic: 'personal-contact-details', says: ['needs-approval'], capability: 'permissions.contact' },
  {
    topic: 'other',
    says: ['needs-approval'],
    words: /\b(?:logos?|crests?|badges?|uniforms?|letterhead|name of the school|school's name)\b/i,
    capability: 'permissions.brand',
  },
]

/** The part of the product that would carry a clause out: a suggestion for the person who reviews the reading. */
export const capabilityOf = (topic: Topic, says: Strength, who: Addressee, text: string): string => {
  const found = SUGGESTIONS.find(
    suggestion =>
      suggestion.topic === topic &&
      (!suggestion.says || suggestion.says.includes(says)) &&
      (!suggestion.words || suggestion.words.test(text)),
  )
  if (found) return found.capability
  if (says === 'process') return who === 'school' || who === 'governor' ? 'policy.review' : 'people.roles'
  return topic === 'other' ? 'policy.acknowledge' : 'advice.verdict'
}
