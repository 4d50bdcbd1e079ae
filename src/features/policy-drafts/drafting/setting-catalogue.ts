import { type Role, roles, staffRoles } from '../../../kernel/actor.ts'
import type { SettingKey, StatedValue } from '../../../policy-engine/catalogue.ts'
import type { Topic } from '../../../policy-reader/reading.ts'
import { rolesIn } from './wordings.ts'

/** One line of the catalogue: what clauses on these topics settle, where their words are plain enough. */
type Row<Key extends SettingKey = SettingKey> = {
  readonly key: Key
  readonly topics: readonly Topic[]
  /** The value that the words state; undefined where they state none. */
  readonly read: (text: string) => StatedValue<Key> | undefined
}

const row = <Key extends SettingKey>(
  key: Key,
  topics: readonly Topic[],
  read: Row<Key>['read'],
): {
  readonly key: SettingKey
  readonly topics: readonly Topic[]
  readonly read: (text: string) => unknown
} => ({
  key,
  topics,
  read,
})

const numbers = new Map([
  ['a', 1],
  ['an', 1],
  ['one', 1],
  ['two', 2],
  ['three', 3],
  ['four', 4],
  ['five', 5],
  ['six', 6],
  ['seven', 7],
])
const count = (word: string): number | undefined =>
  /^\d{1,3}$/.test(word) ? Number(word) : numbers.get(word.toLowerCase())

const hoursWords = /\b(\d{1,3}|one|two|three|four|five)[- ]?hours?\b/i
const daysWords =
  /\b(?:within|in|by|after)\b[^.]*?\b(\d{1,2}|an?|one|two|three|four|five|six|seven|next) (?:\w+ )?(working|school|business|calendar)? ?days?\b/i
const weekends = /\bweekends?\b|\b(?:working|school|business|term|week)[- ]?(?:days?|time|hours|week)\b/i

/** "24 hours", "the next working day", "two working days": hours, and what a weekend does to them. */
const clockIn = (text: string): StatedValue<'inbox.clock'> | undefined => {
  const inHours = count(hoursWords.exec(text)?.[1] ?? '')
  const days = daysWords.exec(text)
  const inDays = days === null ? undefined : days[1]?.toLowerCase() === 'next' ? 1 : count(days[1] ?? '')
  const hours = inHours ?? (inDays === undefined ? undefined : inDays * 24)
  return hours === undefined || hours < 1 || hours > 336
    ? undefined
    : { hours, weekend: weekends.test(text) ? 'next-working-day' : 'same-hours' }
}

const watchIn = (text: string): StatedValue<'accounts.watch'> | undefined =>
  /\b(every day|daily|each day|(7|seven) days)\b/i.test(text)
    ? {
        days: 'every-day',
        holidays: /\b(includ\w*|during|throughout|in)\b[^.]*\bholidays?\b/i.test(text),
      }
    : /\b((working|school|week) ?days|term[- ]time)\b/i.test(text)
      ? { days: 'working-days', holidays: false }
      : undefined

const approvers = (text: string): readonly Role[] =>
  rolesIn(text).filter(role =>
    ['headteacher', 'senior-leader', 'dsl', 'administrator', 'chair'].includes(role),
  )

const nonEmpty = <Item>(found: readonly Item[]): Item[] | undefined =>
  found.length > 0 ? [...found] : undefined

const fewest =
  /\b(?:at least|minimum of|no fewer than) (\w+) (?:\w+ )?(?:people|persons|staff|members|employees|adults)\b/i

const signs = /\b(acknowledg\w*|sign(s|ed|ing)?\b|read and under\w+|confirm\w* (that )?(they|you) have read)/i

const rows = [
  row('inbox.clock', ['response-time'], clockIn),
  row('accounts.watch', ['official-account-monitoring'], watchIn),
  row('accounts.approver', ['official-account-approval'], text =>
    /\b(permission|approv\w*|agree\w*|authoris\w*|consent)\b/i.test(text)
      ? nonEmpty(approvers(text))
      : undefined,
  ),
  row('accounts.minimum-runners', ['official-account-approval', 'official-account-monitoring'], text => {
    const least = count(fewest.exec(text)?.[1] ?? '')
    return least === undefined || least < 1 || least > 10 ? undefined : least
  }),
  row('accounts.credential-keeper', ['official-account-approval', 'official-account-monitoring'], text =>
    /\b(passwords?|login details|log-in details|credentials)\b/i.test(text)
      ? nonEmpty(approvers(text))
      : undefined,
  ),
  row('images.consent-required', ['images-of-children'], text =>
    /\b(consent|permission)\b/i.test(text) ? true : undefined,
  ),
  row('images.only-official-accounts', ['images-of-children'], text =>
    /\b(other than|except|only)\b[^.]*\b(school|official)\b[^.]*\b(account|page|site|website|channel|platform)s?\b/i.test(
      text,
    )
      ? true
      : undefined,
  ),
  row('images.do-not-publish-list', ['images-of-children'], text =>
    /\blist of (children|pupils|students)\b|\bdo[- ]not[- ]publish\b|\blist\b[^.]*\bnot (be )?(publish|shown|photograph)/i.test(
      text,
    )
      ? true
      : undefined,
  ),
  row('concerns.about-child', ['reporting-concerns'], text =>
    rolesIn(text).includes('dsl') ? ['dsl', 'deputy-dsl'] : undefined,
  ),
  row('concerns.about-headteacher', ['reporting-concerns'], text =>
    /\babout the head/i.test(text) && rolesIn(text).includes('chair') ? ['chair'] : undefined,
  ),
  row('concerns.about-adult', ['reporting-concerns'], text =>
    /\b(about|against|by) (a |an |another |any )?(member of staff|staff|colleague|adult|employee)/i.test(
      text,
    ) && rolesIn(text).includes('headteacher')
      ? ['headteacher']
      : undefined,
  ),
  row('policy.acknowledgers', ['training', 'policy-review', 'other', 'breach-discipline'], text =>
    signs.test(text) && /\b(staff|employees?|everyone|all)\b/i.test(text)
      ? roles.filter(
          role =>
            staffRoles.includes(role) ||
            (role === 'volunteer' && /\bvolunteers?\b/i.test(text)) ||
            ((role === 'governor' || role === 'chair') && /\bgovernors?\b/i.test(text)),
        )
      : undefined,
  ),
  row('policy.acknowledge-on', ['training', 'policy-review', 'other'], text =>
    signs.test(text)
      ? nonEmpty(
          (
            [
              ['induction', /\binduct|\bnew (staff|members|employees)/i],
              ['yearly', /\b(annual\w*|every year|each year|yearly)\b/i],
              ['material-change', /\b(change|update|revis|amend)\w*/i],
            ] as const
          ).flatMap(([occasion, words]) => (words.test(text) ? [occasion] : [])),
        )
      : undefined,
  ),
  row('advice.adviser', ['other', 'training', 'reporting-concerns', 'privacy-settings'], text =>
    /\b(staff|employees?|they|you)\b[^.]*\b(seek|ask|contact|speak|talk)\b[^.]*\b(advice|guidance)\b/i.test(
      text,
    )
      ? nonEmpty(approvers(text))
      : undefined,
  ),
]

/** What a clause on this topic settles about how the school works, from its words. */
export const settledBy = (
  topic: Topic,
  text: string,
): readonly { readonly key: SettingKey; readonly value: unknown }[] =>
  rows.flatMap(({ key, topics, read }) => {
    const value = topics.includes(topic) ? read(text) : undefined
    return value === undefined ? [] : [{ key, value }]
  })
