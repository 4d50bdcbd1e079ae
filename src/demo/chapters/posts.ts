import {
  addPhoto,
  chooseClasses,
  decidePost,
  finishPictureCheck,
  nameChildren,
  sendPost,
  writePost,
} from '../../features/posts/index.ts'
import type { PersonActor } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/clock.ts'
import { newId, type PhotoId, type PostId } from '../../kernel/ids.ts'
import { type Scene as Picture, pictureOf } from '../pictures.ts'
import { accountNamed, publishedByHand, pupilCalled, type Scene, type Stage, went } from '../stage.ts'
import { friendsPage, schoolPage } from './accounts.ts'

/** Posts in every state in which somebody has to do something, and some that are out. */
export function posts(stage: Stage): readonly Scene[] {
  const { office, teacher, parentTeacher, volunteer } = stage
  const { schoolDay } = stage.moments

  const post = (author: PersonActor, account: string, text: string) => {
    const id = newId<PostId>()
    const photoId = newId<PhotoId>()
    return {
      write: (at: Instant, photo?: { readonly scene: Picture; readonly altText: string }): Scene => ({
        at,
        async happens(now) {
          const accountId = await accountNamed(stage, account)
          went(await writePost(stage.posts, author, { id, accountId, text, now }), 'saved')
          if (!photo) return
          const bytes = await pictureOf(photo.scene)
          went(
            await addPhoto(stage.posts, author, {
              id: photoId,
              postId: id,
              bytes,
              altText: photo.altText,
              now,
            }),
            'added',
          )
        },
      }),
      /** Says who is in the picture: nobody who can be recognised where no name is given. */
      check: (at: Instant, by: PersonActor, className: string, children: readonly string[]): Scene => ({
        at,
        async happens(now) {
          const picture = { postId: id, photoId, now }
          went(await chooseClasses(stage.posts, by, { ...picture, classes: [className] }), 'recorded')
          const pupilIds = []
          for (const name of children) pupilIds.push(await pupilCalled(stage, name))
          const named = { ...picture, pupilIds, nobodyRecognisable: pupilIds.length === 0 }
          went(await nameChildren(stage.posts, by, named), 'recorded')
        },
      }),
      send: (
        at: Instant,
        becomes: 'publishing' | 'awaiting-approval' | 'picture-check' | 'stopped',
      ): Scene => ({
        at,
        happens: async now => went(await sendPost(stage.posts, author, { id, now }), becomes),
      }),
      finishCheck: (at: Instant, by: PersonActor, becomes: 'returned' | 'publishing'): Scene => ({
        at,
        happens: async now => went(await finishPictureCheck(stage.posts, by, { id, now }), becomes),
      }),
      approve: (at: Instant, by: PersonActor, revision: number): Scene => ({
        at,
        happens: async now =>
          went(
            await decidePost(stage.posts, by, {
              id,
              revision,
              decision: 'approved',
              reason: '',
              outside: false,
              now,
            }),
            'approved',
          ),
      }),
      publishByHand: (at: Instant, by: PersonActor): Scene => ({
        at,
        happens: () => publishedByHand(stage, by, 'post', id),
      }),
    }
  }

  const hedge = post(
    teacher,
    schoolPage,
    'Forty metres of new hedge! Kestrels planted hawthorn and hazel along the field today. Thank you to the families who brought spades.',
  )
  const open = post(
    parentTeacher,
    schoolPage,
    'Our open morning is on Tuesday at 9:15. Come in by the main gate; coffee is in the hall.',
  )
  const thanks = post(
    volunteer,
    friendsPage,
    'The autumn fair raised £412 for new playground paint. Thank you all, bakers above all!',
  )
  const stall = post(volunteer, friendsPage, 'Behind the scenes at the cake stall.')
  const pond = post(teacher, schoolPage, 'Kestrels counted what lives along the new hedge: eleven kinds!')
  const harvest = post(
    teacher,
    schoolPage,
    'Everything on this table was grown in our own beds. Two Kestrels show how it is done.',
  )
  const raffle = post(
    volunteer,
    friendsPage,
    'Raffle tickets are here. Our helpers will be at the gate on Friday.',
  )
  const concert = post(
    parentTeacher,
    schoolPage,
    'The choir sings for everyone on the last Thursday of term, 2 pm in the hall. No tickets needed.',
  )

  return [
    hedge.write(schoolDay(8, '13:30'), {
      scene: 'hedge',
      altText: 'Three pupils plant a hedge at the edge of a field.',
    }),
    hedge.check(schoolDay(8, '13:40'), teacher, 'Kestrels', ['Amara', 'Noah', 'Isla']),
    hedge.send(schoolDay(8, '13:45'), 'awaiting-approval'),
    hedge.approve(schoolDay(8, '15:35'), parentTeacher, 3),
    hedge.publishByHand(schoolDay(8, '15:50'), teacher),

    open.write(schoolDay(4, '08:45')),
    open.send(schoolDay(4, '08:50'), 'publishing'),
    open.publishByHand(schoolDay(4, '08:55'), parentTeacher),

    thanks.write(schoolDay(3, '09:00')),
    thanks.send(schoolDay(3, '09:05'), 'publishing'),
    thanks.publishByHand(schoolDay(3, '09:15'), volunteer),

    // The volunteer reads one sentence; why, only staff know.
    stall.write(schoolDay(2, '09:00'), {
      scene: 'stall',
      altText: 'Two pupils at a stall with a striped roof.',
    }),
    stall.send(schoolDay(2, '09:05'), 'picture-check'),
    stall.check(schoolDay(2, '10:30'), office, 'Kestrels', ['Kofi', 'Amara']),
    stall.finishCheck(schoolDay(2, '10:32'), office, 'returned'),

    // A consent was withdrawn meanwhile: the post cannot go out.
    pond.write(schoolDay(1, '14:50'), { scene: 'hedge', altText: 'Three pupils look closely at a hedge.' }),
    pond.check(schoolDay(1, '14:55'), teacher, 'Kestrels', ['Amara', 'Isla', 'Oscar']),
    pond.send(schoolDay(1, '15:00'), 'stopped'),

    harvest.write(schoolDay(1, '15:10'), {
      scene: 'harvest',
      altText: 'Two pupils at a table of pumpkins, apples and cabbages.',
    }),
    harvest.check(schoolDay(1, '15:14'), teacher, 'Kestrels', ['Noah', 'Oscar']),
    harvest.send(schoolDay(1, '15:16'), 'awaiting-approval'),

    raffle.write(schoolDay(1, '15:25'), { scene: 'stall', altText: 'Two helpers at a stall.' }),
    raffle.send(schoolDay(1, '15:28'), 'picture-check'),

    concert.write(schoolDay(1, '15:40')),
    concert.send(schoolDay(1, '15:42'), 'publishing'),
  ]
}
