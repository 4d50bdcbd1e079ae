import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { clausesOf } from './clauses.ts'
import { blocksOfText } from './text-blocks.ts'

const read = (text: string, school: string | null = null) => clausesOf(blocksOfText(text), school)
/** What a sentence is behind the introduction of a document. */
const inBody = (text: string) => read(`Staff must be fair.\n\n${text}`).slice(1)
/** Strength, addressee and topic of the only clause. */
const one = (text: string) => {
  const clauses = read(text)
  assert.equal(clauses.length, 1, `${clauses.length} clauses in: ${text}`)
  const [clause] = clauses
  return clause ? `${clause.says} ${clause.who} ${clause.topic}` : ''
}

describe('one sentence', () => {
  const sentences: readonly (readonly [meaning: string, sentence: string])[] = [
    [
      'must-not staff befriending-pupils',
      'Under no circumstances may a member of staff exchange friend requests with pupils.',
    ],
    [
      'should-not staff personal-use-in-hours',
      'Employees are advised not to use social media while on duty.',
    ],
    [
      'should-not staff identifying-school',
      'It is recommended that staff do not identify their school on networking sites.',
    ],
    ['must-not pupil personal-devices', 'Pupils may not use their mobile phones on the playground.'],
    [
      'must-not all disclosing-confidential',
      'No pupil, member of staff or parent may reveal confidential information.',
    ],
    ['must-not staff derogatory-comments', 'Staff will not make defamatory comments about colleagues.'],
    [
      'needs-approval staff other',
      "It is prohibited for staff to use the school's logo without the written permission of the head.",
    ],
    [
      'needs-approval school images-of-children',
      'We will only use photographs of pupils where parents have given consent.',
    ],
    [
      'needs-approval staff personal-devices',
      'In exceptional circumstances agreed with the headteacher, staff may keep their phone with them.',
    ],
    ['must staff press', 'Staff must pass questions from journalists to the office.'],
    ['must staff privacy-settings', 'Staff are expected to set their profiles to private.'],
    [
      'must parent parents-conduct',
      'Parents are responsible for whatever a son or daughter posts from home.',
    ],
    ['must governor other', 'The governing board must see that the wording is fair.'],
    ['should staff training', 'It is important that staff attend the training each year.'],
    ['should-not pupil pupil-age-limits', 'Pupils under 13 should not have accounts on Snapchat.'],
    ['should parent reporting-concerns', 'We ask parents to raise concerns with the class teacher first.'],
    ['may school official-account-monitoring', 'Comments may be taken down by an administrator.'],
    ['may staff befriending-pupils', 'Staff may communicate with pupils through the learning platform.'],
    ['process school policy-review', 'This policy will be reviewed every year.'],
    ['process governor reporting-concerns', 'Complaints are dealt with by the Governing Board.'],
    [
      'process staff official-account-monitoring',
      'The business manager checks the page every day and deletes comments that are spam.',
    ],
    ['process staff breach-discipline', 'A breach by staff may lead to disciplinary action.'],
    ['process school response-time', 'We will reply to messages within two working days.'],
    ['should-not school vetting-candidates', 'Schools should not look up candidates online.'],
    ['must-not staff party-politics', 'Staff must not use the accounts for political campaigns.'],
    ['must-not staff copyright', 'Employees must not post material that breaches copyright.'],
    ['should staff disclaimer', 'Staff should say that the views are their own and not those of the school.'],
    ['must-not staff personal-contact-details', 'Staff must never give pupils their personal phone number.'],
    ['should-not staff befriending-former-pupils', 'Staff should not add former pupils under 18.'],
    ['must-not staff contacting-parents', 'Staff must not accept friend requests from parents.'],
    [
      'needs-approval staff official-account-approval',
      'Staff must obtain approval from the headteacher before they create new accounts for the school.',
    ],
    ['must-not staff identifying-school', 'Staff must not mention the school by name online.'],
    ['should staff privacy-settings', 'Staff should make sure their settings are private.'],
    [
      'must-not staff disclosing-confidential',
      'Staff must never discuss the nursery, children or families online.',
    ],
    [
      'must-not staff images-of-children',
      'Under no circumstances may staff take photographs of the children on their own phones.',
    ],
    ['must staff personal-devices', 'Staff mobile phones are to be kept in the office lockers.'],
    ['must pupil personal-devices', 'Pupils hand in their phones at the classroom door.'],
    ['must-not school images-of-children', "We never put a child's name next to a photograph."],
    ['must-not school images-of-children', 'Surnames of children are never used.'],
    ['must-not parent images-of-children', 'Parents may not film other children at events.'],
    [
      'process school breach-discipline',
      'We will ask for it to be taken down and may report it to the provider.',
    ],
    ['process staff policy-review', 'The headteacher will monitor compliance with the policy.'],
    ['process staff other', 'The CEO has overall responsibility for this policy.'],
    ['should all personal-devices', 'Visitors are asked to leave their phones at reception.'],
    ['must school official-account-monitoring', 'Passwords must be changed when an administrator leaves.'],
    ['should school response-time', 'Comments should be answered within two working days.'],
    ['process staff official-account-monitoring', 'The office manager holds the passwords for all accounts.'],
    ['must pupil reporting-concerns', 'As a pupil I will tell an adult if something upsets me.'],
  ]
  for (const [meaning, sentence] of sentences) it(sentence, () => assert.equal(one(sentence), meaning))

  it('is a rule told as a fact where people or things of the school do something', () => {
    const told: readonly (readonly [says: string, sentence: string])[] = [
      ['process', 'The head of digital learning reviews a sample of posts each month.'],
      ['must', 'Adults who help on trips keep their phones in their bags.'],
      ['must-not', 'Volunteers in our rooms do not become friends with the children online.'],
      ['must-not', 'No governor gives an opinion on a complaint.'],
      ['process', 'The bursar knows the passwords, and changes them every term.'],
      ['process', 'Messages to families go through the school app.'],
      ['must-not', 'Surnames never appear beside a picture.'],
      ['process', 'Once a term the governors audit the accounts.'],
      ['must-not', 'Swearing on the page is out of order.'],
      ['must', 'Pictures taken at the fair are for family use only.'],
      ['may', 'Grandparents are very welcome to follow us.'],
      ['process', 'A second offence means a letter home.'],
      ['must', 'The rule is that tablets stay in the office.'],
    ]
    for (const [says, sentence] of told)
      assert.deepEqual(
        inBody(sentence).map(c => c.says),
        [says],
        sentence,
      )
  })

  it('is none where a school tells of itself before its first rule', () => {
    assert.deepEqual(read('We run two pages and keep a blog. Our families live on farms.'), [])
    assert.equal(read('The head holds the key. No pupil may enter.').length, 2)
  })

  it('is none where it explains, hopes, defines or tells of possibilities', () => {
    const background = [
      'The aim of this policy is to keep everyone safe.',
      'This policy applies to all staff, who must read it.',
      'We use the page to publish news that may interest families.',
      'Cyber-bullying may be carried out by text or e-mail.',
      'Many staff may hold accounts of their own.',
      'The school recognises that social media can be a great help.',
      'In this policy “school” means every school of the trust.',
      'Social networks include, without being confined to, blogs and forums.',
      'Further guidance can be found on the website.',
      'Review Date: May 2028',
      'Our page carries information of general interest.',
      'We look after children from two years of age.',
      'Online risks are posed more by behaviour than by technology.',
      'Every child is valued and helped to grow.',
      'Families tell us that they enjoy the page.',
      'Young people share much of their lives online.',
      'Many teachers keep an account of their own.',
      'What children post online stays on the internet.',
      'Teachers hold a position of trust.',
      'Thank you for reading this.',
    ]
    for (const sentence of background) assert.deepEqual(inBody(sentence), [], sentence)
  })

  it('with two rules of different strength is two clauses', () => {
    const clauses = read('Their profiles must be private and they must not say where they work.')
    assert.deepEqual(
      clauses.map(({ says }) => says),
      ['must', 'must-not'],
    )
  })

  it('knows the school by its name', () => {
    const [clause] = read('Larkland will not publish names.', 'Larkland Playscheme')
    assert.equal(clause?.who, 'school')
    assert.equal(clause?.text, 'Larkland will not publish names.')
  })
})

describe('lists', () => {
  it('are spoken by whoever the opening line names, and what they may not do is forbidden', () => {
    const clauses = read(`As a parent I will:

(a) know which apps my child uses
(b) not put pictures of other children online

Pupils may not:

- use a class group in lessons

Roles and responsibilities

COMMUNICATIONS LEAD

• checks the comments twice a day

STUDENTS

• should not use the page for complaints`)
    assert.deepEqual(
      clauses.map(({ says, who }) => `${says} ${who}`),
      ['must parent', 'must-not parent', 'must-not pupil', 'process staff', 'should-not pupil'],
    )
  })

  it('of what we would like, and of tasks, without an operative word of their own', () => {
    const clauses = read(`What we would like from parents:

- friendly comments
- no swearing

Whoever runs the page:

- answers questions the next day`)
    assert.deepEqual(
      clauses.map(({ says, who }) => `${says} ${who}`),
      ['should parent', 'should-not parent', 'process staff'],
    )
  })

  it('the stem gives the strength, an item can turn it', () => {
    const clauses = read(`When using social media, staff must not:

  • Post anything that could harm the school's reputation.
  • Share photographs of pupils without the consent of their parents.
  • Discuss a child with a parent online. Instead invite them to come in.`)
    assert.deepEqual(
      clauses.map(({ says, who }) => [says, who]),
      [
        ['must-not', 'staff'],
        ['needs-approval', 'staff'],
        ['must-not', 'staff'],
        ['should', 'staff'],
      ],
    )
    assert.equal(
      clauses[0]?.text,
      "When using social media, staff must not: Post anything that could harm the school's reputation.",
    )
  })

  it('a positive list can hold a prohibition', () => {
    const clauses = read(
      'Everyone must ensure that they:\n- check their privacy settings\n- never add a pupil\n- do not name the school',
    )
    assert.deepEqual(
      clauses.map(({ says }) => says),
      ['must', 'must-not', 'must-not'],
    )
  })

  it('of purposes, examples, laws and other documents binds nobody', () => {
    const text = `We will use the page to:
• give news
• ask for your thoughts

Platforms such as:
• Instagram
• TikTok

The document takes account of the following legislation:
• Data Protection Act 2018

This policy aims to:
• keep children safe`
    assert.deepEqual(read(text), [])
  })

  it('of what will be removed forbids it to those who post', () => {
    const clauses = read('We will remove any post that:\n• insults a person\n• infringes copyright')
    assert.deepEqual(
      clauses.map(({ says, who, topic }) => [says, who, topic]),
      [
        ['must-not', 'parent', 'derogatory-comments'],
        ['must-not', 'parent', 'copyright'],
      ],
    )
  })

  it('of forbidden things that lost its bullets ends at the next sentence', () => {
    const clauses = read(`The school considers the following activity inappropriate:

Abusive comments about staff.

Posting defamatory remarks.

The school will report serious cases to the police.`)
    assert.deepEqual(
      clauses.map(({ says }) => says),
      ['must-not', 'must-not', 'process'],
    )
  })

  it('of duties beside or below a role, without a bullet or a subject', () => {
    const clauses = read(`Responsibilities

Who | What |
Trustees | Agree the policy each year |
Network manager | Checks the accounts every half term |

Communications lead

Keeps a list of the accounts`)
    assert.deepEqual(
      clauses.map(({ says, text }) => `${says} ${text}`),
      [
        'process Trustees: Agree the policy each year',
        'process Network manager: Checks the accounts every half term',
        'process Communications lead: Keeps a list of the accounts',
      ],
    )
  })

  it('of commands stay a list when they are numbered', () => {
    const clauses = read('Helpers must not:\n\n1. Follow swimmers on Instagram\n2. Carry phones in the pool')
    assert.deepEqual(
      clauses.map(({ says }) => says),
      ['must-not', 'must-not'],
    )
  })

  it('what is said of the same again has the same strength', () => {
    const clauses = read('Staff must not add pupils online. The same goes for governors.')
    assert.deepEqual(
      clauses.map(({ says, who }) => `${says} ${who}`),
      ['must-not staff', 'must-not governor'],
    )
  })

  it('under a role in a section of roles says what the role does', () => {
    const clauses = read(
      '## Roles and responsibilities\n- **Leadership team**\n  - Approving accounts\n- **Staff**\n  - Attending training',
    )
    assert.deepEqual(
      clauses.map(({ says, who, section }) => [says, who, section]),
      [
        ['process', 'staff', 'Leadership team'],
        ['must', 'staff', 'Staff'],
      ],
    )
  })

  it('a complete rule that says what a case must hold is one clause', () => {
    const clauses = read(
      'Staff must present a business case to the headteacher which covers the following points:\n- the aim\n- the audience',
    )
    assert.deepEqual(
      clauses.map(({ says }) => says),
      ['needs-approval'],
    )
  })
})

describe('place and reference', () => {
  it('numbers come from the document, and every reference stands once', () => {
    const clauses = read(`4. Conduct
4.1 Colleagues should be advised of these points:
(i) That they should not use their phones in lessons;
(ii) That they do not post about work.
4.2 Staff must be polite. They must be kind.
5. Images
Staff must ask before they take photographs.
Staff must delete old photographs.`)
    assert.deepEqual(
      clauses.map(({ ref }) => ref),
      ['4.1(i)', '4.1(ii)', '4.2', '4.2 2', '5, 1', '5, 2'],
    )
    assert.deepEqual(clauses.map(({ place }) => place).slice(0, 2), ['line 3', 'line 4'])
    assert.equal(new Set(clauses.map(({ ref }) => ref)).size, clauses.length)
  })

  it('a heading says whom a sentence without a subject means', () => {
    const clauses = read(
      "A. Pupils' use in school\nNetworking sites should not be opened in lessons.\nB. Staff use\nProfiles should be kept private.",
    )
    assert.deepEqual(
      clauses.map(({ who }) => who),
      ['pupil', 'staff'],
    )
  })

  it('“they” are those the sentence before spoke of', () => {
    const [, second] = read('Parents must be polite. They should not name other children.')
    assert.equal(second?.who, 'parent')
  })

  it('a suggestion of who carries it out', () => {
    const capability = (text: string) => read(text)[0]?.capability
    assert.equal(capability('We will reply to messages within 24 hours.'), 'inbox.clock')
    assert.equal(
      capability('Staff must not publish photographs of pupils without consent.'),
      'publishing.consent',
    )
    assert.equal(capability('Staff must not accept friend requests from pupils.'), 'advice.verdict')
  })
})
