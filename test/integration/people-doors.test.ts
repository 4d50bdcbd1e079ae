import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  classNames,
  pupilStandings,
  pupilsOfClasses,
  recordTraining,
  schoolDetails,
  trainedPersons,
} from '../../src/features/people/index.ts'
import { Temporal } from '../../src/kernel/clock.ts'
import { NotAllowed } from '../../src/kernel/errors.ts'
import { newId, type PupilId } from '../../src/kernel/ids.ts'
import { inSchool } from '../../src/platform/database/database.ts'
import { startTestApp } from '../support/app.ts'
import { foundTestSchool } from '../support/school.ts'

const app = await startTestApp()
const school = await foundTestSchool(app)
const other = await foundTestSchool(app, { name: 'Hillbrook Primary School' })

test('pupils stand on a channel by their own consent there; silence and another channel count as none', async () => {
  const given = newId<PupilId>()
  const silent = newId<PupilId>()
  const listed = newId<PupilId>()
  const gone = newId<PupilId>()
  await inSchool(app.db, school.office, async tx => {
    const pupil = (id: PupilId, given_name: string, class_name: string, left = false) => ({
      school_id: tx.schoolId,
      id,
      upn: id.slice(-13),
      given_name,
      family_name: 'Moss',
      class_name,
      year_group: null,
      left_on: left ? Temporal.PlainDate.from('2026-07-20') : null,
    })
    await tx
      .insertInto('pupil')
      .values([
        pupil(given, 'Ada', 'Owls'),
        pupil(silent, 'Ben', 'Owls'),
        pupil(listed, 'Cy', 'Hawks'),
        pupil(gone, 'Di', 'Herons', true),
      ])
      .execute()
    const consent = (pupil_id: PupilId, channel: 'facebook' | 'website') => ({
      school_id: tx.schoolId,
      pupil_id,
      channel,
      state: 'given' as const,
      given_on: Temporal.PlainDate.from('2026-09-05'),
      evidence: 'signed form 2026',
      recorded_by: school.office.personId,
      recorded_at: app.clock.now(),
    })
    await tx
      .insertInto('image_consent')
      .values([consent(given, 'facebook'), consent(silent, 'website'), consent(listed, 'facebook')])
      .execute()
    await tx
      .insertInto('do_not_publish')
      .values({
        school_id: tx.schoolId,
        pupil_id: listed,
        reason: Buffer.from('x'),
        added_by: school.dsl.personId,
        added_at: app.clock.now(),
      })
      .execute()
  })
  await inSchool(app.db, school.teacher, async tx => {
    assert.deepEqual(await classNames(tx), ['Hawks', 'Owls'])
    const owls = await pupilsOfClasses(tx, ['Owls'], 'facebook')
    assert.deepEqual(
      owls.map(one => [one.givenName, one.consent, one.doNotPublish]),
      [
        ['Ada', 'given', false],
        ['Ben', 'none', false],
      ],
    )
    const named = await pupilStandings(tx, [listed, gone], 'facebook')
    assert.deepEqual(
      named.map(one => [one.givenName, one.consent, one.doNotPublish]),
      [['Cy', 'given', true]],
    )
    assert.deepEqual(await pupilsOfClasses(tx, [], 'facebook'), [])
  })
  await inSchool(app.db, other.head, async tx => {
    assert.deepEqual(await classNames(tx), [])
    assert.deepEqual(await pupilStandings(tx, [given], 'facebook'), [])
  })
})

test('training is recorded by who leads or runs the office, for people of this school, not ahead of time', async () => {
  const input = {
    personId: school.teacher.personId,
    completedOn: Temporal.PlainDate.from('2026-11-02'),
    now: app.clock.now(),
  }
  await assert.rejects(recordTraining(app.db, school.teacher, input), NotAllowed)
  assert.deepEqual(
    await recordTraining(app.db, school.office, {
      ...input,
      completedOn: Temporal.PlainDate.from('2026-11-19'),
    }),
    { kind: 'in-the-future' },
  )
  assert.deepEqual(
    await recordTraining(app.db, school.office, { ...input, personId: other.teacher.personId }),
    { kind: 'no-such-person' },
  )
  assert.deepEqual(await recordTraining(app.db, school.office, input), { kind: 'recorded' })
  assert.deepEqual(await recordTraining(app.db, school.leader, input), { kind: 'recorded' })
  await inSchool(app.db, school.head, async tx =>
    assert.deepEqual([...(await trainedPersons(tx))], [school.teacher.personId]),
  )
})

test('the numbers for a hurry are the school’s own', async () => {
  await inSchool(app.db, school.volunteer, async tx =>
    assert.deepEqual(await schoolDetails(tx), {
      phone: '01632 960000',
      urgentName: 'Children’s social care, out of hours',
      urgentPhone: '01632 960111',
      mediaContact: null,
    }),
  )
})
