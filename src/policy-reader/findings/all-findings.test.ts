import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Temporal } from '../../kernel/clock.ts'
import { readPolicy } from '../read-policy.ts'
import { blocksOfText } from '../text-blocks.ts'

const today = Temporal.PlainDate.from('2026-11-21')
const findings = (text: string, check: string) =>
  readPolicy({ blocks: blocksOfText(text), remarks: [] }, { today })
    .findings.filter(finding => finding.check === check)
    .map(({ at, message }) => `${at}: ${message}`)

const header = 'Oaktree Primary School\nSocial Media Policy\n'

describe('review overdue', () => {
  it('names the day and the place', () => {
    assert.deepEqual(findings(`${header}Next review: March 2025\n`, 'review-overdue'), [
      'line 3: The review is overdue: it was due by 31 March 2025. The document gives its next review as March 2025.',
    ])
  })
  it('counts from the adoption where only the cycle is given', () => {
    const text = `${header}Adopted: 16th October 2024\nThe policy will be reviewed annually.\n`
    assert.deepEqual(findings(text, 'review-overdue'), [
      'the whole document: The review is overdue: it was due by 16 October 2025. The document gives a date and how often it is to be reviewed.',
    ])
  })
  it('not before the last day the words can mean, nor without a date', () => {
    assert.deepEqual(findings(`${header}Next review: Autumn 2026\n`, 'review-overdue'), [])
    assert.deepEqual(findings(`${header}Next review: 21.11.2026\n`, 'review-overdue'), [])
    assert.deepEqual(findings(`${header}The policy will be reviewed annually.\n`, 'review-overdue'), [])
  })
})

describe('next review not after the last', () => {
  it('names both', () => {
    const text = `${header}Last reviewed: September 2026\nNext review due by: September 2026\n`
    assert.deepEqual(findings(text, 'review-order'), [
      'line 4: The next review (September 2026) is not after the last review (September 2026). One of the two dates is wrong.',
    ])
  })
  it('is silent where they are in order', () => {
    assert.deepEqual(findings(`${header}Adopted: May 2024\nNext review: May 2027\n`, 'review-order'), [])
  })
})

describe('the school’s name', () => {
  it('missing', () => {
    assert.deepEqual(findings('Social Media Policy\n\nStaff must be kind.', 'no-school-named'), [
      'the whole document: The document does not name your school. Put the school’s name in its title.',
    ])
    assert.deepEqual(findings(header, 'no-school-named'), [])
  })
  it('spelled two ways', () => {
    const text =
      'Fernleybury CE Primary School\n\nFernleybury CE Primary School cares.\n\nFernnleybury CE Primary School will review this policy.'
    assert.deepEqual(findings(text, 'name-spelled-two-ways'), [
      'line 5: The school’s own name is spelled two ways: “Fernleybury” and “Fernnleybury”.',
    ])
  })
  it('not its possessive, its capitals or another word', () => {
    const text =
      "Fernleybury Primary School\n\nFERNLEYBURY PRIMARY SCHOOL\n\nFernleybury's staff are kind. Schools and Primaries differ."
    assert.deepEqual(findings(text, 'name-spelled-two-ways'), [])
  })
})

describe('leftovers of a template', () => {
  it('instructions, open choices and date pickers', () => {
    const text = `${header}The head decides. Amend as appropriate.\n\nA child/pupil/student is told. The school/service agrees.\n\nReviewed on: May 2026Image: May 2026`
    assert.deepEqual(findings(text, 'template-leftover'), [
      'line 3: “Amend as appropriate” reads like an instruction of the template. Take it out.',
      'line 5: “child/pupil/student” leaves the template’s choice open. Keep the word that fits your school.',
      'line 5: “school/service” leaves the template’s choice open. Keep the word that fits your school.',
      'line 7: “Image: May 2026” was left behind by a date picker. Take it out.',
    ])
  })
  it('not parents/carers, dates or rules', () => {
    const text = `${header}Parents/carers and staff agree. Concerns are handled as appropriate. Insert coins.`
    assert.deepEqual(findings(text, 'template-leftover'), [])
  })
})

describe('networks that are gone', () => {
  it('once each, with what became of them', () => {
    assert.deepEqual(findings(`${header}Sites such as Bebo and Twitter.\n\nTwitter again.`, 'network-gone'), [
      'line 3: Twitter is called X since July 2023. Name the networks your pupils and families use today.',
      'line 3: Bebo closed as a social network in 2013. Name the networks your pupils and families use today.',
    ])
  })
  it('not where the document explains the old name, nor for living ones', () => {
    assert.deepEqual(
      findings(`${header}Sites such as X (formerly Twitter) and Instagram.`, 'network-gone'),
      [],
    )
  })
})

describe('collisions within a document', () => {
  const odd = (text: string) => findings(`${header}${text}`, 'collision')
  it('forbidden here, advised against there', () => {
    const text =
      '1.1 Staff will not use personal accounts to contact pupils.\n1.2 Staff are advised not to add pupils as friends.\n'
    assert.deepEqual(odd(text), [
      'line 3: The document is at odds with itself on contact between staff and pupils: 1.1 (line 3) forbids it; 1.2 (line 4) advises against it. Decide how you read it, or change one of them.',
    ])
  })
  it('forbidden here, with consent there', () => {
    const text =
      '1.1 Staff must not post images of children.\n1.2 Staff may only share images of children with the consent of the parents.\n'
    assert.deepEqual(odd(text), [
      'line 3: The document is at odds with itself on pictures of children online: 1.1 (line 3) forbids it; 1.2 (line 4) allows it with somebody’s consent. Decide how you read it, or change one of them.',
    ])
  })
  it('a rule and what the school is said to do', () => {
    const text =
      '3.2 A good number of schools use Facebook to engage with parents.\n4.1 Staff should not communicate with parents online.\n'
    assert.deepEqual(odd(text), [
      'line 4: The document is at odds with itself on contact between staff and parents: 4.1 (line 4) advises against it; 3.2 (line 3) allows it or does it. Decide how you read it, or change one of them.',
    ])
  })
  it('none between the school’s own accounts and private ones, different people, or a rule with its exception', () => {
    assert.deepEqual(
      odd(
        '1.1 Staff may communicate with pupils on a school account.\n1.2 Staff must not communicate with pupils on personal profiles.\n',
      ),
      [],
    )
    assert.deepEqual(
      odd(
        '1.1 The personal use of sites in school hours is permitted for staff.\n1.2 The personal use of sites in school hours is not permitted for pupils.\n',
      ),
      [],
    )
    assert.deepEqual(
      odd(
        '1.1 Staff must not share images of pupils other than on school accounts.\n1.2 Staff may publish photographs of pupils with the consent of parents.\n',
      ),
      [],
    )
  })
})

describe('what is usually covered', () => {
  it('lists what this document leaves out', () => {
    const text = `${header}Staff must not accept friend requests from pupils, former pupils or parents. Staff must keep confidential information private, must not insult anyone and must set high privacy settings. They must not use sites for personal reasons in working hours. Staff must not name the school. Report concerns to the headteacher. A breach may lead to disciplinary action. Staff are trained at induction. The policy is reviewed yearly.`
    const [message] = findings(text, 'not-covered')
    assert.match(
      message ?? '',
      /^the whole document: Most school policies also say something about: .*pictures of children/,
    )
    assert.doesNotMatch(message ?? '', /former pupils|breach/)
  })
})
