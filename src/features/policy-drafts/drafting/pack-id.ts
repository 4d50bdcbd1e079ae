/** Words of a school's name that many schools share. */
const common =
  /^(the|of|and|a|at|in|st\.?|saint|ce|c|e|rc|vc|va|aided|controlled|church|england|catholic|primary|infants?|junior|nursery|community|school|academy|college|federation)$/i

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']

/**
 * Two letters for a school's own pack, from the initials of its name, that none of the `taken` ids has: the clauses of
 * another school's policy are never mistaken for its own.
 */
export const packId = (school: string, taken: ReadonlySet<string>): string => {
  const words = school.normalize('NFD').match(/[A-Za-z]+/g) ?? []
  const own = words.filter(word => !common.test(word))
  const named = (own.length > 0 ? own : words).map(word => word.toUpperCase())
  const [first = 'S', second] = named
  const initial = first[0] ?? 'S'
  const seconds = [
    ...(second?.[0] ?? ''),
    ...(second === undefined ? 'S' : ''),
    ...first.slice(1),
    ...letters,
  ]
  return (
    seconds.map(letter => initial + letter).find(id => !taken.has(id)) ??
    letters.flatMap(one => letters.map(other => one + other)).find(id => !taken.has(id)) ??
    'ZZ'
  )
}
