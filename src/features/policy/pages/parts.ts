import type { PersonActor } from '../../../kernel/actor.ts'
import type { Basis } from '../../../kernel/basis.ts'
import type { Instant, Temporal } from '../../../kernel/clock.ts'
import type { PersonId, PolicyVersionId } from '../../../kernel/ids.ts'
import type { Database, IdentityDatabase, TenantTx } from '../../../platform/database/database.ts'
import type { Files } from '../../../platform/files/files.ts'
import { type Answer, type Form, field, page } from '../../../platform/http/route.ts'
import type { Mail } from '../../../platform/mail/mail.ts'
import { dateField, filledDate } from '../../../platform/views/date-field.ts'
import type { FormErrors } from '../../../platform/views/form.ts'
import type {
  CheckboxesParams,
  DateInputParams,
  FileUploadParams,
  InputParams,
  RadiosParams,
  TextareaParams,
} from '../../../platform/views/macro-params.ts'
import type { Pack } from '../../../policy-engine/policy.ts'
import type { ReviewReasonProvider } from '../review-reasons.ts'
import type { ProposedSource } from '../source.ts'

/** What room policy needs of the room where texts are drafted. */
export type DraftsDoor = {
  proposalFrom(tx: TenantTx, draftId: string): Promise<ProposedSource>
  startDraft(
    db: Database,
    actor: PersonActor,
    draft: { id?: string; pack: Pack; title: string; now: Instant; from?: PolicyVersionId },
  ): Promise<string>
  closeDraft(tx: TenantTx, draftId: string): Promise<void>
}

/** What the policy's pages need from outside. */
export type PolicyParts = {
  readonly db: Database
  readonly identity: IdentityDatabase
  readonly files: Files
  readonly mail: Mail
  readonly publicUrl: string
  readonly drafts: DraftsDoor
  /** Why a review should come early, as other rooms know it. */
  readonly reviewReasons: readonly ReviewReasonProvider[]
  /** Who has acknowledged a version, by a signature that still stands. */
  acknowledgedBy(tx: TenantTx, versionId: PolicyVersionId): Promise<ReadonlySet<PersonId>>
  /** Whom a text would ask to acknowledge it, were it in force today, and why. */
  askedToAcknowledge(
    tx: TenantTx,
    pack: Pack,
  ): Promise<{ readonly people: readonly PersonId[]; readonly basis: readonly Basis[] }>
}

export const section = 'policy'

/** A field of a page that asks for one thing. */
export type Field =
  | { readonly kind: 'input'; readonly params: InputParams }
  | { readonly kind: 'textarea'; readonly params: TextareaParams }
  | { readonly kind: 'date'; readonly params: DateInputParams }
  | { readonly kind: 'radios'; readonly params: RadiosParams }
  | { readonly kind: 'checkboxes'; readonly params: CheckboxesParams }
  | { readonly kind: 'file'; readonly params: FileUploadParams }

/** A page that asks for one thing: some words, the fields, one button. */
export const formPage = (
  title: string,
  form: {
    readonly paragraphs: readonly string[]
    readonly hidden?: Readonly<Record<string, string>>
    readonly fields: readonly Field[]
    /** Undefined where this person cannot do it: the words say who can. */
    readonly button: string | undefined
    readonly warning?: boolean
    readonly links?: readonly { readonly text: string; readonly href: string }[]
    readonly basis: readonly Basis[]
    /** Whether its clauses are in force and have pages to lead to; they are, unless this is false. */
    readonly basisInForce?: boolean
  },
  more: { readonly backHref: string; readonly errors: FormErrors | undefined },
): Answer =>
  page(
    'features/policy/pages/form.njk',
    title,
    {
      ...form,
      button: form.button ?? null,
      basisInForce: form.basisInForce ?? true,
      hidden: form.hidden ?? {},
      warning: form.warning ?? false,
      links: form.links ?? [],
      multipart: form.fields.some(one => one.kind === 'file'),
    },
    { section, backHref: more.backHref, errors: more.errors?.list },
  )

/** The text box of a form, with what was typed. */
export const textBox = (
  name: string,
  form: Form,
  errors: FormErrors | undefined,
  text: { label: string; hint?: string; rows?: number; before?: string },
): Field => ({
  kind: 'textarea',
  params: {
    id: name,
    name,
    label: { text: text.label, classes: 'govuk-label--s' },
    ...(text.hint === undefined ? {} : { hint: { text: text.hint } }),
    rows: String(text.rows ?? 4),
    value: form[name] === undefined ? (text.before ?? '') : field(form, name),
    errorMessage: errors?.byField[name],
  },
})

/** The single line of a form, with what was typed. */
export const lineBox = (
  name: string,
  form: Form,
  errors: FormErrors | undefined,
  text: { label: string; hint?: string; before?: string },
): Field => ({
  kind: 'input',
  params: {
    id: name,
    name,
    label: { text: text.label, classes: 'govuk-label--s' },
    ...(text.hint === undefined ? {} : { hint: { text: text.hint } }),
    value: form[name] === undefined ? (text.before ?? '') : field(form, name),
    errorMessage: errors?.byField[name],
  },
})

/** The three boxes of a London date, with what was typed. */
export const dateBox = (
  name: string,
  form: Form,
  errors: FormErrors | undefined,
  text: { legend: string; hint: string; before?: Temporal.PlainDate | undefined },
): Field => ({
  kind: 'date',
  params: dateField(
    name,
    form[`${name}-day`] === undefined && text.before ? filledDate(name, text.before) : form,
    { legend: text.legend, hint: text.hint, error: errors?.byField[`${name}-day`] },
  ),
})
