import type { Conditions } from '../../../../policy-engine/vocabulary.ts'
import {
  agesIn,
  contactsIn,
  dutiesIn,
  exceptedTiesIn,
  networksIn,
  ours,
  ownWaysIn,
  personsIn,
  schoolWaysIn,
  tiesIn,
} from '../wordings.ts'
import {
  against,
  asking,
  obliging,
  otherwiseNot,
  ownWays,
  permitting,
  type Row,
  type RuleSketch,
  some,
} from './row.ts'

const contact = ['befriending-pupils', 'contacting-parents', 'personal-contact-details'] as const
const befriending = ['befriending-pupils', 'befriending-former-pupils', 'contacting-parents'] as const

const exceptions = (text: string): Pick<RuleSketch, 'unless'> => {
  const unless: readonly Conditions[] = [
    ...(exceptedTiesIn(text).length > 0 ? [{ tie: exceptedTiesIn(text) }] : []),
    ...(/\bmedical\b/i.test(text) ? [{ permission: ['medical-agreement'] as const }] : []),
  ]
  return unless.length > 0 ? { unless } : {}
}

/** Former pupils, of the ages that a clause is limited to. "Particularly if under 18" says where it matters most, and no more. */
const formerPupils = (text: string): Conditions => {
  const ages = /\b(particularly|especially|above all|in particular)\b/i.test(text) ? [] : agesIn(text)
  return { with: ['former-pupil'], ...(ages.length > 0 ? { age: ages } : {}) }
}

/** The people a clause speaks of; an age is that of the former pupils among them. */
const peopleIn = (text: string, fallback: 'pupil' | 'parent'): readonly Conditions[] => {
  const people = some(personsIn(text), [fallback])
  const others = people.filter(person => person !== 'former-pupil')
  return people.length === others.length || agesIn(text).length === 0
    ? [{ with: people }]
    : [...(others.length > 0 ? [{ with: others }] : []), formerPupils(text)]
}

const presentToo =
  /\b(current|present)\b|\b(pupils|students|children),? (and|or) (former |past |previous |ex-)?(pupils|students|children)\b/i

/** "Inappropriate messages" are some of them; "it is inappropriate to message" is all. */
const onlySome = /\b(inappropriate|unprofessional|improper|unsuitable|intimate|flirtatious) (?!to\b|for\b)\w/i
const schoolWay = new RegExp(
  `\\b(${ours})([’']s)?( (?!personal\\b|private\\b|own\\b)[\\w/-]+){0,3} (e-?mail|(tele)?phone|mobile|account|platform|app)s?\\b`,
  'i',
)
const forWork =
  /\b(teaching|learning|education\w*|school|work|profession\w*)[ -](and \w+ )?(purposes?|related|business|matters|reasons)\b|\bpurposes? of (their|your) work\b/i
const noOtherWay = /\b(only|solely|always|all (\w+ )?communications?|no other)\b/i
const viewing =
  /\b(view(ing)?|look(ing)? (at|up)|access(ing)?|visit(ing)?|brows(e|ing)|search(ing)?)\b[^.]*\b(pupils?|students?|child(ren)?)[’']s?[^.]*\b(page|profile|site|account)s?\b/i
const meeting = /\bmeet(ing)?\b[^.]*\b(online|strangers?|friends?)\b/i
const schoolTalk =
  /\bdiscuss\w*\b[^.]*\bwith\b[^.]*\b(parent|carer|famil\w+|pupil)s?\b|\bdiscuss\w*\b[^.]*\b(school|work|their child)\b/i

/** Whom one is in touch with, by which way, and what one does when somebody gets in touch. */
export const contactRules: readonly Row[] = [
  // Somebody gets in touch: what to do then.
  {
    topics: [...contact, 'reporting-concerns'],
    says: [...obliging, ...against, 'process'],
    words:
      /\b(received|approach(es|ed)|(is|are) contacted|requests? from|sends? (an?|any) (\w+ )?(request|message)s?|(attempts?|tr(y|ies)|seeks?) to (contact|correspond|befriend|add|follow)|gets? in touch|(contact|message|befriend|add|follow)s (you|them|us|him|her|an?|any|the) ?(member|staff|employee|colleague)?)\b/i,
    rule: text =>
      dutiesIn(text).length === 0
        ? []
        : {
            says: 'do',
            when: {
              act: ['receive'],
              with: some(
                personsIn(text).filter(person => person !== 'former-pupil'),
                ['pupil'],
              ),
              via: some(ownWaysIn(text), ownWays),
            },
            duties: dutiesIn(text),
          },
  },
  // A tie from before is talked over: the document's own procedure goes before its general ban.
  {
    topics: [...befriending, 'reporting-concerns', 'other'],
    says: [...obliging, ...asking, 'process'],
    words: /\b(discuss|talk|agree|approv|permission)/i,
    without: schoolTalk,
    rule: text =>
      tiesIn(text).length === 0
        ? []
        : {
            says: 'ask',
            when: {
              act: ['connect', 'contact', 'reply'],
              with: some(personsIn(text), ['pupil', 'former-pupil', 'parent']),
              tie: ['pre-existing', 'family'],
              via: networksIn(text),
            },
            duties: dutiesIn(text),
            over: befriending,
          },
  },
  // Where a ban does not hold: that is its exception, and no ban.
  {
    topics: [...befriending, 'other'],
    says: [...against, ...permitting, ...obliging, 'process'],
    exempts: true,
    rule: text => {
      const ties = tiesIn(text)
      return ties.length === 0
        ? []
        : {
            says: 'may',
            when: {
              act: some(contactsIn(text), ['connect']),
              with: some(personsIn(text), ['pupil']),
              tie: ties,
              via: networksIn(text),
            },
            over: befriending,
          }
    },
  },

  {
    topics: ['befriending-pupils', 'other'],
    says: against,
    words: viewing,
    rule: () => ({ when: { act: ['view-profile'], with: ['pupil'] }, forStaff: true }),
  },
  {
    topics: ['befriending-pupils'],
    says: [...against, ...asking],
    without: onlySome,
    otherwise: true,
    rule: text =>
      peopleIn(text, 'pupil').map(people => ({
        when: {
          act: some(contactsIn(text), ['connect']),
          ...people,
          via: some(ownWaysIn(text), networksIn(text)),
        },
        ...exceptions(text),
      })),
  },
  {
    topics: ['befriending-former-pupils'],
    says: [...against, ...asking, ...permitting],
    without: schoolWay,
    rule: text => {
      const contacted: Conditions = {
        act: some(contactsIn(text), ['connect']),
        via: some(ownWaysIn(text), networksIn(text)),
      }
      return [
        { when: { ...contacted, ...formerPupils(text) }, ...exceptions(text) },
        // "Current and former pupils": the present ones whatever their age.
        ...(presentToo.test(text)
          ? [
              { when: { ...contacted, with: ['pupil'] }, ...exceptions(text) } satisfies Omit<
                RuleSketch,
                'says'
              >,
            ]
          : []),
      ]
    },
  },
  {
    topics: ['contacting-parents'],
    says: [...against, ...asking],
    words: schoolTalk,
    rule: text => ({
      when: {
        act: ['contact', 'reply'],
        with: ['parent'],
        via: some(ownWaysIn(text), networksIn(text)),
        content: ['school-work'],
      },
    }),
  },
  {
    topics: ['contacting-parents'],
    says: [...against, ...asking],
    without: [meeting, onlySome],
    otherwise: true,
    rule: text => ({
      when: {
        act: some(contactsIn(text), ['connect', 'contact', 'reply']),
        with: some(personsIn(text), ['parent']),
        via: some(ownWaysIn(text), networksIn(text)),
      },
      ...exceptions(text),
    }),
  },
  // To turn requests down is not to befriend.
  {
    topics: [...befriending, 'reporting-concerns'],
    says: [...obliging, ...against],
    words: [
      /\brequests?\b/i,
      /\b(declin|refus|ignor|reject)\w*\b|\bturn(ed)? down\b|\b(not|never) (be )?accept\w*/i,
    ],
    rule: (text, says) =>
      peopleIn(text, 'pupil').map(people => ({
        says: otherwiseNot(says),
        when: { act: ['connect'], ...people, via: networksIn(text) },
        ...exceptions(text),
      })),
  },
  {
    topics: ['other', 'contacting-parents', 'befriending-pupils'],
    says: obliging,
    words: /\bseparat\w+\b[^.]*\b(private|personal|social)\b[^.]*\b(pupils?|students?|parents?)\b/i,
    rule: (text, says) => ({
      says: otherwiseNot(says === 'must' && /\bexpected\b/i.test(text) ? 'should' : says),
      when: { act: ['connect'], with: some(personsIn(text), ['pupil']), via: networksIn(text) },
      unless: [{ tie: ['family'] }],
    }),
  },
  // What goes by the school's telephone, email or accounts is permitted; "only" forbids one's own.
  {
    topics: contact,
    says: [...obliging, ...permitting, 'process'],
    words: schoolWay,
    rule: text => ({
      says: 'may',
      when: {
        act: ['contact', 'reply'],
        with: some(personsIn(text), ['pupil', 'parent']),
        via: schoolWaysIn(text),
        ...(forWork.test(text) ? { content: ['school-work'] } : {}),
      },
      duties: dutiesIn(text),
    }),
  },
  {
    topics: ['other'],
    says: [...obliging, ...permitting, 'process'],
    words: [schoolWay, /\b(reach|contact|communicat\w*|messag\w*|writ\w*|get in touch)\b/i],
    rule: text =>
      personsIn(text).length === 0
        ? []
        : {
            says: 'may',
            when: { act: ['contact', 'reply'], with: personsIn(text), via: schoolWaysIn(text) },
          },
  },
  {
    topics: contact,
    says: [...obliging, 'process'],
    words: [schoolWay, noOtherWay],
    rule: (text, says) => ({
      says: otherwiseNot(says),
      when: { act: ['contact', 'reply'], with: some(personsIn(text), ['pupil', 'parent']), via: ownWays },
    }),
  },
  {
    topics: contact,
    says: ['must'],
    words: [schoolWay, /\b(using|via|through|by)\b/i],
    without: noOtherWay,
    rule: text => ({
      says: 'must-not',
      when: { act: ['contact', 'reply'], with: some(personsIn(text), ['pupil', 'parent']), via: ownWays },
    }),
  },
  {
    topics: ['personal-contact-details'],
    says: [...against, ...asking],
    without: /\b(respond|reply)\b|\bmedical\b/i,
    rule: text => ({
      when: {
        act: ['give-contact'],
        with: some(personsIn(text), ['pupil']),
        via: some(ownWaysIn(text), ownWays),
      },
    }),
  },
  // An agreement for a pupil's medical needs: against it without one, in whatever words.
  {
    topics: ['personal-contact-details', 'contacting-parents', 'personal-devices'],
    says: [...against, ...asking],
    words: /\bmedical\b/i,
    rule: (text, says) => {
      const asWritten = says === 'needs-approval' && /\bshould\b/i.test(text) ? 'should-not' : says
      const sketch = { says: otherwiseNot(asWritten), ...exceptions(text) }
      const via = ['personal-phone'] as const
      return [
        { ...sketch, when: { act: ['contact', 'reply'], with: ['parent'], via } },
        ...(/\b(number|private)/i.test(text)
          ? [{ ...sketch, when: { act: ['give-contact'] as const, with: ['pupil', 'parent'] as const, via } }]
          : []),
      ]
    },
  },
  {
    topics: [...contact, 'other', 'privacy-settings', 'reporting-concerns'],
    says: [...against, ...asking, ...obliging, 'process'],
    who: ['pupil', 'school'],
    words: [meeting, /\b(not|never|trusted|without|unless|alone)\b/i],
    rule: text => ({
      says: /\b(must|never)\b/i.test(text) ? 'must-not' : 'should-not',
      when: { actor: ['pupil'], act: ['meet'], accompanied: ['no'] },
    }),
  },
]
