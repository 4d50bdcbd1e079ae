import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, type TestContext, test } from 'node:test'
import { AppBskyEmbedImages, AppBskyFeedDefs, AppBskyFeedPost, AtpAgent, asPredicate } from '@atproto/api'
import pg from 'pg'
import sharp from 'sharp'
import { Temporal } from '../../src/kernel/clock.ts'
import { createBlueskyNetwork } from '../../src/networks/bluesky/bluesky.ts'
import { verifyAudit } from '../../src/platform/audit/verify.ts'
import { confirmByGuessing } from '../support/acknowledging.ts'
import { startBrowser } from '../support/browser.ts'
import { startMailServer } from '../support/letters.ts'
import { phonePhoto } from '../support/posts.ts'
import { serveTestApp } from '../support/served-app.ts'
import { joinTestNetwork, type TestNetwork, type TestNetworkAddress } from '../support/test-network.ts'
import { inspected, openVisitor, type Visitor } from '../support/visitor.ts'

/*
 * The whole day of a school, as its people see it: one story in seven chapters, each resting on those before. The
 * social network is the one that test/run.ts starts; without it the story goes on with the Facebook Page alone.
 */

const given = process.env.GATEPOST_TEST_NETWORK
const network = given ? joinTestNetwork(JSON.parse(given) as TestNetworkAddress) : undefined
const mail = await startMailServer()
const app = await serveTestApp({ bluesky: createBlueskyNetwork(), smtpUrl: mail.smtpUrl })
const browser = await startBrowser()
after(() => browser.close())

const schoolName = 'Thornfield Primary School'
const password = 'acorn saddle river'
const address = (name: string): string => `${name.toLowerCase().replace(' ', '.')}@thornfield.example`

/** Everybody who has signed in, each at a browser of their own. */
const people = new Map<string, Visitor>()
const at = (name: string): Visitor => {
  const person = people.get(name)
  if (!person) throw new Error(`${name} has not signed in`)
  return person
}

let stopped = false
/** One chapter; those after one that failed have nothing to stand on. */
const chapter = (name: string, story: (t: TestContext) => Promise<void>): void => {
  test(name, async t => {
    if (stopped) return t.skip('an earlier chapter failed')
    stopped = true
    await story(t)
    stopped = false
  })
}

/** The link in the newest letter with a sign-in to this address, once it has come. */
const invitationTo = async (name: string): Promise<string> => {
  for (let tries = 0; tries < 100; tries++) {
    const letter = mail.letters.findLast(
      ({ to, text }) => to === address(name) && text.includes('/invitation/'),
    )
    const link = /http\S+\/invitation\/\S+/.exec(letter?.text ?? '')?.[0]
    if (link) return link
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  throw new Error(`no invitation came for ${name}`)
}

/** Follows the invitation in a browser of their own. */
const comesIn = async (name: string): Promise<void> => {
  const person = await openVisitor(browser, app.url)
  await person.go(new URL(await invitationTo(name)).pathname)
  await person.sees(`Your sign-in for ${schoolName}`, name)
  await person.fill({ 'Choose a password': password })
  await person.press('Save and sign in')
  await person.sees(name, 'Sign out')
  people.set(name, person)
}

const acknowledges = async (name: string): Promise<void> => {
  const person = at(name)
  await person.go('/')
  await person.follow(/acknowledge/)
  await confirmByGuessing(person)
  await person.sees('Your acknowledgement of the social media policy is recorded')
}

chapter('1 a school sets itself up, lets its people in and adopts its policy', async () => {
  const head = await openVisitor(browser, app.url)
  await head.go(new URL(app.setUpLink).pathname)
  await head.sees('Look around a demonstration school')
  await head.press('Set up my school')
  await head.fill({
    'Name of the school': schoolName,
    'Telephone number of the school': '01632 960000',
    'What the service is called': 'Children’s social care, out of hours',
    'Its telephone number': '01632 960111',
  })
  for (const [seat, name] of [
    ['Headteacher', 'Harriet Oakes'],
    ['Designated safeguarding lead (DSL)', 'Dev Anand'],
    ['Deputy DSL', 'Mina Hale'],
    ['Administrator and moderator', 'Orla Pike'],
    ['Another senior leader (optional)', 'Sana Whitlock'],
    ['Chair of governors', 'Colin Marsh'],
    ['Recovery contact outside the school', 'Rhys Calder'],
  ] as const) {
    const [givenName = '', familyName = ''] = name.split(' ')
    await head.fill({ 'First name': givenName, Surname: familyName, 'Email address': address(name) }, seat)
  }
  await head.page
    .getByRole('group', { name: 'Another senior leader' })
    .getByLabel('Who is it?')
    .selectOption('new')
  await head.picture('1-set-up')
  await head.press('Set up the school')
  await head.sees('There is a problem', 'Choose which of these people you are', 'Choose a password')

  await head.page
    .getByRole('group', { name: 'Which of these people are you?' })
    .getByLabel('Headteacher')
    .check()
  await head.fill({ 'Choose your password': password })
  await head.press('Set up the school')
  await head.sees('Next steps', 'These people cannot sign in yet', 'Dev Anand')
  people.set('Harriet Oakes', head)
  await head.press('Make their sign-in links')
  await head.sees('letters with sign-in links are on the way')
  for (const name of ['Dev Anand', 'Mina Hale', 'Orla Pike', 'Sana Whitlock', 'Colin Marsh'])
    await comesIn(name)

  await head.go('/policy')
  await head.sees('No policy is in force yet')
  await head.follow('Adopt a policy that comes with Gatepost')
  await head.choose(/Ashlands Primary School/)
  await head.press('See what it sets')
  await head.sees('Nothing is adopted yet', 'AL-4.b')
  await head.press('Adopt this policy')
  await head.sees('Enter the decision the policy rests on')
  await head.fill({ 'The governors’ decision': 'Full governing body, item 6' })
  await head.press('Adopt this policy')
  await head.go('/policy')
  await head.sees('Social Media Policy', 'AL-4.b', 'Read and acknowledge this policy')
})

/** A unique pupil number: its check letter is the weighted sum of the digits. */
const upn = (serial: number): string => {
  const digits = `80120000${String(serial).padStart(4, '0')}`
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (index + 2), 0)
  return `${'ABCDEFGHJKLMNPQRTUVWXYZ'[sum % 23]}${digits}`
}
const csv = (name: string, ...lines: string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(`${lines.join('\r\n')}\r\n`),
})
const register = [
  'UPN,First name,Surname,Class,Year group',
  `${upn(1)},Ada,Brook,Oak,3`,
  `${upn(2)},Ben,Carr,Oak,3`,
  `${upn(3)},Cleo,Dale,Oak,3`,
  `${upn(4)},Dan,Ellis,Oak,3`,
  `${upn(5)},Eva,Frost,Elm,4`,
  `${upn(6)},Finn,Gale,Elm,4`,
]

chapter('2 the office brings in pupils, staff and consents', async () => {
  const office = at('Orla Pike')
  const uploads = async (kind: string, file: ReturnType<typeof csv>): Promise<void> => {
    await office.go('/people/import')
    await office.choose(kind)
    await office.attach('CSV file, up to 5 MB', file)
    await office.press('Show what would change')
  }

  const wrong = register.with(2, `A${upn(2).slice(1)},Ben,Carr,Oak,3`).with(4, `${upn(4)},Dan,,Oak,3`)
  await uploads('Pupils', csv('pupils.csv', ...wrong))
  await office.sees(
    '2 things in the file are wrong',
    'Row 3',
    'UPN',
    'does not match the digits',
    'Row 5',
    'Surname',
  )
  await office.go('/pupils')
  await office.sees('No pupils are recorded yet')
  await uploads('Pupils', csv('pupils.csv', ...register))
  await office.sees('6 to add', 'Ada Brook', 'Nothing is saved yet')
  await office.press('Import the file')
  await office.sees('6 added')
  await uploads('Pupils', csv('pupils.csv', ...register))
  await office.sees('Nothing to change')
  await office.press('Throw the file away')

  await uploads(
    'Staff, governors and volunteers',
    csv(
      'staff.csv',
      'First name,Surname,Email,Roles',
      `Tess,Rowan,${address('Tess Rowan')},teacher`,
      `Joel,Fenn,${address('Joel Fenn')},TA`,
      `Vera,Lund,${address('Vera Lund')},"volunteer, parent"`,
    ),
  )
  await office.press('Import the file')
  await office.go('/people')
  await office.sees('Tess Rowan', 'Joel Fenn', 'Vera Lund')

  await uploads('Image consents', csv('mis.csv', 'UPN,Photograph', `${upn(1)},Yes`))
  await office.sees('does not count as consent for social media', 'one column for each')
  const answer = (serial: number, bluesky: string, facebook: string) =>
    `${upn(serial)},${bluesky},${facebook},2026-09-07,signed form 2026`
  await uploads(
    'Image consents',
    csv(
      'consents.csv',
      'UPN,Bluesky,Facebook,Consent date,Evidence',
      answer(1, 'yes', 'yes'),
      answer(2, 'no', 'no'),
      answer(3, 'yes', 'yes'),
      answer(4, 'yes', 'yes'),
      answer(5, 'yes', 'no'),
    ),
  )
  await office.press('Import the file')
  await office.sees('10 added')

  const lead = at('Dev Anand')
  await lead.go('/pupils')
  await lead.follow('Dan Ellis')
  await lead.follow('Put Dan on the do-not-publish list')
  await lead.fill({ 'Why may no picture be published?': 'A parent may not learn where they live' })
  await lead.press('Put on the list')
  await lead.sees('No picture of them can be published from now on')
  await office.go('/next-steps')
  await office.press('Make their sign-in links')
  for (const name of ['Tess Rowan', 'Joel Fenn', 'Vera Lund']) await comesIn(name)
  const teacher = at('Tess Rowan')
  await teacher.go('/pupils')
  await teacher.sees('Must not be published')
  await teacher.follow('Dan Ellis')
  await teacher.sees('no picture of Dan may appear anywhere')
  await teacher.seesNot('may not learn where they live')
})

/** The accounts of this story on the network; others may use the same network at the same time. */
const openAccount = (name: string) => {
  const unique = `${name}-${randomBytes(4).toString('hex')}`
  return network?.createAccount(`${unique}.test`, 'correct horse battery', `${unique}@example.org`)
}
const [school, parent, stranger] = [
  await openAccount('school'),
  await openAccount('quill'),
  await openAccount('rude'),
]
/** The real network, where the run has one: the school's account, and somebody's who answers. */
const live = network && school && parent && stranger && { network, school, parent, stranger }
const talks = live?.network.appview ? live : undefined

const bluesky = 'Thornfield on Bluesky'
const facebook = 'Thornfield’s Facebook Page'
/** Where the post of this story goes. */
const place = live ? bluesky : facebook

chapter('3 a teacher applies for accounts, a senior leader decides, the office connects them', async () => {
  const teacher = at('Tess Rowan')
  const applies = async (where: string, name: string): Promise<void> => {
    await teacher.go('/accounts')
    await teacher.press('Apply for an official account')
    await teacher.choose(where)
    await teacher.fill({
      'Name of the account': name,
      'What is the account for?': 'News of the week',
      'Who is it for?': 'Parents',
      'How will people hear of it?': 'In the newsletter',
    })
    await teacher.choose('Open: everyone can see it')
    await teacher.select('Person 1', 'Tess Rowan')
    await teacher.press('Continue')
    await teacher.sees('There is a problem', '2')
    await teacher.select('Person 2', 'Joel Fenn')
    await teacher.select('Person 3 (optional)', 'Vera Lund')
    await teacher.press('Continue')
    await teacher.sees('Check your application', 'News of the week', 'Tess Rowan, Joel Fenn and Vera Lund')
    await teacher.press('Send the application')
  }
  await applies('Bluesky', bluesky)
  await applies('Facebook Page', facebook)

  const leader = at('Sana Whitlock')
  const approves = async (name: string): Promise<void> => {
    await leader.go('/accounts')
    await leader.follow(name)
    await leader.choose('Approve')
    await leader.press('Save the decision')
  }
  await acknowledges('Tess Rowan')
  await acknowledges('Vera Lund')
  const cannotApprove = async (why: string): Promise<void> => {
    await leader.go('/accounts')
    await leader.follow(bluesky)
    await leader.asksWhy()
    await leader.sees('It cannot be approved yet', why, 'AL-3.b')
    assert.equal(await leader.page.getByLabel('Approve', { exact: true }).count(), 0)
  }
  await cannotApprove('Joel Fenn has not acknowledged the policy and has no training recorded')
  await leader.picture('2-account')

  const office = at('Orla Pike')
  for (const name of ['Tess Rowan', 'Joel Fenn', 'Vera Lund']) {
    await office.go('/people')
    await office.follow(name)
    await office.fill({ Day: '2', Month: '11', Year: '2026' })
    await office.press('Record the training')
    await office.sees('Completed on Monday 2 November 2026')
  }
  await cannotApprove('Joel Fenn has not acknowledged the policy.')
  await acknowledges('Joel Fenn')
  await approves(bluesky)
  await leader.sees('Approved', 'Sana Whitlock')
  await approves(facebook)

  await leader.go('/accounts')
  await leader.follow(place)
  await leader.choose('A second person approves every post')
  await leader.press('Save')
  await leader.sees('Saved.', 'A second person approves every post. School practice')

  await office.go('/')
  await office.follow(`Connect ${facebook}: it is approved`)
  await office.fill({ 'Address of the page': 'https://www.facebook.com/thornfield-primary' })
  await office.press('Record the page')
  await office.sees('There is a problem')
  await office.choose(/can publish there/, /Nobody shares a password/, /can get back in/)
  await office.press('Record the page')
  await office.sees(`${facebook} is connected`)

  if (live) {
    const { network, school } = live
    const connects = async (secret: string): Promise<void> => {
      await office.fill({
        'Address of the service': network.pdsUrl,
        'Handle of the account': school.handle,
        'App password': secret,
      })
      await office.press('Connect')
    }
    await office.go('/')
    await office.follow(`Connect ${bluesky}: it is approved`)
    await connects('aaaa-bbbb-cccc-dddd')
    await office.sees('There is a problem')
    assert.equal(await office.page.getByLabel('App password').inputValue(), '')
    await connects(school.appPassword)
    await office.sees(`${bluesky} is connected`, school.handle)
  }

  await teacher.go('/accounts')
  await teacher.follow(facebook)
  const { day, month, year } = Temporal.Now.plainDateISO('Europe/London').add({ days: 7 })
  await teacher.fill({
    Day: String(day),
    Month: String(month),
    Year: String(year),
    Reason: 'Half of the runners are away',
  })
  await teacher.press('Record that comments are off')
  await teacher.sees('Off since')
  await office.go('/accounts')
  await office.sees(
    'The register',
    bluesky,
    facebook,
    /Vera Lund On A second person approves/,
    /Off since .* until the end of/,
  )
})

const news = 'Oak class planted a hedge this morning. Thank you for the spades!'
let postPath = ''

chapter(
  '4 a runner writes a post, its picture is checked, a second person approves, it is published once',
  async t => {
    const runner = at('Joel Fenn')
    const writes = async (person: Visitor, text: string): Promise<void> => {
      await person.go('/posts')
      await person.press('Write a post')
      await person.follow(place)
      await person.fill({ 'Text of the post': text })
      await person.press('Save and go on')
    }
    const adds = async (person: Visitor): Promise<void> => {
      await person.follow('Add a picture')
      await person.fill({ 'Describe the picture': 'Children plant a hedge in the rain' })
      await person.attach('Choose a picture', {
        name: 'Ada Brook 3.jpg',
        mimeType: 'image/jpeg',
        buffer: await phonePhoto(),
      })
      await person.press('Add the picture')
    }
    await writes(runner, news)
    postPath = new URL(runner.page.url()).pathname
    await runner.follow('Add a picture')
    await runner.fill({ 'Describe the picture': 'Children plant a hedge in the rain' })
    await runner.attach('Choose a picture', {
      name: 'p.jpg',
      mimeType: 'image/jpeg',
      buffer: Buffer.from('no picture'),
    })
    await runner.press('Add the picture')
    await runner.sees('There is a problem')
    await runner.go(postPath)
    await adds(runner)
    await runner.sees('Next: check the pictures', 'Described as: Children plant a hedge in the rain')

    await runner.press('Check the picture')
    await runner.choose('Yes, pupils are in it', 'Oak')
    await runner.press('Continue')
    await runner.picture('3-picture')
    await runner.asksWhy()
    await runner.sees(
      'Is one of these in the picture?',
      'Ben Carr, Oak',
      'Dan Ellis, Oak',
      'AL-9.a',
      'AL-9.c',
    )
    await runner.seesNot('Eva Frost')
    await runner.choose('Ada Brook', 'Ben Carr, Oak')
    await runner.press('Save the check')
    await runner.asksWhy()
    await runner.sees(
      'cannot be published with these pictures',
      'Ben Carr, Oak: consent was refused',
      'AL-9.a',
    )
    assert.equal(await runner.page.getByRole('button', { name: 'Send for approval' }).count(), 0)

    await runner.follow('Check who is in picture 1')
    await runner.press('Continue')
    await runner.page.getByLabel('Ben Carr, Oak').uncheck()
    await runner.press('Save the check')
    await runner.press('Send for approval')
    await runner.sees('Waits for approval', 'One of these people can approve it', 'Tess Rowan')
    assert.equal(await runner.page.getByRole('button', { name: 'Review and decide' }).count(), 0)

    const second = at('Tess Rowan')
    await second.go('/')
    await second.follow(/Approve a post or send it back/)
    await second.asksWhy()
    await second.sees(news, 'Ada Brook (Oak)', 'Judge it by these', 'AL-6.b')
    await second.press('Approve and publish')

    await runner.go(postPath)
    if (live) {
      await runner.waitFor('Open it on')
      const agent = new AtpAgent({ service: live.network.pdsUrl })
      const { data } = await agent.com.atproto.repo.listRecords({
        repo: live.school.did,
        collection: 'app.bsky.feed.post',
      })
      assert.equal(data.records.length, 1)
      const record = data.records[0]?.value
      assert.ok(isPost(record) && isImages(record.embed))
      assert.equal(record.text, news)
      assert.deepEqual(
        record.embed.images.map(({ alt }) => alt),
        ['Children plant a hedge in the rain'],
      )
      const cid = record.embed.images[0]?.image.ref.toString() ?? ''
      const blob = await agent.com.atproto.sync.getBlob({ did: live.school.did, cid })
      const { exif, width } = await sharp(blob.data).metadata()
      assert.equal(exif, undefined)
      assert.equal(width, 600)
      assert.ok((await sharp(await phonePhoto()).metadata()).exif, 'the phone had written where it was')
    } else {
      t.diagnostic('no network: the post goes to the Facebook Page by hand')
      await runner.press('Publish it by hand')
      await runner.fill({ 'Its address': 'https://www.facebook.com/thornfield-primary/posts/1' })
      await runner.press('It is published')
      await runner.go(postPath)
    }
    await runner.sees('Published', 'Approved by', 'Tess Rowan')

    const volunteer = at('Vera Lund')
    await writes(volunteer, 'The parents’ choir sang.')
    const volunteersPost = new URL(volunteer.page.url()).pathname
    await adds(volunteer)
    await volunteer.press('Send for a picture check')
    await volunteer.sees('A member of staff checks the pictures')
    await second.go(volunteersPost)
    await second.press('Check the picture')
    await second.choose('Yes, pupils are in it', 'Oak')
    await second.press('Continue')
    await second.choose('Ben Carr, Oak')
    await second.press('Save the check')
    await second.press('Finish the picture check')
    await second.sees('The post went back to its author')
    await volunteer.go('/')
    await volunteer.follow(/A post came back to you/)
    await volunteer.asksWhy()
    await volunteer.sees('This picture cannot be used. Ask the office.')
    await volunteer.seesNot('Ben', 'Carr', 'consent', 'list', 'AL-9')
  },
)

const isPost = asPredicate(AppBskyFeedPost.validateRecord)
const isImages = asPredicate(AppBskyEmbedImages.validateMain)

type TestPerson = { readonly handle: string; readonly password: string }
const signedIn = async ({ network }: { network: TestNetwork }, person: TestPerson): Promise<AtpAgent> => {
  const agent = new AtpAgent({ service: network.pdsUrl })
  await agent.login({ identifier: person.handle, password: person.password })
  return agent
}

chapter('5 replies come in by themselves and by hand, and are answered in time', async t => {
  const runner = at('Joel Fenn')
  const teacher = at('Tess Rowan')
  if (talks) {
    const { network, school } = talks
    const parent = await signedIn(talks, talks.parent)
    const stranger = await signedIn(talks, talks.stranger)
    const { data } = await parent.com.atproto.repo.listRecords({
      repo: school.did,
      collection: 'app.bsky.feed.post',
    })
    const ours = { uri: data.records[0]?.uri ?? '', cid: data.records[0]?.cid ?? '' }
    const answers = async (agent: AtpAgent, text: string) => {
      const written = await agent.post({ text, reply: { root: ours, parent: ours } })
      await network.processAll()
      await app.readAccounts()
      return written
    }

    const asked = await answers(parent, 'What time does the hedge walk start on Friday?')
    await runner.go('/inbox')
    await runner.waitFor('What time does the hedge walk start')
    await runner.picture('4-inbox')
    await runner.asksWhy()
    await runner.sees(/in \d+ (hours|days)/, 'AL-4.b', 'To answer')
    await runner.follow(/^Comment from/)
    await runner.asksWhy()
    await runner.sees('Answer by', 'AL-4.b', 'It answers our post', news)

    await runner.press('Send a holding reply')
    await runner.press('Send the reply')
    await runner.waitFor('Receipt is acknowledged')
    await runner.press('Write an answer')
    await runner.fill({ 'Your reply': 'At two o’clock, from the main gate.' })
    await runner.press('Send the reply')
    await runner.waitFor(/Answered on/)
    await network.processAll()
    const thread = await parent.getPostThread({ uri: asked.uri })
    assert.ok(AppBskyFeedDefs.isThreadViewPost(thread.data.thread))
    const heard = (thread.data.thread.replies ?? []).map(reply =>
      AppBskyFeedDefs.isThreadViewPost(reply) && isPost(reply.post.record)
        ? `${reply.post.author.handle}: ${reply.post.record.text}`
        : 'something else',
    )
    assert.deepEqual(heard.toSorted(), [
      `${school.handle}: At two o’clock, from the main gate.`,
      `${school.handle}: Thank you for your message. We have seen it and will answer as soon as we can.`,
    ])

    const rude = await answers(stranger, 'You lot are useless idiots. https://nasty.example/look')
    await runner.go('/inbox')
    await runner.waitFor('useless idiots')
    await runner.follow(/^Comment from/)
    await runner.sees('1 link, not fetched')
    await runner.press('Step in')
    await runner.asksWhy()
    await runner.sees('Could any picture or link in this message show a child nude, semi-nude or sexual?')
    await runner.press('Continue')
    await runner.sees('Choose yes, no or not sure')
    await runner.choose('No')
    await runner.press('Continue')
    await runner.asksWhy()
    await runner.sees('What will you do?', 'AL-7.b')
    await runner.press('Keep the text as evidence, then do it')
    await runner.sees('Choose what should happen', 'Choose why')
    await runner.choose('Hide the message', 'it was abusive or insulting')
    await runner.press('Keep the text as evidence, then do it')
    await runner.waitFor('What stays reachable:')
    const rudePath = new URL(runner.page.url()).pathname
    await runner.press('Tell the audience why')
    assert.match(
      await runner.page.getByLabel('What readers will see').inputValue(),
      /^We have hidden a comment here because it was abusive or insulting\./,
    )
    await runner.press('Publish this note')
    await runner.waitFor('Published on')
    await network.processAll()
    const seen = await parent.app.bsky.feed.getPosts({ uris: [ours.uri] })
    assert.deepEqual(seen.data.posts[0]?.threadgate?.record?.hiddenReplies, [rude.uri])
    const ourWords = await parent.com.atproto.repo.listRecords({
      repo: school.did,
      collection: 'app.bsky.feed.post',
    })
    const note = ourWords.data.records
      .map(({ value }) => (isPost(value) ? value.text : ''))
      .filter(text => /hidden/.test(text))
    assert.equal(note.length, 1)
    assert.ok(!note[0]?.includes(talks.stranger.handle))

    const lead = at('Dev Anand')
    await lead.go(rudePath)
    await lead.follow('Read the kept text')
    await lead.sees('You lot are useless idiots', talks.stranger.did, 'Fingerprint')
    await lead.seesNot('does not match the fingerprint')
  } else t.diagnostic('no AppView: the replies on Bluesky are left out')

  await teacher.go('/accounts')
  await teacher.follow(facebook)
  await teacher.press('Comments are on again')
  await teacher.go('/inbox')
  await teacher.press('Add a comment from a notification')
  await pastes(teacher, 'Sam Reed', 'Is the book fair on Monday?')
  await teacher.press('Write an answer')
  await teacher.fill({ 'Your reply': 'Yes, in the hall.' })
  await teacher.press('Continue to the steps')
  await teacher.sees('Yes, in the hall.', 'Do these steps yourself')
  await teacher.fill({
    'Its address, if you have it': 'https://www.facebook.com/thornfield-primary/posts/1?comment_id=2',
  })
  await teacher.press('It is published')
  await teacher.go('/inbox?state=answered')
  await teacher.sees('Sam Reed', 'Answered')
})

const pastes = async (person: Visitor, author: string, text: string): Promise<void> => {
  const place = person.page.getByLabel(facebook)
  if (await place.count()) await place.check()
  await person.choose('Comment')
  await person.fill({ 'Who wrote it?': author, 'What was written?': text })
  await person.press('Add to the inbox')
  await person.sees('The message is in the inbox', 'Answer by')
}

chapter('6 a worrying reply is raised as a concern, and whoever it is about sees nothing', async () => {
  const teacher = at('Tess Rowan')
  const head = at('Harriet Oakes')
  const subject = at('Joel Fenn')
  await teacher.go('/inbox/paste')
  await pastes(teacher, 'Pat Quill', 'Mr Fenn writes to my daughter at night. I do not like it.')

  const everythingOf = async (person: Visitor): Promise<readonly string[]> => {
    const pages: string[] = []
    for (const path of ['/', '/inbox?state=all', '/posts', '/concerns']) {
      await person.go(path)
      pages.push((await person.words()).replaceAll(/in \d+ (hour|minute|day)s?/g, 'in time'))
    }
    return pages
  }
  // What the chapters before have set going may still arrive: the pages have to stand still first.
  let before = await everythingOf(subject)
  for (
    let last: readonly string[] = [];
    before.join() !== last.join();
    before = await everythingOf(subject)
  ) {
    last = before
    await new Promise(resolve => setTimeout(resolve, 1000))
  }
  const lettersBefore = mail.letters.length

  await teacher.press('Raise a concern')
  await teacher.picture('5-concern')
  await teacher.asksWhy()
  await teacher.sees('call 999', '01632 960111', 'The message it is about', 'Mr Fenn writes to my daughter')
  await teacher.press('Send the concern')
  await teacher.sees('There is a problem', 'Choose whom the concern is about')
  await teacher.choose(
    'No, or there is no picture or video',
    'An adult who works here: staff, supply, volunteer or contractor',
  )
  await teacher.select('Which adult, if an adult has a part in it?', 'Joel Fenn')
  await teacher.fill({ 'What did you see or hear?': 'Only this comment, on our page.' })
  await teacher.press('Send the concern')
  await teacher.sees(
    'Your concern is not confirmed yet',
    'It went to Harriet Oakes (headteacher)',
    'call 999',
    '01632 960111',
  )
  await teacher.go('/')
  await teacher.sees('Your concern is not confirmed yet')

  for (let tries = 0; mail.letters.length === lettersBefore && tries < 100; tries++)
    await new Promise(resolve => setTimeout(resolve, 100))
  assert.deepEqual(
    mail.letters.slice(lettersBefore).map(({ to, subject, text }) => ({ to, subject, text: text.trim() })),
    [
      {
        to: address('Harriet Oakes'),
        subject: 'Gatepost',
        text: `Something waits for you in Gatepost.\r\n\r\n${app.url}`,
      },
    ],
  )
  assert.deepEqual(await everythingOf(subject), before)

  await head.go('/')
  await head.follow('A concern waits for you to confirm')
  await head.asksWhy()
  await head.sees('Joel Fenn', 'Only this comment, on our page.', 'Mr Fenn writes to my daughter', 'AL-7.c')
  await head.press('Confirm that you have this')
  await teacher.go('/concerns')
  await teacher.sees(/Harriet Oakes \(headteacher\) Harriet Oakes, \w+ \d+ \w+/)
  await teacher.seesNot('not confirmed yet', 'Joel Fenn')
  assert.deepEqual(await everythingOf(subject), before)
})

chapter('7 the headteacher sees what is due and why, and the trail proves itself', async t => {
  const head = at('Harriet Oakes')
  await head.go('/')
  await head.sees('Overdue', 'Review the social media policy')
  await head.picture('6-today')
  await head.asksWhy()
  await head.sees('AL-0')
  await head.go('/audit')
  await head.sees('Orla Pike', 'Tess Rowan')
  await head.seesNot('Only this comment')
  for (const path of [
    '/people',
    '/next-steps',
    '/policy/acknowledgements',
    '/help',
    '/accessibility',
    '/outbox',
  ])
    await head.go(path)
  await head.press('Sign out')
  await head.fill({ 'Email address': address('Harriet Oakes'), Password: 'not this one' })
  await head.press('Sign in')
  await head.sees('The email address or the password is not right')
  await head.fill({ Password: password })
  await head.press('Sign in')
  await head.sees('Today', 'Harriet Oakes')

  const clean = await verifyAudit(app.ownerUrl)
  assert.deepEqual(clean.problems, [])
  assert.ok(clean.events > 40, `${clean.events} events`)
  const owner = new pg.Client({ connectionString: app.ownerUrl })
  await owner.connect()
  try {
    const { rows } = await owner.query<{ seq: string }>(
      `update audit_event set fact = replace(fact, 'awaiting-approval', 'publishing')
        where fact like '%"post.sent"%' and fact like '%awaiting-approval%' returning seq`,
    )
    assert.equal(rows.length, 1)
    const found = await verifyAudit(app.ownerUrl)
    assert.equal(found.problems[0]?.seq, Number(rows[0]?.seq))
  } finally {
    await owner.end()
  }
  t.diagnostic(`${inspected.pages} pages inspected`)
})
