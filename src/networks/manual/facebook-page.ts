import type { ManualNetwork } from '../network.ts'
import { stopFirst } from './stop-first.ts'

export const facebookPage: ManualNetwork = {
  kind: 'manual',
  name: 'Facebook Page',
  channel: 'facebook',
  steps: {
    publish: [
      'Sign in to Facebook with your own login. You need a role on the school’s Page that lets you create content.',
      'Open your profile picture menu and switch to the school’s Page. Check that the school’s name shows beside the box you write in.',
      'Copy the approved text from Gatepost and paste it as it is.',
      'Add only the pictures downloaded from this Gatepost post, and copy each picture’s alternative text: Edit, then Alternative text.',
      'Check that the audience is Public and that nobody is tagged and no place is added. Then choose Post.',
      'Open the post’s menu, copy its link, and paste the link into Gatepost.',
    ],
    reply: [
      'Switch to the school’s Page, so that the answer comes from the school and not from you.',
      'Open the comment and choose Reply.',
      'Copy the answer from Gatepost and paste it as it is. Do not add names, and do not move the talk to your own messages.',
      'Send it, then record in Gatepost that it was sent.',
    ],
    comment: [
      'Switch to the school’s Page, so that the comment comes from the school and not from you.',
      'Open the school’s own post and write under it, not under anybody’s comment.',
      'Copy the text from Gatepost and paste it as it is. Name nobody.',
      'Send it, then record in Gatepost that it was sent.',
    ],
    hide: [
      stopFirst,
      'Switch to the school’s Page and open the comment.',
      'Choose the three dots beside the comment, then Hide comment.',
      'Reload the page and check that the comment is greyed out. Then record it in Gatepost.',
    ],
    block: [
      'Switch to the school’s Page and open the comment or the person’s profile from there.',
      'Choose the three dots, then Ban or Block (Facebook’s wording changes). You need a role that may moderate or has full control.',
      'Check the list under Settings, Blocking. Then record it in Gatepost.',
    ],
    report: [
      stopFirst,
      'Open the comment or profile, choose the three dots, then Report.',
      'Choose the reason that fits best. Facebook does not tell the author who reported.',
      'Keep the case number from your Support inbox and record it in Gatepost.',
      'Reporting to Facebook does not tell the police or children’s services. If somebody is in danger, call 999.',
    ],
    delete: [
      stopFirst,
      'Make sure that Gatepost has kept the text: a deleted comment cannot be brought back.',
      'Switch to the school’s Page and open the comment or post.',
      'Choose the three dots, then Delete (a comment) or Move to bin (a post of the school’s).',
      'Reload the page and check that it is gone. Then record it in Gatepost.',
    ],
  },
  effects: {
    hide: {
      reaches:
        'The comment is not deleted: its author and the author’s friends still see it under your post, and are not told. Everybody else no longer does.',
      undoable: true,
    },
    block: {
      reaches:
        'This person can no longer comment on or message the Page. What they wrote before is not deleted, and they can still see your posts with another account or when signed out.',
      undoable: true,
    },
    delete: {
      reaches:
        'The comment is gone for everyone, with the answers under it; a post of the school’s stays in the Page’s bin for 30 days. Copies and screenshots that others made remain.',
      undoable: false,
    },
  },
}
