import { NotFound } from '../../kernel/errors.ts'
import { type PublicationId, readId } from '../../kernel/ids.ts'
import type { Channel, ManualNetwork } from '../../networks/network.ts'
import { field, page, type Route, redirect, type Visit } from '../../platform/http/route.ts'
import { type FormErrors, formErrors } from '../../platform/views/form.ts'
import { isStaff } from '../people/index.ts'
import { publicationPage } from './pages/publication.page.ts'
import type { Publishing } from './publishing.ts'

export type PublishingRouteParts = {
  readonly publishing: Publishing
  /** The guided steps for a network that a person has to act on. */
  manual(channel: Channel): ManualNetwork
}

const settledAlready = {
  kind: 'information',
  text: 'This was settled in the meantime. The page shows how.',
} as const

/** An address that a browser can open; undefined for anything else. */
const webAddress = (typed: string): string | undefined => {
  if (!URL.canParse(typed)) return undefined
  const url = new URL(typed)
  return /^https?:$/.test(url.protocol) && url.hostname.includes('.') ? url.href : undefined
}

export const publishingRoutes = ({ publishing, manual }: PublishingRouteParts): readonly Route[] => {
  const idOf = (visit: Visit): PublicationId => {
    const id = readId<PublicationId>(visit.params.id)
    if (!id) throw new NotFound('publication')
    return id
  }

  const show = async (visit: Visit, errors?: FormErrors) => {
    const found = await publishing.forPerson(visit.actor, idOf(visit))
    const { publication, account } = found
    const waits =
      publication.state === 'unknown' || (publication.state === 'intended' && account.network === 'manual')
    if (!waits) return redirect(found.href)
    return page(
      'features/publishing/pages/publication.njk',
      publication.state === 'unknown' ? 'Was this published?' : `Publish on ${account.name}`,
      publicationPage(
        found,
        account.network === 'manual' && found.outgoing.kind === 'send'
          ? manual(account.channel).steps[found.outgoing.byHand]
          : [],
        errors,
        field(visit.form, 'url'),
        isStaff(visit.actor.roles),
      ),
      {
        errors: errors?.list,
        backHref: found.href,
        section: publication.subject === 'post' ? 'posts' : 'inbox',
      },
    )
  }

  return [
    { method: 'GET', path: '/publications/:id', access: 'signed-in', handle: visit => show(visit) },
    {
      method: 'GET',
      path: '/publications/:id/pictures/:number',
      access: 'signed-in',
      async handle(visit) {
        const { outgoing } = await publishing.forPerson(visit.actor, idOf(visit))
        const picture =
          outgoing.kind === 'send' ? outgoing.pictures[Number(visit.params.number) - 1] : undefined
        if (!picture) throw new NotFound('picture')
        return {
          kind: 'file',
          mediaType: picture.mediaType,
          bytes: picture.bytes,
          fileName: `picture-${visit.params.number}.jpg`,
        }
      },
    },
    {
      method: 'POST',
      path: '/publications/:id/look-again',
      access: 'signed-in',
      async handle(visit) {
        const id = idOf(visit)
        const { href } = await publishing.forPerson(visit.actor, id)
        const looked = await publishing.lookAgain(visit.actor, id)
        switch (looked.kind) {
          case 'published':
            return redirect(href, { kind: 'success', text: 'It is there: it was published.' })
          case 'not-there':
            return redirect(href, {
              kind: 'warning',
              text: 'It is not there. You can publish it again, or leave it.',
            })
          case 'cannot-tell':
            return redirect(`/publications/${id}`, { kind: 'warning', text: looked.why })
          case 'settled-already':
            return redirect(href, settledAlready)
        }
      },
    },
    {
      method: 'POST',
      path: '/publications/:id/there',
      access: 'signed-in',
      async handle(visit) {
        const id = idOf(visit)
        const { href, publication } = await publishing.forPerson(visit.actor, id)
        const typed = field(visit.form, 'url').trim()
        const url = webAddress(typed)
        // A comment's address is hard to come by on some networks; a post's is needed to answer what comes back.
        if (!url && (typed !== '' || publication.subject === 'post'))
          return show(
            visit,
            formErrors([
              {
                field: 'url',
                text: 'Copy the address of the published post, starting with https://',
              },
            ]),
          )
        const settled = await publishing.settleByHand(visit.actor, id, { kind: 'there', url: url ?? null })
        return redirect(
          href,
          settled === 'settled' ? { kind: 'success', text: 'Recorded as published.' } : settledAlready,
        )
      },
    },
    {
      method: 'POST',
      path: '/publications/:id/not-there',
      access: 'signed-in',
      async handle(visit) {
        const id = idOf(visit)
        const { href } = await publishing.forPerson(visit.actor, id)
        const settled = await publishing.settleByHand(visit.actor, id, { kind: 'not-there' })
        return redirect(
          href,
          settled === 'settled'
            ? { kind: 'information', text: 'Recorded as not published.' }
            : settledAlready,
        )
      },
    },
  ]
}
