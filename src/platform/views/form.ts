import type { z } from 'zod'
import type { ErrorLink } from './page-frame.ts'

/** What is wrong with a form, in the two shapes a page needs. */
export type FormErrors = {
  /** For the error summary, in the order of the form: one line a field. */
  readonly list: readonly ErrorLink[]
  /** For `errorMessage` of each component, by the field's id. */
  readonly byField: Readonly<Record<string, { readonly text: string }>>
}

/** Something wrong with one field that only the handler can know ("This name is taken"). */
export type FieldError = { readonly field: string; readonly text: string }

/** What was typed, so that nobody has to type it again. Never print a password back. */
export type Typed = Readonly<Record<string, string | readonly string[]>>

/** Where an error leads that belongs to no field. */
const wholeForm = 'main-content'

/**
 * Errors for the page, from a zod error or from the handler's own findings. A field nested in the schema
 * (`['date', 'day']`) has the id `date-day`, as GOV.UK's date input gives it. Of several errors of one field the first
 * is shown.
 */
export const formErrors = (found: z.ZodError | readonly FieldError[]): FormErrors => {
  const all: readonly FieldError[] = 'issues' in found ? found.issues.map(fieldError) : found
  const first = all.filter((error, index) => all.findIndex(other => other.field === error.field) === index)
  return {
    list: first.map(({ field, text }) => ({ text, href: `#${field}` })),
    byField: Object.fromEntries(first.map(({ field, text }) => [field, { text }])),
  }
}

const fieldError = (issue: z.core.$ZodIssue): FieldError =>
  issue.code === 'unrecognized_keys'
    ? {
        field: wholeForm,
        text: 'This page has changed since you opened it. Reload it and send the form again.',
      }
    : { field: issue.path.length === 0 ? wholeForm : issue.path.join('-'), text: issue.message }

export type FormReading<Value> =
  | { readonly kind: 'ok'; readonly value: Value }
  | { readonly kind: 'errors'; readonly errors: FormErrors; readonly typed: Typed }

/** What is wrong with a form as read, to stand beside what only the handler can know. */
export const fieldErrors = (reading: FormReading<unknown>): readonly FieldError[] =>
  reading.kind === 'errors'
    ? reading.errors.list.map(({ text, href }) => ({ text, field: href.slice(1) }))
    : []

/**
 * Reads a sent form by a strict schema (`z.strictObject`). The token that http has checked (`csrf`) is taken out first.
 * A field the person left out of the form altogether, such as radios with none chosen, is absent: give it its own
 * error text with `z.enum([...], { error: 'Choose ...' })`.
 */
export const readForm = <Schema extends z.ZodType>(
  schema: Schema,
  body: Typed,
): FormReading<z.output<Schema>> => {
  const { csrf: _checked, ...typed } = body
  const parsed = schema.safeParse(typed)
  return parsed.success
    ? { kind: 'ok', value: parsed.data }
    : { kind: 'errors', errors: formErrors(parsed.error), typed }
}
