import { officialAccounts } from '../features/accounts/index.ts'
import type { RaiseParts } from '../features/concerns/index.ts'
import type { InboxParts } from '../features/inbox/index.ts'
import { classNames, pupilsOfClasses } from '../features/people/index.ts'
import type { PostParts } from '../features/posts/index.ts'
import { type Publishing, publicationOf } from '../features/publishing/index.ts'
import type { PersonActor } from '../kernel/actor.ts'
import type { Instant } from '../kernel/clock.ts'
import { Inconsistent } from '../kernel/errors.ts'
import type { AccountId, PupilId, SchoolId } from '../kernel/ids.ts'
import { type IdentityDatabase, inSchool } from '../platform/database/database.ts'
import type { Players } from './cast.ts'
import type { Moments } from './moments.ts'

/** What the rooms' commands work with. Its clock is the story's, and its mail keeps every letter. */
export type StoryParts = RaiseParts & {
  readonly identity: IdentityDatabase
  readonly publishing: Publishing
  readonly posts: PostParts
  readonly inbox: InboxParts
}

/** Where the story happens. */
export type Stage = StoryParts & Players & { readonly schoolId: SchoolId; readonly moments: Moments }

/** Something that happens at a moment, through the rooms' commands. */
export type Scene = { readonly at: Instant; happens(now: Instant): Promise<void> }

/** @throws Inconsistent when a command did not end as the story needs: a rule has changed, so the story has to */
export function went(result: string | { readonly kind: string }, wanted: string): void {
  const kind = typeof result === 'string' ? result : result.kind
  if (kind !== wanted)
    throw new Inconsistent(`the demonstration's story went wrong: “${kind}” instead of “${wanted}”`)
}

export const accountNamed = (stage: Stage, name: string): Promise<AccountId> =>
  inSchool(stage.db, stage.head, async tx => {
    const account = (await officialAccounts(tx)).find(one => one.name === name)
    if (!account) throw new Inconsistent(`the demonstration has no account ${name}`)
    return account.id
  })

/** A child by the first name: no two share one. */
export const pupilCalled = (stage: Stage, givenName: string): Promise<PupilId> =>
  inSchool(stage.db, stage.office, async tx => {
    const pupils = await pupilsOfClasses(tx, await classNames(tx), 'facebook')
    const pupil = pupils.find(one => one.givenName === givenName)
    if (!pupil) throw new Inconsistent(`the demonstration has no pupil ${givenName}`)
    return pupil.id
  })

/** Records that somebody has published a post or reply with their own hands. */
export async function publishedByHand(
  stage: Stage,
  by: PersonActor,
  subject: 'post' | 'reply',
  id: string,
): Promise<void> {
  const publication = await inSchool(stage.db, by, tx => publicationOf(tx, subject, id))
  if (!publication) throw new Inconsistent('the demonstration published nothing')
  const finding = { kind: 'there', url: `https://facebook.example/larkmere/${id.slice(-8)}` } as const
  went(await stage.publishing.settleByHand(by, publication.id, finding), 'settled')
}
