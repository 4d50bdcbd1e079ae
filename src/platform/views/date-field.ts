import { Temporal } from '../../kernel/clock.ts'
import type { Form } from '../http/route.ts'
import { field } from '../http/route.ts'
import type { DateInputParams } from './macro-params.ts'

/** The London date in the three boxes of a date input; 'empty' when all are, 'wrong' when it is no date. */
export const readDateField = (form: Form, name: string): Temporal.PlainDate | 'empty' | 'wrong' => {
  const [day = '', month = '', year = ''] = ['day', 'month', 'year'].map(part =>
    field(form, `${name}-${part}`).trim(),
  )
  if (day === '' && month === '' && year === '') return 'empty'
  if (!/^\d{1,2}$/.test(day) || !/^\d{1,2}$/.test(month) || !/^\d{4}$/.test(year)) return 'wrong'
  try {
    return Temporal.PlainDate.from(
      { year: Number(year), month: Number(month), day: Number(day) },
      { overflow: 'reject' },
    )
  } catch {
    return 'wrong'
  }
}

/** A date input with what was typed; the error summary leads to its first box, `#<name>-day`. */
export const dateField = (
  name: string,
  form: Form,
  text: { legend: string; hint: string; error?: { readonly text: string } | undefined },
): DateInputParams => ({
  id: name,
  namePrefix: name,
  fieldset: { legend: { text: text.legend } },
  hint: { text: text.hint },
  errorMessage: text.error,
  items: (['day', 'month', 'year'] as const).map(part => ({
    name: part,
    value: field(form, `${name}-${part}`),
    classes: `govuk-input--width-${part === 'year' ? 4 : 2}${text.error ? ' govuk-input--error' : ''}`,
  })),
})
