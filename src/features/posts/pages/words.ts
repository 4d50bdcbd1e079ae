import { excerpt } from '../../../kernel/prose.ts'
import type { TagParams } from '../../../platform/views/macro-params.ts'
import type { StopReason } from '../consent-gate.ts'
import type { PostState } from '../tables.ts'

/** What a post's state is called; an account run by hand waits for a person where others are on their way. */
export const stateTag = (state: PostState, byHand: boolean): TagParams => {
  const tag = (text: string, colour: string): TagParams => ({ text, classes: `govuk-tag--${colour}` })
  switch (state) {
    case 'draft':
      return tag('Draft', 'grey')
    case 'picture-check':
      return tag('Waits for a check', 'yellow')
    case 'awaiting-approval':
      return tag('Waits for approval', 'yellow')
    case 'returned':
      return tag('Sent back', 'orange')
    case 'publishing':
      return byHand ? tag('To publish by hand', 'yellow') : tag('On its way', 'blue')
    case 'published':
      return tag('Published', 'green')
    case 'unknown':
      return tag('Unknown', 'red')
    case 'failed':
      return tag('Not published', 'red')
    case 'discarded':
      return tag('Discarded', 'grey')
    case 'taken-down':
      return tag('Taken down', 'grey')
  }
}

/** Why a child may not appear, for staff alone. What lies behind the list is not known here. */
export const stopWords: Readonly<Record<StopReason, string>> = {
  'do-not-publish': 'on the do-not-publish list',
  withdrawn: 'consent was withdrawn',
  refused: 'consent was refused',
  'no-consent': 'no consent for this account',
}

/** All that somebody who may not see names reads of a published post that must go. */
export const postCannotStay = 'This post cannot stay. Ask the office.'

/** The beginning of a post on one line. */
export const postExcerpt = (text: string): string => excerpt(text, 90)
