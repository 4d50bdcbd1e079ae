import { z } from 'zod'
import { type Role, roles } from '../../kernel/actor.ts'
import { type Form, field, fields } from '../../platform/http/route.ts'
import { type FieldError, type FormErrors, formErrors } from '../../platform/views/form.ts'
import { looksShared } from './shared-mailbox.ts'

export type PersonForm = {
  readonly givenName: string
  readonly familyName: string
  readonly email: string | null
  readonly sharedMailbox: boolean
}

export type PersonReading =
  | { readonly kind: 'ok'; readonly value: PersonForm }
  /** `asked`: an address that looks shared; the same answer sent again with it is believed. */
  | { readonly kind: 'errors'; readonly errors: FormErrors; readonly asked: string | null }

/** Reads name and address. `more` are errors that the caller found in other fields of the same form. */
export const readPerson = (form: Form, more: readonly FieldError[] = []): PersonReading => {
  const errors: FieldError[] = []
  const name = (of: string, missing: string): string => {
    const value = field(form, of).trim().normalize('NFC').replaceAll(/\s+/g, ' ')
    if (value === '') errors.push({ field: of, text: missing })
    else if ([...value].length > 100) errors.push({ field: of, text: 'Use 100 characters or fewer here' })
    return value
  }
  const givenName = name('given-name', 'Enter the first name')
  const familyName = name('family-name', 'Enter the surname')
  const email = field(form, 'email').trim().toLowerCase()
  const sharedMailbox = field(form, 'mailbox') === 'shared'
  let asked: string | null = null
  if (email !== '' && (email.length > 254 || !z.email().safeParse(email).success))
    errors.push({ field: 'email', text: 'Enter an email address like name@school.sch.uk' })
  else if (email !== '' && looksShared(email) && !sharedMailbox) {
    asked = email
    if (field(form, 'asked') !== email)
      errors.push({
        field: 'email',
        text: 'This looks like a mailbox that several people read. Check the address and who reads it, then send the form again',
      })
  }
  const all = [...errors, ...more]
  return all.length > 0
    ? { kind: 'errors', errors: formErrors(all), asked }
    : { kind: 'ok', value: { givenName, familyName, email: email || null, sharedMailbox } }
}

/** The ticked roles. */
export const readRoles = (form: Form): readonly Role[] =>
  roles.filter(role => fields(form, 'roles').includes(role))
