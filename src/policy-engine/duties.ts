/** What somebody has to do besides, as a verdict names it, in the words a person reads. */
export const duties = {
  'no-reply': 'Do not answer.',
  'no-school-talk': 'Say nothing about school or work.',
  record: 'The decision and the advice given are recorded.',
  'report:manager': 'Tell your line manager.',
  'report:dsl': 'Tell the DSL or a deputy.',
  'report:headteacher': 'Tell the headteacher.',
  'report:slt': 'Tell a senior leader.',
  'tell-child-not-acceptable': 'The child is told, kindly and firmly, that this is not acceptable.',
  'set-privacy': 'Set high privacy on your own accounts.',
  disclaimer: 'Say that you do not speak for the school.',
  'weigh-appropriateness': 'Weigh whether it is appropriate, and what could follow from it.',
  'hand-in': 'Hand it in.',
  'out-of-view': 'Use it only where children do not see it.',
  'answer-in-time': 'See that it is answered in time, if only to say that it has arrived.',
  'behaviour-policy': 'Deal with it under the behaviour policy.',
  'business-case': 'Put the case for it in writing: aim, audience, how it is promoted, open or closed.',
  'media-policy': 'Follow the media policy before you answer.',
  'tell-audience-why': 'Tell the audience why you did it.',
  'risk-assess': 'Have it risk-assessed first.',
  'two-named-people': 'Name at least two members of staff who run it.',
  train: 'Be trained first.',
  'complaints-procedure': 'If need be, point to the complaints procedure.',
  'remove-and-meet': 'Ask for it to be removed, and offer to talk in person.',
} as const

export type Duty = keyof typeof duties
/** Every duty, in the order of the table above. */
export const dutyIds = Object.keys(duties) as [Duty, ...Duty[]]
