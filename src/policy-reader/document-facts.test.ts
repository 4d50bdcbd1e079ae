import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { basisOf, committeeOf, ownerOf, policyDates, reviewCycle } from './document-facts.ts'
import { blocksOfText } from './text-blocks.ts'

const dates = (text: string) => {
  const { adopted, lastReview, nextReview } = policyDates(blocksOfText(text))
  return [adopted?.iso ?? null, lastReview?.iso ?? null, nextReview?.iso ?? null]
}

describe('the dates a policy gives of itself', () => {
  it('lines with label and date', () => {
    assert.deepEqual(dates('Agreed by Governors: 19.10.2023\nTo be reviewed: Summer 2025'), [
      '2023-10-19',
      null,
      '2025',
    ])
    assert.deepEqual(dates('Last updated: 3rd March 2022\nDate of next review March 2023'), [
      '2022-03-03',
      null,
      '2023-03',
    ])
    assert.deepEqual(dates('Reviewed September 2024          Next review: September 2025'), [
      '2024-09',
      '2024-09',
      '2025-09',
    ])
  })

  it('labels that ran together', () => {
    const text =
      'Approved by:Sam ExampleDate: December 2023Last reviewed on:May 2024Next review due by:May 2025'
    assert.deepEqual(dates(text), ['2023-12', '2024-05', '2025-05'])
  })

  it('a table with a row of headings, and one with a label and a value in each row', () => {
    const history =
      'Version | Date | Comments | Review Date |\n1 | Spring 2018 | First draft, approved | Spring 2020 |\n'
    assert.deepEqual(dates(history), ['2018', null, '2020'])
    const form = 'School | Marlpit Junior School\nRatified on | 12th July 2021\nNext review due | July 2024\n'
    assert.deepEqual(dates(form), ['2021-07-12', null, '2024-07'])
  })

  it('a table pasted with tabs', () => {
    const pasted = 'This policy was adopted on\tSigned\tDate for review\n4th June 2021\tA Dee\tJune 2022\n'
    assert.deepEqual(dates(pasted), ['2021-06-04', null, '2022-06'])
  })

  it('a table that begins with its status', () => {
    const form = 'Status | Approved\nApproved by | Trustees, 3 May 2021\nNext review due | June 2024\n'
    assert.deepEqual(dates(form), ['2021-05-03', null, '2024-06'])
  })

  it('a meeting that adopted it, the day of an agreement, and a date before the next', () => {
    const meeting = 'This policy was adopted at a meeting of: Ducklings\n\nHeld on: 5 May 2023\n\nSigned:\n'
    assert.deepEqual(dates(meeting), ['2023-05-05', null, null])
    assert.deepEqual(dates('Date of agreement: May 2023        Review: May 2024'), [
      '2023-05',
      null,
      '2024-05',
    ])
    assert.deepEqual(dates('Use of Media\n\nJune 2019          To be reviewed yearly (next: June 2020)'), [
      '2019-06',
      null,
      '2020-06',
    ])
  })

  it('a form with label and value a line each, or several labels and then their dates', () => {
    const form = 'Date approved:\n\nApproved by:\n\nBoard of Directors\n\nDate for Review\n\nSeptember 2023\n'
    assert.deepEqual(dates(form), [null, null, '2023-09'])
    const columns = 'Version Number\n\nDate issued\n\nAuthor\n\n1.0\n\n25/01/2020\n\nRK\n'
    assert.deepEqual(dates(columns), ['2020-01-25', null, null])
    assert.deepEqual(dates('Date ratified\nReview date\n4 May 2022\n4 May 2024\n'), [
      '2022-05-04',
      null,
      '2024-05-04',
    ])
  })

  it('a sentence about the policy, but not about laws and guidance', () => {
    const adopted =
      'Governors at Oaktree School took this text on, and adopted this policy on 9th May 2024 after long discussion with the whole staff, with parents and with the union representatives of the school.'
    assert.deepEqual(dates(adopted), ['2024-05-09', null, null])
    const law =
      'It takes account of guidance approved by the department in September 2020, of an act published in May 2018 and of the agreed procedures of the local partnership and its board.'
    assert.deepEqual(dates(law), [null, null, null])
  })

  it('“review date” alone is the next review; a later one makes it the last', () => {
    assert.deepEqual(dates('Review Date: May 2028'), [null, null, '2028-05'])
    assert.deepEqual(dates('Review date: May 2023\nNext review date: May 2024'), [null, '2023-05', '2024-05'])
  })

  it('the day of the governors before the day of the staff, and a body that adopted it on the line before', () => {
    const both = 'Agreed by staff: May 2021\nApproved by governors: 6.6.21\nTo be reviewed: Autumn 2022'
    assert.deepEqual(dates(both), ['2021-06-06', null, '2022'])
    const adopted =
      'This policy was adopted by Sedge Lane Committee\nOn   4th May 2021\nDate to be reviewed   May 2022'
    assert.deepEqual(dates(adopted), ['2021-05-04', null, '2022-05'])
  })

  it('a date in the title, and none where there is none', () => {
    assert.deepEqual(dates('Social Media Policy (2021)\n\nStaff must be kind.'), ['2021', null, null])
    assert.deepEqual(dates('Social Media Policy\n\nThe Act of 2018 applies.'), [null, null, null])
  })
})

describe('owner, committee, basis and cycle', () => {
  const of = (text: string) => {
    const blocks = blocksOfText(text)
    return [ownerOf(blocks), committeeOf(blocks), basisOf(blocks), reviewCycle(blocks)]
  }
  it('reads a header, roles instead of persons', () => {
    const header =
      'Policy owner: Pat Example, Head of Communications\nGovernor Committee:\tFGB\nBased on model/template\tESS August 2023\nReview: Every 3 years'
    assert.deepEqual(of(header), ['head of communications', 'FGB', 'ESS August 2023', 'P3Y'])
  })
  it('leaves out an owner who is only a name', () => {
    assert.deepEqual(of('Policy owner: Pat Example\n'), [null, null, null, null])
  })
  it('reads prose', () => {
    const prose =
      'The Governing Body of Oaktree School adopted this policy. It builds on the county’s model policy. It will be reviewed at least once a year.'
    assert.deepEqual(of(prose), [null, 'Governing Body', "county's model policy", 'P1Y'])
  })
  it('does not take a cycle of something else', () => {
    assert.equal(
      reviewCycle(blocksOfText('Staff review the privacy settings of their accounts every six months.')),
      null,
    )
  })
})
