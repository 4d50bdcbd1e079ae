import { compareMany } from '../policy-engine/compare.ts'
import { scopeWords, shortName, toldGroups } from '../policy-engine/compare-words.ts'
import type { Pack } from '../policy-engine/policy.ts'
import { shippedPack } from '../policy-engine/shipped-packs.ts'
import { conditionsWords } from '../policy-engine/words.ts'
import { noSuchPolicy } from './no-such-policy.ts'

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', `${title} (${lines.length})`, ...lines.map(line => `- ${line}`)]

const readable = (packs: readonly Pack[]): string => {
  const names = packs.map(shortName)
  const compared = compareMany(packs)
  return [
    `${names.join(' and ')}, compared over ${compared.situations.toLocaleString('en-GB')} situations`,
    ...section(
      'Whom they are written for',
      compared.scope.map(difference => scopeWords(difference, names)),
    ),
    ...toldGroups(compared, names).flatMap(({ title, rows }) =>
      section(
        title,
        rows.map(({ when, sides }) => `${conditionsWords(when)}: ${sides.join('; ')}.`),
      ),
    ),
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
  const unknown = ids.filter(id => shippedPack(id) === undefined)
  if (unknown.length > 0) {
    console.error(noSuchPolicy(unknown))
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
