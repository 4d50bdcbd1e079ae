import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { clausesOf } from './clauses.ts'
import { blocksOfText } from './text-blocks.ts'

type Row = readonly [meaning: string, sentence: string]

/** Strength and addressee of the last clause of a sentence below a title and a heading. */
const lastOf = (title: string, heading: string, sentence: string): string => {
  const text = [`Greenfield School`, title, heading, sentence.replaceAll(' // ', '\n• ')]
  const clause = clausesOf(blocksOfText(text.filter(line => line !== '').join('\n\n')), null).at(-1)
  return clause ? `${clause.says} ${clause.who}` : 'none'
}
const table = (title: string, heading: string, rows: readonly Row[]): void => {
  for (const [meaning, sentence] of rows)
    it(sentence, () => assert.equal(lastOf(title, heading, sentence), meaning))
}

describe('a yes that somebody must give', () =>
  table('', '', [
    ['needs-approval staff', 'Staff may not film a lesson unless the deputy head has said yes.'],
    ['needs-approval staff', 'Teachers must not set up a blog without first checking with the headteacher.'],
    [
      'needs-approval staff',
      'No member of staff may speak to a newspaper until the principal has cleared it.',
    ],
    ['needs-approval school', 'Photographs of pupils may be published where the parent has signed the form.'],
    ['needs-approval staff', 'Use of a personal camera requires the consent of the manager.'],
    ['needs-approval all', 'Recordings of meetings are prohibited save where all present have agreed.'],
    ['needs-approval staff', 'Staff wishing to set up an account must ask the headteacher first.'],
  ]))

describe('denials', () =>
  table('', '', [
    ['must-not staff', 'None of the staff may use WhatsApp to talk with pupils.'],
    ['must-not all', 'No comments about staff are to be made online.'],
    ['should-not staff', 'No employee should assume that a closed group is private.'],
    ['must-not staff', 'At no time should a member of staff lend a pupil their phone.'],
    ['must-not staff', 'The school expects staff not to discuss their work online.'],
    ['should-not parent', 'We would ask parents that photographs are not put online.'],
    ['should parent', 'We ask parents to take a complaint to the office and not to the page.'],
    ['must-not staff', 'Staff do not have the right to speak for the school.'],
    ['must-not staff', 'There must be no contact with pupils on personal accounts.'],
    ['must-not staff', 'Staff agree that they will not: // accept requests from pupils'],
  ]))

describe('whom a sentence means whose subject is empty, a thing, or those to whom it is done', () =>
  table('', '', [
    ['must-not staff', 'The school does not permit staff to use phones in class.'],
    ['may staff', 'There is no objection to staff following the school page.'],
    ['should staff', 'It is good practice for teachers to log out after use.'],
    ['must staff', 'If a member of staff is contacted by a pupil they must tell the head.'],
    ['should-not staff', 'Pupils should never be accepted as friends.'],
    ['must-not school', 'Children must not be named in captions.'],
    ['must staff', 'Any request from a pupil must be declined.'],
    ['must parent', 'Photographs taken by parents at events are for personal use only.'],
    ['must staff', 'Everyone who looks after an account must use two-step login.'],
    ['must parent', 'Parents, carers and visitors must switch off their phones.'],
    ['must-not pupil', 'Nobody under 13 may join the group.'],
    ['must staff', 'Staff, students and volunteers must wear their badges.'],
    ['must school', 'Official accounts must have two administrators.'],
    ['must school', 'Only first names will be used.'],
    ['may school', 'The school may ask for a post to be removed.'],
  ]))

describe('what follows a breach, and whose duty a responsibility is', () =>
  table('', '', [
    ['process staff', 'Failure to keep to these rules may itself be treated as misconduct.'],
    ['process school', 'Anyone who breaks these rules may be asked to leave the group.'],
    ['process parent', 'A parent who abuses staff online may be barred from the site.'],
    ['process governor', 'A breach by a governor will be looked at by the chair.'],
    ['process school', 'Posts that offend will be removed.'],
    ['must staff', 'All staff are responsible for reading this policy.'],
    ['process staff', 'The ICT manager is responsible for monitoring traffic.'],
  ]))

describe('a heading or a title tells whom it speaks to', () => {
  table('Parent and carer code of conduct', '', [
    ['must-not parent', 'You must not film in the changing rooms.'],
    ['must-not parent', "Other people's children must not be shown in your pictures."],
  ])
  table('Acceptable use agreement for pupils', '', [
    ['must pupil', 'I will keep my password secret.'],
    ['must-not pupil', 'I will not share my password.'],
  ])
  table('Social media policy', 'Parents', [
    ['must parent', 'Anyone who films a concert must keep the film for the family.'],
  ])
  table('Social media policy', 'Our own pages', [
    ['must-not school', 'Nothing is to be posted that favours a candidate.'],
  ])
  table('Social media policy', 'Your own accounts', [
    ['must-not staff', 'You must not add pupils in your class as friends.'],
  ])
  table('Social media policy', 'At home', [['must parent', 'You must know what your child does online.']])
  it('below "Do" and "Don\'t" too', () => {
    const text = `Social media: dos and don'ts\n\nFOR PARENTS\n\nDO\n\n• Talk to us first\n\nDON'T\n\n• Post pictures of other children`
    assert.deepEqual(
      clausesOf(blocksOfText(text), null).map(({ says, who }) => `${says} ${who}`),
      ['must parent', 'must-not parent'],
    )
  })
})
