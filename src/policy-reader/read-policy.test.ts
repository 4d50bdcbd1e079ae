import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Temporal } from '../kernel/clock.ts'
import { readPolicy } from './read-policy.ts'
import { blocksOfText } from './text-blocks.ts'

const today = Temporal.PlainDate.from('2026-11-21')
const read = (text: string) => readPolicy({ blocks: blocksOfText(text), remarks: [] }, { today })
const clauses = (text: string) => read(text).clauses.map(({ says, who, topic }) => `${says} ${who} ${topic}`)

describe('whole documents of many shapes', () => {
  it('a trust’s policy with document control and numbers', () => {
    const reading = read(`THE HAWTHORN LEARNING TRUST
Brackenhill Academy
Staff Social Media Policy

Document Control
Approved by: Trust Board
Date approved: 14/09/2023
Date of next review: Autumn 2026
Review cycle: 3 years
Policy owner: Data Protection Officer

1. Principles
1.1 Employees must never share passwords for Trust accounts.
1.2 Racist or homophobic remarks will not be tolerated.
1.3 The Data Protection Officer is responsible for keeping a register of accounts.
1.4 Any breach may lead to disciplinary action, up to and including dismissal.`)
    const { school, title, adopted, nextReview, reviewEvery, owner, roles } = reading
    assert.deepEqual(
      { school, title, adopted, nextReview, reviewEvery, owner, roles },
      {
        school: 'Brackenhill Academy',
        title: 'Staff Social Media Policy',
        adopted: '2023-09-14',
        nextReview: '2026',
        reviewEvery: 'P3Y',
        owner: 'data protection officer',
        roles: ['data protection officer'],
      },
    )
    assert.deepEqual(
      reading.clauses.map(({ ref, says, who, topic }) => `${ref} ${says} ${who} ${topic}`),
      [
        '1.1 must-not staff privacy-settings',
        '1.2 must-not staff derogatory-comments',
        '1.3 process staff official-account-monitoring',
        '1.4 process staff breach-discipline',
      ],
    )
  })

  it('the rules of a pre-school’s page', () => {
    const text = `Little Otters Pre-School

Facebook Page Rules

Last updated: 3rd March 2022

We have a closed Facebook page for our families.

Please do not:
• post photographs of other people's children
• discuss another child or family

Please do:
• tell a member of the committee if you see something that worries you

The admins may remove any comment.
Parents must ask the Manager before inviting anybody else to join.`
    assert.equal(read(text).adopted, '2022-03-03')
    assert.deepEqual(
      read(text).clauses.map(({ says }) => says),
      ['must-not', 'must-not', 'should', 'may', 'needs-approval'],
    )
  })

  it('a code for parents with roman numbers', () => {
    assert.deepEqual(
      clauses(`St Bride's Catholic Primary School
Code of Conduct for Parents and Carers: Social Media and WhatsApp

We are proud of our community. We ask all parents and carers to:
 i. Raise worries with the class teacher first, not on social media.
ii. Avoid naming other people's children.

Parents must not:
 i. make threatening, abusive or defamatory comments about staff;
ii. send friend requests to members of staff.

The school will ask parents to take down offensive posts.
Pupils under 13 should not have accounts on Facebook.`),
      [
        'should parent reporting-concerns',
        'should-not parent parents-conduct',
        'must-not parent derogatory-comments',
        'must-not parent contacting-parents',
        'process school official-account-monitoring',
        'should-not pupil pupil-age-limits',
      ],
    )
  })

  it('a letter home about a new account', () => {
    assert.deepEqual(
      read(`Dear Parent or Carer,
We have joined Instagram! Look us up as @stlukesferny.
We will use the St. Luke's account to share good news.
- Miss Example and some colleagues at St. Luke's will run the account.
- The account will not answer any replies.
- Consent must be obtained before a child’s picture is posted.`).clauses.map(
        ({ says, who }) => `${says} ${who}`,
      ),
      ['process staff', 'must-not school', 'needs-approval school'],
    )
  })

  it('a childminder who writes “I”', () => {
    assert.deepEqual(
      read(`Social networking & Phone Policy

I take the safety of every child seriously.

I don't share photographs of the children without written permission. I do not discuss families online. Parents must not take photographs in my home.`).clauses.map(
        ({ says, who }) => `${says} ${who}`,
      ),
      ['needs-approval school', 'must-not school', 'must-not parent'],
    )
  })

  it('a nursery’s page with lost bullets and a name without “school”', () => {
    const reading = read(`Social Network Use

At Hearts and Hands we look after children. The following guidelines must be adhered to:

Staff must not publish photos of the children on their online profiles;

Staff must avoid writing about the nursery on their own pages;

Staff at Hearts and Hands should set their profiles to private.`)
    assert.equal(reading.school, 'Hearts and Hands')
    assert.deepEqual(
      reading.clauses.map(({ says }) => says),
      ['must-not', 'must-not', 'should'],
    )
  })

  it('questions as headings, and what happens', () => {
    assert.deepEqual(
      clauses(`Thornby Federation of Church Schools

What we will do
We will reply to messages within two working days.
We do not name children in photographs.

What staff should do
Staff should not look up job applicants on Facebook.

What happens if this policy is broken
Breaches will be investigated by the Executive Headteacher.`),
      [
        'process school response-time',
        'must-not school images-of-children',
        'should-not staff vetting-candidates',
        'process staff breach-discipline',
      ],
    )
  })

  it('persons’ names are neither roles nor findings', () => {
    const reading = read(`Oaktree Primary School
Social Media Policy
Approved by: Robin Sample

Miss Pretend is network manager. Concerns should be reported to Robin Sample, the headteacher.`)
    const said = JSON.stringify([reading.roles, reading.owner, reading.committee, reading.findings])
    assert.doesNotMatch(said, /Sample|Pretend/)
    assert.deepEqual(reading.roles, ['headteacher', 'network manager'])
  })

  it('an empty document and one of noise are read without clauses', () => {
    for (const text of ['', '\n\n', '••••\n----\n||||', '\u202e\u200b', 'x'.repeat(20_000)])
      assert.deepEqual(read(text).clauses, [], text.slice(0, 20))
  })

  it('the work grows with the length of the document, not faster', () => {
    const part =
      '1.1 Staff must not accept friend requests from pupils unless the headteacher has agreed, and should tell the office.\n'
    assert.equal(read(part.repeat(400)).clauses.length, 400)
    assert.ok(read(`Staff ${'and parents, '.repeat(3_000)}must agree.`).clauses.length <= 1)
  })
})
