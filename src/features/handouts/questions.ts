import type { Situation, Verdict } from '../../policy-engine/vocabulary.ts'

/**
 * What the policy is asked for a handout, and how its answer is said to these readers. Where several situations stand,
 * the strictest answer counts. `practice` is offered where the policy does not say.
 */
export type Question = {
  readonly situations: readonly Situation[]
  readonly says: Readonly<Partial<Record<Verdict, string>>>
  readonly practice: string
}

const ownAccount = { via: 'personal-account', when: 'off-duty' } as const
const staff = { actor: 'staff' } as const

/** What parents and carers are asked. */
export const askedOfParents: readonly Question[] = [
  {
    situations: (['school', 'colleagues', 'pupils'] as const).map(about => ({
      actor: 'parent',
      act: 'post',
      ...ownAccount,
      about,
      content: 'hurtful',
      disclaimer: 'no',
    })),
    says: {
      'must-not': 'Do not write anything hurtful, threatening or false about pupils, families or staff.',
      'should-not':
        'Please do not write anything hurtful, threatening or false about pupils, families or staff.',
      do: 'If something written about the school is hurtful, we ask for it to be taken down and for a talk in person. If that settles nothing, the complaints procedure applies.',
    },
    practice: 'Please bring worries and complaints to us before you write about them online.',
  },
  {
    situations: [
      {
        actor: 'parent',
        act: 'share-image',
        shows: 'pupils',
        consent: 'unknown',
        via: 'personal-account',
        content: 'neutral',
      },
    ],
    says: {
      'must-not': 'Do not put pictures of other people’s children online.',
      'should-not': 'Please do not put pictures of other people’s children online.',
      ask: 'Ask the other family before you put a picture of their child online.',
    },
    practice:
      'Pictures you take at school events are for your own family. Please do not put other children online unless their families agree.',
  },
]

/** What parents and carers can expect of those who work here. */
export const expectedByParents: readonly Question[] = [
  {
    situations: [{ ...staff, act: 'connect', with: 'parent', tie: 'none', via: 'personal-account' }],
    says: {
      'must-not': 'Staff do not accept friend requests from parents and carers. It is nothing personal.',
      'should-not':
        'Staff are advised not to be friends online with parents and carers. It is nothing personal.',
    },
    practice: 'Staff keep private accounts apart from school, so a friend request may not be accepted.',
  },
  {
    situations: [
      {
        ...staff,
        act: 'reply',
        with: 'parent',
        tie: 'none',
        via: 'personal-account',
        content: 'school-work',
      },
    ],
    says: {
      'must-not':
        'Staff do not answer messages about school on their private accounts. Use the office or the school’s own accounts.',
      'should-not':
        'Staff are advised not to answer messages about school on their private accounts. Use the office or the school’s own accounts.',
    },
    practice: 'For anything about school, please use the office or the school’s own accounts.',
  },
  {
    situations: [
      {
        ...staff,
        act: 'share-image',
        shows: 'pupils',
        consent: 'given',
        via: 'personal-account',
        content: 'neutral',
      },
    ],
    says: {
      'must-not': 'Staff do not put pictures of pupils on accounts of their own.',
      'should-not': 'Staff are advised not to put pictures of pupils on accounts of their own.',
    },
    practice: 'Pictures of pupils go out through the school’s own accounts only.',
  },
  {
    situations: [
      {
        ...staff,
        act: 'share-information',
        via: 'personal-account',
        about: 'pupils',
        content: 'confidential',
        when: 'off-duty',
      },
    ],
    says: {
      'must-not': 'Staff do not give away online what is confidential about your child or your family.',
      'should-not':
        'Staff are advised not to give away online what is confidential about your child or your family.',
    },
    practice: 'What staff learn about families at work stays at work.',
  },
]

/** What pupils are told to do and not to do, for readers of about nine. */
export const askedOfPupils: readonly Question[] = [
  {
    situations: [
      { actor: 'pupil', act: 'post', ...ownAccount, about: 'pupils', content: 'hurtful', disclaimer: 'no' },
    ],
    says: {
      'must-not': 'Do not write or share things that hurt or frighten somebody.',
      'should-not': 'Do not write or share things that hurt or frighten somebody.',
      do: 'Be kind online. If somebody writes something hurtful, a teacher talks with them about it.',
    },
    practice: 'Be as kind online as you are face to face.',
  },
  {
    situations: [
      {
        actor: 'pupil',
        act: 'browse',
        when: 'teaching',
        where: 'school',
        level: 'reasonable',
        device: 'personal',
      },
    ],
    says: {
      'must-not': 'Do not use social media in school time.',
      'should-not': 'Do not use social media in school time.',
    },
    practice: 'Leave games and social media for home.',
  },
  {
    situations: [{ actor: 'pupil', act: 'bring-phone', where: 'school' }],
    says: {
      'must-not': 'Leave your phone at home.',
      'should-not': 'Leave your phone at home.',
      ask: 'Leave your phone at home, unless the school has agreed that you bring it.',
      do: 'If you bring a phone, give it to your teacher in the morning. You get it back when you go home.',
    },
    practice: 'If you bring a phone, switch it off and put it away.',
  },
  {
    situations: [{ actor: 'pupil', act: 'connect', with: 'public', tie: 'none', via: 'personal-account' }],
    says: {
      'must-not': 'Only make friends online with people you know in real life.',
      'should-not': 'Only make friends online with people you know in real life.',
    },
    practice: 'Only make friends online with people you know in real life.',
  },
  {
    situations: [{ actor: 'pupil', act: 'meet', with: 'public', tie: 'none', accompanied: 'no' }],
    says: {
      'must-not':
        'Never go on your own to meet somebody you only know from online. Ask at home first and take a grown-up with you.',
      'should-not':
        'Never go on your own to meet somebody you only know from online. Ask at home first and take a grown-up with you.',
    },
    practice:
      'Never go on your own to meet somebody you only know from online. Ask at home first and take a grown-up with you.',
  },
  {
    situations: [
      {
        ...staff,
        act: 'create-pupil-account',
        with: 'pupil',
        age: 'under-13',
        consent: 'given',
        'risk-assessed': 'yes',
      },
    ],
    says: {
      'must-not': 'Most apps are for people of 13 or over. Your teachers do not sign you up to them.',
    },
    practice: 'Most apps are for people of 13 or over. Ask at home before you join one.',
  },
]

/** What pupils can expect of the grown-ups at school. */
export const expectedByPupils: readonly Question[] = [
  {
    situations: [
      { ...staff, act: 'connect', with: 'pupil', age: 'under-13', tie: 'none', via: 'personal-account' },
    ],
    says: {
      'must-not':
        'Grown-ups who work here do not become your friends on apps or games. That is the same for everybody.',
      'should-not':
        'Grown-ups who work here should not become your friends on apps or games. That is the same for everybody.',
    },
    practice: 'Grown-ups who work here do not become your friends on apps or games.',
  },
  {
    situations: [
      {
        ...staff,
        act: 'reply',
        with: 'pupil',
        age: 'under-13',
        tie: 'none',
        via: 'personal-account',
        content: 'neutral',
      },
    ],
    says: {
      'must-not': 'If you write to a teacher’s own account, they do not answer you there.',
      'should-not': 'If you write to a teacher’s own account, they should not answer you there.',
    },
    practice: 'If you want to tell a teacher something, tell them at school.',
  },
]
