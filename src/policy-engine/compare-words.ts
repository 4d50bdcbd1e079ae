import { capital, listed } from '../kernel/prose.ts'
import type { ComparisonOfMany, Row, ScopeDifference, Side, TermsRow } from './compare.ts'
import { duties } from './duties.ts'
import { decidersWords } from './explain.ts'
import type { Pack } from './policy.ts'
import type { Actor, Conditions, Verdict } from './vocabulary.ts'
import { conditionsWords } from './words.ts'

const says: Readonly<Record<Verdict, string>> = {
  'must-not': 'forbids',
  ask: 'has somebody decide first',
  'should-not': 'discourages',
  do: 'says what to do',
  may: 'allows',
  silent: 'is silent',
}

const people: Readonly<Record<Actor, string>> = {
  staff: 'staff',
  slt: 'senior leaders',
  headteacher: 'the headteacher',
  governor: 'governors',
  volunteer: 'volunteers',
  contractor: 'contractors',
  visitor: 'visitors',
  pupil: 'pupils',
  parent: 'parents',
}

/** What a policy is called among others: “Ashlands”, or its title and id where it names no school. */
export const shortName = ({ school, title, id }: Pack): string =>
  school === null
    ? `${title} (${id})`
    : school.replace(
        / (St|CE|C of E|RC|Catholic|Community|Primary|Infant|Junior|Nursery|School|Academy)\b.*$/,
        '',
      )

const cited = (clauses: readonly string[]): string => (clauses.length === 0 ? '' : ` (${clauses.join(', ')})`)

const sideWords = (name: string, { verdict, clauses, outside }: Side): string =>
  outside ? `${name} is not written for them` : `${name} ${says[verdict]}${cited(clauses)}`

/**
 * A difference as a sentence: “Write to or call somebody first (the other person is a former pupil; aged 18 or over):
 * Ashlands forbids (AL-10.b); Great Harwood discourages (GH-4.1.v); Barleyhurst Park is silent.” `names` has one for each
 * side.
 */
export const rowWords = ({ when, sides }: Pick<Row, 'when' | 'sides'>, names: readonly string[]): string =>
  `${conditionsWords(when)}: ${sides.map((side, index) => sideWords(names[index] ?? '', side)).join('; ')}.`

const termsSideWords = (name: string, { clauses, ask, duties: own }: TermsRow['sides'][number]): string => {
  const who = decidersWords(ask)
  const besides = [...(who === '' ? [] : [`asks ${who}`]), ...own.map(duty => `“${duties[duty]}”`)]
  return `${name} ${besides.length === 0 ? 'asks for nothing more' : besides.join(', ')}${cited(clauses)}`
}

/** The same verdict on other terms as a sentence: who decides and what has to be done besides, under each policy. */
export const termsWords = ({ when, sides }: TermsRow, names: readonly string[]): string =>
  `${conditionsWords(when)}: ${sides.map((side, index) => termsSideWords(names[index] ?? '', side)).join('; ')}.`

/** Whom not all policies are written for: “Governors and volunteers: Wateringbury is written for them; Ashlands is not.” */
export const scopeWords = ({ actors, covered }: ScopeDifference, names: readonly string[]): string => {
  const who = listed(actors.map(actor => people[actor]))
  const written = names.filter((_, index) => covered[index])
  const others = names.filter((_, index) => !covered[index])
  return `${capital(who)}: ${listed(written)} ${written.length === 1 ? 'is' : 'are'} written for them; ${listed(others)} ${others.length === 1 ? 'is' : 'are'} not.`
}

/** Rows of one kind under their title; each says when, and what each policy says then, in the order given. */
export type ToldGroup = {
  readonly title: string
  readonly rows: readonly { readonly when: Conditions; readonly sides: readonly string[] }[]
}

/** A whole comparison in words, in the order in which it is read; groups without rows are left out. */
export const toldGroups = (
  { rows, terms }: Pick<ComparisonOfMany, 'rows' | 'terms'>,
  names: readonly string[],
): readonly ToldGroup[] => {
  const told = <One extends Pick<Row, 'when' | 'sides'>>(
    title: string,
    some: readonly One[],
    words: (name: string, side: One['sides'][number]) => string,
  ): ToldGroup => ({
    title,
    rows: some.map(({ when, sides }) => ({
      when,
      sides: sides.map((side, index) => words(names[index] ?? '', side)),
    })),
  })
  const speakers = ({ sides }: Row): readonly Side[] => sides.filter(({ verdict }) => verdict !== 'silent')
  const own = rows.filter(({ byScope }) => !byScope)
  const groups = [
    told(
      `Where ${names.length === 2 ? 'both speak' : 'more than one speaks'}, and they differ`,
      own.filter(row => speakers(row).length > 1),
      sideWords,
    ),
    ...names.map((name, index) =>
      told(
        `Only ${name} speaks`,
        own.filter(row => speakers(row).length === 1 && row.sides[index]?.verdict !== 'silent'),
        sideWords,
      ),
    ),
    told('The same answer on other terms', terms, termsSideWords),
    told(
      'What follows from whom they are written for',
      rows.filter(({ byScope }) => byScope),
      sideWords,
    ),
  ]
  return groups.filter(group => group.rows.length > 0)
}
