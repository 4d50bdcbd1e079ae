import { against, anybody, asking, image, obliging, ownPages, type Row } from './row.ts'

/** What is published and passed on in words. */
export const wordsRules: readonly Row[] = [
  {
    topics: ['disclosing-confidential', 'other'],
    says: [...against],
    words:
      /\b(discuss|shar|post|disclos)\w*\b[^.]*\b(staff|whatsapp|messag\w+|social media|private)[^.]{0,30}\bgroups?\b/i,
    rule: () => ({
      when: { act: ['share-information', 'post'], via: ['staff-group'], about: ['pupils', 'parents'] },
    }),
  },
  {
    topics: ['disclosing-confidential'],
    says: against,
    words: image,
    rule: () => ({ when: { act: ['share-image'], shows: ['pupils'], via: ownPages } }),
  },
  {
    topics: ['disclosing-confidential'],
    says: against,
    without: /\b(request|respond)\b|\bgroups?\b/i,
    rule: () => ({ when: { act: ['share-information', 'post'], content: ['confidential'] } }),
  },
  {
    // To keep a confidence is not to give it away.
    topics: ['disclosing-confidential'],
    says: ['must'],
    words: /\b(confidential\w*|data protection|gdpr)\b/i,
    rule: () => ({
      says: 'must-not',
      when: { act: ['share-information', 'post'], content: ['confidential'] },
    }),
  },
  {
    topics: ['derogatory-comments', 'parents-conduct'],
    says: against,
    who: anybody,
    without: image,
    rule: () => ({ when: { act: ['post'], content: ['derogatory', 'hurtful'] } }),
  },
  {
    topics: ['derogatory-comments'],
    says: against,
    who: anybody,
    words: image,
    otherwise: true,
    rule: () => ({ when: { act: ['post'], content: ['derogatory', 'hurtful'] } }),
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
