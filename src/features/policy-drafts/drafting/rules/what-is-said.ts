import { aboutIn } from '../wordings.ts'
import { against, anybody, asking, obliging, ownPages, publishing, type Row, some } from './row.ts'

const confidences =
  /\b(confiden\w*|personal(ly)? (information|data|details|identif\w*)|sensitive|private|gdpr|data protection)\b/i
const staffGroups =
  /\b(discuss|shar|post|disclos|talk|writ)\w*\b[^.]*\b(staff|whatsapp|messag\w+|social media|private)\b[^.]{0,30}\bgroups?\b/i
const talk = /\b(discuss|talk|writ|post|comment|mention|refer|shar)\w*\b/i
const networks = /\b(social|online|on-line|network\w*|internet|facebook|web|media)\b/i
const picture = /\b(photo\w*|image|picture|video|film\w*|recording)s?\b/i
const hurtful =
  /\b(derogat\w*|defam\w*|libel\w*|slander\w*|abus\w*|offen\w*|insult\w*|rude\w*|malicious|hurt\w*|threat\w*|hostile|disparag\w*|discriminat\w*|racist|unkind|run\w* [^.]{0,20}down|moan\w*|negative|critici\w*|swear\w*|ridicul\w*|disrepute|reputation|harass\w*|bully\w*|judg\w*|allegation)s?\b/i
const removing =
  /\b(remov|delet|block|hid|take down|taken down)\w*\b[^.]*\b(comment|post|message|user|follower|repl)\w*|\b(comment|post|message)s?\b[^.]*\b(remov|delet|hid|taken down)\w*/i

/** What is published and passed on in words. */
export const wordsRules: readonly Row[] = [
  {
    topics: ['disclosing-confidential', 'parents-conduct', 'other'],
    says: against,
    words: staffGroups,
    rule: text => ({
      when: {
        act: ['share-information', 'post'],
        via: ['staff-group'],
        about: some(
          aboutIn(text).filter(about => about === 'pupils' || about === 'parents'),
          ['pupils', 'parents'],
        ),
      },
    }),
  },
  {
    topics: ['disclosing-confidential'],
    says: against,
    words: [picture, /\b(pupils?|students?|children|child)\b/i],
    rule: () => ({ when: { act: ['share-image'], shows: ['pupils'], via: ownPages } }),
  },
  // To keep a confidence is not to give it away. It ends with the employment, unless the clause says otherwise.
  {
    topics: ['disclosing-confidential'],
    says: [...against, 'must'],
    words: confidences,
    without: /\b(request|respond)\b|\bgroups?\b|\b(about|of) (themselves|yourself)\b|\bconfidence (in|of)\b/i,
    rule: text => ({
      says: 'must-not',
      when: {
        act: ['share-information', 'post'],
        content: ['confidential'],
        ...(networks.test(text) ? { via: publishing } : {}),
      },
      ...(/\b(after|leav\w*|left|former|longer)\b/i.test(text)
        ? {}
        : { unless: [{ when: ['after-leaving'] }] }),
    }),
  },
  {
    topics: ['disclosing-confidential'],
    says: against,
    words: [talk, networks],
    without: [confidences, staffGroups, picture, /\b(request|respond)\b/i],
    rule: text =>
      aboutIn(text).length === 0
        ? []
        : { when: { act: ['share-information', 'post'], via: ownPages, about: aboutIn(text) } },
  },

  {
    topics: ['derogatory-comments', 'parents-conduct'],
    says: against,
    who: anybody,
    words: hurtful,
    rule: text => ({
      when: {
        act: ['post'],
        content: ['derogatory', 'hurtful'],
        ...(aboutIn(text).length > 0 ? { about: aboutIn(text) } : {}),
      },
    }),
  },
  {
    topics: ['derogatory-comments', 'official-account-monitoring', 'breach-discipline'],
    says: [...obliging, 'process'],
    words: [hurtful, removing],
    without: /\bask\w* (the |any )?(parent|carer)/i,
    rule: text => ({
      says: 'do',
      when: { act: ['remove-comment'], via: ['school-account'], content: ['derogatory', 'hurtful'] },
      ...(/\b(why|explain\w*|reasons?)\b/i.test(text) ? { duties: ['tell-audience-why'] } : {}),
      forStaff: true,
    }),
  },
  {
    topics: ['derogatory-comments', 'official-account-monitoring', 'breach-discipline', 'parents-conduct'],
    says: ['process'],
    words: /\bask\w* (the |any )?(parent|carer)[^.]*\bremov\w*/i,
    rule: () => ({
      says: 'do',
      when: { actor: ['parent'], act: ['post'], content: ['derogatory', 'hurtful'] },
      duties: ['remove-and-meet'],
    }),
  },

  {
    topics: ['party-politics'],
    says: against,
    rule: () => ({ when: { act: ['post'], content: ['party-political'] } }),
  },
  {
    topics: ['copyright'],
    says: [...against, ...asking, ...obliging],
    rule: () => ({
      says: 'ask',
      when: { act: ['post', 'share-image'], content: ['copyrighted'] },
      asks: ['copyright-holder'],
    }),
  },
  {
    topics: ['press'],
    says: [...obliging, ...against, ...asking, 'process'],
    rule: () => ({
      says: 'do',
      when: { act: ['answer-press'], with: ['journalist'] },
      duties: ['media-policy'],
    }),
  },
]
