import { z } from 'zod'
import { roles, staffRoles } from '../kernel/actor.ts'
import type { Basis } from '../kernel/basis.ts'
import { lastDayOf } from './stated-date.ts'

type Law = Extract<Basis, { kind: 'law' }>

/** One thing a policy may settle about how the school works. */
export type Setting<Schema extends z.ZodType> = {
  /** What it is called on a page. */
  readonly name: string
  /** What a pack may write as its value. */
  readonly schema: Schema
  /** What applies where the pack is silent. */
  readonly fallback: z.output<Schema>
  /** The fallback in words; absent where it is the law that speaks, not the product. */
  readonly practice?: string
  /** Law and national guidance that stand beside the policy whatever it says. */
  readonly law?: readonly Law[]
}

const setting = <Schema extends z.ZodType>(entry: Setting<Schema>): Setting<Schema> => entry

const someRoles = z.array(z.enum(roles)).min(1, 'Name at least one role.')

/** A date as exactly as documents state it: a day, a month or a school term. */
export const statedDate = z
  .string()
  .regex(/^\d{4}-((0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?|(autumn|spring|summer)-term)$/, {
    error: 'Write 2024-10-16, 2024-10 or 2025-summer-term.',
    abort: true,
  })
  .refine(date => {
    const day = /^\d{4}-\d{2}-(\d{2})$/.exec(date)?.[1]
    return day === undefined || Number(day) <= lastDayOf(date.slice(0, 7)).day
  }, 'There is no such day.')

const writingCheck = z.strictObject({
  id: z.string().regex(/^[a-z]+(-[a-z]+)*$/, 'Use small letters and hyphens.'),
  text: z.string().min(1),
  clause: z.string().optional(),
})

const keepingChildrenSafe = (gist: string): readonly Law[] => [
  { kind: 'law', source: 'Keeping children safe in education', asOf: '2026-11-20', gist },
]

/** What a reminder rests on that cites no clause. */
export const reminderPractice = 'a writer is reminded of respect, confidentiality and copyright'

/** Every setting there is. A pack states some of them, each with its basis; the fallback fills the rest. */
export const catalogue = {
  'accounts.business-case': setting({
    name: 'What an application for an official account must answer',
    schema: z.array(z.enum(['aim', 'audience', 'promotion', 'runners', 'openness'])),
    fallback: ['aim', 'audience', 'promotion', 'runners', 'openness'],
    practice:
      'an application says what the account is for, for whom, how it is made known, who runs it and who can see it',
  }),
  'accounts.approver': setting({
    name: 'Who decides on official accounts',
    schema: someRoles,
    fallback: ['senior-leader', 'headteacher'],
    practice: 'a senior leader decides on official accounts',
  }),
  'accounts.minimum-runners': setting({
    name: 'How many people must run an official account',
    schema: z.int().min(1).max(10),
    fallback: 2,
    practice: 'two people run an account, so that one can be away',
  }),
  'accounts.runner-requirements': setting({
    name: 'What somebody needs before running an official account',
    schema: z.array(z.enum(['acknowledged', 'trained'])),
    fallback: ['acknowledged', 'trained'],
    practice: 'whoever runs an account has acknowledged the policy and been trained',
  }),
  'accounts.credential-keeper': setting({
    name: 'Who keeps the passwords of official accounts',
    schema: someRoles,
    fallback: ['administrator'],
    practice: 'the administrator sets accounts up and keeps their passwords',
  }),
  'accounts.watch': setting({
    name: 'When official accounts are watched',
    schema: z.strictObject({ days: z.enum(['every-day', 'working-days']), holidays: z.boolean() }),
    fallback: { days: 'every-day', holidays: true },
    practice: 'somebody looks at each account every day, holidays included',
  }),
  'inbox.clock': setting({
    name: 'How soon a message is answered',
    schema: z.strictObject({
      hours: z.int().min(1).max(336),
      /** What arrives on a Saturday or Sunday: until the end of the next working day, or the same hours. */
      weekend: z.enum(['next-working-day', 'same-hours']),
    }),
    fallback: { hours: 24, weekend: 'next-working-day' },
    practice:
      'a message is answered within 24 hours, or by the end of the next working day if it comes at a weekend',
  }),
  'inbox.moderation-acts': setting({
    name: 'What may be done about an offensive message',
    schema: z.array(z.enum(['hide', 'block', 'report', 'delete'])).min(1),
    fallback: ['hide', 'block', 'report', 'delete'],
    practice: 'an offensive message may be hidden, reported or deleted, and its author blocked',
  }),
  'inbox.tell-audience': setting({
    name: 'Whether the audience is told why the school stepped in',
    schema: z.boolean(),
    fallback: true,
    practice: 'readers are told why the school stepped in, without naming anyone',
  }),
  'images.consent-required': setting({
    name: 'Whether a picture of a child needs consent',
    schema: z.boolean(),
    fallback: true,
    practice: 'a picture of a child is published only with consent for that channel',
    law: [
      {
        kind: 'law',
        source: 'UK GDPR and the ICO’s guidance on consent',
        asOf: '2026-11-20',
        gist: 'consent is opted into for each channel, kept as evidence, and as easy to withdraw as to give',
      },
    ],
  }),
  'images.do-not-publish-list': setting({
    name: 'Whether a do-not-publish list stops pictures',
    schema: z.boolean(),
    fallback: true,
    practice: 'nobody on the do-not-publish list appears in a published picture',
    law: [
      {
        kind: 'law',
        source: 'ICO reprimands of two schools that shared class photos',
        asOf: '2026-11-20',
        gist: 'a family’s refusal must hold when a picture is published; one person checking a list is not enough',
      },
    ],
  }),
  'images.only-official-accounts': setting({
    name: 'Whether pictures of pupils go out through official accounts only',
    schema: z.boolean(),
    fallback: true,
    practice: 'pictures of pupils are published through official accounts only',
  }),
  'posts.second-approval': setting({
    name: 'Which posts a second person approves',
    schema: z.enum(['none', 'pupil-pictures', 'all']),
    fallback: 'pupil-pictures',
    practice: 'a second person approves posts that show pupils',
  }),
  'posts.checks': setting({
    name: 'What a writer is reminded of',
    schema: z.array(writingCheck),
    fallback: [
      { id: 'respectful', text: 'It is respectful and harms nobody.' },
      { id: 'confidentiality', text: 'It gives away no personal or confidential information.' },
      { id: 'copyright', text: 'Whoever owns the pictures, music or words has agreed.' },
    ],
    practice: reminderPractice,
  }),
  'concerns.about-child': setting({
    name: 'Who receives a concern about a child',
    schema: someRoles,
    fallback: ['dsl', 'deputy-dsl'],
    law: keepingChildrenSafe(
      'a concern about a child goes to the designated safeguarding lead or a deputy; in immediate danger anyone calls the police or children’s social care',
    ),
  }),
  'concerns.about-adult': setting({
    name: 'Who receives a concern about an adult working at the school',
    schema: someRoles,
    fallback: ['headteacher'],
    law: keepingChildrenSafe(
      'a concern about an adult who works at the school, paid or not, goes to the headteacher',
    ),
  }),
  'concerns.about-headteacher': setting({
    name: 'Who receives a concern about the headteacher',
    schema: someRoles,
    fallback: ['chair'],
    law: keepingChildrenSafe('a concern about the headteacher goes to the chair of governors'),
  }),
  'advice.adviser': setting({
    name: 'Who advises staff on their own use',
    schema: someRoles,
    fallback: ['senior-leader', 'headteacher'],
    practice: 'a senior leader answers what staff ask about their own use',
  }),
  'policy.acknowledgers': setting({
    name: 'Who must acknowledge the policy',
    schema: someRoles,
    fallback: [...staffRoles],
    practice: 'all staff read the policy and acknowledge it',
  }),
  'policy.acknowledge-on': setting({
    name: 'When the policy is acknowledged',
    schema: z.array(z.enum(['induction', 'material-change', 'yearly'])).min(1, 'Name at least one occasion.'),
    fallback: ['induction', 'material-change'],
    practice: 'the policy is acknowledged on joining, and again whenever it really changes',
  }),
  'policy.owner': setting({
    name: 'Who looks after the policy',
    schema: z.enum(roles),
    fallback: 'headteacher',
    practice: 'the headteacher looks after the policy',
  }),
  'policy.consultees': setting({
    name: 'Who is consulted before the policy changes',
    schema: z.array(z.enum(['unions', 'professional-associations', 'staff', 'parents', 'governors'])),
    fallback: ['staff'],
    practice: 'staff are consulted before the policy changes',
  }),
  'policy.links': setting({
    name: 'Policies and guidance it belongs with',
    schema: z.array(z.strictObject({ name: z.string().min(1) })),
    fallback: [],
    practice: 'the policy names no others',
  }),
  'policy.sites': setting({
    name: 'Sites under this one policy',
    schema: z.array(z.string().min(1)),
    fallback: [],
    practice: 'the policy is for the whole school',
  }),
  'policy.review-triggers': setting({
    name: 'What brings a review forward',
    schema: z.array(
      z.enum([
        'guidance-changed',
        'technical-change',
        'local-concern',
        'lesson-learnt',
        'interpretation',
        'unanswered-questions',
      ]),
    ),
    fallback: [
      'guidance-changed',
      'technical-change',
      'local-concern',
      'lesson-learnt',
      'interpretation',
      'unanswered-questions',
    ],
    practice: 'whatever shows that the policy no longer fits brings its review forward',
  }),
  'policy.compliance-told-by': setting({
    name: 'How people learn that compliance is watched',
    schema: z.array(z.string().min(1)).min(1, 'Name at least one way.'),
    fallback: ['staff induction', 'the pages for parents and pupils'],
    practice: 'staff are told at induction, parents and pupils on their own pages',
  }),
  'policy.handbook': setting({
    name: 'Whether the policy stands in the staff handbook',
    schema: z.boolean(),
    fallback: false,
    practice: 'the policy is published by itself',
  }),
  'policy.review': setting({
    name: 'When the policy is reviewed',
    schema: z
      .strictObject({
        every: z
          .string()
          .regex(/^P\d+[YM]$/, 'Write P1Y for every year, P18M for every 18 months.')
          .optional(),
        next: statedDate.optional(),
      })
      .refine(
        review => review.every !== undefined || review.next !== undefined,
        'State “every”, “next” or both.',
      ),
    fallback: { every: 'P1Y' },
    practice: 'the policy is reviewed every year',
  }),
}

/** What a setting is called in a pack: inbox.clock, say. */
export type SettingKey = keyof typeof catalogue

/** What a pack writes as the value of a setting. */
export type StatedValue<Key extends SettingKey> = z.output<(typeof catalogue)[Key]['schema']>

/** Every setting, in the order of the catalogue. */
export const settingKeys = Object.keys(catalogue) as readonly SettingKey[]
