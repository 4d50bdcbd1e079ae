import {
  agesIn,
  contactsIn,
  dutiesIn,
  exceptedTiesIn,
  ownWaysIn,
  personsIn,
  schoolWaysIn,
} from '../wordings.ts'
import { against, asking, including, obliging, permitting, type Row, type RuleSketch, some } from './row.ts'

const tieException = (text: string): Pick<RuleSketch, 'unless'> => {
  const ties = exceptedTiesIn(text)
  return ties.length > 0 ? { unless: [{ tie: ties }] } : {}
}

const contact = ['befriending-pupils', 'contacting-parents', 'personal-contact-details'] as const
const ownWays = ['personal-account', 'personal-email', 'personal-phone'] as const
const schoolWay =
  /\b(school|official|work)([’']s)?( (?!personal\b|private\b|own\b)[\w/-]+){0,3} (e-?mail|(tele)?phone|mobile|account|platform|app)s?\b/i
const viewing =
  /\b(view(ing)?|look(ing)? at|access(ing)?|visit(ing)?)\b[^.]*\b(pupils?|students?|child(ren)?)[’']s?[^.]*\b(page|profile|site|account)s?\b/i
const meeting = /\bmeet(ing)?\b[^.]*\b(online|strangers?|friends?)\b/i

/** Whom one is in touch with, by which way, and what one does when somebody gets in touch. */
export const contactRules: readonly Row[] = [
  // Somebody gets in touch: what to do then.
  {
    topics: [...contact, 'reporting-concerns'],
    says: [...obliging, ...against, 'process'],
    words:
      /\b(received|approach(es|ed)|(is|are) contacted|requests? from|(attempts?|tr(y|ies)|seeks?) to (contact|correspond|befriend|add)|contacts? (a|an|any|the) (member|staff|employee))\b/i,
    rule: text => ({
      says: 'do',
      when: {
        act: ['receive'],
        with: some(
          personsIn(text).filter(person => person !== 'former-pupil'),
          ['pupil'],
        ),
        via: ownWays,
      },
      duties: dutiesIn(text),
    }),
  },
  // A tie from before is talked over: the document's own procedure goes before its general ban.
  {
    topics: [...contact, 'reporting-concerns', 'other'],
    says: [...obliging, ...asking, 'process'],
    words:
      /\b(pre-?existing|existing) (relationship|friendship|contact|tie|connection)s?\b[^.]*\b(discuss|declar|agree|approv|permission)\w*/i,
    rule: text => ({
      says: 'ask',
      when: {
        act: ['connect', 'contact', 'reply'],
        with: ['pupil', 'parent'],
        tie: ['pre-existing', 'family'],
        via: ['personal-account'],
      },
      duties: dutiesIn(text),
      over: ['befriending-pupils', 'contacting-parents'],
    }),
  },

  {
    topics: ['befriending-pupils'],
    says: against,
    words: viewing,
    rule: () => ({ when: { act: ['view-profile'], with: ['pupil'] } }),
  },
  {
    topics: ['befriending-pupils'],
    says: [...against, ...asking],
    otherwise: true,
    rule: text => ({
      when: {
        act: some(contactsIn(text), ['connect']),
        with: including('pupil', personsIn(text)),
        via: some(ownWaysIn(text), ['personal-account']),
      },
      ...tieException(text),
    }),
  },
  {
    topics: ['befriending-former-pupils'],
    says: [...against, ...asking, ...permitting],
    without: schoolWay,
    rule: text => {
      const ages = agesIn(text)
      // "particularly if under 18" says where it matters most, and no more.
      const limited = ages.length > 0 && !/\b(particularly|especially|above all|in particular)\b/i.test(text)
      return {
        when: {
          act: some(contactsIn(text), ['connect']),
          with: ['former-pupil'],
          ...(limited ? { age: ages } : {}),
          via: some(ownWaysIn(text), ['personal-account']),
        },
        ...tieException(text),
      }
    },
  },
  {
    topics: ['contacting-parents'],
    says: [...against, ...asking],
    without: meeting,
    rule: text => ({
      when: {
        act: some(contactsIn(text), ['connect', 'contact', 'reply']),
        with: including('parent', personsIn(text)),
        via: some(ownWaysIn(text), ['personal-account']),
      },
      ...tieException(text),
    }),
  },
  // What goes by the school's telephone, email or accounts is permitted; "only" forbids one's own.
  {
    topics: contact,
    says: [...obliging, ...permitting],
    words: schoolWay,
    rule: text => ({
      says: 'may',
      when: {
        act: ['contact', 'reply'],
        with: some(personsIn(text), ['pupil', 'parent']),
        via: schoolWaysIn(text),
      },
      duties: dutiesIn(text),
    }),
  },
  {
    topics: contact,
    says: ['must', 'should'],
    words: new RegExp(`\\b(only|always|all communications?)\\b[^.]*${schoolWay.source}`, 'i'),
    rule: text => ({
      says: /\bshould\b/i.test(text) ? 'should-not' : 'must-not',
      when: { act: ['contact', 'reply'], with: some(personsIn(text), ['pupil', 'parent']), via: ownWays },
    }),
  },
  {
    topics: contact,
    says: ['must'],
    words: new RegExp(`\\b(using|via|through|by)\\b[^.]*${schoolWay.source}`, 'i'),
    without: /\bonly\b/i,
    rule: text => ({
      says: 'must-not',
      when: { act: ['contact', 'reply'], with: some(personsIn(text), ['pupil', 'parent']), via: ownWays },
    }),
  },
  {
    topics: ['personal-contact-details'],
    says: [...against, ...asking],
    without: /\b(respond|reply)\b/i,
    rule: text => ({
      when: {
        act: ['give-contact'],
        with: some(personsIn(text), ['pupil']),
        via: some(ownWaysIn(text), ownWays),
      },
    }),
  },
  {
    topics: [...contact, 'other'],
    says: [...against, ...asking],
    who: ['pupil'],
    words: meeting,
    rule: () => ({ says: 'should-not', when: { act: ['meet'], accompanied: ['no'] } }),
  },
]
