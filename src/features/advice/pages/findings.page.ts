import type { Temporal } from '../../../kernel/clock.ts'
import { checkPack } from '../../../policy-engine/checks/check-pack.ts'
import type { PackFinding } from '../../../policy-engine/checks/finding.ts'
import { lawAndGuidance } from '../../../policy-engine/guidance.ts'
import type { Pack } from '../../../policy-engine/policy.ts'
import { shippedPacks } from '../../../policy-engine/shipped-packs.ts'
import { type Act, vocabulary } from '../../../policy-engine/vocabulary.ts'
import { type Interpretation, readsWords } from '../interpretation.ts'
import { clauseHref } from '../texts.ts'
import { linkedClauses } from './linked-clauses.ts'

type Link = { readonly text: string; readonly href: string }

const groups: readonly {
  readonly title: string
  readonly about: string
  readonly checks: readonly PackFinding['check'][]
}[] = [
  {
    title: 'Needs a decision',
    about: 'Law or guidance speaks beside it, or it can be read in two ways.',
    checks: ['decision', 'reading'],
  },
  {
    title: 'Clauses at odds',
    about: 'One clause forbids what another allows.',
    checks: ['contradiction'],
  },
  { title: 'Overdue', about: 'By the policy’s own dates.', checks: ['review'] },
  {
    title: 'Left out',
    about:
      'Most other policies that Gatepost knows speak to it. That need not be wrong: decide it knowingly.',
    checks: ['gap'],
  },
  {
    title: 'For whoever wrote the policy into Gatepost',
    about: 'The text may be right; the way it stands in Gatepost is not.',
    checks: ['basis', 'unreachable', 'case'],
  },
]

const readIt = (mayRecord: boolean): Link => ({
  text: mayRecord ? 'Record how you read it' : 'How your school reads it',
  href: '/policy/interpretations',
})
const review: Link = { text: 'Take it to the review', href: '/policy/review' }
const ask: Link = { text: 'Ask your adviser', href: '/advice/questions/new' }

/** What somebody can do next about a finding. */
const nextSteps = ({ check, at }: PackFinding, mayRecord: boolean): readonly Link[] => {
  switch (check) {
    case 'contradiction':
    case 'reading':
      return [readIt(mayRecord), review]
    case 'decision':
      return [review, ask]
    case 'gap':
      return vocabulary.act.includes(at as Act)
        ? [{ text: 'See what is answered until then', href: `/advice?act=${at}` }, review]
        : [review]
    default:
      return [review]
  }
}

/** How the school reads the clauses of a finding, where it has said so. */
const readingOf = ({ clauses }: PackFinding, interpretations: readonly Interpretation[]) => {
  const wanted = clauses.toSorted().join(' ')
  const found = interpretations.find(
    ({ clause, otherClause, endedAt }) =>
      endedAt === null && [...new Set([clause, otherClause ?? clause])].toSorted().join(' ') === wanted,
  )
  return found && { text: readsWords[found.reads].toLowerCase(), reason: found.reason }
}

/**
 * What somebody should look at in the policy in force, with what to do about each. `reader` says what whoever reads it can
 * do: a step they cannot take is not offered.
 */
export const findingsPage = (
  pack: Pack,
  on: Temporal.PlainDate,
  interpretations: readonly Interpretation[],
  reader: { readonly mayRecord: boolean; mayOpen(path: string): boolean },
) => {
  const others = shippedPacks().filter(({ id }) => id !== pack.id)
  const found = checkPack(pack, { on, others, guidance: lawAndGuidance() })
  const isOwn = (id: string): boolean => pack.clauses.some(clause => clause.id === id)
  const hrefOf = (id: string): string => {
    if (isOwn(id)) return clauseHref(id)
    const other = others.find(({ clauses }) => clauses.some(clause => clause.id === id))
    return clauseHref(id, other && { key: other.id })
  }
  const unnamed = ({ clauses, message }: PackFinding, which: (id: string) => boolean) =>
    linkedClauses(clauses.filter(id => which(id) && !message.includes(id)).join(', '), hrefOf)
  return {
    title: pack.title,
    count: found.length,
    groups: groups.flatMap(({ title, about, checks }, index) => {
      const findings = found.filter(({ check }) => checks.includes(check))
      return findings.length === 0
        ? []
        : [
            {
              id: `group-${index + 1}`,
              title,
              about,
              findings: findings.map(finding => ({
                message: linkedClauses(finding.message, hrefOf),
                // What a screen reader is told a link is about.
                about: finding.message,
                // Clauses that a message rests on or counts and does not name: this policy's, and those of others.
                own: unnamed(finding, isOwn),
                others: unnamed(finding, id => !isOwn(id)),
                // The group says it for what is left out, and it is a long list.
                hint: finding.check === 'gap' ? undefined : finding.hint,
                reading: ['contradiction', 'reading'].includes(finding.check)
                  ? readingOf(finding, interpretations)
                  : undefined,
                steps: nextSteps(finding, reader.mayRecord).filter(({ href }) =>
                  reader.mayOpen(href.split('?')[0] ?? ''),
                ),
              })),
            },
          ]
    }),
  }
}
