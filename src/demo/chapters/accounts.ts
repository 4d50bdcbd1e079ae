import {
  applyForAccount,
  type BusinessCase,
  decideApplication,
  recordPage,
  switchCommentsOff,
} from '../../features/accounts/index.ts'
import type { PersonActor } from '../../kernel/actor.ts'
import { type ApplicationId, newId } from '../../kernel/ids.ts'
import { accountNamed, type Scene, type Stage, went } from '../stage.ts'

export const schoolPage = 'Larkmere Primary School'
export const friendsPage = 'Friends of Larkmere'
const classBlog = 'Kestrels’ class blog'

/** Three accounts that work, one that waits to be connected, and two applications to decide on. */
export function accounts(stage: Stage): readonly Scene[] {
  const { db, head, leader, office, teacher, parentTeacher, volunteer, deputy } = stage
  const { schoolDay, today } = stage.moments

  const application = (
    by: PersonActor,
    runners: readonly PersonActor[],
    businessCase: Omit<BusinessCase, 'openness' | 'runnerIds'>,
  ) => {
    const id = newId<ApplicationId>()
    return {
      apply: (at: Scene['at']): Scene => ({
        at,
        happens: async now =>
          went(
            await applyForAccount(db, by, {
              id,
              businessCase: {
                openness: 'open',
                runnerIds: runners.map(({ personId }) => personId),
                ...businessCase,
              },
              now,
            }),
            'submitted',
          ),
      }),
      approve: (at: Scene['at'], decider: PersonActor, reason: string): Scene => ({
        at,
        happens: async now =>
          went(await decideApplication(db, decider, { id, outcome: 'approve', reason, now }), 'approved'),
      }),
    }
  }
  const connect = (at: Scene['at'], name: string, url: string): Scene => ({
    at,
    happens: async now =>
      went(await recordPage(db, office, { id: await accountNamed(stage, name), url, now }), 'connected'),
  })

  const main = application(teacher, [teacher, parentTeacher], {
    channel: 'facebook',
    name: schoolPage,
    aim: 'Show families what a week at school is like, and tell them news first hand.',
    audience: 'Families of our pupils and of those who may join us',
    promotion: 'Link on the website, in the newsletter and on the board at the gate',
  })
  const friends = application(parentTeacher, [parentTeacher, office, volunteer], {
    channel: 'facebook',
    name: friendsPage,
    aim: 'Invite families to what the Friends organise, and thank who helped.',
    audience: 'Families and neighbours of the school',
    promotion: 'Posters at the gate, newsletter',
  })
  const blog = application(teacher, [teacher, leader], {
    channel: 'website',
    name: classBlog,
    aim: 'What the class is reading and making',
    audience: 'Families of the class',
    promotion: 'Letter home',
  })
  const pictures = application(parentTeacher, [parentTeacher, office], {
    channel: 'instagram',
    name: 'Larkmere in pictures',
    aim: 'Pictures of work, of the grounds and of displays',
    audience: 'Families',
    promotion: 'Newsletter',
  })
  const forest = application(teacher, [teacher, deputy], {
    channel: 'instagram',
    name: 'Larkmere Forest School',
    aim: 'What the children discover outdoors',
    audience: 'Families of the two classes that take part',
    promotion: 'Letter home',
  })
  const choir = application(office, [office, parentTeacher], {
    channel: 'newsletter',
    name: 'Choir letters',
    aim: 'Dates of rehearsals and concerts, in the parents’ app',
    audience: 'Families of choir members',
    promotion: 'First rehearsal',
  })

  return [
    main.apply(schoolDay(12, '15:40')),
    main.approve(
      schoolDay(11, '09:20'),
      leader,
      'A clear aim, and two people who can stand in for each other.',
    ),
    connect(schoolDay(11, '10:05'), schoolPage, 'https://facebook.example/larkmere'),
    friends.apply(schoolDay(11, '15:30')),
    friends.approve(schoolDay(10, '08:50'), head, 'Good that two members of staff run it too.'),
    connect(schoolDay(10, '09:15'), friendsPage, 'https://facebook.example/friends-of-larkmere'),
    blog.apply(schoolDay(9, '15:20')),
    blog.approve(schoolDay(8, '08:40'), head, ''),
    connect(schoolDay(8, '09:00'), classBlog, 'https://larkmere.example/kestrels'),
    {
      at: schoolDay(5, '12:30'),
      happens: async now =>
        went(
          await switchCommentsOff(db, teacher, {
            id: await accountNamed(stage, classBlog),
            lastDay: today.add({ days: 4 }),
            reason: 'The class is away on its residential and nobody could answer.',
            now,
          }),
          'changed',
        ),
    },
    pictures.apply(schoolDay(3, '16:10')),
    pictures.approve(
      schoolDay(2, '08:35'),
      leader,
      'Pictures of work first; the consent check decides the rest.',
    ),
    forest.apply(schoolDay(2, '15:45')),
    choir.apply(schoolDay(1, '12:10')),
  ]
}
