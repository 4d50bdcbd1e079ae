import { questionsFor } from '../../src/features/acknowledgements/understanding.ts'
import { type PolicyInForce, policyInForce } from '../../src/features/policy/index.ts'
import type { PersonActor } from '../../src/kernel/actor.ts'
import { londonDate } from '../../src/kernel/clock.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import type { TestApp } from './app.ts'
import type { Visitor } from './visitor.ts'

/** The policy in force at this person's school. */
export async function inForce(
  app: Pick<TestApp, 'db' | 'clock'>,
  person: PersonActor,
): Promise<PolicyInForce> {
  const policy = await inSchool(app.db, person, tx => policyInForce(tx, londonDate(app.clock.now())))
  if (!policy) throw new Error('the school has no policy in force')
  return policy
}

/** The form with which this person acknowledges the text in force, every question answered as the policy says. */
export async function rightForm(
  app: Pick<TestApp, 'db' | 'clock'>,
  person: PersonActor,
): Promise<Record<string, string>> {
  const policy = await inForce(app, person)
  const questions = questionsFor(policy, person.personId, person.roles)
  return {
    sha256: policy.textSha256,
    ...Object.fromEntries(questions.map((question, index) => [`answer-${index + 1}`, question.right])),
  }
}

/** Confirms the policy as somebody who only guesses: each wrong answer shows the clause and is given anew. */
export async function confirmByGuessing({ page, press, words }: Visitor): Promise<void> {
  for (let guess = 0; guess < 4; guess++) {
    const open = page.locator(`.govuk-form-group${guess === 0 ? '' : '--error'}:has(.govuk-radios)`)
    for (const question of await open.all()) await question.getByRole('radio').nth(guess).check()
    await press('I have read and understood it')
    if (!(await words()).includes('There is a problem')) return
  }
}
