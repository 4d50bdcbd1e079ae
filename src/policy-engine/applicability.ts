import {
  type Act,
  type Conditions,
  type Facet,
  holds,
  type Situation,
  type Value,
  vocabulary,
} from './vocabulary.ts'

/** One facet that matters for an act: with which values, and under which condition on facets named before it. */
export type Applicable = {
  readonly facet: Facet
  readonly values: readonly string[]
  /** The facet applies only where this is known to hold; left out, it always applies. */
  readonly under?: Conditions
}

const row = <Key extends Facet>(
  facet: Key,
  values: readonly Value<Key>[] = vocabulary[facet],
  under?: Conditions,
): Applicable => ({ facet, values, ...(under ? { under } : {}) })

const anyone = row('actor')
/** Everybody but pupils. */
const grownUps = row('actor', [
  'staff',
  'slt',
  'headteacher',
  'governor',
  'volunteer',
  'contractor',
  'visitor',
  'parent',
])

/** People one knows from the school and outside it, how old a child is, and a tie from elsewhere. */
const persons = (
  others: readonly Value<'with'>[] = ['colleague', 'public'],
  tied: readonly Value<'with'>[] = ['pupil', 'former-pupil', 'parent'],
): readonly Applicable[] => [
  row('with', ['pupil', 'former-pupil', 'parent', ...others]),
  row('age', vocabulary.age, { with: ['pupil', 'former-pupil'] }),
  row('tie', vocabulary.tie, { with: tied }),
]

/** A school may agree to a private telephone where a pupil has complex medical needs. */
const medicalAgreement = row('permission', ['none', 'medical-agreement'], {
  with: ['parent'],
  via: ['personal-phone'],
})

const ownProfile: readonly Value<'via'>[] = ['personal-account', 'professional-network']
const accounts: readonly Value<'via'>[] = [...ownProfile, 'school-account']
const someone = vocabulary.via.filter(way => way !== 'staff-group')
const leave = row('permission', ['none', 'slt', 'leadership', 'headteacher-in-writing'])

/**
 * The published table: what can be asked about each act, in an order in which conditions name earlier facets only. It
 * decides which situations exist for comparing, checking and asking; a facet given beyond it still fires a rule.
 */
const table: Readonly<Record<Act, readonly Applicable[]>> = {
  connect: [
    anyone,
    // A pupil is told to accept only friends known from elsewhere.
    ...persons(['colleague', 'public'], ['pupil', 'former-pupil', 'parent', 'public']),
    row('via', accounts),
  ],
  contact: [
    anyone,
    ...persons(),
    row('via', someone),
    row('content', ['neutral', 'school-work']),
    // A telephone on a visit is the one case in which the place decides.
    row('where', ['school', 'visit', 'elsewhere'], { via: ['school-phone', 'personal-phone'] }),
    row('risk-assessed', vocabulary['risk-assessed'], { with: ['pupil'], via: ['school-account'] }),
    medicalAgreement,
  ],
  reply: [
    anyone,
    ...persons(),
    row('via', someone),
    row('content', ['neutral', 'school-work']),
    medicalAgreement,
  ],
  receive: [
    anyone,
    ...persons(),
    row('via', someone),
    row('content', ['neutral', 'derogatory', 'hurtful', 'school-work']),
  ],
  browse: [
    anyone,
    row('when', ['teaching', 'break', 'off-duty']),
    // Out of hours the place and the measure of it are one's own affair, the school's device is not.
    row('where', vocabulary.where, { when: ['teaching', 'break'] }),
    row('level', vocabulary.level),
    row('device'),
  ],
  'use-phone': [
    anyone,
    row('when', ['teaching', 'break', 'off-duty']),
    row('where', vocabulary.where, { when: ['teaching', 'break'] }),
    row('permission', ['none', 'slt', 'leadership', 'headteacher-in-writing', 'medical-agreement']),
  ],
  post: [
    anyone,
    row('via', [...accounts, 'staff-group']),
    row('when'),
    row('about'),
    row('content'),
    row('disclaimer', vocabulary.disclaimer, {
      via: ownProfile,
      about: ['school', 'pupils', 'colleagues', 'parents'],
    }),
  ],
  'take-image': [anyone, row('shows'), row('device'), row('consent'), row('where')],
  'share-image': [
    anyone,
    row('shows'),
    row('consent'),
    row('via'),
    row('content', ['neutral', 'derogatory', 'hurtful', 'copyrighted']),
  ],
  'share-information': [
    anyone,
    row('via'),
    row('about'),
    row('content', ['neutral', 'derogatory', 'confidential', 'school-work']),
    // Confidence outlasts employment.
    row('when', ['off-duty', 'after-leaving']),
  ],
  'identify-school': [anyone, row('via', ownProfile), row('disclaimer')],
  'identify-profession': [anyone, row('via', ownProfile)],
  'use-brand': [
    anyone,
    row('via', accounts),
    leave,
    row('disclaimer', vocabulary.disclaimer, { via: ownProfile }),
  ],
  'give-contact': [
    anyone,
    ...persons(),
    row('via', ['personal-account', 'personal-email', 'personal-phone', 'school-email', 'school-phone']),
    medicalAgreement,
  ],
  'open-account': [anyone, leave, row('runners'), row('trained')],
  'run-account': [anyone, leave, row('runners'), row('trained')],
  'answer-press': [anyone, row('with', ['journalist']), row('via', someone), row('about')],
  'remove-comment': [
    anyone,
    row('with', ['pupil', 'former-pupil', 'parent', 'colleague', 'public']),
    row('via', ['school-account', 'personal-account']),
    row('content'),
  ],
  'use-tool': [
    anyone,
    row('with', ['pupil']),
    row('age'),
    row('via', ['school-account', 'personal-account']),
    row('risk-assessed'),
  ],
  'create-pupil-account': [
    anyone,
    row('with', ['pupil']),
    row('age'),
    row('consent', ['given', 'unknown', 'refused']),
    row('risk-assessed'),
  ],
  vet: [grownUps, row('with', ['candidate'])],
  'view-profile': [anyone, ...persons(['colleague', 'candidate', 'public']), row('via', accounts)],
  'bring-phone': [anyone, row('where', ['with-pupils', 'school', 'visit'])],
  meet: [anyone, ...persons(), row('accompanied')],
  'hold-indecent-image': [anyone, row('device')],
}

/** The facets that matter for an act, in the order in which a full situation is put together. */
export const applicable = (act: Act): readonly Applicable[] => table[act]

/** The facets of an act that apply on what is known, given or not. */
export const applicableTo = (act: Act, situation: Situation): readonly Applicable[] =>
  table[act].filter(({ under }) => under === undefined || holds(under, situation))

function* completed(rows: readonly Applicable[], situation: Situation): Iterable<Situation> {
  const [first, ...rest] = rows
  if (first === undefined) {
    yield situation
    return
  }
  if (first.under !== undefined && !holds(first.under, situation)) {
    yield* completed(rest, situation)
    return
  }
  for (const value of first.values) yield* completed(rest, { ...situation, [first.facet]: value })
}

/** All admissible full situations of an act: every facet that applies has one of its values, and no other is given. */
export const situationsOf = (act: Act): Iterable<Situation> => completed(table[act], { act })
