import { type Form, field } from '../../platform/http/route.ts'
import { monthNames } from '../../platform/views/london-time.ts'
import { isStatedDate } from './drafting/stated-date.ts'

const terms = ['autumn', 'spring', 'summer'] as const

/** The three boxes of a date as exact as a policy states it: the day may be empty, the month a school term. */
export const statedDateParts = (name: string, stated: string | null): Form => {
  const [year = '', second = '', third = ''] = stated?.split('-') ?? []
  const [day, month] = third === 'term' ? ['', second] : [third.replace(/^0/, ''), second.replace(/^0/, '')]
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year }
}

const monthNumber = (text: string): number | undefined => {
  if (/^\d{1,2}$/.test(text)) return Number(text)
  const index = monthNames.findIndex(
    month => text.length >= 3 && month.toLowerCase().startsWith(text.toLowerCase()),
  )
  return index === -1 ? undefined : index + 1
}

/** What the three boxes say: 2026-03-15, 2026-03 or 2026-summer-term; 'empty' when all are, 'wrong' when it is no date. */
export const readStatedDate = (form: Form, name: string): string | 'empty' | 'wrong' => {
  const [day = '', month = '', year = ''] = ['day', 'month', 'year'].map(part =>
    field(form, `${name}-${part}`).trim(),
  )
  if (day === '' && month === '' && year === '') return 'empty'
  if (!/^\d{4}$/.test(year) || !/^\d{0,2}$/.test(day)) return 'wrong'
  const term = terms.find(one => one === month.toLowerCase().replace(/ ?term$/, ''))
  if (term) return day === '' ? `${year}-${term}-term` : 'wrong'
  const number = monthNumber(month)
  if (number === undefined) return 'wrong'
  const date = [year, String(number), ...(day === '' ? [] : [day])]
    .map(part => part.padStart(2, '0'))
    .join('-')
  return isStatedDate(date) ? date : 'wrong'
}
