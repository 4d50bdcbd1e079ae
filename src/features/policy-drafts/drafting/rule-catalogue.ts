import type { Duty } from '../../../policy-engine/duties.ts'
import type { Clause, Rule } from '../../../policy-engine/policy.ts'
import type { Conditions, Decider } from '../../../policy-engine/vocabulary.ts'
import type { Strength, Topic } from '../../../policy-reader/reading.ts'
import {
  agesIn,
  contactsIn,
  dutiesIn,
  exceptedTiesIn,
  ownWaysIn,
  personsIn,
  schoolWaysIn,
} from './wordings.ts'

/** What a clause comes to as a rule. */
export type RuleSketch = {
  readonly says: Rule['says']
  readonly when: Conditions
  readonly unless?: readonly Conditions[]
  readonly duties?: readonly Duty[]
  /** Who decides, besides those whom the words name. */
  readonly asks?: readonly Decider[]
  /** The document's own procedure: rules on these topics give way to it. */
  readonly over?: readonly Topic[]
  /** It binds the staff, whomever the sentence is about. */
  readonly forStaff?: true
}

/** One line of the catalogue: clauses of this topic and strength, with these words, decide this. */
type Row = {
  readonly topics: readonly Topic[]
  readonly says: readonly Strength[]
  /** Whom the clause addresses; left out, anybody but pupils and parents. */
  readonly who?: readonly Clause['who'][]
  /** Words that the clause has to have. */
  readonly words?: RegExp
  readonly without?: RegExp
  /** Only where no line above it spoke for the same clause. */
  readonly otherwise?: true
  readonly rule: (text: string) => Omit<RuleSketch, 'says'> & { readonly says?: Rule['says'] }
}

const against = ['must-not', 'should-not'] as const
const permitting = ['may'] as const
const asking = ['needs-approval'] as const
const obliging = ['must', 'should'] as const

const families: readonly Clause['who'][] = ['pupil', 'parent']
const anybody: readonly Clause['who'][] = [
  'staff',
  'pupil',
  'parent',
  'governor',
  'volunteer',
  'all',
  'school',
  'slt',
  'moderator',
]
const adults = anybody.filter(who => !families.includes(who))

const some = <Item>(found: readonly Item[], fallback: readonly Item[]): readonly Item[] =>
  found.length > 0 ? found : fallback

const including = <Item>(item: Item, found: readonly Item[]): readonly Item[] => [
  ...new Set([item, ...found]),
]

const tieException = (text: string): Pick<RuleSketch, 'unless'> => {
  const ties = exceptedTiesIn(text)
  return ties.length > 0 ? { unless: [{ tie: ties }] } : {}
}

const contact = ['befriending-pupils', 'contacting-parents', 'personal-contact-details'] as const
const image = /\b(photo\w*|image|picture|video|film\w*|recording)s?\b/i
const indecent = /\bindecent\b/i
const taking = /\b(tak(e|en|ing)|film(ing)?|record(ing|ed)?|captur\w+)\b/i
const ownDevice =
  /\b(personal|own|private)(ly owned)?\b[^.]*\b(device|camera|phone|mobile|equipment|tablet)s?\b/i
const withoutConsent = /\b(without|unless)\b[^.]*\b(consent|permission|agree\w*)\b/i
const exceptSchoolAccounts = /\b(other than|except|only|unless)\b[^.]*\b(school|official)\b/i
const ownPages = ['personal-account', 'professional-network'] as const
const ownWays = ['personal-account', 'personal-email', 'personal-phone'] as const
const schoolWay =
  /\b(school|official|work)([’']s)?( (?!personal\b|private\b|own\b)[\w/-]+){0,3} (e-?mail|(tele)?phone|mobile|account|platform|app)s?\b/i
const viewing =
  /\b(view(ing)?|look(ing)? at|access(ing)?|visit(ing)?)\b[^.]*\b(pupils?|students?|child(ren)?)[’']s?[^.]*\b(page|profile|site|account)s?\b/i
const meeting = /\bmeet(ing)?\b[^.]*\b(online|strangers?|friends?)\b/i

/**
 * What the software makes of a clause once a person has accepted it. A clause that no line speaks for is kept and
 * acknowledged, and decides nothing: better no answer than a guessed one.
 */
const rows: readonly Row[] = [
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
    topics: ['personal-use-in-hours'],
    says: against,
    who: anybody,
    words: /\b(excessive|interfer\w*)\b/i,
    rule: () => ({ when: { act: ['browse'], when: ['teaching', 'break'], level: ['excessive'] } }),
  },
  {
    topics: ['personal-use-in-hours'],
    says: against,
    who: anybody,
    words: /\b(school day|school hours|on (the )?(school )?(premises|site)|at any time)\b/i,
    rule: () => ({ when: { act: ['browse'], when: ['teaching', 'break'] } }),
  },
  {
    topics: ['personal-use-in-hours'],
    says: against,
    who: anybody,
    words: /\b(school|work)([’']s)? (equipment|computer|device|system|laptop|network|resource)s?\b/i,
    rule: () => ({ when: { act: ['browse'], device: ['school'] } }),
  },
  {
    topics: ['personal-use-in-hours'],
    says: against,
    who: anybody,
    otherwise: true,
    rule: () => ({ when: { act: ['browse'], when: ['teaching'] } }),
  },
  {
    topics: ['personal-use-in-hours'],
    says: permitting,
    words: /\b(outside|break|lunch|non-contact)/i,
    without: /\bmay be (monitored|checked)\b/i,
    rule: () => ({ when: { act: ['browse'], when: ['break'] } }),
  },
  {
    topics: ['personal-use-in-hours'],
    says: permitting,
    words: /\bonly\b[^.]*\b(outside|break|lunch|non-contact)/i,
    rule: () => ({ says: 'must-not', when: { act: ['browse'], when: ['teaching'] } }),
  },
  {
    topics: ['personal-use-in-hours'],
    says: permitting,
    without: /\bmay be (monitored|checked)\b/i,
    otherwise: true,
    rule: () => ({ when: { act: ['browse'], when: ['teaching', 'break'], level: ['reasonable'] } }),
  },
  {
    topics: ['other'],
    says: permitting,
    words: /\breasonable\b[^.]*\b(personal|private)\b/i,
    rule: () => ({ when: { act: ['browse'], when: ['teaching', 'break'], level: ['reasonable'] } }),
  },

  {
    topics: ['identifying-school'],
    says: [...against, ...asking],
    words: /\b(logo|brand|crest|badge|uniform|published material)/i,
    rule: () => ({ when: { act: ['use-brand'] }, unless: [{ permission: ['headteacher-in-writing'] }] }),
  },
  {
    topics: ['identifying-school'],
    says: against,
    words: /\b(profession|as (a )?(teacher|employee|member of staff)|occupation)/i,
    rule: () => ({ when: { act: ['identify-profession', 'identify-school'], via: ownPages } }),
  },
  {
    topics: ['identifying-school'],
    says: [...against, ...asking],
    otherwise: true,
    rule: () => ({ when: { act: ['identify-school'], via: ownPages } }),
  },

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
    topics: ['parents-conduct', 'images-of-children'],
    says: against,
    who: ['parent'],
    words: image,
    rule: () => ({ when: { act: ['share-image'], shows: ['pupils'], via: ownPages } }),
  },

  {
    topics: ['official-account-approval'],
    says: [...asking, ...against],
    words: /\b(permission|approv\w*|agree\w*|authoris\w*|consent|business case|appl(y|ication))\b/i,
    rule: () => ({
      says: 'ask',
      when: { act: ['open-account'] },
      unless: [{ permission: ['slt', 'leadership', 'headteacher-in-writing'] }],
    }),
  },
  {
    topics: ['official-account-approval'],
    says: obliging,
    words:
      /\b(must|should) (be|have|seek|obtain|get|request|gain|ask)\b[^.]*\b(permission|approv\w*|agree\w*|authoris\w*|consent)\b/i,
    rule: () => ({
      says: 'ask',
      when: { act: ['open-account'] },
      unless: [{ permission: ['slt', 'leadership', 'headteacher-in-writing'] }],
    }),
  },
  {
    topics: ['official-account-approval'],
    says: ['process', ...obliging],
    words: /\brisk[- ]assess/i,
    rule: () => ({
      says: 'ask',
      when: { act: ['use-tool'], with: ['pupil'] },
      unless: [{ 'risk-assessed': ['yes'] }],
      duties: ['risk-assess'],
      forStaff: true,
    }),
  },

  {
    topics: ['pupil-age-limits'],
    says: [...against, ...obliging],
    who: anybody,
    words: /\b(13|thirteen|age)\b/i,
    without: /\btaught\b/i,
    rule: () => ({ says: 'must-not', when: { act: ['create-pupil-account'], age: ['under-13'] } }),
  },

  {
    topics: ['personal-devices', 'personal-use-in-hours'],
    says: [...obliging, ...against],
    who: ['pupil'],
    words: /\bphones?\b[^.]*\bhand(ed)?\b[^.]*\bin\b/i,
    rule: () => ({ says: 'do', when: { act: ['bring-phone'] }, duties: ['hand-in'] }),
  },
  {
    topics: ['personal-devices'],
    says: against,
    who: ['pupil'],
    words: /\b(bring|brought)\b/i,
    rule: () => ({ when: { act: ['bring-phone'] } }),
  },
  {
    topics: ['personal-devices'],
    says: [...against, ...asking],
    words: /\b(class\w*|lesson|teaching|contact time|working hours|directed time|children|pupils)s?\b/i,
    without: /\b(record|photograph|film|exception)/i,
    rule: () => ({ when: { act: ['use-phone'], when: ['teaching'] } }),
  },
  {
    topics: ['personal-devices'],
    says: obliging,
    words:
      /\b(switched off|turned off|not (be )?(used|accessed)|out of sight|on silent|locked away|secure (location|place))\b/i,
    rule: text => ({
      says: /\bmust\b/i.test(text) ? 'must-not' : 'should-not',
      when: { act: ['use-phone'], when: ['teaching'] },
    }),
  },
  {
    topics: ['personal-devices'],
    says: permitting,
    words: /\b(break|lunch|staff ?room|non-contact)/i,
    rule: () => ({ when: { act: ['use-phone'], when: ['break'] } }),
  },

  {
    // "In exceptional circumstances, once agreed": permitted with that agreement, whatever the general clause says.
    topics: ['personal-devices'],
    says: asking,
    words: /\bexception/i,
    rule: () => ({
      says: 'may',
      when: {
        act: ['use-phone'],
        when: ['teaching'],
        permission: ['slt', 'leadership', 'headteacher-in-writing'],
      },
      over: ['personal-devices'],
    }),
  },
  {
    topics: [...contact, 'other'],
    says: [...against, ...asking],
    who: ['pupil'],
    words: meeting,
    rule: () => ({ says: 'should-not', when: { act: ['meet'], accompanied: ['no'] } }),
  },

  {
    topics: ['vetting-candidates'],
    says: against,
    rule: () => ({ when: { act: ['vet'], with: ['candidate'] } }),
  },
  {
    topics: ['disclaimer'],
    says: obliging,
    rule: text => ({
      says: /\bmust\b/i.test(text) ? 'must-not' : 'should-not',
      when: { act: ['identify-school'], via: ownPages, disclaimer: ['no'] },
      duties: ['disclaimer'],
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

const verdictOf = {
  'must-not': 'must-not',
  'should-not': 'should-not',
  'needs-approval': 'ask',
  may: 'may',
} as const satisfies Partial<Record<Strength, Rule['says']>>

/** The verdict of a clause of this strength; undefined for an obligation, which permits and forbids nothing by itself. */
export const verdictFor = (says: Strength): Rule['says'] | undefined =>
  says in verdictOf ? verdictOf[says as keyof typeof verdictOf] : undefined

/** What the catalogue makes of a clause, from its topic, strength, addressee and words; nothing where no line speaks for it. */
export const sketchesFor = (
  clause: { readonly topic: Topic; readonly says: Strength; readonly who: Clause['who'] },
  text: string,
): readonly RuleSketch[] => {
  const fitting = rows.filter(
    row =>
      row.topics.includes(clause.topic) &&
      row.says.includes(clause.says) &&
      (row.who ?? adults).includes(clause.who) &&
      (row.words?.test(text) ?? true) &&
      !(row.without?.test(text) ?? false),
  )
  const first = fitting.filter(row => !row.otherwise)
  const speaking = first.length > 0 ? first : fitting.slice(0, 1)
  return speaking.flatMap(row => {
    const { says, ...rest } = row.rule(text)
    const verdict = says ?? verdictFor(clause.says)
    return verdict === undefined ? [] : [{ says: verdict, ...rest }]
  })
}
