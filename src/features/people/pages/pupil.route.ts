import { holdsAny } from '../../../kernel/actor.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { page, type Route } from '../../../platform/http/route.ts'
import { londonDateText } from '../../../platform/views/london-time.ts'
import { channelNames, channels, consentNames } from '../channel-names.ts'
import { doNotPublishEntry } from '../do-not-publish.ts'
import { consentKeepers, pupilReaders, reasonReaders } from '../permissions.ts'
import { persons } from '../persons.ts'
import { consentRecords } from '../pupil-records.ts'
import { section } from './parts.ts'
import { findPupil, imageBasis, type PupilParts } from './pupil-parts.ts'

/** One pupil: where their picture may be shown, and what has to be taken down. */
export const pupilRoutes = (parts: PupilParts): readonly Route[] => {
  const { db, vault } = parts

  return [
    {
      method: 'GET',
      path: '/pupils/:id',
      access: pupilReaders,
      async handle(visit) {
        return inSchool(db, visit.actor, async tx => {
          const pupil = await findPupil(tx, visit)
          const records = await consentRecords(tx, [pupil.id])
          const entry = await doNotPublishEntry(tx, vault, pupil.id)
          const basis = await imageBasis(parts, tx, visit.now)
          const names = new Map((await persons(tx)).map(person => [person.id, person.name]))
          const rows = channels.map(channel => {
            const one = records.find(record => record.channel === channel)
            return {
              channel,
              name: channelNames[channel],
              state: one?.state ?? 'none',
              stateName: consentNames[one?.state ?? 'none'],
              colour: one === undefined ? 'grey' : one.state === 'given' ? 'green' : 'red',
              details: one
                ? [
                    one.state === 'given' && one.givenOn ? `given on ${londonDateText(one.givenOn)}` : '',
                    one.state === 'given' ? one.evidence : '',
                    `recorded by ${names.get(one.recordedBy) ?? 'somebody who has left'}, ${londonDateText(one.recordedAt)}`,
                  ].filter(text => text !== '')
                : [],
            }
          })
          const takeDown = []
          for (const { channel, name, state } of rows)
            if (entry !== undefined || state !== 'given')
              for (const post of await parts.postsShowing(tx, pupil.id, channel))
                takeDown.push({ id: post.id, text: post.text.slice(0, 80) || 'Picture', channel: name })
          return page(
            'features/people/pages/pupil.njk',
            pupil.name,
            {
              pupil,
              rows,
              entry: entry
                ? {
                    reason: entry.reason,
                    addedBy: names.get(entry.addedBy) ?? 'somebody who has left',
                    addedAt: entry.addedAt,
                  }
                : null,
              takeDown,
              keepsConsents: holdsAny(visit.actor, consentKeepers),
              keepsList: holdsAny(visit.actor, reasonReaders),
              basis: [...basis.consent, ...basis.list],
            },
            { backHref: '/pupils', section },
          )
        })
      },
    },
  ]
}
