import type { ManualNetwork } from '../network.ts'
import { stopFirst } from './stop-first.ts'

export const instagram: ManualNetwork = {
  kind: 'manual',
  name: 'Instagram',
  channel: 'instagram',
  steps: {
    publish: [
      'Open Instagram and switch to the school’s account: hold down your profile picture at the bottom right.',
      'Choose the plus sign, then Post, and add only the pictures downloaded from this Gatepost post.',
      'Copy the approved text from Gatepost and paste it as it is.',
      'Open Advanced settings (or More options), then Write alt text, and copy each picture’s alternative text.',
      'Check that nobody is tagged and no place is added. Then choose Share.',
      'Open the post’s menu, copy its link, and paste the link into Gatepost.',
    ],
    reply: [
      'Switch to the school’s account and open the comment.',
      'Choose Reply. Copy the answer from Gatepost and paste it as it is, after the name that Instagram puts in.',
      'Send it, then record in Gatepost that it was sent.',
    ],
    comment: [
      'Switch to the school’s account and open the school’s own post.',
      'Write a new comment under the post, not a reply to anybody. Copy the text from Gatepost and paste it as it is. Name nobody.',
      'Send it, then record in Gatepost that it was sent.',
    ],
    hide: [
      stopFirst,
      'Instagram hides comments by words: Settings, Hidden words, then add the words to the list and switch on hiding comments.',
      'Open the post as somebody else would and check that the comment no longer shows.',
      'If it still shows, delete it instead. Then record in Gatepost what you did.',
    ],
    block: [
      'Open the person’s profile from the comment.',
      'Choose the three dots, then Block. Choose also new accounts that they may make. Restrict is milder: their comments then show to them alone.',
      'Record it in Gatepost.',
    ],
    report: [
      stopFirst,
      'Hold down the comment (or swipe it to the left) and choose Report.',
      'Choose the reason that fits best. Instagram does not tell the author who reported.',
      'Record it in Gatepost. Reporting to Instagram does not tell the police or children’s services. If somebody is in danger, call 999.',
    ],
    delete: [
      stopFirst,
      'Make sure that Gatepost has kept the text: a deleted comment cannot be brought back.',
      'Hold down the comment (or swipe it to the left) and choose Delete. For a post of the school’s: the three dots, then Delete.',
      'Check that it is gone. Then record it in Gatepost.',
    ],
  },
  effects: {
    hide: {
      reaches:
        'The comment is not deleted: its author still sees it, and visitors may open it under “View hidden comments”. Others see it no longer.',
      undoable: true,
    },
    block: {
      reaches:
        'This person can no longer find the account, see its posts or comment while signed in with that account. Their earlier comments go from your posts and do not come back when you unblock. They are not told, and can look again with another account.',
      undoable: true,
    },
    delete: {
      reaches:
        'The comment or post is gone for everyone, with the answers under it; a post of the school’s stays under Recently deleted for up to 30 days. Copies and screenshots that others made remain.',
      undoable: false,
    },
  },
}
