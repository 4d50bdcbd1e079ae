import type { Role } from '../../../kernel/actor.ts'
import { catalogue, type SettingKey, settingKeys } from '../../../policy-engine/catalogue.ts'
import { type Clause, type Pack, packSchema, type Rule } from '../../../policy-engine/policy.ts'
import type { Actor, Conditions, Decider } from '../../../policy-engine/vocabulary.ts'
import type { Strength, Topic } from '../../../policy-reader/reading.ts'
import type { ClauseWording, StatedByPeople } from '../draft.ts'
import { freeCode } from './clause-codes.ts'
import { sketchesFor } from './rule-catalogue.ts'
import type { RuleSketch } from './rules/row.ts'
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
type StatedSettings = Readonly<Partial<Record<SettingKey, Stated>>>

const idLike = /^[A-Z]{2}-([0-9a-z.*]+(\/[a-z0-9-]+)?)$/

/** The pack with the ids of its clauses and rules under other letters. */
const underLetters = (pack: Pack, id: string): Pack =>
  packSchema.parse(
    JSON.parse(JSON.stringify({ ...pack, id }), (_key, value: unknown) =>
      typeof value === 'string' && idLike.test(value) ? value.replace(/^[A-Z]{2}/, id) : value,
    ),
  )

const strengthOf = (says: Strength): Clause['strength'] => (says === 'process' ? 'must' : says)

const toEverybody =
  /\b(?<!\b(if|about|of|to|with|from) )(everyone|everybody|anyone|anybody|no ?one|nobody|community)\b|\b(staff|employees)\b[^.]{0,40}\b(and|or)\b[^.]{0,20}\b(pupils|parents|carers)\b/i

/** Whom a rule is for, where it is not the staff. A document that says "everyone" to its staff means the staff. */
const actorsOf = ({ who, gist }: ClauseWording, covers: readonly Actor[]): readonly Actor[] | undefined => {
  switch (who) {
    case 'pupil':
    case 'parent':
    case 'governor':
    case 'volunteer':
      return [who]
    case 'slt':
      return ['slt', 'headteacher']
    case 'all':
      return toEverybody.test(gist) && covers.includes('pupil') && covers.includes('parent')
        ? covers
        : undefined
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

/** Only words about a permission name who gives it; others name whom the clause binds. */
const permits =
  /\b(permission|consent|approv|agree|authoris|discuss|assess|ask|seek|talk|business case|appl)/i

const askOf = (words: string, asks: readonly Decider[]): Rule['ask'] => {
  const named = permits.test(words) ? decidersIn(words) : []
  const who = distinct(
    named.length > 0 ? named : asks.length > 0 ? asks : (['leadership'] satisfies Decider[]),
  )
  return needsAll(words) ? { all: [...who] } : { any: [...who] }
}

const ruleFrom = (
  sketch: RuleSketch,
  clauseId: string,
  nth: number,
  kept: KeptClause,
  covers: readonly Actor[],
): Rule => {
  const actor = sketch.forStaff ? undefined : actorsOf(kept.wording, covers)
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

type Clauses = {
  readonly clauses: readonly Clause[]
  readonly drafted: readonly Drafted[]
  readonly settings: StatedSettings
  readonly notes: readonly DraftNote[]
}

/** What each clause comes to by itself: a clause of the pack, rules, settings. */
const clausesOf = (source: PackSource, base: Pack | undefined): Clauses => {
  const notes: DraftNote[] = []
  const clauses: Clause[] = []
  const drafted: Drafted[] = []
  const settings: Partial<Record<SettingKey, Stated>> = {}

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
    const id = `${source.id}-${kept.code}`
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
  return { clauses, drafted, settings, notes }
}

/** The rules with those of other topics that each goes before. */
const ranked = (drafted: readonly Drafted[]): readonly Rule[] =>
  drafted.map(({ rule, over }) => ({
    ...rule,
    over: drafted
      .filter(other => other.rule.says !== 'do' && other.topic !== null && over.includes(other.topic))
      .map(other => other.rule.id)
      .filter(other => other !== rule.id),
  }))

type Settled = { readonly settings: StatedSettings; readonly notes: readonly DraftNote[] }

const noLonger = (key: SettingKey, did: 'rested on' | 'was set under'): DraftNote => ({
  about: 'settings',
  text: `“${catalogue[key].name}” ${did} a clause that is no longer there: school practice applies.`,
})

/** The settings, with those that the pack before stated wherever their clause stays. */
const withSettingsBefore = (
  settings: StatedSettings,
  base: Pack | undefined,
  staying: ReadonlySet<string>,
): Settled => {
  const all: Partial<Record<SettingKey, Stated>> = { ...settings }
  const notes: DraftNote[] = []
  for (const key of settingKeys) {
    const stated: Stated | undefined = base?.settings[key]
    if (stated === undefined || all[key] !== undefined) continue
    const basis = stated.basis.filter(one => !('clause' in one) || staying.has(one.clause))
    if (basis.length > 0) all[key] = { ...stated, basis }
    else notes.push(noLonger(key, 'rested on'))
  }
  const checks = all['posts.checks']
  if (checks !== undefined && Array.isArray(checks.value))
    all['posts.checks'] = {
      ...checks,
      value: checks.value.filter(
        (check: { clause?: string }) => check.clause === undefined || staying.has(check.clause),
      ),
    }
  return { settings: all, notes }
}

/** The settings, with those that people stated or took out, where the clause they named is still there. */
const withSettingsByPeople = (settings: StatedSettings, source: PackSource): Settled => {
  const all: Partial<Record<SettingKey, Stated>> = { ...settings }
  const notes: DraftNote[] = []
  for (const key of settingKeys) {
    const stated = source.settings[key]
    if (stated === undefined) continue
    if (stated === null) delete all[key]
    else if (source.clauses.some(({ code }) => code === stated.code))
      all[key] = { value: stated.value, basis: [{ clause: `${source.id}-${stated.code}` }] }
    else notes.push(noLonger(key, 'was set under'))
  }
  return { settings: all, notes }
}

/** The settings, with what the document's head says; the head is a clause of its own where no other says that. */
const withHead = (
  settings: StatedSettings,
  source: PackSource,
): { readonly settings: StatedSettings; readonly head: readonly Clause[] } => {
  const review = {
    ...(source.reviewEvery === null ? {} : { every: source.reviewEvery }),
    ...(source.nextReview === null ? {} : { next: source.nextReview }),
  }
  const headed: readonly (readonly [SettingKey, unknown])[] = [
    ...(Object.keys(review).length > 0 ? [['policy.review', review] as const] : []),
    ...(source.ownerRole === null ? [] : [['policy.owner', source.ownerRole] as const]),
  ]
  const reviewClause = source.clauses.find(({ wording }) => wording.topic === 'policy-review')?.code
  const needed = headed.some(
    ([key]) => settings[key] === undefined && !(key === 'policy.review' && reviewClause !== undefined),
  )
  const head = needed ? freeCode('0', new Set(source.clauses.map(({ code }) => code))) : undefined
  const added = headed.flatMap(([key, value]) => {
    const code = key === 'policy.review' ? (reviewClause ?? head) : head
    const basis = settings[key]?.basis ?? (code === undefined ? [] : [{ clause: `${source.id}-${code}` }])
    return basis.length > 0 ? [[key, { value, basis }] as const] : []
  })
  const all: Partial<Record<SettingKey, Stated>> = { ...settings, ...Object.fromEntries(added) }
  // Left empty is an answer too: what the pack before said is another school's date, or was taken out by a person.
  for (const key of ['policy.review', 'policy.owner'] as const)
    if (!headed.some(([stated]) => stated === key)) delete all[key]
  return {
    settings: all,
    head:
      head === undefined
        ? []
        : [
            {
              id: `${source.id}-${head}`,
              section: 'Head of the document',
              who: 'school',
              kind: 'process',
              strength: 'must',
              gist: headGist(source),
              capability: 'policy.review',
            },
          ],
  }
}

/** The rules of the pack before whose clauses stay, without what they said of rules and clauses that do not. */
const rulesBefore = (
  base: Pack | undefined,
  staying: ReadonlySet<string>,
  rules: readonly Rule[],
  clauses: readonly Clause[],
): readonly Rule[] => {
  const kept = (base?.rules ?? []).filter(rule => staying.has(rule.clause))
  const ruleIds = new Set([...kept, ...rules].map(({ id }) => id))
  const clauseIds = new Set(clauses.map(({ id }) => id))
  return kept.map(rule => ({
    ...rule,
    over: rule.over.filter(id => ruleIds.has(id)),
    ...(rule.arguable?.clause !== undefined && !clauseIds.has(rule.arguable.clause)
      ? { arguable: { because: rule.arguable.because } }
      : {}),
  }))
}

/**
 * The pack that accepted clauses come to. A clause of which the catalogue knows topic and strength decides something; one
 * that states how the school works becomes a setting; every other is kept, read and acknowledged, and decides nothing.
 * The notes say what was left out and where two clauses differ.
 */
export const draftPack = (
  source: PackSource,
): { readonly pack: Pack; readonly notes: readonly DraftNote[] } => {
  const base = source.base && underLetters(source.base, source.id)
  const staying = new Set(
    source.clauses.flatMap(kept => {
      const id = `${source.id}-${kept.code}`
      return standingOf(kept, id, base).kind === 'kept' ? [id] : []
    }),
  )
  const { clauses, drafted, ...own } = clausesOf(source, base)
  const before = withSettingsBefore(own.settings, base, staying)
  const byPeople = withSettingsByPeople(before.settings, source)
  const { settings, head } = withHead(byPeople.settings, source)
  const rules = ranked(drafted)
  const stated = source.scopeClause === null ? undefined : `${source.id}-${source.scopeClause}`
  const scopeClause = clauses.find(({ id }) => id === stated)?.id
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
      clauses: [...head, ...clauses],
      scope: { ...source.scope, ...(scopeClause === undefined ? {} : { clause: scopeClause }) },
      rules: [...rulesBefore(base, staying, rules, clauses), ...rules],
    }),
    notes: [...own.notes, ...before.notes, ...byPeople.notes],
  }
}
