import type { ManualNetwork } from '../network.ts'
import { stopFirst } from './stop-first.ts'

export const website: ManualNetwork = {
  kind: 'manual',
  name: 'School website or blog',
  channel: 'website',
  steps: {
    publish: [
      'Sign in to the website’s editor with your own login.',
      'Copy the approved text from Gatepost and paste it as it is.',
      'Add only the pictures downloaded from this Gatepost post, with each picture’s alternative text.',
      'Look at the preview: no child’s full name stands with their picture. Then publish.',
      'Open the page as a visitor would, and paste its address into Gatepost.',
    ],
    reply: [
      'Make sure that you answer for the school and not as yourself.',
      'Copy the answer from Gatepost and paste it as it is.',
      'Send it, then record in Gatepost that it was sent.',
    ],
    comment: [
      'Make sure that you write for the school and not as yourself.',
      'Write it beside what the comment was about. Copy the text from Gatepost and paste it as it is. Name nobody.',
      'Publish it, then record in Gatepost that it was published.',
    ],
    hide: [
      stopFirst,
      'Unpublish the comment or page in the editor, or ask whoever runs the website to do so.',
      'Open the page as a visitor would and check that it no longer shows. Then record it in Gatepost.',
    ],
    block: [
      'Block the writer in the editor’s comment settings. If there is no such setting, switch comments off for the page.',
      'Record in Gatepost what you did.',
    ],
    report: [
      stopFirst,
      'Write to the company that runs the website, with the page’s address and what is wrong.',
      'Record in Gatepost whom you wrote to and when. If somebody is in danger, call 999.',
    ],
    delete: [
      stopFirst,
      'Make sure that Gatepost has kept the text: the editor may not bring it back.',
      'Delete the comment or page in the editor, and its pictures from the website’s picture library.',
      'Open the page as a visitor would and check that it is gone. Then record it in Gatepost.',
    ],
  },
  effects: {
    hide: {
      reaches:
        'It no longer shows on the website. It is not deleted, and search engines may keep showing a copy for some weeks.',
      undoable: true,
    },
    block: {
      reaches:
        'The writer can no longer comment under that name or address. What they wrote before is not deleted, and they can still read the website.',
      undoable: true,
    },
    delete: {
      reaches:
        'It is gone from the website. Search engines may keep a copy for some weeks, and copies that others made remain.',
      undoable: false,
    },
  },
}
