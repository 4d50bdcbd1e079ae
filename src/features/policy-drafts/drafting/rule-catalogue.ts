import type { Clause, Rule } from '../../../policy-engine/policy.ts'
import type { Strength, Topic } from '../../../policy-reader/reading.ts'
import { contactRules } from './rules/contact.ts'
import { deviceRules } from './rules/devices.ts'
import { officialRules } from './rules/official.ts'
import { ownUseRules } from './rules/own-use.ts'
import { pictureRules } from './rules/pictures.ts'
import { adults, type Row, type RuleSketch } from './rules/row.ts'
import { wordsRules } from './rules/what-is-said.ts'

/**
 * What the software makes of a clause once a person has accepted it. A clause that no line speaks for is kept and
 * acknowledged, and decides nothing: better no answer than a guessed one.
 */
const rows: readonly Row[] = [
  ...contactRules,
  ...ownUseRules,
  ...wordsRules,
  ...pictureRules,
  ...officialRules,
  ...deviceRules,
]

const verdictOf = {
  'must-not': 'must-not',
  'should-not': 'should-not',
  'needs-approval': 'ask',
  may: 'may',
} as const satisfies Partial<Record<Strength, Rule['says']>>

/** The verdict of a clause of this strength; undefined for an obligation, which permits and forbids nothing by itself. */
const verdictFor = (says: Strength): Rule['says'] | undefined =>
  says in verdictOf ? verdictOf[says as keyof typeof verdictOf] : undefined

/** A clause that says where another one does not hold. */
const exempting = /\b(do(es)?|did|shall|will|need) not (apply|extend)\b|\bexempt\w*/i

/** What the catalogue makes of a clause, from its topic, strength, addressee and words; nothing where no line speaks for it. */
export const sketchesFor = (
  clause: { readonly topic: Topic; readonly says: Strength; readonly who: Clause['who'] },
  text: string,
): readonly RuleSketch[] => {
  const exempts = exempting.test(text)
  const fitting = rows.filter(
    row =>
      row.topics.includes(clause.topic) &&
      row.says.includes(clause.says) &&
      (row.who ?? adults).includes(clause.who) &&
      (row.exempts ?? false) === exempts &&
      [row.words ?? []].flat().every(words => words.test(text)) &&
      ![row.without ?? []].flat().some(words => words.test(text)),
  )
  const made = (row: Row): readonly RuleSketch[] =>
    [row.rule(text, clause.says)].flat().flatMap(sketch => {
      const says = sketch.says ?? verdictFor(clause.says)
      return says === undefined ? [] : [{ ...sketch, says }]
    })
  const first = fitting.filter(row => !row.otherwise).flatMap(made)
  return first.length > 0
    ? first
    : fitting
        .filter(row => row.otherwise)
        .slice(0, 1)
        .flatMap(made)
}
