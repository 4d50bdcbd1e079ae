import { z } from 'zod'
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

/** The three boxes of a date input, for a strict form; `readDateField` makes the date of them. */
export const dateBoxes = <Name extends string>(name: Name) =>
  Object.fromEntries(
    ['day', 'month', 'year'].map(part => [`${name}-${part}`, z.string().default('')]),
  ) as Record<`${Name}-${'day' | 'month' | 'year'}`, z.ZodDefault<z.ZodString>>

/** The three boxes filled in with a date, as they stand before anybody types. */
export const filledDate = (name: string, { day, month, year }: Temporal.PlainDate): Form => ({
  [`${name}-day`]: String(day),
  [`${name}-month`]: String(month),
  [`${name}-year`]: String(year),
})

/** A date input with what was typed; the error summary leads to its first box, `#<name>-day`. */
export const dateField = (
  name: string,
  form: Form,
  text: {
    legend: string
    legendClasses?: string
    hint: string
    error?: { readonly text: string } | undefined
  },
): DateInputParams => ({
  id: name,
  namePrefix: name,
  fieldset: {
    legend: { text: text.legend, ...(text.legendClasses ? { classes: text.legendClasses } : {}) },
  },
  hint: { text: text.hint },
  errorMessage: text.error,
  items: (['day', 'month', 'year'] as const).map(part => ({
    name: part,
    value: field(form, `${name}-${part}`),
    classes: `govuk-input--width-${part === 'year' ? 4 : 2}${text.error ? ' govuk-input--error' : ''}`,
  })),
})
