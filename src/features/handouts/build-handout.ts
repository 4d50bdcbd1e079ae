import type { Basis } from '../../kernel/basis.ts'
import { listed } from '../../kernel/prose.ts'
import { compiledOf } from '../../policy-engine/compile.ts'
import { judge } from '../../policy-engine/hats.ts'
import type { Clause, Pack } from '../../policy-engine/policy.ts'
import type { EffectiveSettings } from '../../policy-engine/settings.ts'
import type { Actor } from '../../policy-engine/vocabulary.ts'
import { visitorLeaflet } from '../acknowledgements/index.ts'
import { clausesBySection, settingLines } from '../policy/index.ts'
import type { Handout, HandoutKind, HandoutSection, Point, SchoolFacts } from './handout.ts'
import {
  askedOfParents,
  askedOfPupils,
  expectedByParents,
  expectedByPupils,
  type Question,
} from './questions.ts'

type Policy = { readonly pack: Pack; readonly settings: EffectiveSettings }

/** What one audience is given of a policy. Everything in it rests on a clause, on law, or is marked as school practice. */
export const buildHandout = (kind: HandoutKind, policy: Policy, facts: SchoolFacts): Handout =>
  builders[kind](policy, facts)

const practice = (gist: string): readonly Basis[] => [{ kind: 'practice', gist }]

const clauseBasis = (pack: Pack, ids: Iterable<string>): readonly Basis[] =>
  [...new Set(ids)].flatMap(id =>
    pack.clauses
      .filter(clause => clause.id === id)
      .map(({ section, gist }): Basis => ({ kind: 'clause', clause: id, section, gist })),
  )

/** The answers to some questions: what the policy says, and what school practice offers for the rest. */
const answered = (
  pack: Pack,
  questions: readonly Question[],
): { readonly said: readonly Point[]; readonly offered: readonly Point[] } => {
  const compiled = compiledOf(pack)
  const points = questions.flatMap(({ situations, says, practice: gist }): readonly Point[] => {
    const { holding, verdict } = judge(compiled, situations)
    if (verdict === 'silent') return [{ text: gist, basis: practice(gist) }]
    const text = says[verdict]
    // What the policy allows is no sentence on a sheet of rules.
    if (text === undefined) return []
    const clauses = holding.flatMap(one => one.answer.clauses)
    return [{ text, basis: clauseBasis(pack, clauses) }]
  })
  return { said: points.filter(point => !isPractice(point)), offered: points.filter(isPractice) }
}

const unsaid =
  'The policy does not say this. It is what schools usually ask; the governors may decide otherwise.'

/** A section where there is something to put in it. */
const section = (heading: string, points: readonly Point[], note?: string): readonly HandoutSection[] =>
  points.length === 0 ? [] : [{ heading, points, note }]

const covers = (pack: Pack, actors: readonly Actor[]): boolean =>
  actors.some(actor => pack.scope.covers.includes(actor))

const scopeBasis = (pack: Pack): string => (pack.scope.clause === undefined ? '' : ` (${pack.scope.clause})`)

/** Clauses for these readers that no point above rests on, in the words of their gist. */
const furtherClauses = (
  pack: Pack,
  who: readonly Clause['who'][],
  above: readonly Point[],
): readonly Point[] => {
  const cited = new Set(
    above.flatMap(({ basis }) => basis.map(one => (one.kind === 'clause' ? one.clause : ''))),
  )
  const clauses = pack.clauses.filter(
    clause => who.includes(clause.who) && !cited.has(clause.id) && clause.id !== pack.scope.clause,
  )
  return clausesBySection({ ...pack, clauses }, []).flatMap(one =>
    one.clauses.map(({ id, gist }) => ({ text: gist, basis: clauseBasis(pack, [id]) })),
  )
}

const leads = (facts: SchoolFacts): readonly string[] => [...facts.safeguarding, ...facts.deputies]

/** Whom to tell of a worry about a child: by name, where the school has entered them. */
const aboutChild = ({ settings }: Policy, facts: SchoolFacts): Point => ({
  text: `A worry about a child: tell ${leads(facts).length > 0 ? `${listed(leads(facts), 'or')} (safeguarding here)` : 'the safeguarding lead'} at once${facts.phone === null ? '' : `, or ring ${facts.phone}`}. If a child is in danger now, ring 999.`,
  basis: settings['concerns.about-child'].basis,
})

const aboutAdult = ({ settings }: Policy, { headteacher }: SchoolFacts): Point => ({
  text: `A worry about an adult who works here: tell the headteacher${headteacher.length > 0 ? `, ${listed(headteacher, 'or')}` : ''}. About the headteacher: the chair of governors.`,
  basis: [...settings['concerns.about-adult'].basis, ...settings['concerns.about-headteacher'].basis],
})

const watched = ({ settings }: Policy): readonly Point[] => {
  const watch = settings['accounts.watch']
  const told = settings['policy.compliance-told-by']
  return [
    {
      text: `We look at the school’s own accounts ${watch.value.days === 'every-day' ? 'every day' : 'on working days'}${watch.value.holidays ? ', in the holidays too' : ''}.`,
      basis: watch.basis,
    },
    {
      text: `How this is checked is explained through ${listed(told.value)}.`,
      basis: told.basis,
    },
  ]
}

const forParents = (policy: Policy, facts: SchoolFacts): Handout => {
  const { pack, settings } = policy
  const asked = answered(pack, askedOfParents)
  const expected = answered(pack, expectedByParents)
  const clock = settings['inbox.clock']
  const consent = settings['images.consent-required']
  const service: readonly Point[] = [
    {
      text: `We answer messages to the school’s own accounts within ${clock.value.hours} hours${clock.value.weekend === 'next-working-day' ? ', and what comes at a weekend by the end of the next working day' : ''}.`,
      basis: clock.basis,
    },
    ...(consent.value
      ? [
          {
            text: 'We publish a picture of your child only with your consent for that channel. You can take it back at any time.',
            basis: consent.basis,
          },
        ]
      : []),
  ]
  const further = furtherClauses(pack, ['parent', 'all'], [...asked.said, ...expected.said, ...service])
  const addressed = covers(pack, ['parent']) || asked.said.length > 0 || further.length > 0
  return {
    kind: 'parents',
    title: 'Social media: for parents and carers',
    intro: [
      addressed
        ? `Our social media policy is for parents and carers too${scopeBasis(pack)}. This page says what it means for you.`
        : 'Our social media policy is written for staff and has no rules for parents and carers. This page says what it means for you, and what we ask of you besides.',
    ],
    sections: [
      ...section('What we ask of you', asked.said),
      ...section('What you can expect of us', [...expected.said, ...service]),
      ...section('The policy also says', further),
      ...section('What we ask besides', [...asked.offered, ...expected.offered], unsaid),
      ...section('If you are worried', [aboutChild(policy, facts), aboutAdult(policy, facts)]),
      ...section('How we see that the policy is kept', watched(policy)),
    ],
    sources: true,
    onePage: true,
  }
}

const forPupils = (policy: Policy, facts: SchoolFacts): Handout => {
  const { pack, settings } = policy
  const asked = answered(pack, askedOfPupils)
  const expected = answered(pack, expectedByPupils)
  const people = leads(facts)
  const consent = settings['images.consent-required']
  const sections: readonly HandoutSection[] = [
    ...section('What you do', [...asked.said, ...asked.offered]),
    ...section('What grown-ups at school do', [
      ...expected.said,
      ...expected.offered,
      ...(consent.value
        ? [{ text: 'We ask your family before we show a picture of you.', basis: consent.basis }]
        : []),
    ]),
    ...section('If something online upsets you', [
      {
        text: `Tell a grown-up you trust at school.${people.length > 0 ? ` ${listed(people, 'or')} will always listen.` : ''} You are not in trouble for telling.`,
        basis: settings['concerns.about-child'].basis,
      },
      {
        text: 'Do not send it on to anybody. The grown-up helps you with what to do next.',
        basis: practice('a child who tells is helped, and what upset them is not passed on'),
      },
    ]),
    ...section('How we check', [
      {
        text: 'Grown-ups look at the school’s own accounts, and see that everybody keeps to this page.',
        basis: settings['accounts.watch'].basis,
      },
    ]),
  ]
  const points = sections.flatMap(one => one.points)
  return {
    kind: 'pupils',
    title: 'Being safe and kind online',
    intro: ['This is how we use phones, apps and games at our school.'],
    sections: [
      ...sections.map(one => ({ ...one, points: one.points.map(starred) })),
      ...section('For the grown-ups', [...furtherClauses(pack, ['pupil'], points), ...restsOn(points)]),
    ],
    sources: false,
    onePage: true,
  }
}

const isPractice = ({ basis }: Point): boolean => basis.every(one => one.kind === 'practice')

const starred = (point: Point): Point => (isPractice(point) ? { ...point, text: `${point.text} *` } : point)

/** For adults who read a page without sources: the clauses it rests on, and what of it the policy does not say. */
const restsOn = (points: readonly Point[]): readonly Point[] => {
  const clauses = points.flatMap(({ basis }) => basis.filter(one => one.kind === 'clause'))
  return [
    {
      text:
        clauses.length > 0
          ? `This page rests on ${[...new Set(clauses.map(({ clause }) => clause))].join(', ')} of the school’s policy.`
          : 'The school’s policy has no rules for pupils.',
      basis: [],
    },
    ...(points.some(isPractice)
      ? [
          {
            text: '* Not in the policy: what schools usually ask. The governors may decide otherwise.',
            basis: [],
          },
        ]
      : []),
  ]
}

/** The leaflet that visitors sign for, and whom they can tell. */
const forVisitors = (policy: Policy, facts: SchoolFacts): Handout => {
  const { pack } = policy
  const leaflet = visitorLeaflet(pack)
  const rules = leaflet.filter(({ basis }) => basis.some(one => one.kind === 'clause'))
  const besides = leaflet.filter(isPractice)
  const byLaw = leaflet.filter(point => !rules.includes(point) && !besides.includes(point))
  return {
    kind: 'visitors',
    title: 'Social media and phones: for visitors and contractors',
    intro: [
      covers(pack, ['visitor', 'contractor'])
        ? `While you work here or visit, our social media policy counts you among the staff${scopeBasis(pack)}. These are its rules that matter for you.`
        : 'Our social media policy does not name visitors and contractors. While you are here we ask the same of you as of those who work here.',
    ],
    sections: [
      ...section('The rules for you', rules),
      ...section(rules.length > 0 ? 'What we ask besides' : 'What we ask of you', besides, unsaid),
      ...section('If you are worried', [...byLaw, aboutChild(policy, facts), aboutAdult(policy, facts)]),
    ],
    sources: true,
    onePage: true,
  }
}

const staffSettings = ['accounts.approver', 'advice.adviser', 'concerns.about-child', 'concerns.about-adult']

/** Sections that only a number tells apart ("Code, must 1", "Code, must 2") stand under one heading. */
const underOneHeading = (sections: readonly HandoutSection[]): readonly HandoutSection[] => {
  const merged = new Map<string, Point[]>()
  for (const { heading, points } of sections) {
    const name = heading.startsWith('Section ') ? heading : heading.replace(/ \d[\w.()]*$/, '')
    merged.set(name, [...(merged.get(name) ?? []), ...points])
  }
  return [...merged].map(([heading, points]) => ({ heading, points }))
}

/** What the school or its officers do is left out; what staff themselves have to do is not. */
const toStaff: readonly Clause['who'][] = ['staff', 'governor', 'volunteer', 'all']

/** Whether the words of a clause carry its strength themselves: “Staff must not …” is no “Must not: Staff must not …”. */
const saysItself = (gist: string, strength: string): boolean =>
  new RegExp(`\\b${strength}\\b`, 'i').test(gist)

const forHandbook = ({ pack, settings }: Policy): Handout => {
  const clauses = pack.clauses.filter(
    ({ kind, who }) => toStaff.includes(who) || (kind !== 'process' && who !== 'parent' && who !== 'pupil'),
  )
  const handbook = settings['policy.handbook']
  return {
    kind: 'handbook',
    title: `${pack.title}: extract for the staff handbook`,
    intro: [
      `What staff may and may not do and what they have to do, section by section. The whole policy has the last word${handbook.value ? '. It asks to be kept in the staff handbook' : ''}.`,
    ],
    sections: [
      ...underOneHeading(
        clausesBySection({ ...pack, clauses }, []).map(one => ({
          heading: one.name,
          points: one.clauses.map(({ id, strength, gist }) => ({
            text: saysItself(gist, strength) ? gist : `${strength}: ${gist}`,
            basis: clauseBasis(pack, [id]),
          })),
        })),
      ),
      ...section(
        'Whom to ask and whom to tell',
        settingLines(settings)
          .filter(({ key }) => staffSettings.includes(key))
          .map(({ name, value, basis }) => ({ text: `${name}: ${value}.`, basis })),
      ),
    ],
    sources: true,
    onePage: false,
  }
}

const builders: Readonly<Record<HandoutKind, (policy: Policy, facts: SchoolFacts) => Handout>> = {
  handbook: forHandbook,
  parents: forParents,
  pupils: forPupils,
  visitors: forVisitors,
}
