import { holdsAny } from '../../../kernel/actor.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { page, type Route } from '../../../platform/http/route.ts'
import { listPage } from '../../../platform/views/pagination.ts'
import { channelNames, channels } from '../channel-names.ts'
import { consentKeepers, pupilReaders } from '../permissions.ts'
import { consentRecords, countPupils, pupilPage } from '../pupil-records.ts'
import { classNames } from '../pupils.ts'
import { section } from './parts.ts'
import type { PupilParts } from './pupil-parts.ts'

/** The list of pupils, with where each may be shown. */
export const pupilListRoutes = (parts: PupilParts): readonly Route[] => {
  const { db } = parts

  return [
    {
      method: 'GET',
      path: '/pupils',
      access: pupilReaders,
      async handle(visit) {
        const search = (visit.query.search ?? '').trim().slice(0, 100)
        return inSchool(db, visit.actor, async tx => {
          const classes = await classNames(tx)
          const className = classes.find(one => one === visit.query.class)
          const filter = { className, search }
          const total = await countPupils(tx, filter)
          const list = listPage(
            total,
            visit.query.page,
            number =>
              `/pupils?${new URLSearchParams({ search, class: className ?? '', page: String(number) })}`,
          )
          const pupils = await pupilPage(tx, filter, list.offset)
          const consents = await consentRecords(
            tx,
            pupils.map(({ id }) => id),
          )
          return page(
            'features/people/pages/pupils.njk',
            'Pupils',
            {
              rows: pupils.map(pupil => ({
                ...pupil,
                shownOn: pupil.doNotPublish
                  ? ''
                  : channels
                      .filter(channel =>
                        consents.some(
                          one => one.pupilId === pupil.id && one.channel === channel && one.state === 'given',
                        ),
                      )
                      .map(channel => channelNames[channel])
                      .join(', '),
              })),
              total,
              any: classes.length > 0,
              pagination: list.pagination ?? null,
              search: {
                id: 'search',
                name: 'search',
                label: { text: 'Name' },
                value: search,
                classes: 'govuk-input--width-20',
              },
              classes: {
                id: 'class',
                name: 'class',
                label: { text: 'Class' },
                value: className ?? '',
                items: [
                  { value: '', text: 'All classes' },
                  ...classes.map(one => ({ value: one, text: one })),
                ],
              },
              imports: holdsAny(visit.actor, consentKeepers),
            },
            { backHref: '/people', section },
          )
        })
      },
    },
  ]
}
