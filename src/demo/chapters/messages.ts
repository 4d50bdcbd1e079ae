import { raiseConcern } from '../../features/concerns/index.ts'
import {
  answerPictureQuestion,
  changeAct,
  closeWithoutAnswer,
  messageForConcern,
  pasteMessage,
  recordLook,
  stepIn,
  tellAudience,
  writeReply,
} from '../../features/inbox/index.ts'
import type { PersonActor } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/clock.ts'
import { type MessageId, type ModerationId, newId, newRandomId, type ReplyId } from '../../kernel/ids.ts'
import { inSchool } from '../../platform/database/database.ts'
import { accountNamed, publishedByHand, type Scene, type Stage, went } from '../stage.ts'
import { friendsPage, schoolPage } from './accounts.ts'

/** What people wrote to the school and what became of it: answered, held, hidden, overdue, due, worrying, from the press. */
export function messages(stage: Stage): readonly Scene[] {
  const { db, office, teacher, parentTeacher } = stage
  const { schoolDay, hoursAgo } = stage.moments

  const message = (authorName: string, text: string, account = schoolPage) => {
    const id = newId<MessageId>()
    return {
      id,
      paste: (receivedAt: Instant, at: Instant): Scene => ({
        at,
        happens: async now =>
          pasteMessage(db, office, {
            id,
            accountId: await accountNamed(stage, account),
            kind: 'comment',
            authorName,
            text,
            url: null,
            receivedAt,
            now,
          }),
      }),
      reply: (kind: 'answer' | 'holding', at: Instant, by: PersonActor, words: string): readonly Scene[] => {
        const replyId = newId<ReplyId>()
        return [
          {
            at,
            happens: async now =>
              went(
                await writeReply(stage.inbox, by, {
                  id: replyId,
                  messageId: id,
                  kind,
                  text: words,
                  // Nobody has dealt with it so far.
                  seen: 'open:0',
                  now,
                }),
                'sending',
              ),
          },
          { at: at.add({ minutes: 5 }), happens: () => publishedByHand(stage, by, 'reply', replyId) },
        ]
      },
      needsNoAnswer: (at: Instant, reason: string): Scene => ({
        at,
        happens: async now =>
          went(await closeWithoutAnswer(db, office, { messageId: id, reason, now }), 'changed'),
      }),
      hide: (at: Instant, note: string): readonly Scene[] => {
        const moderationId = newId<ModerationId>()
        const noteId = newId<ReplyId>()
        return [
          {
            at,
            happens: async now =>
              went(await answerPictureQuestion(db, office, { messageId: id, answer: 'no', now }), 'recorded'),
          },
          {
            at: at.add({ minutes: 2 }),
            happens: async now =>
              went(
                await stepIn(stage.inbox, office, {
                  id: moderationId,
                  messageId: id,
                  act: 'hide',
                  reason: 'it was abusive or insulting',
                  now,
                }),
                'begun',
              ),
          },
          {
            at: at.add({ minutes: 6 }),
            happens: async now =>
              went(
                await changeAct(stage.inbox, office, {
                  messageId: id,
                  moderationId,
                  change: 'by-hand-done',
                  now,
                }),
                'changed',
              ),
          },
          {
            at: at.add({ minutes: 8 }),
            happens: async now =>
              went(
                await tellAudience(stage.inbox, office, {
                  id: noteId,
                  messageId: id,
                  moderationId,
                  text: note,
                  now,
                }),
                'sending',
              ),
          },
          { at: at.add({ minutes: 12 }), happens: () => publishedByHand(stage, office, 'reply', noteId) },
        ]
      },
    }
  }

  const parking = message('Hannah Pryce', 'Is there parking for the open morning? I come with a pushchair.')
  const lovely = message('Grandad Joe', 'What a lovely hedge. In my day it was all fences.')
  const insult = message('angry_local_77', 'The new head is a clown and you are all useless idiots.')
  const dates = message('Marek W.', 'When do the term dates for next year come out? We have to book leave.')
  const allergy = message(
    'Joanne T.',
    'My daughter came home hungry: the nut-free meal had run out. Who do I talk to about this?',
  )
  const press = message(
    'Kit Rowbotham',
    'I am a reporter with the Wexcombe Chronicle and would like a comment on the new parking rules for our story tomorrow.',
  )
  const worry = message(
    'chloe.mum.of.two',
    'Sorry to write here but one of the girls in Year 5 told mine she is scared to go home this week.',
  )
  const rude = message(
    'noname4411',
    'Typical. You lot could not run a bath. Shut the place down!!!',
    friendsPage,
  )

  return [
    parking.paste(schoolDay(4, '10:05'), schoolDay(4, '12:15')),
    ...parking.reply(
      'answer',
      schoolDay(4, '12:25'),
      parentTeacher,
      'Yes: the staff car park is open to visitors that morning. The ramp is on the left of the main door.',
    ),
    lovely.paste(schoolDay(4, '11:00'), schoolDay(4, '12:20')),
    lovely.needsNoAnswer(schoolDay(4, '12:45'), 'A friendly remark that asks nothing.'),
    insult.paste(schoolDay(3, '07:50'), schoolDay(3, '08:10')),
    ...insult.hide(
      schoolDay(3, '08:12'),
      'We have hidden a comment here because it was abusive or insulting. Please keep this a respectful place for everyone.',
    ),
    dates.paste(schoolDay(2, '11:20'), schoolDay(2, '12:40')),
    ...dates.reply(
      'holding',
      schoolDay(2, '12:50'),
      teacher,
      'Thank you for asking. The governors decide on them this month; we will answer here as soon as we know.',
    ),
    // Nobody took it up: it stands first on Today.
    allergy.paste(schoolDay(2, '15:40'), schoolDay(1, '08:30')),
    {
      at: schoolDay(1, '08:35'),
      happens: async now => recordLook(db, office, { accountId: await accountNamed(stage, schoolPage), now }),
    },
    press.paste(hoursAgo(6), hoursAgo(5.5)),
    worry.paste(hoursAgo(5), hoursAgo(4.5)),
    rude.paste(hoursAgo(4), hoursAgo(3.8)),
    {
      at: hoursAgo(4.2),
      async happens(now) {
        const about = await inSchool(db, teacher, tx => messageForConcern(tx, worry.id))
        const raised = await raiseConcern(
          stage,
          teacher,
          {
            formId: newRandomId(),
            about: 'child',
            subjectId: null,
            indecent: 'no',
            text: 'A parent writes on our Page that a girl in Year 5 is afraid to go home. I do not know which girl. I have not answered her.',
            message: about,
          },
          now,
        )
        went(raised, 'raised')
      },
    },
  ]
}
