import { LONDON, londonDate } from '../../../kernel/clock.ts'
import { type MessageId, newId } from '../../../kernel/ids.ts'
import { inSchool } from '../../../platform/database/database.ts'
import { type Answer, page, type Route, redirect, type Visit } from '../../../platform/http/route.ts'
import { type FormErrors, readForm, type Typed } from '../../../platform/views/form.ts'
import { policyInForce } from '../../policy/index.ts'
import type { InboxParts } from '../parts.ts'
import { pasteMessage } from '../paste-message.ts'
import { watchedAccounts } from '../queries.ts'
import { kindNames } from './inbox.page.ts'
import { pasteForm } from './paste.form.ts'

const title = 'Add a comment from a notification'

/** Adding a message by hand that was written where Gatepost cannot read. */
export const pasteRoutes = ({ db }: InboxParts): readonly Route[] => {
  const load = (visit: Visit) =>
    inSchool(db, visit.actor, async tx => ({
      policy: await policyInForce(tx, londonDate(visit.now)),
      accounts: (await watchedAccounts(tx, visit.actor)).filter(
        account => account.network === 'manual' && account.state === 'connected',
      ),
    }))

  const show = (
    visit: Visit,
    { policy, accounts }: Awaited<ReturnType<typeof load>>,
    errors?: FormErrors,
    typed: Typed = {},
  ): Answer => {
    if (!policy)
      return page('features/inbox/pages/no-policy.njk', title, {}, { backHref: '/inbox', section: 'inbox' })
    const now = visit.now.toZonedDateTimeISO(LONDON)
    const was = (name: string, otherwise: string): string => {
      const value = typed[name]
      return errors === undefined ? otherwise : typeof value === 'string' ? value : ''
    }
    const error = errors?.byField ?? {}
    return page(
      'features/inbox/pages/paste.njk',
      title,
      {
        hasAccounts: accounts.length > 0,
        id: was('id', newId<MessageId>()) || newId<MessageId>(),
        basisList: policy.settings['inbox.clock'].basis,
        account: {
          idPrefix: 'account',
          name: 'account',
          fieldset: { legend: { text: 'Where was it written?', classes: 'govuk-fieldset__legend--s' } },
          items: accounts.map(({ id, name }) => ({ value: id, text: name })),
          value: was('account', accounts.length === 1 ? (accounts[0]?.id ?? '') : ''),
          errorMessage: error.account,
        },
        kind: {
          idPrefix: 'kind',
          name: 'kind',
          fieldset: { legend: { text: 'What is it?', classes: 'govuk-fieldset__legend--s' } },
          items: Object.entries(kindNames).map(([value, text]) => ({ value, text })),
          value: was('kind', 'comment'),
          errorMessage: error.kind,
        },
        author: {
          id: 'author',
          name: 'author',
          label: { text: 'Who wrote it?', classes: 'govuk-label--s' },
          hint: { text: 'The name as the network shows it.' },
          value: was('author', ''),
          errorMessage: error.author,
        },
        text: {
          id: 'text',
          name: 'text',
          label: { text: 'What was written?', classes: 'govuk-label--s' },
          hint: { text: 'Words only, exactly as they stand there.' },
          value: was('text', ''),
          rows: 6,
          errorMessage: error.text,
        },
        received: {
          id: 'received',
          namePrefix: 'received',
          fieldset: {
            legend: { text: 'On which day was it received?', classes: 'govuk-fieldset__legend--s' },
          },
          hint: { text: 'The time to answer runs from when it was received, not from now.' },
          items: [
            { name: 'day', value: was('received-day', String(now.day)), classes: 'govuk-input--width-2' },
            {
              name: 'month',
              value: was('received-month', String(now.month)),
              classes: 'govuk-input--width-2',
            },
            { name: 'year', value: was('received-year', String(now.year)), classes: 'govuk-input--width-4' },
          ],
          errorMessage: error['received-day'],
        },
        time: {
          id: 'time',
          name: 'time',
          label: { text: 'At what time?', classes: 'govuk-label--s' },
          hint: { text: 'London time, like 21:40 or 9:40pm.' },
          classes: 'govuk-input--width-5',
          value: was('time', `${String(now.hour).padStart(2, '0')}:${String(now.minute).padStart(2, '0')}`),
          errorMessage: error.time,
        },
        url: {
          id: 'url',
          name: 'url',
          label: { text: 'Address of the message, if you have it', classes: 'govuk-label--s' },
          hint: { text: 'Gatepost keeps it and never opens it.' },
          value: was('url', ''),
          spellcheck: false,
          errorMessage: error.url,
        },
      },
      { errors: errors?.list, backHref: '/inbox', section: 'inbox' },
    )
  }

  return [
    {
      method: 'GET',
      path: '/inbox/paste',
      access: 'signed-in',
      handle: async visit => show(visit, await load(visit)),
    },
    {
      method: 'POST',
      path: '/inbox/paste',
      access: 'signed-in',
      async handle(visit) {
        const loaded = await load(visit)
        if (!loaded.policy) return show(visit, loaded)
        const form = readForm(
          pasteForm(
            visit.now,
            loaded.accounts.map(({ id }) => id),
          ),
          visit.form,
        )
        if (form.kind === 'errors') return show(visit, loaded, form.errors, form.typed)
        const id = form.value.id ?? newId<MessageId>()
        await pasteMessage(db, visit.actor, { ...form.value, id, now: visit.now })
        return redirect(`/inbox/${id}`, {
          kind: 'success',
          text: 'The message is in the inbox. Its time to answer runs from when it was received.',
        })
      },
    },
  ]
}
