import { lastDayOf } from '../policy-engine/stated-date.ts'

/** A date as exactly as a document gives it. `iso` is 2024, 2024-03 or 2024-03-15; `last` the last day it can mean. */
export type FoundDate = {
  readonly iso: string
  readonly last: string
  readonly words: string
  readonly index: number
}

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]
const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const ONE_DATE = new RegExp(
  [
    `\\b(?<y1>20\\d\\d)-(?<m1>\\d{2})-(?<d1>\\d{2})\\b`,
    `(?<![\\d.])(?<d2>\\d{1,2})\\s?[./-]\\s?(?<m2>\\d{1,2})\\s?[./-]\\s?(?<y2>(?:20)?\\d\\d)(?!\\d)`,
    `\\b(?<d3>\\d{1,2})\\s?(?:st|nd|rd|th)?\\s?(?:of\\s)?\\s?(?<m3>${MONTH})\\b\\.?,?\\s?'?(?<y3>(?:20)?\\d\\d)(?!\\d)`,
    `\\b(?<m4>${MONTH})\\b\\.?\\s(?<d4>\\d{1,2})(?:st|nd|rd|th)?,?\\s(?<y4>20\\d\\d)\\b`,
    `(?<![a-z])(?<m5>${MONTH})\\b\\.?,?\\s?[-/']?\\s?(?<y5>20\\d\\d|(?<=['/-]\\s?)\\d\\d)(?!\\d)`,
    `(?<!\\d\\s?)\\b(?<m9>${MONTH})\\s(?<y9>1[5-9]|2\\d|3[0-5])(?!\\w|[:./-]\\d|\\s?,?\\s20)`,
    `\\b(?<season>spring|summer|autumn|winter)(?:\\s+term)?(?:\\s+\\d)?,?\\s+(?:of\\s+)?(?<y6>20\\d\\d)(?:\\s?[-/]\\s?(?:20)?\\d\\d)?\\b`,
    `(?<![\\d/.])(?<m7>0?[1-9]|1[0-2])\\s?/\\s?(?<y7>20\\d\\d)\\b`,
    `(?<![\\d/.-])(?<y8>20\\d\\d)(?:\\s?[-/]\\s?(?<y8b>\\d\\d|20\\d\\d))?(?![\\d-])`,
  ].join('|'),
  'gi',
)

const pad = (number: number): string => String(number).padStart(2, '0')
const lastDay = (year: number, month: number): string => lastDayOf(`${year}-${pad(month)}`).toString()

const monthNumber = (word: string): number =>
  /^\d/.test(word)
    ? Number(word)
    : MONTHS.findIndex(month => month.startsWith(word.toLowerCase().slice(0, 3))) + 1
const yearNumber = (word: string): number => (word.length === 2 ? 2000 + Number(word) : Number(word))

type Parts = Readonly<Record<string, string | undefined>>
const pick = (groups: Parts, letter: string): string | undefined =>
  [1, 2, 3, 4, 5, 6, 7, 8, 9].map(number => groups[`${letter}${number}`]).find(value => value !== undefined)

const isoOf = (groups: Parts): Pick<FoundDate, 'iso' | 'last'> | undefined => {
  const yearWord = pick(groups, 'y')
  if (yearWord === undefined) return undefined
  const year = yearNumber(yearWord)
  if (year < 2000 || year > 2100) return undefined
  const season = groups.season?.toLowerCase()
  // A term is no month: the ISO form keeps the year alone, and the last day still says when it is over.
  if (season) {
    const term = season === 'winter' ? 'autumn' : season
    return { iso: String(year), last: lastDayOf(`${year}-${term}-term`).toString() }
  }
  const monthWord = pick(groups, 'm')
  if (monthWord === undefined) {
    return { iso: String(year), last: groups.y8b === undefined ? `${year}-12-31` : `${year + 1}-08-31` }
  }
  const month = monthNumber(monthWord)
  if (month < 1 || month > 12) return undefined
  const dayWord = pick(groups, 'd')
  if (dayWord === undefined) return { iso: `${year}-${pad(month)}`, last: lastDay(year, month) }
  const day = Number(dayWord)
  const iso = `${year}-${pad(month)}-${pad(day)}`
  return day >= 1 && iso <= lastDay(year, month) ? { iso, last: iso } : undefined
}

/** Every date in a text, in order; day before month, as in Britain. Impossible dates are left out. */
export const datesIn = (text: string): readonly FoundDate[] =>
  [...text.matchAll(ONE_DATE)].flatMap(match => {
    const found = isoOf(match.groups ?? {})
    return found ? [{ ...found, words: match[0].trim(), index: match.index }] : []
  })

const NUMBER_WORDS: Readonly<Record<string, number>> = { one: 1, two: 2, three: 3, four: 4, five: 5, six: 6 }
const EVERY =
  /\b(?:every|each|per)\s+(?<n>\d|one|two|three|four|five|six)?\s*(?<unit>years?|months?|terms?)\b|\b(?<n2>\d|one|two|three|four|five|six)[- ]year(?:ly)?(?:\s+(?:cycle|review|s?\s*basis))|\b(?<yearly>annual(?:ly)?|yearly|once a year|each year)\b|\b(?<biennial>bi-?ennial(?:ly)?|every other year|every second year)\b|\b(?<triennial>tri-?ennial(?:ly)?)\b|\b(?<termly>termly)\b/i
const BARE_PERIOD = /^\W*(?<n>\d|one|two|three|four|five|six)\s*(?<unit>years?|months?)\b/i

/**
 * A review cycle as an ISO 8601 duration (P1Y, P3Y, P6M), or nothing. `labelled` = the text stands behind a
 * label such as "Review period", where "3 years" alone is enough.
 */
export const cycleIn = (text: string, labelled = false): string | null => {
  const groups = (labelled ? BARE_PERIOD.exec(text) : null)?.groups ?? EVERY.exec(text)?.groups
  if (!groups) return null
  if (groups.yearly) return 'P1Y'
  if (groups.biennial) return 'P2Y'
  if (groups.triennial) return 'P3Y'
  if (groups.termly) return 'P4M'
  const word = (groups.n ?? groups.n2 ?? '1').toLowerCase()
  const number = NUMBER_WORDS[word] ?? Number(word)
  const unit = (groups.unit ?? 'year').toLowerCase()
  if (unit.startsWith('term')) return `P${number * 4}M`
  return unit.startsWith('month') ? `P${number}M` : `P${number}Y`
}
