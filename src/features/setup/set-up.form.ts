import { z } from 'zod'
import type { Role } from '../../kernel/actor.ts'
import { type Form, field } from '../../platform/http/route.ts'
import { type FieldError, type FormErrors, formErrors } from '../../platform/views/form.ts'
import { isPhoneNumber, likeAPhoneNumber, looksShared } from '../people/index.ts'
import { passwordProblem } from '../sign-in/index.ts'
import { type Seat, seats } from './seats.ts'

/** What the set-up form names: the school, its founding people (each once, with all their roles) and who founds it. */
export type SetUpForm = {
  readonly name: string
  readonly phone: string
  readonly urgentName: string
  readonly urgentPhone: string
  readonly people: readonly FoundingPerson[]
  /** One of `people`. */
  readonly founder: FoundingPerson
  readonly password: string
}

export type FoundingPerson = {
  readonly givenName: string
  readonly familyName: string
  readonly email: string
  readonly sharedMailbox: boolean
  readonly roles: readonly Role[]
}

export type SetUpReading =
  | { readonly kind: 'ok'; readonly value: SetUpForm }
  | {
      readonly kind: 'errors'
      readonly errors: FormErrors
      /** Addresses that look shared, by seat: the form carries them, and the same answer sent again is believed. */
      readonly asked: Readonly<Record<string, string>>
    }

/** The names of a seat's fields. */
export const seatFields = (key: Seat['key']) => ({
  who: `${key}-who`,
  givenName: `${key}-given-name`,
  familyName: `${key}-family-name`,
  email: `${key}-email`,
  mailbox: `${key}-mailbox`,
  asked: `${key}-asked`,
})

const nobody = 'nobody'

/** Reads the whole form and reports everything that is wrong at once. */
export const readSetUp = (form: Form): SetUpReading => {
  const errors: FieldError[] = []
  const asked: Record<string, string> = {}
  const text = (name: string, longest: number, missing: string): string => {
    const value = field(form, name).trim().normalize('NFC').replaceAll(/\s+/g, ' ')
    if (value === '') errors.push({ field: name, text: missing })
    else if ([...value].length > longest)
      errors.push({ field: name, text: `Use ${longest} characters or fewer here` })
    return value
  }
  const phone = (name: string, missing: string): string => {
    const value = text(name, 40, missing)
    if (value !== '' && !isPhoneNumber(value)) errors.push({ field: name, text: likeAPhoneNumber })
    return value
  }

  const school = {
    name: text('name', 200, 'Enter the name of the school'),
    phone: phone('phone', 'Enter the school’s telephone number'),
    urgentName: text('urgent-name', 100, 'Enter what the out-of-hours service is called'),
    urgentPhone: phone(
      'urgent-phone',
      'Enter the out-of-hours number of children’s social care: your local authority’s website has it',
    ),
  }

  const sitting = new Map<Seat['key'], { person: Omit<FoundingPerson, 'roles'>; roles: Set<Role> }>()
  for (const seat of seats) {
    const names = seatFields(seat.key)
    const who = field(form, names.who)
    if (seat.optional && who === nobody) continue
    const same = seat.sameAs.find(key => key === who)
    if (same) {
      const other = sitting.get(same)
      if (!other) continue
      if (seat.key === 'deputy' && other === sitting.get('dsl'))
        errors.push({
          field: names.who,
          text: 'Name somebody else as deputy: this person is the DSL already',
        })
      for (const role of seat.roles) other.roles.add(role)
      sitting.set(seat.key, other)
      continue
    }
    const person = {
      givenName: text(names.givenName, 100, `Enter the first name of ${seat.inWords}`),
      familyName: text(names.familyName, 100, `Enter the surname of ${seat.inWords}`),
      email: text(names.email, 254, `Enter the email address of ${seat.inWords}`).toLowerCase(),
      sharedMailbox: field(form, names.mailbox) === 'shared',
    }
    if (person.email !== '') {
      const twice = seats.find(({ key }) => sitting.get(key)?.person.email === person.email)
      if (!z.email().safeParse(person.email).success)
        errors.push({
          field: names.email,
          text: `Enter the email address of ${seat.inWords} like name@school.sch.uk`,
        })
      else if (twice)
        errors.push({
          field: names.email,
          text: seat.sameAs.includes(twice.key)
            ? `This is the address of ${twice.inWords}. Choose “The same person as ${twice.inWords}”, or enter another address`
            : `This is the address of ${twice.inWords}. Enter another one: ${seat.inWords} must be somebody else`,
        })
      else if (looksShared(person.email) && !person.sharedMailbox) {
        asked[seat.key] = person.email
        if (field(form, names.asked) !== person.email)
          errors.push({
            field: names.email,
            text: `This looks like a mailbox that several people read. Check the address and who reads it, then send the form again`,
          })
      }
    }
    sitting.set(seat.key, { person, roles: new Set(seat.roles) })
  }

  const founderSeat = seats.find(seat => seat.founds && seat.key === field(form, 'founder'))
  const founding = founderSeat && sitting.get(founderSeat.key)
  if (!founding) errors.push({ field: 'founder', text: 'Choose which of these people you are' })
  const password = field(form, 'password')
  const problem = passwordProblem(password)
  if (problem !== undefined) errors.push({ field: 'password', text: problem })

  if (errors.length > 0 || !founding) return { kind: 'errors', errors: formErrors(errors), asked }
  const everyone = new Map(
    [...new Set(sitting.values())].map(({ person, roles }) => [person, { ...person, roles: [...roles] }]),
  )
  const founder = everyone.get(founding.person)
  if (!founder) throw new TypeError('the founder is one of the people')
  return { kind: 'ok', value: { ...school, people: [...everyone.values()], founder, password } }
}
