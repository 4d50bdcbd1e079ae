import type { FormErrors } from '../../../platform/views/form.ts'
import type { InputParams } from '../../../platform/views/macro-params.ts'
import type { PublicationForPerson } from '../publishing.ts'

/** A publication that waits for a person: to be carried out by hand, or to be found out about. */
export const publicationPage = (
  { publication, account, outgoing }: PublicationForPerson,
  steps: readonly string[],
  errors: FormErrors | undefined,
  typedUrl: string,
  /** Whether the rule behind a stop may be shown: to staff. It tells volunteers and parents why a child may not appear. */
  seesWhy: boolean,
) => ({
  id: publication.id,
  unknown: publication.state === 'unknown',
  byHand: account.network === 'manual',
  failure: publication.failure,
  account: { name: account.name, url: account.url },
  stopped:
    outgoing.kind === 'stopped' ? { why: outgoing.why, basis: seesWhy ? outgoing.basis : [] } : undefined,
  text: outgoing.kind === 'send' ? outgoing.text : '',
  pictures:
    outgoing.kind === 'send'
      ? outgoing.pictures.map((picture, index) => ({
          href: `/publications/${publication.id}/pictures/${index + 1}`,
          altText: picture.altText,
        }))
      : [],
  steps,
  url: {
    id: 'url',
    name: 'url',
    type: 'url',
    label: { text: publication.subject === 'post' ? 'Its address' : 'Its address, if you have it' },
    hint: { text: 'Open the published post and copy the address from your browser, or use “Copy link”.' },
    value: typedUrl,
    errorMessage: errors?.byField.url,
  } satisfies InputParams,
})
