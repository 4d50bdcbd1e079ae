import type { Form } from './operative-phrases.ts'
import type { Strength } from './reading.ts'

/** A rule told as a fact: where its verb stood and whom or what it is about. */
export type Practice = {
  readonly says: Strength
  readonly form: Form
  readonly at: number
  readonly end: number
  readonly subject: string
}

/** What bounds a deed and so makes a rule of it: when, how often, with what alone. */
export const BOUNDED =
  /\b(?:only|no|never|nothing|none|first|always|until|unless|without|instead|but not|not (?:to|on|in|with)|(?:each|every) (?:\w+ )?(?:day|week|month|half|term|year|evening|morning|september|autumn|spring|summer|time|account|post)s?|once|twice|daily|weekly|monthly|termly|yearly|annually|within|whenever|at once|the same (?:day|week)|by (?:the end|noon)|straight away|immediately|at all times|no longer|through|lessons?|assembl\w+|school's|own|official|school (?:equipment|devices?|phones?|accounts?|e-?mail|cameras?))\b/i

/** What people carry: a sentence about it binds them, where one about a page binds the school. */
export const THEIR_THINGS =
  /\b(?:phones?|mobiles?|devices?|watch(?:es)?|cameras?|tablets?|belongings|bags?)\b/i
