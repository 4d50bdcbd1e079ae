import type { NetworkKind } from '../../networks/network.ts'
import type { IndecentAnswer, ModerationAct } from './tables.ts'

export const actNames: Readonly<Record<ModerationAct, string>> = {
  hide: 'Hide the message',
  block: 'Block its author',
  report: 'Report it to the network',
  delete: 'Delete it from the account’s page',
}

export const actsDone: Readonly<Record<ModerationAct, string>> = {
  hide: 'Hidden',
  block: 'Author blocked',
  report: 'Reported to the network',
  delete: 'Deleted from the page',
}

/** A picture or link that could be indecent: nobody opens, copies or deletes anything (F16, F18). */
export const isGuarded = (answer: IndecentAnswer | undefined): boolean =>
  answer === 'yes' || answer === 'unsure'

/**
 * The acts open to a moderator: those of the policy (AL-7.b) that can be done here, and of these only what works
 * without opening the message where a picture in it could be indecent.
 */
export const openActs = (situation: {
  readonly policyActs: readonly ModerationAct[]
  readonly network: NetworkKind
  /** The message stands under a post of ours: on Bluesky only those can be hidden. */
  readonly underOurPost: boolean
  readonly authorKnown: boolean
  readonly answer: IndecentAnswer
}): readonly ModerationAct[] => {
  const { network, underOurPost, authorKnown } = situation
  const byHand = network === 'manual'
  // By hand, every act means opening the message.
  const openable = byHand && !isGuarded(situation.answer)
  const isOpen: Readonly<Record<ModerationAct, boolean>> = {
    hide: byHand ? openable : underOurPost,
    block: byHand ? openable : authorKnown,
    report: openable,
    delete: openable,
  }
  return situation.policyActs.filter(act => isOpen[act])
}

/** Whether the act takes the message off the school's page; reporting leaves that to the network. */
export const takesOff = (act: ModerationAct): boolean => act !== 'report'
