import type { ManualNetwork } from '../network.ts'
import { stopFirst } from './stop-first.ts'

/** For a network without steps of its own here. Its name and channel are the account’s. */
export const anotherNetwork: ManualNetwork = {
  kind: 'manual',
  name: 'Another network',
  channel: 'display',
  steps: {
    publish: [
      'Sign in with your own login and make sure that you act for the school’s account.',
      'Copy the approved text from Gatepost and paste it as it is.',
      'Add only the pictures downloaded from this Gatepost post, with each picture’s alternative text where there is room for it.',
      'Check who can see it, and that nobody is tagged. Then publish.',
      'Paste the post’s address into Gatepost, or write down where and when it was put.',
    ],
    reply: [
      'Make sure that you answer for the school’s account and not as yourself.',
      'Copy the answer from Gatepost and paste it as it is.',
      'Send it, then record in Gatepost that it was sent.',
    ],
    comment: [
      'Make sure that you write for the school’s account and not as yourself.',
      'Write under the school’s own post. Copy the text from Gatepost and paste it as it is. Name nobody.',
      'Send it, then record in Gatepost that it was sent.',
    ],
    hide: [
      stopFirst,
      'Look for Hide or Remove in the comment’s menu. If the network cannot hide, delete the comment.',
      'Look at the post as somebody else would and check that the comment no longer shows. Then record it in Gatepost.',
    ],
    block: [
      'Open the person’s profile and look for Block, Ban or Remove from group in its menu.',
      'Record in Gatepost what you did.',
    ],
    report: [
      stopFirst,
      'Look for Report in the menu of the comment or profile and choose the reason that fits best.',
      'Record it in Gatepost. Reporting does not tell the police or children’s services. If somebody is in danger, call 999.',
    ],
    delete: [
      stopFirst,
      'Make sure that Gatepost has kept the text: most networks cannot bring back what is deleted.',
      'Choose Delete in the menu of the comment or post, and check that it is gone. Then record it in Gatepost.',
    ],
  },
  effects: {
    hide: {
      reaches:
        'On most networks the author still sees a hidden comment, and it is not deleted. Gatepost cannot see what this network does: look at the post as somebody else would.',
      undoable: true,
    },
    block: {
      reaches:
        'On most networks the person can no longer comment. What they wrote before is not deleted, and they can look again with another account.',
      undoable: true,
    },
    delete: {
      reaches:
        'The comment or post is gone from the network. Copies and screenshots that others made remain.',
      undoable: false,
    },
  },
}
