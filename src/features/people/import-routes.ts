import { holdsAny, type PersonActor, type Role } from '../../kernel/actor.ts'
import { type Instant, londonDate } from '../../kernel/clock.ts'
import { NotAllowed, NotFound } from '../../kernel/errors.ts'
import { type FileId, newRandomId, type PupilId, readId } from '../../kernel/ids.ts'
import { type Database, inSchool, isDuplicate, type TenantTx } from '../../platform/database/database.ts'
import type { Files } from '../../platform/files/files.ts'
import {
  type Answer,
  type Form,
  field,
  fields,
  page,
  type Route,
  redirect,
  type Visit,
} from '../../platform/http/route.ts'
import { formErrors } from '../../platform/views/form.ts'
import type { SitesInForce } from './change-site.ts'
import { applyPlan } from './import/apply.ts'
import { kindNames, previewPage } from './import/import.page.ts'
import { type ImportKind, type ImportPlan, importKinds, type ReadImport, readImport } from './import/plan.ts'
import type { PostsShowing } from './pages/pupil-parts.ts'
import { consentKeepers, peopleKeepers } from './permissions.ts'

export type ImportParts = {
  readonly db: Database
  readonly files: Files
  readonly postsShowing: PostsShowing
  readonly sites: SitesInForce
}

const section = 'people'
const largestFile = 5_000_000

const importers: Readonly<Record<ImportKind, readonly Role[]>> = {
  pupils: peopleKeepers,
  staff: peopleKeepers,
  consents: consentKeepers,
}
const anyImporter = [...new Set(Object.values(importers).flat())]

const kindsFor = (actor: PersonActor): readonly ImportKind[] =>
  importKinds.filter(kind => holdsAny(actor, importers[kind]))

type Import = {
  readonly id: string
  readonly kind: ImportKind
  readonly fileId: FileId
  readonly fileName: string
  readonly state: 'previewed' | 'applied' | 'discarded'
}

async function findImport(tx: TenantTx, id: string | undefined, lock: boolean): Promise<Import | undefined> {
  if (id === undefined) return undefined
  const query = tx
    .selectFrom('people_import')
    .select(['id', 'kind', 'file_id', 'file_name', 'state'])
    .where('school_id', '=', tx.schoolId)
    .where('id', '=', id)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  return (
    row && {
      id: row.id,
      kind: row.kind,
      fileId: row.file_id as FileId,
      fileName: row.file_name,
      state: row.state,
    }
  )
}

type Outcome =
  | {
      readonly kind: 'done'
      readonly added: number
      readonly changed: number
      readonly left: number
      /** Children of whom something is published that the file ends the consent for. */
      readonly takeDown: readonly string[]
    }
  | { readonly kind: 'over'; readonly state: 'applied' | 'discarded' }
  /** The records or the file's reading are no longer what the preview showed. */
  | { readonly kind: 'changed-meanwhile' }

const namedChildren = 5

const takeDownText = (names: readonly string[]): string =>
  names.length === 0
    ? ''
    : ` Published posts show children whose consent has ended: ${names.slice(0, namedChildren).join(', ')}${names.length > namedChildren ? ` and ${names.length - namedChildren} more` : ''}. Open each child’s page: it lists what to take down.`

/** Upload, preview, apply or throw away: a file from the school's own systems. */
export const importRoutes = (parts: ImportParts): readonly Route[] => {
  const { db, files } = parts

  const uploadPage = async (
    visit: Visit,
    id: string,
    form: Form,
    problem: { field: 'kind' | 'file'; text: string } | undefined,
    rows: Extract<ReadImport, { kind: 'errors' }> | undefined,
  ): Promise<Answer> => {
    const errors = problem ? formErrors([problem]) : undefined
    return page(
      'features/people/pages/import.njk',
      'Import a file',
      {
        id,
        kinds: {
          name: 'kind',
          idPrefix: 'kind',
          fieldset: { legend: { text: 'What is in the file?' } },
          items: kindsFor(visit.actor).map(kind => ({ value: kind, text: kindNames[kind] })),
          value: field(form, 'kind'),
          errorMessage: errors?.byField.kind,
        },
        file: {
          id: 'file',
          name: 'file',
          label: { text: 'CSV file, up to 5 MB' },
          hint: { text: 'In a spreadsheet program: Save as, then “CSV UTF-8 (comma delimited)”.' },
          errorMessage: errors?.byField.file,
          attributes: { accept: '.csv,text/csv' },
        },
        rows: rows?.errors ?? [],
        total: rows?.total ?? 0,
        sites: await inSchool(db, visit.actor, tx => parts.sites(tx, londonDate(visit.now))),
      },
      { errors: errors?.list, backHref: '/people', section },
    )
  }

  const readFile = async (tx: TenantTx, kind: ImportKind, bytes: Uint8Array, now: Instant) =>
    readImport(tx, kind, bytes, now, kind === 'staff' ? await parts.sites(tx, londonDate(now)) : [])

  /** The import an address names, if this person may see its kind. */
  const found = async (tx: TenantTx, visit: Visit, lock: boolean): Promise<Import> => {
    const one = await findImport(tx, readId(visit.params.id), lock)
    if (!one) throw new NotFound('import')
    if (!holdsAny(visit.actor, importers[one.kind])) throw new NotAllowed()
    return one
  }

  /** Names of the children of whom something is published on a channel that this plan ends the consent for. */
  const publishedWithout = async (tx: TenantTx, plan: ImportPlan): Promise<readonly string[]> => {
    if (plan.kind !== 'consents') return []
    const ended = plan.difference.changed
      .filter(({ before, after }) => before.state === 'given' && after.state !== 'given')
      .map(({ after }) => after)
    if (ended.length === 0) return []
    const pupils = await tx
      .selectFrom('pupil')
      .select(['id', 'upn'])
      .where('school_id', '=', tx.schoolId)
      .where('upn', 'in', [...new Set(ended.map(({ upn }) => upn))])
      .execute()
    const names = new Set<string>()
    for (const { upn, channel } of ended) {
      const id = pupils.find(pupil => pupil.upn === upn)?.id
      if (id && (await parts.postsShowing(tx, id as PupilId, channel)).length > 0)
        names.add(plan.names.get(upn) ?? upn)
    }
    return [...names]
  }

  const finish = async (tx: TenantTx, one: Import, state: 'applied' | 'discarded'): Promise<void> => {
    await tx
      .updateTable('people_import')
      .set({ state })
      .where('school_id', '=', tx.schoolId)
      .where('id', '=', one.id)
      .execute()
    await files.remove(tx, one.fileId)
  }

  return [
    {
      method: 'GET',
      path: '/people/import',
      access: anyImporter,
      handle: visit => uploadPage(visit, newRandomId(), {}, undefined, undefined),
    },
    {
      method: 'POST',
      path: '/people/import',
      access: anyImporter,
      uploads: largestFile,
      async handle(visit) {
        const id = readId<string>(field(visit.form, 'id')) ?? newRandomId<string>()
        const kind = kindsFor(visit.actor).find(one => one === field(visit.form, 'kind'))
        const again = (problem: { field: 'kind' | 'file'; text: string }) =>
          uploadPage(visit, id, visit.form, problem, undefined)
        if (!kind) return again({ field: 'kind', text: 'Choose what is in the file' })
        if (visit.oversized.includes('file'))
          return again({
            field: 'file',
            text: 'The file is larger than 5 MB. Leave out the columns that are not needed, or split it in two',
          })
        const upload = visit.uploads.file
        if (!upload) return again({ field: 'file', text: 'Choose a CSV file' })
        try {
          const read = await inSchool(db, visit.actor, async tx => {
            const result = await readFile(tx, kind, upload.bytes, visit.now)
            if (result.kind !== 'plan') return result
            const fileId = await files.store(tx, {
              purpose: 'import',
              mediaType: 'text/csv',
              bytes: upload.bytes,
              at: visit.now,
            })
            await tx
              .insertInto('people_import')
              .values({
                school_id: tx.schoolId,
                id,
                kind,
                file_id: fileId,
                file_name: upload.fileName.slice(0, 200),
                state: 'previewed',
                created_by: visit.actor.personId,
                created_at: visit.now,
              })
              .execute()
            return result
          })
          switch (read.kind) {
            case 'unreadable':
              return again({ field: 'file', text: read.message })
            case 'errors':
              return uploadPage(
                visit,
                id,
                visit.form,
                {
                  field: 'file',
                  text: `Nothing was imported: ${read.total === 1 ? 'one thing in the file is' : `${read.total} things in the file are`} wrong. Correct the file and choose it again`,
                },
                read,
              )
            case 'plan':
              return redirect(`/people/import/${id}`)
          }
        } catch (error) {
          if (isDuplicate(error)) return redirect(`/people/import/${id}`)
          throw error
        }
      },
    },
    {
      method: 'GET',
      path: '/people/import/:id',
      access: anyImporter,
      async handle(visit) {
        return inSchool(db, visit.actor, async tx => {
          const one = await found(tx, visit, false)
          const more = { backHref: '/people/import', section }
          if (one.state !== 'previewed')
            return page(
              'features/people/pages/import-over.njk',
              one.state === 'applied' ? 'This file was imported' : 'This file was thrown away',
              { fileName: one.fileName, pupils: one.kind !== 'staff' },
              more,
            )
          const { bytes } = await files.read(tx, one.fileId)
          const read = await readFile(tx, one.kind, bytes, visit.now)
          if (read.kind !== 'plan')
            return page(
              'features/people/pages/import-stale.njk',
              'The records have changed since this file was uploaded',
              { id: one.id, rows: read.kind === 'errors' ? read.errors : [] },
              more,
            )
          return page(
            'features/people/pages/import-preview.njk',
            `Check before importing: ${kindNames[one.kind].toLowerCase()}`,
            { id: one.id, kind: one.kind, fileName: one.fileName, ...previewPage(read.plan) },
            more,
          )
        })
      },
    },
    {
      method: 'POST',
      path: '/people/import/:id/apply',
      access: anyImporter,
      async handle(visit) {
        const outcome = await inSchool(db, visit.actor, async (tx): Promise<Outcome> => {
          const one = await found(tx, visit, true)
          if (one.state !== 'previewed') return { kind: 'over', state: one.state }
          const { bytes } = await files.read(tx, one.fileId)
          const read = await readFile(tx, one.kind, bytes, visit.now)
          if (read.kind !== 'plan' || read.plan.digest !== field(visit.form, 'digest'))
            return { kind: 'changed-meanwhile' }
          const { plan } = read
          const missingHaveLeft = plan.kind === 'pupils' && field(visit.form, 'missing') === 'left'
          const reinstate = new Set(fields(visit.form, 'reinstate'))
          const takeDown = await publishedWithout(tx, plan)
          await finish(tx, one, 'applied')
          const file = { importId: one.id, name: one.fileName }
          const done = await applyPlan(tx, visit.actor, file, plan, { missingHaveLeft, reinstate }, visit.now)
          return { kind: 'done', ...done, takeDown }
        })
        switch (outcome.kind) {
          case 'over':
            return redirect(`/people/import/${visit.params.id}`)
          case 'changed-meanwhile':
            return redirect(`/people/import/${visit.params.id}`, {
              kind: 'warning',
              text: 'Nothing was imported: the records changed since you looked. This is what the file would do now.',
            })
          case 'done':
            return redirect(`/people/import/${visit.params.id}`, {
              kind: outcome.takeDown.length > 0 ? 'warning' : 'success',
              text: `${outcome.added} added, ${outcome.changed} changed${outcome.left > 0 ? `, ${outcome.left} marked as left` : ''}.${takeDownText(outcome.takeDown)}`,
            })
        }
      },
    },
    {
      method: 'POST',
      path: '/people/import/:id/discard',
      access: anyImporter,
      async handle(visit) {
        await inSchool(db, visit.actor, async tx => {
          const one = await found(tx, visit, true)
          if (one.state === 'previewed') await finish(tx, one, 'discarded')
        })
        return redirect('/people/import', {
          kind: 'information',
          text: 'The file was thrown away. Nothing was changed.',
        })
      },
    },
  ]
}
