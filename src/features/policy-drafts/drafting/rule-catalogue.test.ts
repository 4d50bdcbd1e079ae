import assert from 'node:assert/strict'
import { test } from 'node:test'
import { outcomeOf } from '../../../policy-engine/evaluate.ts'
import type { Situation, Verdict } from '../../../policy-engine/vocabulary.ts'
import type { Strength, Topic } from '../../../policy-reader/reading.ts'
import type { ClauseWording } from '../draft.ts'
import { draftPack } from './draft-pack.ts'

const staff = ['staff', 'slt', 'headteacher'] as const

/** The verdict on a situation of a pack that has this one clause. */
const verdictOf = (
  [topic, says, gist, who = 'staff']: readonly [Topic, Strength, string, ClauseWording['who']?],
  situation: Situation,
): Verdict => {
  const wording: ClauseWording = {
    section: 'Conduct',
    who,
    says,
    topic,
    gist,
    capability: 'advice.verdict',
  }
  const { pack } = draftPack({
    id: 'TS',
    school: 'Thornfield Primary School',
    title: 'Social media policy',
    adopted: '2026-03',
    lastReviewed: null,
    nextReview: null,
    reviewEvery: null,
    ownerRole: null,
    scope: { staff, covers: [...staff, 'pupil', 'parent'] },
    scopeClause: null,
    clauses: [{ code: '1.1', read: wording, wording }],
    base: undefined,
    settings: {},
  })
  return outcomeOf(pack, { actor: 'staff', ...situation }).verdict
}

const friend: Situation = { act: 'connect', with: 'pupil', via: 'personal-account', tie: 'none' }
const past: Situation = { act: 'connect', with: 'former-pupil', via: 'personal-account' }
const browse: Situation = { act: 'browse', where: 'school', device: 'personal', level: 'reasonable' }
const phone: Situation = { act: 'use-phone', permission: 'none' }
const take: Situation = { act: 'take-image', shows: 'pupils', device: 'school', where: 'school' }
const share: Situation = { act: 'share-image', shows: 'pupils', via: 'school-account', content: 'neutral' }
const post: Situation = { act: 'post', via: 'personal-account', when: 'off-duty' }
const brand: Situation = { act: 'use-brand', via: 'personal-account', permission: 'none' }

/** Each clause with what it decides, and with what it leaves alone: beyond its words it says nothing. */
const table: readonly (readonly [
  clause: Parameters<typeof verdictOf>[0],
  decides: readonly (readonly [Situation, Verdict])[],
])[] = [
  [
    [
      'befriending-former-pupils',
      'must-not',
      'Nobody adds pupils, or pupils who have left and are under 18.',
    ],
    [
      [friend, 'must-not'],
      [{ ...past, age: '13-17' }, 'must-not'],
      [{ ...past, age: 'adult' }, 'silent'],
    ],
  ],
  [
    [
      'befriending-former-pupils',
      'should-not',
      'Leave requests by former students alone unless they are over 18.',
    ],
    [
      [{ ...past, age: '13-17' }, 'should-not'],
      [{ ...past, age: 'adult' }, 'silent'],
      [friend, 'silent'],
    ],
  ],
  [
    ['befriending-pupils', 'must-not', 'Staff must not send inappropriate messages to pupils.'],
    [[{ ...friend, act: 'contact' }, 'silent']],
  ],
  [
    ['befriending-pupils', 'must-not', 'Rule 3 does not apply where the pupil is a close family member.'],
    [
      [friend, 'silent'],
      [{ ...friend, tie: 'family' }, 'may'],
    ],
  ],
  [
    ['contacting-parents', 'should-not', 'Staff should not follow the parents of current pupils.'],
    [
      [{ ...friend, with: 'parent' }, 'should-not'],
      [friend, 'silent'],
    ],
  ],
  [
    ['contacting-parents', 'must-not', 'Do not discuss school matters with parents on Facebook.'],
    [
      [{ act: 'reply', with: 'parent', via: 'personal-account', content: 'school-work' }, 'must-not'],
      [{ act: 'reply', with: 'parent', via: 'personal-account', content: 'neutral' }, 'silent'],
      [{ ...friend, with: 'parent' }, 'silent'],
    ],
  ],
  [
    [
      'contacting-parents',
      'should-not',
      'Staff should not accept a friend request from parents and should tell the headteacher.',
    ],
    [
      [{ ...friend, with: 'parent' }, 'should-not'],
      [{ ...friend, act: 'receive', with: 'parent' }, 'do'],
    ],
  ],
  [
    [
      'contacting-parents',
      'should-not',
      'Staff should not be friends with parents online, unless they are family or were friends before.',
    ],
    [
      [{ ...friend, with: 'parent', tie: 'none' }, 'should-not'],
      [{ ...friend, with: 'parent', tie: 'pre-existing' }, 'silent'],
    ],
  ],
  [
    ['contacting-parents', 'must', 'Friend requests from parents are declined.'],
    [[{ ...friend, with: 'parent' }, 'must-not']],
  ],
  [
    [
      'befriending-pupils',
      'process',
      'Messages to students go by a Trust e-mail account and by no other means.',
    ],
    [
      [{ act: 'contact', with: 'pupil', via: 'school-email' }, 'may'],
      [{ act: 'contact', with: 'pupil', via: 'personal-phone' }, 'must-not'],
    ],
  ],
  [
    [
      'personal-contact-details',
      'needs-approval',
      'You should not give families your mobile number unless agreed for medical reasons.',
    ],
    [
      [{ act: 'give-contact', with: 'parent', via: 'personal-phone', permission: 'none' }, 'should-not'],
      [
        { act: 'give-contact', with: 'parent', via: 'personal-phone', permission: 'medical-agreement' },
        'silent',
      ],
    ],
  ],
  [
    ['personal-use-in-hours', 'must-not', 'No private browsing in contracted hours, save during a break.'],
    [
      [{ ...browse, when: 'teaching' }, 'must-not'],
      [{ ...browse, when: 'break' }, 'silent'],
    ],
  ],
  [
    ['personal-use-in-hours', 'must-not', 'Trust computers are not used for private accounts at any time.'],
    [
      [{ ...browse, when: 'break', device: 'school' }, 'must-not'],
      [{ ...browse, when: 'teaching' }, 'silent'],
    ],
  ],
  [
    ['personal-use-in-hours', 'may', 'You may look at your accounts in breaks, but not around children.'],
    [
      [{ ...browse, when: 'break' }, 'may'],
      [{ ...browse, when: 'break', where: 'with-pupils' }, 'must-not'],
      [{ ...browse, when: 'break', level: 'excessive' }, 'silent'],
    ],
  ],
  [
    ['breach-discipline', 'process', 'Excessive private use at work leads to disciplinary action.', 'school'],
    [
      [{ ...browse, when: 'break', level: 'excessive' }, 'must-not'],
      [{ ...browse, when: 'break' }, 'silent'],
    ],
  ],
  [
    [
      'identifying-school',
      'must-not',
      'Do not present yourselves as employees of Thornfield on your own pages.',
    ],
    [
      [{ act: 'identify-school', via: 'personal-account' }, 'must-not'],
      [{ act: 'identify-profession', via: 'personal-account' }, 'silent'],
    ],
  ],
  [
    [
      'identifying-school',
      'needs-approval',
      'The crest is not used without the headteacher’s written permission.',
    ],
    [
      [brand, 'ask'],
      [{ ...brand, permission: 'headteacher-in-writing' }, 'may'],
    ],
  ],
  [
    ['identifying-school', 'must-not', 'The crest is not used on a personal account.'],
    [
      [{ ...brand, permission: 'headteacher-in-writing' }, 'must-not'],
      [{ ...brand, via: 'school-account' }, 'silent'],
    ],
  ],
  [
    ['disclosing-confidential', 'must-not', 'Confidential matters are never posted on social media.'],
    [
      [{ ...post, content: 'confidential', about: 'pupils' }, 'must-not'],
      [{ ...post, content: 'confidential', about: 'pupils', when: 'after-leaving' }, 'silent'],
      [{ act: 'share-information', via: 'school-email', content: 'confidential', about: 'pupils' }, 'silent'],
    ],
  ],
  [
    [
      'disclosing-confidential',
      'must-not',
      'Staff must not write about children or their families on social media.',
    ],
    [
      [{ ...post, content: 'neutral', about: 'pupils' }, 'must-not'],
      [{ ...post, content: 'neutral', about: 'colleagues' }, 'silent'],
    ],
  ],
  [
    ['derogatory-comments', 'must-not', 'Parents must not post rude comments about staff.', 'parent'],
    [
      [{ ...post, actor: 'parent', content: 'derogatory', about: 'colleagues' }, 'must-not'],
      [{ ...post, actor: 'parent', content: 'derogatory', about: 'nothing-of-school' }, 'silent'],
      [{ ...post, content: 'derogatory', about: 'colleagues' }, 'silent'],
    ],
  ],
  [
    ['parents-conduct', 'should-not', 'The group should not be used to advertise a business.', 'parent'],
    [[{ ...post, actor: 'parent', content: 'derogatory', about: 'school' }, 'silent']],
  ],
  [
    [
      'images-of-children',
      'needs-approval',
      'Pictures are taken and published only once a parent has agreed.',
    ],
    [
      [{ ...take, consent: 'unknown' }, 'ask'],
      [{ ...take, consent: 'refused' }, 'must-not'],
      [{ ...share, consent: 'do-not-publish' }, 'must-not'],
      [{ ...share, consent: 'given' }, 'may'],
      [{ ...share, consent: 'given', via: 'personal-account' }, 'silent'],
    ],
  ],
  [
    ['images-of-children', 'must-not', 'Surnames never stand beside a photograph.'],
    [[{ ...share, consent: 'given' }, 'silent']],
  ],
  [
    ['images-of-children', 'must-not', 'Embarrassing photos of pupils must not be shared.'],
    [[{ ...share, consent: 'given' }, 'silent']],
  ],
  [
    ['images-of-children', 'must', 'Only the nursery’s tablets are used to take pictures.'],
    [
      [{ ...take, device: 'personal', consent: 'given' }, 'must-not'],
      [{ ...take, consent: 'given' }, 'silent'],
    ],
  ],
  [
    [
      'personal-devices',
      'must',
      'Apart from senior leaders, phones are locked away while children are in the room.',
    ],
    [
      [{ ...phone, when: 'teaching', where: 'with-pupils' }, 'must-not'],
      [{ ...phone, actor: 'slt', when: 'teaching', where: 'with-pupils' }, 'silent'],
      [{ ...phone, when: 'break', where: 'school' }, 'silent'],
    ],
  ],
  [
    [
      'personal-devices',
      'needs-approval',
      'Pupils must not bring a phone to school unless the head has agreed.',
      'pupil',
    ],
    [
      [{ actor: 'pupil', act: 'bring-phone', where: 'school' }, 'ask'],
      [{ actor: 'staff', act: 'bring-phone', where: 'school' }, 'silent'],
    ],
  ],
  [
    ['official-account-monitoring', 'must', 'Each account has at least two named people.'],
    [
      [{ act: 'run-account', permission: 'slt', runners: 'one', trained: 'yes' }, 'must-not'],
      [{ act: 'run-account', permission: 'slt', runners: 'two-or-more', trained: 'yes' }, 'silent'],
    ],
  ],
  [
    ['official-account-approval', 'needs-approval', 'No page is set up without the principal’s approval.'],
    [
      [{ act: 'open-account', permission: 'slt' }, 'ask'],
      [{ act: 'open-account', permission: 'headteacher-in-writing' }, 'silent'],
    ],
  ],
  [
    ['befriending-pupils', 'should-not', 'Looking at pupils’ profiles is discouraged.', 'all'],
    [
      [{ act: 'view-profile', with: 'pupil', via: 'personal-account' }, 'should-not'],
      [{ actor: 'pupil', act: 'view-profile', with: 'pupil', via: 'personal-account' }, 'silent'],
    ],
  ],
  [
    [
      'contacting-parents',
      'needs-approval',
      'Pupils are told not to meet online friends without a parent’s leave.',
      'school',
    ],
    [
      [{ actor: 'pupil', act: 'meet', with: 'public', accompanied: 'no' }, 'should-not'],
      [{ act: 'meet', with: 'parent', accompanied: 'no' }, 'silent'],
    ],
  ],
]

for (const [clause, decides] of table)
  test(`a clause decides what it says and no more: ${clause[2]}`, () => {
    for (const [situation, verdict] of decides)
      assert.equal(verdictOf(clause, situation), verdict, JSON.stringify(situation))
  })
