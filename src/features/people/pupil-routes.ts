import { holdsAny } from '../../kernel/actor.ts'
import { type Instant, londonDate, type Temporal } from '../../kernel/clock.ts'
import { NotFound } from '../../kernel/errors.ts'
import { type PostId, type PupilId, readId } from '../../kernel/ids.ts'
import type { Channel } from '../../networks/network.ts'
import { type Database, inSchool, type TenantTx } from '../../platform/database/database.ts'
import {
  type Form,
  field,
  type Answer as PageAnswer,
  page,
  type Route,
  redirect,
  type Visit,
} from '../../platform/http/route.ts'
import type { Vault } from '../../platform/vault/vault.ts'
import { dateField, readDateField } from '../../platform/views/date-field.ts'
import { type FieldError, type FormErrors, formErrors } from '../../platform/views/form.ts'
import { londonDateText } from '../../platform/views/london-time.ts'
import { listPage } from '../../platform/views/pagination.ts'
import { catalogue, type EffectiveSettings } from '../../policy-engine/settings.ts'
import { channelNames, channels, consentNames } from './channel-names.ts'
import { type Answer, recordConsent } from './consents.ts'
import { addToDoNotPublish, doNotPublishEntry, removeFromDoNotPublish } from './do-not-publish.ts'
import { consentKeepers, pupilReaders, reasonReaders } from './permissions.ts'
import { persons } from './persons.ts'
import { consentRecords, countPupils, pupilPage, pupilRecord } from './pupil-records.ts'
import { classNames } from './pupils.ts'

export type PupilParts = {
  readonly db: Database
  readonly vault: Vault
  policyInForce(tx: TenantTx, on: Temporal.PlainDate): Promise<{ settings: EffectiveSettings } | undefined>
  readonly postsShowing: PostsShowing
}

/** Posts with a picture of this child that are or may be on this channel. */
export type PostsShowing = (
  tx: TenantTx,
  pupilId: PupilId,
  channel: Channel,
) => Promise<readonly { id: PostId; text: string }[]>

const section = 'people'
const longestReason = 1000

/** Pupils: who they are, where their picture may be shown, and the do-not-publish list. Staff only. */
export const pupilRoutes = (parts: PupilParts): readonly Route[] => {
  const { db, vault } = parts

  /** What asks for consent and for the list: the policy in force and the law, the law alone without one. */
  const imageBasis = async (tx: TenantTx, now: Instant) => {
    const settings = (await parts.policyInForce(tx, londonDate(now)))?.settings
    return {
      consent: settings?.['images.consent-required'].basis ?? catalogue['images.consent-required'].law ?? [],
      list:
        settings?.['images.do-not-publish-list'].basis ?? catalogue['images.do-not-publish-list'].law ?? [],
    }
  }
  const found = async (tx: TenantTx, visit: Visit) => {
    const id = readId<PupilId>(visit.params.id)
    const pupil = id && (await pupilRecord(tx, id))
    if (!pupil) throw new NotFound('pupil')
    return pupil
  }
  const channelOf = (text: string | undefined): Channel => {
    const channel = channels.find(one => one === text)
    if (!channel) throw new NotFound('channel')
    return channel
  }

  const consentPage = async (visit: Visit, form: Form, errors?: FormErrors): Promise<PageAnswer> => {
    const channel = channelOf(visit.params.channel)
    const { pupil, basis } = await inSchool(db, visit.actor, async tx => ({
      pupil: await found(tx, visit),
      basis: await imageBasis(tx, visit.now),
    }))
    return page(
      'features/people/pages/consent.njk',
      `${pupil.name}: ${channelNames[channel]}`,
      {
        pupil,
        basis: basis.consent,
        answer: {
          name: 'answer',
          idPrefix: 'answer',
          fieldset: {
            legend: { text: `What does the family say about pictures here: ${channelNames[channel]}?` },
          },
          items: [
            { value: 'given', text: 'Yes', hint: { text: 'Needs the day and what shows it, below' } },
            { value: 'refused', text: 'No' },
            { value: 'withdrawn', text: 'They said yes before and withdraw it' },
          ],
          value: field(form, 'answer'),
          errorMessage: errors?.byField.answer,
        },
        date: dateField('given', form, {
          legend: 'For a yes: on which day was it given?',
          hint: 'For example, 5 9 2026',
          error: errors?.byField['given-day'],
        }),
        evidence: {
          id: 'evidence',
          name: 'evidence',
          label: { text: 'For a yes: what shows it?' },
          hint: { text: 'For example, “signed form of September 2026, in the office”' },
          value: field(form, 'evidence'),
          errorMessage: errors?.byField.evidence,
        },
      },
      { errors: errors?.list, backHref: `/pupils/${pupil.id}`, section },
    )
  }

  const readAnswer = (
    form: Form,
  ): { kind: 'ok'; answer: Answer } | { kind: 'errors'; errors: FormErrors } => {
    const state = field(form, 'answer')
    if (state === 'refused' || state === 'withdrawn') return { kind: 'ok', answer: { state } }
    const errors: FieldError[] = []
    if (state !== 'given') errors.push({ field: 'answer', text: 'Choose what the family says' })
    const givenOn = readDateField(form, 'given')
    const evidence = field(form, 'evidence').trim()
    if (state === 'given') {
      if (givenOn === 'empty' || givenOn === 'wrong')
        errors.push({
          field: 'given-day',
          text: 'Enter the day on which consent was given, such as 5 9 2026',
        })
      if (evidence === '')
        errors.push({ field: 'evidence', text: 'Enter what shows it, such as “signed form 2026”' })
      else if ([...evidence].length > 200)
        errors.push({ field: 'evidence', text: 'Use 200 characters or fewer here' })
    }
    return errors.length > 0 || givenOn === 'empty' || givenOn === 'wrong'
      ? { kind: 'errors', errors: formErrors(errors) }
      : { kind: 'ok', answer: { state: 'given', givenOn, evidence } }
  }

  const listEntryPage = async (visit: Visit, form: Form, errors?: FormErrors): Promise<PageAnswer> => {
    const { pupil, basis } = await inSchool(db, visit.actor, async tx => ({
      pupil: await found(tx, visit),
      basis: await imageBasis(tx, visit.now),
    }))
    return page(
      'features/people/pages/do-not-publish.njk',
      pupil.doNotPublish
        ? `Take ${pupil.name} off the do-not-publish list`
        : `Put ${pupil.name} on the do-not-publish list`,
      {
        pupil,
        basis: basis.list,
        reason: {
          id: 'reason',
          name: 'reason',
          label: { text: 'Why may no picture be published?' },
          hint: {
            text: 'Read by the headteacher, the DSL, the deputy and the administrator only. Staff see no more than “must not be published”.',
          },
          value: field(form, 'reason'),
          rows: '4',
          errorMessage: errors?.byField.reason,
        },
        decidedBy: {
          id: 'decided-by',
          name: 'decided-by',
          label: { text: `Who decided that pictures of ${pupil.givenName} may be published again?` },
          hint: { text: 'A name and a day. It stands in the audit trail, so no private detail.' },
          value: field(form, 'decided-by'),
          errorMessage: errors?.byField['decided-by'],
        },
      },
      { errors: errors?.list, backHref: `/pupils/${pupil.id}`, section },
    )
  }

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
    {
      method: 'GET',
      path: '/pupils/:id',
      access: pupilReaders,
      async handle(visit) {
        return inSchool(db, visit.actor, async tx => {
          const pupil = await found(tx, visit)
          const records = await consentRecords(tx, [pupil.id])
          const entry = await doNotPublishEntry(tx, vault, pupil.id)
          const basis = await imageBasis(tx, visit.now)
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
    {
      method: 'GET',
      path: '/pupils/:id/consents/:channel',
      access: consentKeepers,
      handle: visit => consentPage(visit, {}),
    },
    {
      method: 'POST',
      path: '/pupils/:id/consents/:channel',
      access: consentKeepers,
      async handle(visit) {
        const channel = channelOf(visit.params.channel)
        const pupil = await inSchool(db, visit.actor, tx => found(tx, visit))
        const reading = readAnswer(visit.form)
        if (reading.kind === 'errors') return consentPage(visit, visit.form, reading.errors)
        const { answer } = reading
        const result = await recordConsent(db, visit.actor, {
          pupilId: pupil.id,
          channel,
          answer,
          now: visit.now,
        })
        switch (result.kind) {
          case 'no-such-pupil':
            throw new NotFound('pupil')
          case 'in-the-future':
            return consentPage(
              visit,
              visit.form,
              formErrors([{ field: 'given-day', text: 'The day must be today or earlier' }]),
            )
          case 'nothing-to-withdraw':
            return consentPage(
              visit,
              visit.form,
              formErrors([
                {
                  field: 'answer',
                  text: 'No consent is recorded here that could be withdrawn. Choose “No” to record a refusal',
                },
              ]),
            )
          case 'recorded':
            return redirect(`/pupils/${pupil.id}`, {
              kind: 'success',
              text: `Recorded for ${channelNames[channel]}: ${consentNames[answer.state]}.${answer.state === 'given' ? '' : ' It counts at once for every post that is not out yet.'}`,
            })
        }
      },
    },
    {
      method: 'GET',
      path: '/pupils/:id/do-not-publish',
      access: reasonReaders,
      handle: visit => listEntryPage(visit, {}),
    },
    {
      method: 'POST',
      path: '/pupils/:id/do-not-publish',
      access: reasonReaders,
      async handle(visit) {
        const pupil = await inSchool(db, visit.actor, tx => found(tx, visit))
        const wanted = field(visit.form, 'wanted')
        const name = wanted === 'off' ? 'decided-by' : 'reason'
        const text = field(visit.form, name).trim()
        if (text === '' || [...text].length > longestReason)
          return listEntryPage(
            visit,
            visit.form,
            formErrors([
              {
                field: name,
                text:
                  text !== ''
                    ? `Use ${longestReason} characters or fewer here`
                    : wanted === 'off'
                      ? 'Enter who decided it'
                      : 'Enter the reason, however short: without it nobody can judge later whether it still holds',
              },
            ]),
          )
        const { id: pupilId } = pupil
        const { now } = visit
        const result =
          wanted === 'off'
            ? await removeFromDoNotPublish(db, visit.actor, { pupilId, decidedBy: text, now })
            : await addToDoNotPublish(parts, visit.actor, { pupilId, reason: text, now })
        if (result.kind === 'no-such-pupil') throw new NotFound('pupil')
        return redirect(`/pupils/${pupilId}`, {
          kind: 'success',
          text:
            wanted === 'off'
              ? `${pupil.name} is no longer on the do-not-publish list. The recorded consents count again.`
              : `${pupil.name} is on the do-not-publish list. No picture of them can be published from now on.`,
        })
      },
    },
  ]
}
