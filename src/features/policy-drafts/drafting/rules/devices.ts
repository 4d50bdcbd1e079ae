import type { Conditions } from '../../../../policy-engine/vocabulary.ts'
import { against, asking, obliging, otherwiseNot, permitting, type Row } from './row.ts'

const amidPupils = /\b(children|pupils|students|with(in)? (the )?(class|room))\b/i
const breaks = /\b(break|lunch|staff ?room|non-contact)/i
const leadersExcepted =
  /\b(apart from|except( for)?|other than|with the exception of) (the )?(slt|senior|headteacher)/i

/** Put away while one teaches or has pupils about; a document may leave its senior leaders out. */
const putAway = (text: string): Conditions => ({
  ...(leadersExcepted.test(text) ? { actor: ['staff'] } : {}),
  act: ['use-phone'],
})
const lessonsAndPupils = (text: string): readonly { readonly when: Conditions }[] => [
  { when: { ...putAway(text), when: ['teaching'] } },
  ...(amidPupils.test(text) ? [{ when: { ...putAway(text), where: ['with-pupils'] as const } }] : []),
]

/** Phones and other devices of one's own. */
export const deviceRules: readonly Row[] = [
  {
    topics: ['personal-devices', 'personal-use-in-hours'],
    says: [...obliging, ...against],
    who: ['pupil'],
    words: [/\bphones?\b/i, /\bhand(ed)?\b[^.]*\bin\b/i],
    rule: () => ({ says: 'do', when: { act: ['bring-phone'] }, duties: ['hand-in'] }),
  },
  {
    topics: ['personal-devices'],
    says: [...against, ...asking],
    who: ['pupil'],
    words: /\b(bring|brought)\b/i,
    rule: () => ({ when: { act: ['bring-phone'] } }),
  },
  {
    topics: ['personal-devices'],
    says: [...against, ...asking],
    words: /\b(class\w*|lesson|teaching|contact time|working hours|directed time|children|pupils)s?\b/i,
    without: /\b(record|photograph|film|picture|image|exception|contact (pupils|parents)|medical)/i,
    rule: lessonsAndPupils,
  },
  {
    topics: ['personal-devices', 'personal-use-in-hours'],
    says: [...obliging, 'process'],
    words: [
      /\b(phone|mobile|device|watch|telephone|tablet|camera)/i,
      /\b(switched off|turned off|not (be )?(used|accessed)|out of sight|on silent|locked away|put away|lockers?|secure (location|place))\b/i,
    ],
    rule: (text, says) => lessonsAndPupils(text).map(sketch => ({ says: otherwiseNot(says), ...sketch })),
  },
  {
    topics: ['personal-devices'],
    says: permitting,
    words: breaks,
    rule: () => ({ when: { act: ['use-phone'], when: ['break'] }, unless: [{ where: ['with-pupils'] }] }),
  },
  // "In exceptional circumstances, once agreed": permitted with that agreement, whatever the general clause says.
  {
    topics: ['personal-devices'],
    says: asking,
    words: /\bexception/i,
    rule: text => ({
      says: 'may',
      when: { act: ['use-phone'], permission: ['slt', 'leadership', 'headteacher-in-writing'] },
      ...(/\bout of (the )?(view|sight)\b/i.test(text) ? { duties: ['out-of-view'] } : {}),
      over: ['personal-devices'],
    }),
  },
]
