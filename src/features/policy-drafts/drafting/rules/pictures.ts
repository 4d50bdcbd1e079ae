import { against, anybody, asking, image, obliging, ownDevice, ownPages, type Row } from './row.ts'

const indecent = /\bindecent\b/i
const taking = /\b(tak(e|en|ing)|film(ing)?|record(ing|ed)?|captur\w+)\b/i
const withoutConsent = /\b(without|unless)\b[^.]*\b(consent|permission|agree\w*)\b/i
const exceptSchoolAccounts = /\b(other than|except|only|unless)\b[^.]*\b(school|official)\b/i

/** Pictures of pupils: who takes, shares and holds them. */
export const pictureRules: readonly Row[] = [
  {
    topics: ['images-of-children'],
    says: against,
    who: anybody,
    words: indecent,
    rule: () => ({ when: { act: ['hold-indecent-image'] } }),
  },
  {
    topics: ['images-of-children'],
    says: [...against, ...obliging],
    who: anybody,
    words: /\blist of (children|pupils|students)\b/i,
    rule: () => ({
      says: 'must-not',
      when: { act: ['share-image'], shows: ['pupils'], consent: ['do-not-publish'] },
      forStaff: true,
    }),
  },
  {
    topics: ['images-of-children', 'personal-devices'],
    says: [...against, ...asking],
    words: new RegExp(
      `${ownDevice.source}[^.]*\\b(record|photograph|film|take)|\\b(record|photograph|film|take)\\w*\\b[^.]*${ownDevice.source}`,
      'i',
    ),
    rule: () => ({ when: { act: ['take-image'], shows: ['pupils'], device: ['personal'] } }),
  },
  {
    topics: ['images-of-children'],
    says: against,
    words: withoutConsent,
    without: ownDevice,
    rule: text => ({
      says: 'ask',
      when: { act: taking.test(text) ? ['take-image', 'share-image'] : ['share-image'], shows: ['pupils'] },
      unless: [{ consent: ['given'] }],
      asks: ['parent'],
    }),
  },
  {
    topics: ['images-of-children'],
    says: against,
    words: exceptSchoolAccounts,
    without: withoutConsent,
    rule: () => ({
      when: {
        act: ['share-image'],
        shows: ['pupils'],
        via: [...ownPages, 'personal-email', 'personal-phone'],
      },
    }),
  },
  {
    topics: ['images-of-children'],
    says: against,
    words: /\b(personal|own|private)\b[^.]*\b(account|page|profile|site|social|media)s?\b/i,
    without: exceptSchoolAccounts,
    rule: () => ({ when: { act: ['share-image'], shows: ['pupils'], via: ownPages } }),
  },
  {
    topics: ['images-of-children'],
    says: against,
    words: image,
    otherwise: true,
    rule: () => ({ when: { act: ['share-image'], shows: ['pupils'] } }),
  },
  {
    topics: ['images-of-children'],
    says: [...asking, ...obliging],
    words: /\b(consent|permission|agree\w*)\b/i,
    rule: text => ({
      says: 'ask',
      when: { act: taking.test(text) ? ['take-image', 'share-image'] : ['share-image'], shows: ['pupils'] },
      unless: [{ consent: ['given'] }],
      asks: ['parent'],
    }),
  },
  {
    topics: ['parents-conduct', 'images-of-children'],
    says: against,
    who: ['parent'],
    words: image,
    rule: () => ({ when: { act: ['share-image'], shows: ['pupils'], via: ownPages } }),
  },
]
