import type { Addressee, Strength, Topic } from './reading.ts'
import { smallLetters } from './small-letters.ts'
import { type Notion, notions } from './topic-words.ts'

/** One notion, or two near each other in either order, and how much that speaks for a topic. */
type Clue = readonly [weight: number, notion: Notion, near?: Notion]

/** The heaviest topic wins, the earlier one in the list when equal. */
const CLUES: readonly (readonly [Topic, readonly Clue[]])[] = [
  [
    'befriending-former-pupils',
    [
      [9, 'pastPupil'],
      [-8, 'pastAndPresent'],
    ],
  ],
  [
    'befriending-pupils',
    [
      [3.2, 'befriend', 'pupil'],
      [2, 'friendWord', 'pupil'],
      [2.6, 'communicate', 'pupil'],
      [1, 'communicate', 'online'],
      [1.5, 'boundary'],
      [1, 'privately', 'communicate'],
    ],
  ],
  [
    'contacting-parents',
    [
      [3.4, 'befriend', 'parent'],
      [2, 'friendWord', 'parent'],
      [3.4, 'communicate', 'parent'],
      [2, 'privately', 'parent'],
      [3, 'befriend', 'childStarted'],
    ],
  ],
  [
    'personal-use-in-hours',
    [
      [2, 'hours'],
      [2, 'hours', 'socialMedia'],
      [1, 'useOf', 'hours'],
      [2.5, 'schoolEquipment', 'privateUse'],
      [1.6, 'privateUse'],
      [1, 'excessive', 'privateUse'],
    ],
  ],
  [
    'identifying-school',
    [
      [3, 'identify', 'workplace'],
      [2.5, 'emblem'],
      [2.4, 'identify', 'theSchool'],
      [0.8, 'ownProfile', 'theSchool'],
      [0.8, 'workplace'],
      [1, 'workplace', 'ownProfile'],
    ],
  ],
  [
    'images-of-children',
    [
      [3.2, 'picture'],
      [1.2, 'picture', 'pupil'],
      [1, 'picture', 'takeUse'],
      [1.5, 'picture', 'consent'],
      [2.2, 'childName'],
      [1, 'pupil', 'consent'],
      [2, 'pupil', 'shown'],
      [2, 'tag'],
      [2, 'consentForm'],
    ],
  ],
  [
    'derogatory-comments',
    [
      [3.4, 'rude'],
      [2, 'repute'],
      [2, 'harm', 'reputation'],
      [0.8, 'reputation'],
      [0.5, 'bullying'],
    ],
  ],
  [
    'disclosing-confidential',
    [
      [3.4, 'confidential'],
      [2.6, 'talkAbout', 'pupil'],
      [2.2, 'talkAbout', 'schoolMatter'],
      [1.6, 'talkAbout', 'staff'],
      [0.8, 'talkAbout', 'theSchool'],
      [0.4, 'talkAbout', 'parent'],
      [1.5, 'talkAbout', 'confidential'],
    ],
  ],
  [
    'privacy-settings',
    [
      [3.6, 'privacy'],
      [2, 'password'],
      [0.8, 'password', 'strong'],
      [1, 'ownProfile', 'privacy'],
    ],
  ],
  [
    'official-account-approval',
    [
      [3.2, 'open', 'account'],
      [2.4, 'approve', 'account'],
      [2, 'open', 'approve'],
      [2.8, 'opening'],
    ],
  ],
  [
    'official-account-monitoring',
    [
      [2.8, 'run', 'account'],
      [1, 'run'],
      [1, 'run', 'schoolAccount'],
      [1.6, 'schoolAccount'],
      [2.6, 'monitor', 'content'],
      [2.2, 'monitor', 'account'],
      [2, 'remove', 'content'],
      [1.8, 'remove'],
      [2.2, 'member'],
      [2.4, 'password', 'heldBy'],
      [1.6, 'respond', 'schoolAccount'],
    ],
  ],
  [
    'response-time',
    [
      [3.6, 'withinTime', 'respond'],
      [1, 'withinTime'],
      [1, 'respond'],
    ],
  ],
  [
    'reporting-concerns',
    [
      [2.8, 'tell', 'authority'],
      [1.8, 'concern'],
      [1.4, 'tell', 'concern'],
      [1.2, 'tell', 'urgent'],
      [2, 'evidence'],
      [2, 'reportWord'],
    ],
  ],
  [
    'breach-discipline',
    [
      [3.8, 'discipline'],
      [2, 'breach'],
      [1.6, 'outcome'],
      [1.2, 'breach', 'outcome'],
      [1.6, 'breach', 'remove'],
    ],
  ],
  [
    'pupil-age-limits',
    [
      [5, 'age'],
      [3, 'ageAppropriate'],
      [3, 'noAccounts', 'account'],
    ],
  ],
  [
    'training',
    [
      [3.8, 'training'],
      [2.4, 'acknowledge', 'policyWord'],
      [1, 'acknowledge'],
    ],
  ],
  [
    'policy-review',
    [
      [4.4, 'review', 'policyWord'],
      [4.4, 'compliance'],
      [1, 'review'],
    ],
  ],
  [
    'personal-devices',
    [
      [3, 'device'],
      [0.8, 'device', 'picture'],
      [2, 'devicePlace', 'device'],
      [1, 'devicePlace'],
    ],
  ],
  ['personal-contact-details', [[4.4, 'contactDetail']]],
  ['vetting-candidates', [[5.5, 'candidate']]],
  [
    'disclaimer',
    [
      [6.5, 'disclaimer'],
      [3.4, 'views', 'represent'],
    ],
  ],
  ['party-politics', [[6, 'politics']]],
  ['copyright', [[5, 'copyright']]],
  ['press', [[5, 'press']]],
  [
    'parents-conduct',
    [
      [2, 'parentGroup'],
      [1.6, 'parentGroup', 'talkAbout'],
      [1.6, 'complain', 'talkAbout'],
      [1.6, 'manners'],
      [1.2, 'ownChild'],
    ],
  ],
]

/** What speaks for a topic besides, where it is told what the school or an officer does. */
const OF_THE_SCHOOL: Readonly<Partial<Record<Topic, readonly Clue[]>>> = {
  'official-account-monitoring': [[1.5, 'remove']],
  'breach-discipline': [
    [1.5, 'discipline'],
    [3.5, 'tell', 'outside'],
  ],
}

/** The most letters between two notions that belong together. */
const NEAR = 60
/** The most letters that are looked at: what a clause is about stands at its beginning. */
const LOOKED_AT = 1000
const THRESHOLD = 1.8
const STEM_WEIGHT = 0.5
const SECTION_WEIGHT = 0.4
/** What stem and heading count where a clause has no words of its own for a topic. */
const ALONE_WEIGHT = 0.6
const BULLYING = /\b(?:bully|cyber-?bully|harass|intimidat)/i

type Found = readonly { readonly from: number; readonly to: number }[]

/** Every place of a pattern; `matchAll` would make the pattern anew each time, at four times the cost. */
const placesOf = (pattern: RegExp, text: string): Found => {
  const found: Found[number][] = []
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text))
    found.push({ from: match.index, to: pattern.lastIndex })
  return found
}

/** Where each notion stands in a text; each is searched once, when it is first asked for. */
const finder = (text: string): ((notion: Notion) => Found) => {
  const small = smallLetters(text.slice(0, LOOKED_AT))
  const known = new Map<Notion, Found>()
  return notion => {
    const found = known.get(notion) ?? placesOf(notions[notion], small)
    known.set(notion, found)
    return found
  }
}
type Find = ReturnType<typeof finder>

const near = (some: Found, others: Found): boolean =>
  some.some(a => others.some(b => Math.max(a.from, b.from) - Math.min(a.to, b.to) <= NEAR))

const scoreOf = (clues: readonly Clue[], find: Find): number =>
  clues.reduce((sum, [weight, notion, other]) => {
    const found = find(notion)
    const holds = found.length > 0 && (other === undefined || near(found, find(other)))
    return holds ? sum + weight : sum
  }, 0)

/** Every topic that a text touches, whichever of them it is mostly about. */
export const topicsIn = (text: string): readonly Topic[] => {
  const find = finder(text)
  return CLUES.filter(([, clues]) => scoreOf(clues, find) >= THRESHOLD).map(([topic]) => topic)
}

type Clause = {
  readonly text: string
  readonly stem: string
  readonly section: string
  readonly who: Addressee
  readonly says: Strength
}

/** Topics that only make sense for somebody: a heading or item about parents' groups does not bind staff. */
const concerns = (topic: Topic, { who, says }: Clause): boolean => {
  // What a parent is not to do with a complaint is conduct; where to take it is reporting.
  if (topic === 'reporting-concerns' && who === 'parent') return says !== 'must-not' && says !== 'should-not'
  if (topic === 'contacting-parents') return who !== 'pupil'
  if (topic === 'parents-conduct') return who === 'parent'
  // To use the badge is asked for; to be known by it on one's own page is the topic.
  if (topic === 'identifying-school') return says !== 'needs-approval'
  if (topic === 'befriending-pupils' || topic === 'befriending-former-pupils') return who !== 'parent'
  return true
}

/** Where a rule on contact speaks to the other side, the member of staff is the one who is not to be befriended. */
const fromTheOtherSide = (topic: Topic, { who }: Clause, find: Find): Find => {
  if (topic === 'contacting-parents' && who === 'parent')
    return notion => find(notion === 'parent' ? 'staff' : notion)
  if (topic === 'befriending-pupils' && who === 'pupil')
    return notion => find(notion === 'pupil' ? 'staff' : notion)
  return find
}

/**
 * What a clause is about: its own words count fully, the stem of its list and its heading in part. What a
 * parent is told in general is parents' conduct; what no topic explains is `other`.
 */
export const topicOf = (clause: Clause): Topic => {
  const { who, says } = clause
  const ours = says === 'process' || (who === 'school' && says === 'may')
  const [text, stem, section] = [finder(clause.text), finder(clause.stem), finder(clause.section)]
  const scores = CLUES.filter(([topic]) => concerns(topic, clause)).map(([topic, clues]) => {
    const own =
      scoreOf(clues, fromTheOtherSide(topic, clause, text)) +
      (ours ? scoreOf(OF_THE_SCHOOL[topic] ?? [], text) : 0)
    const around = STEM_WEIGHT * scoreOf(clues, stem) + SECTION_WEIGHT * scoreOf(clues, section)
    return { topic, score: own + (own > 0 ? around : ALONE_WEIGHT * around) }
  })
  const top = scores.toSorted((a, b) => b.score - a.score)[0]
  if (top && top.score >= THRESHOLD) return top.topic
  return who === 'parent' &&
    says !== 'process' &&
    says !== 'may' &&
    says !== 'needs-approval' &&
    !BULLYING.test(clause.text)
    ? 'parents-conduct'
    : 'other'
}
