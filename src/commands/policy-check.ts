import { londonDate, systemClock } from '../kernel/clock.ts'
import { checkPack } from '../policy-engine/checks/check-pack.ts'
import type { PackFinding } from '../policy-engine/checks/finding.ts'
import { lawAndGuidance } from '../policy-engine/guidance.ts'
import { shippedCases, shippedPack, shippedPacks } from '../policy-engine/shipped-packs.ts'
import { noSuchPolicy } from './no-such-policy.ts'

const headings: Readonly<Record<PackFinding['check'], string>> = {
  contradiction: 'Clauses at odds',
  decision: 'To be decided beside current law and guidance',
  reading: 'Can be read in two ways',
  review: 'Review',
  gap: 'Left out',
  basis: 'Settings without a basis',
  unreachable: 'Rules that come to nothing',
  case: 'Rules not tried out',
}

const readable = (findings: readonly PackFinding[]): string =>
  Object.entries(Object.groupBy(findings, ({ check }) => check))
    .map(([check, found]) =>
      [
        headings[check as PackFinding['check']],
        ...found.flatMap(({ message, hint }) => [`- ${message}`, `  ${hint}`]),
      ].join('\n'),
    )
    .join('\n\n')

/**
 * `gatepost policy check AL [--json]`: what somebody should look at in a shipped policy today, and what to do about it. Gives
 * the exit status: 2 where there is no such policy. Opens no database.
 */
export const runPolicyCheck = (args: readonly string[]): number => {
  const [id, ...rest] = args.filter(arg => arg !== '--json')
  const pack = id === undefined || rest.length > 0 ? undefined : shippedPack(id)
  if (pack === undefined) {
    console.error(
      id === undefined || rest.length > 0
        ? 'Name one policy: gatepost policy check AL [--json]'
        : noSuchPolicy([id]),
    )
    return 2
  }
  const findings = checkPack(pack, {
    on: londonDate(systemClock.now()),
    others: shippedPacks().filter(other => other !== pack),
    cases: shippedCases(pack.id),
    guidance: lawAndGuidance(),
  })
  console.log(args.includes('--json') ? JSON.stringify(findings, null, 2) : readable(findings))
  return 0
}
