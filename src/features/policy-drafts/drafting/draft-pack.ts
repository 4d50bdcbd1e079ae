import type { Role } from '../../../kernel/actor.ts'
import { type Clause, type Pack, packSchema, type Rule } from '../../../policy-engine/policy.ts'
import { catalogue, type SettingKey, settingKeys } from '../../../policy-engine/settings.ts'
import type { Actor, Conditions, Decider } from '../../../policy-engine/vocabulary.ts'
import type { Strength, Topic } from '../../../policy-reader/reading.ts'
import type { ClauseWording, StatedByPeople } from '../draft.ts'
import { freeCode } from './clause-codes.ts'
import { type RuleSketch, sketchesFor } from './rule-catalogue.ts'
import { settledBy } from './setting-catalogue.ts'
import { decidersIn, needsAll } from './wordings.ts'

/** A clause that goes into the pack. */
export type KeptClause = {
  /** The second half of its id. */
  readonly code: string
  readonly read: ClauseWording
  readonly wording: ClauseWording
}

/** What a pack is drafted from. */
export type PackSource = {
  readonly id: string
  readonly school: string | null
  readonly title: string
  readonly adopted: string
  readonly lastReviewed: string | null
  readonly nextReview: string | null
  readonly reviewEvery: string | null
  readonly ownerRole: Role | null
  readonly scope: { readonly staff: readonly Actor[]; readonly covers: readonly Actor[] }
  readonly scopeClause: string | null
  readonly clauses: readonly KeptClause[]
  /** The pack it was started from: its rules and settings stay wherever their clause does. */
  readonly base: Pack | undefined
  readonly settings: StatedByPeople
}

/** Something that the people who draft should know about what became of their clauses. */
export type DraftNote = { readonly about: string; readonly text: string }

type Reference = { readonly clause: string } | Record<'law', unknown>
type Stated = { readonly value: unknown; readonly basis: readonly Reference[] }
type StatedSettings = Partial<Record<SettingKey, Stated>>

const idLike = /^[A-Z]{2}-([0-9a-z.*]+(\/[a-z0-9-]+)?)$/

/** The pack with the ids of its clauses and rules under other letters. */
const underLetters = (pack: Pack, id: string): Pack =>
  packSchema.parse(
    JSON.parse(JSON.stringify({ ...pack, id }), (_key, value: unknown) =>
      typeof value === 'string' && idLike.test(value) ? value.replace(/^[A-Z]{2}/, id) : value,
    ),
  )

const strengthOf = (says: Strength): Clause['strength'] => (says === 'process' ? 'must' : says)

/** Whom a rule is for, where it is not the staff. A document that says "everyone" to its staff means the staff. */
const actorsOf = (who: Clause['who'], covers: readonly Actor[]): readonly Actor[] | undefined => {
  switch (who) {
    case 'pupil':
    case 'parent':
    case 'governor':
    case 'volunteer':
      return [who]
    case 'slt':
      return ['slt', 'headteacher']
    case 'all':
      return covers.includes('pupil') && covers.includes('parent') ? covers : undefined
    case 'staff':
    case 'school':
    case 'moderator':
      return undefined
  }
}

const distinct = <Item>(items: readonly Item[]): readonly Item[] => [...new Set(items)]

/** Conditions without facets that ended up empty. */
const filled = (conditions: Conditions): Conditions =>
  Object.fromEntries(Object.entries(conditions).filter(([, values]) => values.length > 0))

const askOf = (words: string, asks: readonly Decider[]): Rule['ask'] => {
  const named = distinct([...decidersIn(words), ...asks])
  const who = named.length > 0 ? [...named] : (['leadership'] satisfies Decider[])
  return needsAll(words) ? { all: who } : { any: who }
}

const ruleFrom = (
  sketch: RuleSketch,
  clauseId: string,
  nth: number,
  kept: KeptClause,
  covers: readonly Actor[],
): Rule => {
  const actor = sketch.forStaff ? undefined : actorsOf(kept.wording.who, covers)
  return {
    id: nth === 0 ? clauseId : `${clauseId}/${nth + 1}`,
    clause: clauseId,
    says: sketch.says,
    when: filled({ ...(actor ? { actor } : {}), ...sketch.when }),
    unless: [...(sketch.unless ?? [])],
    ...(sketch.says === 'ask' ? { ask: askOf(kept.wording.gist, sketch.asks ?? []) } : {}),
    duties: [...(sketch.duties ?? [])],
    over: [],
    principle: false,
  }
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** What a rule decides, whatever its name and clause. */
const decidedBy = ({ says, when, unless, ask, duties }: Rule) => ({ says, when, unless, ask, duties })

type Drafted = {
  readonly rule: Rule
  readonly section: string
  readonly topic: Topic | null
  readonly over: readonly Topic[]
}

/** How a clause stands to the pack that the draft was started from. */
type Standing =
  | { readonly kind: 'new' }
  /** Whatever rests on it stays. */
  | { readonly kind: 'kept'; readonly clause: Clause }
  /** Its strength, addressee or topic was changed: what rested on it was about something else. */
  | { readonly kind: 'changed'; readonly clause: Clause }

const standingOf = (kept: KeptClause, id: string, base: Pack | undefined): Standing => {
  const clause = base?.clauses.find(one => one.id === id)
  if (!clause) return { kind: 'new' }
  const { read, wording } = kept
  return read.says === wording.says && read.who === wording.who && wording.topic === null
    ? { kind: 'kept', clause }
    : { kind: 'changed', clause }
}

/** What people who read a policy's head learn: when it is reviewed and who looks after it. */
const headGist = ({ reviewEvery, nextReview, ownerRole }: PackSource): string =>
  [
    'says when it is reviewed',
    ...(reviewEvery === null && nextReview === null ? [] : ['what the cycle or the next date is']),
    ...(ownerRole === null ? [] : ['who looks after it']),
  ].join(', ')

/**
 * The pack that accepted clauses come to. A clause of which the catalogue knows topic and strength decides something; one
 * that states how the school works becomes a setting; every other is kept, read and acknowledged, and decides nothing.
 * The notes say what was left out and where two clauses differ.
 */
export const draftPack = (
  source: PackSource,
): { readonly pack: Pack; readonly notes: readonly DraftNote[] } => {
  const base = source.base && underLetters(source.base, source.id)
  const idOf = (code: string): string => `${source.id}-${code}`
  const notes: DraftNote[] = []
  const clauses: Clause[] = []
  const drafted: Drafted[] = []
  const settings: StatedSettings = {}
  const codes = new Set(source.clauses.map(({ code }) => code))
  const staying = new Set(
    source.clauses.flatMap(kept => {
      const id = idOf(kept.code)
      return standingOf(kept, id, base).kind === 'kept' ? [id] : []
    }),
  )

  const settle = (key: SettingKey, value: unknown, clause: string): void => {
    const known = settings[key]
    if (known === undefined) settings[key] = { value, basis: [{ clause }] }
    else if (same(known.value, value)) settings[key] = { value, basis: [...known.basis, { clause }] }
    else
      notes.push({
        about: clause,
        text: `It says something else about “${catalogue[key].name}” than an earlier clause. The earlier one counts; drop or correct one of them.`,
      })
  }

  for (const kept of source.clauses) {
    const id = idOf(kept.code)
    const { wording } = kept
    const standing = standingOf(kept, id, base)
    if (standing.kind === 'kept') {
      const { section, gist, capability } = wording
      clauses.push({ ...standing.clause, section, gist, capability })
      continue
    }
    const { topic } = wording
    const sketches = topic === null ? [] : sketchesFor({ ...wording, topic }, wording.gist)
    const settled = topic === null ? [] : settledBy(topic, wording.gist)
    for (const { key, value } of settled) settle(key, value, id)
    const made = sketches.map((sketch, nth) => ruleFrom(sketch, id, nth, kept, source.scope.covers))
    // A list of which each item carries the stem decides once.
    const fresh = made.filter(
      rule =>
        !drafted.some(
          ({ rule: known, section }) =>
            section === wording.section && same(decidedBy(known), decidedBy(rule)),
        ),
    )
    drafted.push(
      ...fresh.map(rule => ({
        rule,
        section: wording.section,
        topic,
        over: sketches[made.indexOf(rule)]?.over ?? [],
      })),
    )
    clauses.push({
      id,
      section: wording.section,
      who: wording.who,
      kind:
        fresh.length > 0 ? 'rule' : settled.length > 0 || wording.says === 'process' ? 'process' : 'notice',
      strength: strengthOf(wording.says),
      gist: wording.gist,
      capability: wording.capability,
    })
    if (standing.kind === 'changed' && sketches.length === 0)
      notes.push({
        about: id,
        text: 'Its strength, topic or addressee was changed, and Gatepost does not know what it now decides. It is kept as a notice.',
      })
  }

  const rules = drafted.map(({ rule, over }) => ({
    ...rule,
    over: drafted
      .filter(other => other.rule.says !== 'do' && other.topic !== null && over.includes(other.topic))
      .map(other => other.rule.id)
      .filter(other => other !== rule.id),
  }))

  // What the pack before said stays where its clause does.
  for (const key of settingKeys) {
    const stated: Stated | undefined = base?.settings[key]
    if (stated === undefined || settings[key] !== undefined) continue
    const basis = stated.basis.filter(one => !('clause' in one) || staying.has(one.clause))
    if (basis.length > 0) settings[key] = { ...stated, basis }
    else
      notes.push({
        about: 'settings',
        text: `“${catalogue[key].name}” rested on a clause that is no longer there: school practice applies.`,
      })
  }
  const checks = settings['posts.checks']
  if (checks !== undefined && Array.isArray(checks.value))
    settings['posts.checks'] = {
      ...checks,
      value: checks.value.filter(
        (check: { clause?: string }) => check.clause === undefined || staying.has(check.clause),
      ),
    }
  const keptRules = (base?.rules ?? []).filter(rule => staying.has(rule.clause))
  const ruleIds = new Set([...keptRules, ...rules].map(({ id }) => id))
  const clauseIds = new Set(clauses.map(({ id }) => id))
  const connected = keptRules.map(rule => ({
    ...rule,
    over: rule.over.filter(id => ruleIds.has(id)),
    ...(rule.arguable?.clause !== undefined && !clauseIds.has(rule.arguable.clause)
      ? { arguable: { because: rule.arguable.because } }
      : {}),
  }))

  for (const key of settingKeys) {
    const stated = source.settings[key]
    if (stated === undefined) continue
    if (stated === null) delete settings[key]
    else if (codes.has(stated.code))
      settings[key] = { value: stated.value, basis: [{ clause: idOf(stated.code) }] }
    else
      notes.push({
        about: 'settings',
        text: `“${catalogue[key].name}” was set under a clause that is no longer there: school practice applies.`,
      })
  }

  // The document's head is a clause too, where nothing else says when the policy is reviewed and by whom.
  const review = {
    ...(source.reviewEvery === null ? {} : { every: source.reviewEvery }),
    ...(source.nextReview === null ? {} : { next: source.nextReview }),
  }
  const headed: readonly (readonly [SettingKey, unknown])[] = [
    ...(Object.keys(review).length > 0 ? [['policy.review', review] as const] : []),
    ...(source.ownerRole === null ? [] : [['policy.owner', source.ownerRole] as const]),
  ]
  const reviewClause = source.clauses.find(({ wording }) => wording.topic === 'policy-review')?.code
  const headNeeded = headed.some(
    ([key]) => settings[key] === undefined && !(key === 'policy.review' && reviewClause !== undefined),
  )
  const head = headNeeded ? freeCode('0', new Set(codes)) : undefined
  for (const [key, value] of headed) {
    const code = key === 'policy.review' ? (reviewClause ?? head) : head
    const basis = settings[key]?.basis ?? (code === undefined ? [] : [{ clause: idOf(code) }])
    if (basis.length > 0) settings[key] = { value, basis }
  }
  const headClause: readonly Clause[] =
    head === undefined
      ? []
      : [
          {
            id: idOf(head),
            section: 'Head of the document',
            who: 'school',
            kind: 'process',
            strength: 'must',
            gist: headGist(source),
            capability: 'policy.review',
          },
        ]

  const scopeClause = source.scopeClause === null ? undefined : idOf(source.scopeClause)
  return {
    pack: packSchema.parse({
      id: source.id,
      school: source.school,
      title: source.title,
      language: 1,
      dates: {
        adopted: source.adopted,
        ...(source.lastReviewed === null ? {} : { lastReviewed: source.lastReviewed }),
      },
      settings,
      clauses: [...headClause, ...clauses],
      scope: {
        ...source.scope,
        ...(scopeClause !== undefined && clauseIds.has(scopeClause) ? { clause: scopeClause } : {}),
      },
      rules: [...connected, ...rules],
    }),
    notes,
  }
}
