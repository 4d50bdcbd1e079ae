import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { clausesOf } from './clauses.ts'
import { blocksOfText } from './text-blocks.ts'

/** Sentences nobody wrote a pattern for, by what they say where they stand among rules. */
const SENTENCES: Readonly<Record<string, readonly string[]>> = {
  must: [
    'It is incumbent upon every member of staff to lock the screen.',
    'Care is to be taken over wording.',
    'Teachers owe it to pupils to keep a distance.',
    'Anybody joining the team signs the code.',
    'Volunteers sign the code before they begin.',
    'Whoever has the camera brings it back to the office the same day.',
    'Lunchtime organisers hand their phones in.',
    'Anything you write online has to be true.',
    'A peripatetic teacher abides by the same rules.',
    'Cameras live in the office cupboard.',
    'Parents collect phones at the end of the session.',
  ],
  'must-not': [
    'Employees are precluded from commenting on litigation.',
    'No comment is to be passed on a matter before the courts.',
    'Staff shall at no time lend their log-in.',
    'Employees should under no circumstances accept a gift offered online.',
    'Children do not appear in staff selfies.',
    'Staff cannot be friends with pupils.',
    'Phones have no business in the changing rooms.',
    'We do not comment on other schools.',
    'I do not add parents.',
    'Abuse of officials is not acceptable.',
    'Swearing will not be tolerated.',
    'The group is not for advertising.',
    'Passing on a screenshot is forbidden.',
    'It is not for parents to police the group.',
    'Live video is something we never do.',
    'Parents have no say in what is posted, nor may they post themselves.',
    'None of this is to be repeated outside.',
    'Neither phones nor watches come into the hall.',
    'Chatting with ex-pupils on games consoles is not on.',
    'No member of the committee speaks for the club online.',
    'Rotas, registers and medical notes are never photographed.',
    'School badges and uniforms do not appear on private pages.',
    'We tolerate no bullying.',
    'A governor has no business commenting.',
    'It is wrong to film a child who is upset.',
    'Under no circumstances is the camera to leave the site.',
  ],
  process: [
    'Responsibility for the page rests with the bursar.',
    'The page is in the hands of the office.',
    'Questions about the code go to the chair.',
    'Any breach is dealt with by the principal.',
    'The governors will look at it each spring.',
    'A record is kept of each decision.',
    'Complaints are heard by three governors.',
    'Failure to keep to the code can lead to dismissal.',
    'Anyone who breaks the rules will be spoken to.',
    'Posts that break the rules come down.',
    'The webmaster holds the key.',
    'Miss Farr and the caretaker share the log-in.',
    'Serious cases go to the police.',
    'Persistent offenders are removed.',
    'We remove anything unkind.',
    'Governors get a report each summer.',
    'All new staff are shown this policy.',
    'The page is checked at eight and at four.',
    'Someone from the office approves each request.',
    'The policy comes back to the board in the spring.',
    'Misuse of the network is logged.',
    'Volunteers who ignore this will be asked to stand down.',
  ],
  may: [
    'Staff are at liberty to belong to a union group.',
    'Parents are free to film their own child.',
    'Old pupils who are over eighteen can be accepted.',
    'There is no bar on private accounts.',
    'Members can leave whenever they like.',
    'Photographs of the building are fine.',
    'We do not mind you sharing our posts.',
    'You need not answer at weekends.',
    'Coaches may give lifts home news through the app.',
    'A parent who prefers can ring the office instead.',
    'Use of a phone during lunch is permitted.',
    'It is perfectly all right to say where you work.',
    'Helpers may like our posts.',
    'A pupil who is ill can message the tutor through the portal.',
    'There is no reason why you should not have an account.',
    'Parents have the right to see what we hold.',
    'Phones are allowed in the staff room.',
    'Where a coach is also a parent, the two can of course be friends.',
    'You do not have to give a reason.',
    "The parents' forum runs its own page, and is free to do so.",
  ],
  should: [
    'Do have a look at your settings now and then.',
    'You might think about a separate account.',
    'Ideally the post is checked by somebody else.',
    'Families are asked to be patient.',
    'A quick telephone call is usually the best way.',
    'We hope that parents will speak to us first.',
    'Try to answer within a day.',
    'Parents would be wise to check ages.',
    'Consider who may read it.',
    'The wise course is to wait a day before answering.',
    'A telephone call is preferred.',
    'Staff would be well advised to check who their followers are.',
    'It is sensible for tutors to keep two accounts.',
    'We would encourage you to read the guide.',
    'You may find it useful to turn off comments.',
    'Colleagues are reminded to log out.',
    "We'd be glad if you told us first.",
  ],
  'should-not': [
    'Staff ought not to look up parents.',
    'Parents are discouraged from posting team photographs.',
    'It is unwise to argue online.',
    'We would ask that pictures are not copied.',
    "It would be better if staff did not join parents' groups.",
  ],
  'needs-approval': [
    'Prior agreement of the head is a condition of any new page.',
    'No new page is opened without the head having agreed.',
    'Any new page has first to be agreed by the head.',
    "A photograph is used only with the parent's consent in writing.",
    'We ask families before we print a name.',
    'Anything for the press is cleared by the head beforehand.',
    'Speak to the office before you put anything up.',
    'Consent must be on file before a picture is used.',
    'You may film only if the coach has agreed.',
    "No trip is blogged about without the head's blessing.",
    'The head decides whether a reporter may be let in, and nobody lets one in without asking.',
    'You need our permission to copy a picture.',
    'Films may be shown provided the families have agreed.',
    'New pages are opened only when the board has approved them.',
    'A child is named only where the parent has ticked the box.',
    'Staff apply to the head before they open a page.',
    'Before any interview, permission is sought from the trust.',
    'Anyone who wants to film asks the head first.',
  ],
  none: [
    'Most of us carry a phone these days.',
    'The code was drawn up with the help of parents.',
    'Children find it hard to step away from a screen.',
    'Messages can easily be misread.',
    'We are proud of our links with the village.',
    'The page has four hundred followers.',
    'Why does this matter?',
    'Social media moves quickly.',
    'It takes years to build trust.',
    'Some parents have asked us about this.',
    'Everything you post can be copied.',
    'The law on this is clear.',
    'A photograph once posted cannot be called back.',
    'Teachers work hard to earn respect.',
    'We know that this is not easy.',
    'This is what we mean by a friend.',
    'Last year three pupils were hurt by what was said.',
    'Anyone can find anything these days.',
    'Our pupils come from eleven villages.',
    'It can be hard to know what to do.',
    'The school has had a page since 2012.',
    'Good manners cost nothing.',
    'Nobody wants to read that.',
    'Two thirds of our families use it.',
    'This came up at the last meeting.',
    'A group can be a great help to a new parent.',
    'Our thanks go to the parents who helped.',
    'We hope you enjoy the page.',
    'Social media brings people together.',
    'Teachers are only human.',
    'Such sites change often.',
    'Words written in haste can hurt.',
  ],
}

describe('a rule in any words', () => {
  for (const [says, sentences] of Object.entries(SENTENCES))
    for (const sentence of sentences)
      it(`${says}: ${sentence}`, () => {
        const [, clause] = clausesOf(blocksOfText(`Staff must be fair.\n\n${sentence}`), null)
        assert.equal(clause?.says ?? 'none', says)
      })
})

describe('a list in any shape', () => {
  const read = (text: string) =>
    clausesOf(blocksOfText(text), null).map(({ says, text }) => `${says} ${text}`)

  it('is a table of what to do and what not to do', () =>
    assert.deepEqual(
      read(
        '| Place | Do | Do not |\n|---|---|---|\n| Bus | sit with your group | film the driver |\n| Hall | - | shout |',
      ),
      ['must Do: sit with your group', 'must-not Do not: film the driver', 'must-not Do not: shout'],
    ))

  it('is forbidden below a stem that ends in not', () =>
    assert.deepEqual(read('We show respect by not:\n\n• mocking a colleague\n• spreading a rumour'), [
      'must-not We show respect by not: mocking a colleague',
      'must-not We show respect by not: spreading a rumour',
    ]))

  it('goes on across a heading by its numbers, though its lines look like headings', () =>
    assert.deepEqual(
      read(
        'Manners\n\n1. Parents must be polite.\n\nWhat does not belong\n\n2. Jokes about staff\n3. Votes and petitions',
      ).map(line => line.split(' ')[0]),
      ['must', 'must-not', 'must-not'],
    ))

  it('is a promise where its heading says so', () =>
    assert.deepEqual(read('What we promise\n\n• We will listen to you\n• The head will reply in a week'), [
      'must We will listen to you',
      'process The head will reply in a week',
    ]))
})
