import { compareMany, type Row, type Side } from './policy-engine/compare.ts'
import { rowWords, scopeWords, shortName, termsWords } from './policy-engine/compare-words.ts'
import type { Pack } from './policy-engine/policy.ts'
import { shippedPack, shippedPacks } from './policy-engine/shipped-packs.ts'

const speaks = ({ verdict }: Side): boolean => verdict !== 'silent'

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', `${title} (${lines.length})`, ...lines.map(line => `- ${line}`)]

const readable = (packs: readonly Pack[]): string => {
  const names = packs.map(shortName)
  const { situations, scope, rows, terms } = compareMany(packs)
  const told = (some: readonly Row[]) => some.map(row => rowWords(row, names))
  const own = rows.filter(({ byScope }) => !byScope)
  return [
    `${names.join(' and ')}, compared over ${situations.toLocaleString('en-GB')} situations`,
    ...section(
      'Whom they are written for',
      scope.map(difference => scopeWords(difference, names)),
    ),
    ...section(
      'Where more than one speaks, and they differ',
      told(own.filter(({ sides }) => sides.filter(speaks).length > 1)),
    ),
    ...names.flatMap((name, index) =>
      section(
        `Only ${name} speaks`,
        told(own.filter(({ sides }) => sides.every((side, at) => speaks(side) === (at === index)))),
      ),
    ),
    ...section(
      'The same answer on other terms',
      terms.map(row => termsWords(row, names)),
    ),
    ...section('What follows from whom they are written for', told(rows.filter(({ byScope }) => byScope))),
  ].join('\n')
}

const asData = (packs: readonly Pack[]): object => {
  const { situations, scope, rows } = compareMany(packs)
  const perPack = <Value>(value: (index: number) => Value) =>
    Object.fromEntries(packs.map(({ id }, index) => [id, value(index)]))
  return {
    situations,
    scope: scope.map(({ actors, covered }) => ({ actors, ...perPack(index => covered[index]) })),
    differences: rows.map(({ when, sides }) => ({
      when,
      ...perPack(index => ({ verdict: sides[index]?.verdict, clauses: sides[index]?.clauses })),
    })),
  }
}

/**
 * `gatepost policy compare AL WB [--json]`: how two or more shipped policies differ, exactly. Gives the exit status: 2 where
 * the policies are not named rightly. Opens no database.
 */
export const runCompare = (args: readonly string[]): number => {
  const ids = [...new Set(args.filter(arg => arg !== '--json'))]
  const known = shippedPacks().map(({ id }) => id)
  const unknown = ids.filter(id => !known.includes(id))
  if (unknown.length > 0) {
    console.error(
      `There is no policy ${unknown.map(id => `“${id}”`).join(', ')}; there are ${known.join(', ')}.`,
    )
    return 2
  }
  const packs = ids.flatMap(id => shippedPack(id) ?? [])
  if (packs.length < 2) {
    console.error('Name at least two policies: gatepost policy compare AL WB [--json]')
    return 2
  }
  console.log(args.includes('--json') ? JSON.stringify(asData(packs), null, 2) : readable(packs))
  return 0
}
