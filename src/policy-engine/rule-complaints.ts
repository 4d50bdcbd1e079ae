import type { Pack, Rule } from './policy.ts'

/** What is wrong, at its place in the pack. */
export type Complaint = {
  readonly path: readonly PropertyKey[]
  readonly message: string
  readonly hint: string
}

/** The rules a rule sets aside, and those they set aside in turn. */
const setAsideBy = (rule: Rule, overById: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> => {
  const reached = new Set<string>()
  const waiting = [...rule.over]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (reached.has(id)) continue
    reached.add(id)
    waiting.push(...(overById.get(id) ?? []))
  }
  return reached
}

const idComplaints = (rule: Rule, index: number, pack: Pack): readonly Complaint[] => [
  ...(pack.rules.findIndex(({ id }) => id === rule.id) === index
    ? []
    : [
        {
          path: ['rules', index, 'id'],
          message: `There are two rules ${rule.id}.`,
          hint: `Give each a word of its own: ${rule.clause}/family, say.`,
        },
      ]),
  ...(rule.id.split('/')[0] === rule.clause
    ? []
    : [
        {
          path: ['rules', index, 'id'],
          message: `The rule ${rule.id} is not named after its clause.`,
          hint: `Start its id with ${rule.clause}.`,
        },
      ]),
]

const clauseComplaints = (rule: Rule, index: number, clauses: ReadonlySet<string>): readonly Complaint[] =>
  (
    [
      [rule.clause, 'clause'],
      [rule.arguable?.clause, 'arguable', 'clause'],
    ] as const
  ).flatMap(([clause, ...place]) =>
    clause === undefined || clauses.has(clause)
      ? []
      : [
          {
            path: ['rules', index, ...place],
            message: `The rule ${rule.id} cites ${clause}, which is no clause of this pack.`,
            hint: 'Add the clause, or cite one that is there.',
          },
        ],
  )

const conditionComplaints = (rule: Rule, index: number): readonly Complaint[] => [
  ...(Object.keys(rule.when).length > 0
    ? []
    : [
        {
          path: ['rules', index, 'when'],
          message: `The rule ${rule.id} has no condition, so it would hold for everything.`,
          hint: 'Say for which act it is: {act: post}.',
        },
      ]),
  ...rule.unless.flatMap((exception, number) =>
    Object.keys(exception).length > 0
      ? []
      : [
          {
            path: ['rules', index, 'unless', number],
            message: `An exception of the rule ${rule.id} says nothing, so the rule would never hold.`,
            hint: 'Say when it does not hold: {tie: family}. Or take the exception out.',
          },
        ],
  ),
]

const askComplaints = (rule: Rule, index: number): readonly Complaint[] => {
  if (rule.says === 'ask' && rule.ask === undefined)
    return [
      {
        path: ['rules', index, 'says'],
        message: `The rule ${rule.id} says to ask, but not whom.`,
        hint: 'Add ask: {any: [headteacher]} for one of several, or ask: {all: [dsl, headteacher]} for all of them.',
      },
    ]
  if (rule.says !== 'ask' && rule.ask !== undefined)
    return [
      {
        path: ['rules', index, 'ask'],
        message: `The rule ${rule.id} names who decides, but says “${rule.says}”.`,
        hint: 'Write says: ask, or take the names out.',
      },
    ]
  return []
}

const overComplaints = (
  rule: Rule,
  index: number,
  overById: ReadonlyMap<string, readonly string[]>,
): readonly Complaint[] => {
  if (rule.principle && rule.over.length > 0)
    return [
      {
        path: ['rules', index, 'over'],
        message: `The rule ${rule.id} is a principle, which sets no rule aside.`,
        hint: 'Take “over” out, or “principle”.',
      },
    ]
  const unknown = rule.over.flatMap((other, number) =>
    overById.has(other)
      ? []
      : [
          {
            path: ['rules', index, 'over', number],
            message: `The rule ${rule.id} sets aside ${other}, which is no rule of this pack.`,
            hint: 'Name the rule by its id.',
          },
        ],
  )
  if (!setAsideBy(rule, overById).has(rule.id)) return unknown
  return [
    ...unknown,
    {
      path: ['rules', index, 'over'],
      message: `The rule ${rule.id} sets itself aside, by itself or by way of others.`,
      hint: 'Decide which rule wins, and keep “over” in that one only.',
    },
  ]
}

const scopeComplaints = ({ scope }: Pack, clauses: ReadonlySet<string>): readonly Complaint[] => [
  ...(scope.clause === undefined || clauses.has(scope.clause)
    ? []
    : [
        {
          path: ['scope', 'clause'],
          message: `The scope cites ${scope.clause}, which is no clause of this pack.`,
          hint: 'Add the clause, or cite one that is there.',
        },
      ]),
  ...scope.staff
    .filter(actor => !scope.covers.includes(actor))
    .map(actor => ({
      path: ['scope', 'covers'],
      message: `“staff” means ${actor} too, but the policy does not cover them.`,
      hint: `Add ${actor} to “covers”.`,
    })),
]

/** What is wrong with how the rules of a pack hang together, which no schema can see. `clauses` are the ids there are. */
export const ruleComplaints = (pack: Pack, clauses: ReadonlySet<string>): readonly Complaint[] => {
  const overById = new Map(pack.rules.map(({ id, over }) => [id, over]))
  return [
    ...scopeComplaints(pack, clauses),
    ...pack.rules.flatMap((rule, index) => [
      ...idComplaints(rule, index, pack),
      ...clauseComplaints(rule, index, clauses),
      ...conditionComplaints(rule, index),
      ...askComplaints(rule, index),
      ...overComplaints(rule, index, overById),
    ]),
  ]
}
