import type { Instant } from '../../../kernel/clock.ts'
import { capital } from '../../../kernel/prose.ts'
import { compiledOf } from '../../../policy-engine/compile.ts'
import { duties } from '../../../policy-engine/duties.ts'
import { decidersWords } from '../../../policy-engine/explain.ts'
import {
  circumstancesWords,
  conditionsWords,
  ownActWords,
  valueWords,
  verdictWords,
} from '../../../policy-engine/words.ts'
import { clausesBySection, settingLines } from '../../policy/index.ts'
import { arguableOf } from '../arguable.ts'
import { actsOf, type ClauseRule, guidanceOn, rulesOf } from '../clause-rules.ts'
import { type Interpretation, readsWords } from '../interpretation.ts'
import { clauseHref, type Text } from '../texts.ts'
import { verdictColours } from './can-i.page.ts'
import { guidanceView } from './guidance-view.ts'
import type { ClauseInGatepost } from './parts.ts'

const kindWords = {
  rule: 'It is a general word: it decides no question by itself.',
  process: 'It decides no question of “Can I…?”. It says how the school works.',
  notice: 'It decides no question of “Can I…?”. It is something people must know.',
} as const

const linkTo = (text: Text) => (id: string) => ({ id, href: clauseHref(id, text) })

const ruleView = ({ rule, when, goesBefore, givesWayTo }: ClauseRule, text: Text) => ({
  tag: { text: verdictWords[rule.says], colour: verdictColours[rule.says] },
  principle: rule.principle,
  acts: (when.act ?? []).map(act => capital(valueWords('act', act))),
  circumstances: capital(circumstancesWords(when)),
  unless: rule.unless.map(exception =>
    exception.act === undefined ? circumstancesWords(exception) : conditionsWords(exception),
  ),
  decides: rule.ask ? capital(decidersWords({ any: [], all: [], ...rule.ask })) : undefined,
  duties: rule.duties.map(duty => duties[duty]),
  goesBefore: goesBefore.map(linkTo(text)),
  givesWayTo: givesWayTo.map(linkTo(text)),
})

/** Where the clause can be read against another one, from either side, or in two ways by itself. */
const argumentsOf = (text: Text, id: string) =>
  arguableOf(compiledOf(text.pack)).flatMap(({ clause, otherClause, because }) => {
    if (clause !== id && otherClause !== id) return []
    const other = clause === id ? otherClause : clause
    return [
      {
        because: capital(because),
        other: other === null || other === id ? undefined : linkTo(text)(other),
      },
    ]
  })

export type ClauseInput = {
  readonly text: Text
  readonly id: string
  readonly coverage: ClauseInGatepost | undefined
  /** Whether whoever reads it may open a page. */
  mayOpen(path: string): boolean
  /** What this school has recorded about it and not ended; with the name of whoever did. */
  readonly readings: readonly (Interpretation & { readonly by: string })[]
  readonly last: { readonly at: Instant; readonly kind: string } | undefined
}

/** One clause: what it says, what it does here, and what stands beside it. Undefined where the text has no such clause. */
export const clausePage = ({ text, id, coverage, mayOpen, readings, last }: ClauseInput) => {
  const { pack } = text
  const clause = pack.clauses.find(one => one.id === id)
  const lines = settingLines(text.settings)
  const section = clausesBySection(pack, lines).find(one => one.clauses.some(view => view.id === id))
  const view = section?.clauses.find(one => one.id === id)
  if (!clause || !section || !view) return undefined
  const rules = rulesOf(pack, id)
  const own = text.kind === 'in-force'
  const beside = guidanceOn(rules).map(guidanceView)
  return {
    id,
    title: pack.title,
    section: section.name,
    gist: view.gist,
    strength: view.strength,
    who: view.who,
    own,
    of: text.name,
    ofSchool: text.kind !== 'shipped',
    textHref: own
      ? `/policy#${id}`
      : text.versionId === undefined
        ? undefined
        : `/policy/versions/${text.versionId}/text`,
    scope:
      pack.scope.clause === id
        ? pack.scope.covers.map(actor => valueWords('actor', actor)).join(', ')
        : undefined,
    rules: rules.map(rule => ruleView(rule, text)),
    noRule: kindWords[clause.kind],
    settings: view.acts.map(({ name, value }) => ({
      name,
      value,
      basis: lines.find(line => line.name === name)?.basis ?? [],
    })),
    state: coverage?.state ?? 'not-yet',
    where: (coverage?.where ?? []).map(one => ({ ...one, open: mayOpen(one.path) })),
    lacks: coverage?.lacks,
    arguments: argumentsOf(text, id),
    readings: readings.map(one => ({
      text: readsWords[one.reads],
      reason: one.reason,
      by: one.by,
      at: one.recordedAt,
    })),
    beside: beside.slice(0, 1),
    besideMore: beside.slice(1),
    last,
    acts: own
      ? actsOf(rules).map(act => ({ text: capital(ownActWords(act)), href: `/advice?act=${act}` }))
      : [],
  }
}
