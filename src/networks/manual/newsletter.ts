import type { ManualNetwork } from '../network.ts'
import { stopFirst } from './stop-first.ts'

/** Newsletters and parents' apps: what was sent is in people's hands. */
export const newsletter: ManualNetwork = {
  kind: 'manual',
  name: 'Newsletter or parents’ app',
  channel: 'newsletter',
  steps: {
    publish: [
      'Sign in to the newsletter editor or the app with your own login.',
      'Copy the approved text from Gatepost and paste it as it is.',
      'Add only the pictures downloaded from this Gatepost post, with each picture’s alternative text where there is room for it.',
      'Check who receives it, and look at the preview: no child’s full name stands with their picture.',
      'Send it. Then write down in Gatepost when it went and to whom.',
    ],
    reply: [
      'Answer from the school’s mailbox or account, not from your own.',
      'Copy the answer from Gatepost and paste it as it is.',
      'Send it to this person only, then record in Gatepost that it was sent.',
    ],
    comment: [
      'Decide with the headteacher whether readers have to be told in the next issue.',
      'Copy the text from Gatepost and paste it as it is. Name nobody.',
      'Send it, then record in Gatepost that it was sent.',
    ],
    hide: [
      stopFirst,
      'In an app, look for Hide or Unpublish in the menu of the message. A newsletter that was sent cannot be hidden.',
      'Look at it as a parent would and check that it no longer shows. Then record in Gatepost what you did.',
    ],
    block: [
      'In an app, switch replies off for this person, or for the message. For a newsletter, answer nothing more.',
      'Do not take a parent off the list without the headteacher: they may need what is sent.',
      'Record in Gatepost what you did.',
    ],
    report: [
      stopFirst,
      'Write to the company that runs the app or newsletter, saying which message and what is wrong.',
      'Record in Gatepost whom you wrote to and when. If somebody is in danger, call 999.',
    ],
    delete: [
      stopFirst,
      'Make sure that Gatepost has kept the text: the app may not bring it back.',
      'Delete the message in the app. For a newsletter, delete its copy in the online archive.',
      'Look at it as a parent would and check that it is gone. Then record it in Gatepost.',
    ],
  },
  effects: {
    hide: {
      reaches:
        'In an app it no longer shows. It is not deleted, and whoever was told by email or on their phone keeps that copy. A newsletter that was sent cannot be hidden.',
      undoable: true,
    },
    block: {
      reaches:
        'In an app this person can no longer answer there. What they wrote before is not deleted, and they can still write to the school by email.',
      undoable: true,
    },
    delete: {
      reaches:
        'It is gone from the app or the archive. Everyone who received it by email or on their phone keeps that copy.',
      undoable: false,
    },
  },
}
