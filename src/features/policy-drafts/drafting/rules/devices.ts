import { against, asking, obliging, permitting, type Row } from './row.ts'

/** Phones and other devices of one’s own. */
export const deviceRules: readonly Row[] = [
  {
    topics: ['personal-devices', 'personal-use-in-hours'],
    says: [...obliging, ...against],
    who: ['pupil'],
    words: /\bphones?\b[^.]*\bhand(ed)?\b[^.]*\bin\b/i,
    rule: () => ({ says: 'do', when: { act: ['bring-phone'] }, duties: ['hand-in'] }),
  },
  {
    topics: ['personal-devices'],
    says: against,
    who: ['pupil'],
    words: /\b(bring|brought)\b/i,
    rule: () => ({ when: { act: ['bring-phone'] } }),
  },
  {
    topics: ['personal-devices'],
    says: [...against, ...asking],
    words: /\b(class\w*|lesson|teaching|contact time|working hours|directed time|children|pupils)s?\b/i,
    without: /\b(record|photograph|film|exception)/i,
    rule: () => ({ when: { act: ['use-phone'], when: ['teaching'] } }),
  },
  {
    topics: ['personal-devices'],
    says: obliging,
    words:
      /\b(switched off|turned off|not (be )?(used|accessed)|out of sight|on silent|locked away|secure (location|place))\b/i,
    rule: text => ({
      says: /\bmust\b/i.test(text) ? 'must-not' : 'should-not',
      when: { act: ['use-phone'], when: ['teaching'] },
    }),
  },
  {
    topics: ['personal-devices'],
    says: permitting,
    words: /\b(break|lunch|staff ?room|non-contact)/i,
    rule: () => ({ when: { act: ['use-phone'], when: ['break'] } }),
  },

  {
    // "In exceptional circumstances, once agreed": permitted with that agreement, whatever the general clause says.
    topics: ['personal-devices'],
    says: asking,
    words: /\bexception/i,
    rule: () => ({
      says: 'may',
      when: {
        act: ['use-phone'],
        when: ['teaching'],
        permission: ['slt', 'leadership', 'headteacher-in-writing'],
      },
      over: ['personal-devices'],
    }),
  },
]
