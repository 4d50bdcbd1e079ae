import type { Conditions, Value } from '../../../../policy-engine/vocabulary.ts'
import { ours } from '../wordings.ts'
import {
  against,
  anybody,
  asking,
  obliging,
  otherwiseNot,
  ownPages,
  permitting,
  publishing,
  type Row,
  type RuleSketch,
} from './row.ts'

const image = /\b(photo\w*|image|picture|video|film\w*|recording)s?\b/i
const indecent = /\bindecent\b/i
const taking =
  /\b(tak(e|en|ing)|filming|filmed|recording|recorded|photographing|photographed|captur\w+|(to|may|not|or|never|be) (film|photograph|record))\b/i
const sharing =
  /\b(shar|post|publish|upload|put|display|distribut|send|sent|forward|pass|appear|us(e|ed|ing)|show)\w*\b/i
const ownDevice =
  /\b(personal|own|private)(ly owned)?\b[^.]*\b(device|camera|phone|mobile|equipment|tablet)s?\b/i
const schoolDevice = new RegExp(
  `\\b(${ours})([’']s)?(-owned| owned| provided)? (equipment|device|camera|tablet|ipad|phone)s?\\b|\\b(equipment|device|camera|tablet|ipad)s?\\b[^.]*\\b(provided|owned|issued|supplied) by\\b|\\bof the (${ours})([’']s)? (equipment|device|camera|tablet|ipad)s?\\b`,
  'i',
)
const only = /\b(only|solely|nothing (but|other than)|other than)\b/i
const consent = /\b(consent\w*|permission|agree\w*)\b/i
const withoutConsent = /\b(without|unless)\b[^.]*\b(consent\w*|permission|agree\w*|asked)\b/i
const refused =
  /\b(said no|refus\w*|not (given|consented|agreed)|withh\w+|withdrawn|withdrew|object\w*|opted out|asks? not)\b/i
const exceptSchoolAccounts = new RegExp(
  `\\b(other than|except|only|unless|anywhere (but|except))\\b[^.]*\\b(${ours})\\b`,
  'i',
)
const onOwnPages = /\b(personal|own|private)\b[^.]*\b(account|page|profile|site|social|media)s?\b/i
/** "Embarrassing pictures" or "names in pictures" are not all pictures. */
const onlySome =
  /\b(inappropriate|embarrass\w*|compromis\w*|offensive|degrading|unsuitable|indecent|misus\w*)\b|\b(full|first|last|sur)?-?names?\b|\b(stor|keep|kept|retain)\w*\b/i

/** Nobody is photographed or shown before a parent has agreed; a refusal is final. */
const onlyWithConsent = (text: string): readonly RuleSketch[] => {
  const given = { consent: ['given'] } as const
  const needing = (
    act: 'take-image' | 'share-image',
    no: readonly Value<'consent'>[],
    schools: Conditions,
  ): readonly RuleSketch[] => {
    const pictures: Conditions = { act: [act], shows: ['pupils'] }
    return [
      { says: 'ask', when: pictures, unless: [{ consent: ['given', ...no] }], asks: ['parent'] },
      { says: 'must-not', when: { ...pictures, consent: no } },
      // The condition is met; with the school's own means nothing else is in the way.
      { says: 'may', when: { ...pictures, ...schools, ...given } },
    ]
  }
  const takes = taking.test(text)
  return [
    ...(takes ? needing('take-image', ['refused'], { device: ['school'] }) : []),
    ...(!takes || sharing.test(text)
      ? needing('share-image', ['refused', 'do-not-publish'], { via: ['school-account'] })
      : []),
  ]
}

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
    topics: ['images-of-children'],
    says: [...against, ...obliging, 'process'],
    words: refused,
    without: /\blist of\b|\bonly\b/i,
    rule: (_, says) => ({
      says: otherwiseNot(says),
      when: { act: ['share-image'], shows: ['pupils'], consent: ['refused'] },
    }),
  },
  {
    topics: ['images-of-children', 'personal-devices'],
    says: [...against, ...asking],
    words: [ownDevice, taking],
    without: /\bmedical\b/i,
    rule: () => ({ when: { act: ['take-image'], shows: ['pupils'], device: ['personal'] } }),
  },
  {
    topics: ['images-of-children', 'personal-devices', 'other'],
    says: [...obliging, ...asking, ...permitting, 'process'],
    words: [schoolDevice, only],
    rule: (text, says) => ({
      says: otherwiseNot(/\bshould\b/i.test(text) ? 'should' : says),
      when: { act: ['take-image'], shows: ['pupils'], device: ['personal'] },
    }),
  },
  {
    topics: ['images-of-children'],
    says: [...against, ...asking],
    words: withoutConsent,
    without: ownDevice,
    rule: onlyWithConsent,
  },
  {
    topics: ['images-of-children'],
    says: [...asking, ...obliging],
    words: consent,
    without: [withoutConsent, refused],
    rule: onlyWithConsent,
  },
  {
    topics: ['images-of-children'],
    says: permitting,
    words: [consent, image, sharing],
    rule: () => ({
      when: { act: ['share-image'], shows: ['pupils'], via: ['school-account'], consent: ['given'] },
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
        via: [...ownPages, 'personal-email', 'personal-phone', 'staff-group'],
      },
    }),
  },
  {
    topics: ['images-of-children'],
    says: against,
    words: onOwnPages,
    without: [exceptSchoolAccounts, onlySome, withoutConsent],
    rule: () => ({ when: { act: ['share-image'], shows: ['pupils'], via: ownPages } }),
  },
  {
    topics: ['images-of-children'],
    says: against,
    words: [sharing, image],
    without: onlySome,
    otherwise: true,
    rule: () => ({ when: { act: ['share-image'], shows: ['pupils'], via: publishing } }),
  },
  {
    topics: ['parents-conduct', 'images-of-children'],
    says: against,
    who: ['parent'],
    words: image,
    without: onlySome,
    rule: () => ({ when: { act: ['share-image'], shows: ['pupils'], via: ownPages } }),
  },
]
