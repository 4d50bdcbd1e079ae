import { londonDate } from '../../../kernel/clock.ts'
import { NotFound } from '../../../kernel/errors.ts'
import { capital } from '../../../kernel/prose.ts'
import { inSchool } from '../../../platform/database/database.ts'
import {
  type Answer,
  type Form,
  field,
  fields,
  page,
  type Route,
  redirect,
  type Visit,
} from '../../../platform/http/route.ts'
import { type FieldError, formErrors } from '../../../platform/views/form.ts'
import { catalogue, type SettingKey } from '../../../policy-engine/catalogue.ts'
import { weekendWords } from '../../../policy-engine/setting-words.ts'
import { effectiveSettings } from '../../../policy-engine/settings.ts'
import { stateSetting } from '../commands/change-draft.ts'
import { type Draft, type DraftClause, drafters, isKept, isOpenFor } from '../draft.ts'
import { packOf } from '../pack-of.ts'
import { closedText, type DraftParts, draftOf, namesOf, section } from './parts.ts'
import { type Editor, editableSettings, editorOf, readSetting, settingForm } from './setting.form.ts'

const keyOf = (params: Visit['params']): { key: SettingKey; editor: Editor } => {
  const key = editableSettings.find(one => one === params.key)
  const editor = key && editorOf(key)
  if (!key || !editor) throw new NotFound('setting')
  return { key, editor }
}

const shortest = (text: string): string => (text.length > 90 ? `${text.slice(0, 88)} …` : text)

/** GET and POST /policy/drafts/:draft/settings/:key: how the school works, as a clause of the draft states it. */
export const settingRoutes = ({ db }: DraftParts): readonly Route[] => {
  const load = (visit: Visit) => inSchool(db, visit.actor, tx => draftOf(tx, visit.params))

  const form = (
    { draft, clauses }: { draft: Draft; clauses: readonly DraftClause[] },
    key: SettingKey,
    editor: Editor,
    typed: Form,
    problems: readonly FieldError[] = [],
  ): Answer => {
    const errors = problems.length > 0 ? formErrors(problems) : undefined
    const errorMessage = errors?.byField.value
    const options = editor.kind === 'several' || editor.kind === 'one' ? editor.options : []
    const items = options.map(([value, text]) => ({ value, text }))
    const legend = { legend: { text: 'What the policy says' } }
    const label = {
      text:
        editor.kind === 'clock'
          ? 'Hours until a message is answered'
          : editor.kind === 'lines'
            ? 'What the policy says, one a line'
            : 'What the policy says',
    }
    return page(
      'features/policy-drafts/pages/setting.njk',
      catalogue[key].name,
      {
        kind: editor.kind,
        checkboxes: {
          name: 'value',
          idPrefix: 'value',
          fieldset: legend,
          items,
          values: [...fields(typed, 'value')],
          errorMessage,
        },
        radios: {
          name: 'value',
          idPrefix: 'value',
          fieldset: legend,
          items,
          value: field(typed, 'value'),
          errorMessage,
        },
        input: {
          id: 'value',
          name: 'value',
          label,
          inputmode: 'numeric',
          classes: 'govuk-input--width-4',
          ...(editor.kind === 'number' ? { suffix: { text: editor.unit } } : {}),
          value: field(typed, 'value'),
          errorMessage,
        },
        lines: { id: 'value', name: 'value', label, value: field(typed, 'value'), errorMessage },
        weekend: {
          name: 'weekend',
          idPrefix: 'weekend',
          fieldset: { legend: { text: 'What comes at a weekend' } },
          items: Object.entries(weekendWords).map(([value, text]) => ({ value, text: capital(text) })),
          value: field(typed, 'weekend'),
          errorMessage: errors?.byField.weekend,
        },
        clause: {
          id: 'clause',
          name: 'clause',
          label: { text: 'The clause that says so' },
          hint: { text: 'Correct or add the clause first, if its words do not say it yet.' },
          items: [
            { value: '', text: 'Choose a clause' },
            ...clauses.filter(isKept).map(one => ({
              value: one.code,
              text: `${draft.pack}-${one.code}: ${shortest(one.wording.gist)}`,
            })),
          ],
          value: field(typed, 'clause'),
          errorMessage: errors?.byField.clause,
        },
        version: field(typed, 'version') || String(draft.version),
      },
      { section, backHref: `/policy/drafts/${draft.id}/effect`, errors: errors?.list },
    )
  }

  return [
    {
      method: 'GET',
      path: '/policy/drafts/:draft/settings/:key',
      access: drafters,
      async handle(visit) {
        const found = await load(visit)
        const { key, editor } = keyOf(visit.params)
        if (!isOpenFor('edit', found.draft.state))
          return redirect(`/policy/drafts/${found.draft.id}`, {
            kind: 'warning',
            text: closedText[found.draft.state],
          })
        const made = packOf(found.draft, found.clauses, londonDate(visit.now).toString())
        if (!made) return redirect(`/policy/drafts/${found.draft.id}/effect`)
        const setting = effectiveSettings(made.pack)[key]
        const clause = setting.basis.find(one => one.kind === 'clause')?.clause ?? ''
        return form(found, key, editor, {
          ...settingForm(editor, setting.value),
          clause: clause.slice(made.pack.id.length + 1),
        })
      },
    },
    {
      method: 'POST',
      path: '/policy/drafts/:draft/settings/:key',
      access: drafters,
      async handle(visit) {
        const found = await load(visit)
        const { key, editor } = keyOf(visit.params)
        const typed = visit.form
        const leaveOut = field(typed, 'leave') === 'out'
        const value = catalogue[key].schema.safeParse(readSetting(editor, typed))
        const code = found.clauses.find(one => isKept(one) && one.code === field(typed, 'clause'))?.code
        if (!leaveOut) {
          const problems: FieldError[] = [
            ...(value.success
              ? []
              : [
                  value.error.issues[0]?.path[0] === 'weekend'
                    ? { field: 'weekend', text: 'Choose what happens at a weekend' }
                    : {
                        field: 'value',
                        text:
                          editor.kind === 'number' || editor.kind === 'clock'
                            ? 'Enter a whole number in a sensible range'
                            : 'Say what the policy says',
                      },
                ]),
            ...(code === undefined ? [{ field: 'clause', text: 'Choose the clause that says so' }] : []),
          ]
          if (problems.length > 0) return form(found, key, editor, typed, problems)
        }
        const result = await stateSetting(db, visit.actor, {
          draftId: found.draft.id,
          version: Number(field(typed, 'version')),
          key,
          stated: leaveOut || code === undefined ? null : { value: value.data, code },
          now: visit.now,
        })
        switch (result.kind) {
          case 'changed':
            return redirect(`/policy/drafts/${found.draft.id}/effect`, {
              kind: 'success',
              text: leaveOut ? 'School practice applies.' : 'Saved.',
            })
          case 'closed':
            return redirect(`/policy/drafts/${found.draft.id}`, {
              kind: 'warning',
              text: closedText[result.state],
            })
          case 'meanwhile': {
            const name = await inSchool(db, visit.actor, async tx =>
              (await namesOf(tx, [result.by]))(result.by),
            )
            return form(found, key, editor, { ...typed, version: '' }, [
              {
                field: 'clause',
                text: `Nothing was saved: ${name} changed the draft after you opened the page. What you chose is still here: check it, then save it again`,
              },
            ])
          }
        }
      },
    },
  ]
}
