import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { clauseCoverage } from './clause-coverage.ts'
import { type Demonstration, demonstrate } from './demo/demonstration.ts'
import { accountsRoutes, accountsToday, namedRunners, officialAccounts } from './features/accounts/index.ts'
import {
  acknowledgedBy,
  acknowledgementRoutes,
  acknowledgementsToday,
  askedByText,
  remindToAcknowledgeJob,
} from './features/acknowledgements/index.ts'
import {
  adviceRoutes,
  adviceToday,
  interpretationReasons,
  unansweredReasons,
} from './features/advice/index.ts'
import { auditRoutes } from './features/audit/index.ts'
import { concernRoutes, concernsToday } from './features/concerns/index.ts'
import { handoutRoutes } from './features/handouts/index.ts'
import { helpRoutes } from './features/help/index.ts'
import {
  type InboxParts,
  inboxRoutes,
  inboxToday,
  messageForConcern,
  registerInbox,
  resumeModeration,
} from './features/inbox/index.ts'
import { outboxRoutes, outboxToday } from './features/outbox/index.ts'
import { invitedPerson, loadActor, peopleRoutes } from './features/people/index.ts'
import {
  policyInForce,
  policyRoutes,
  proposalsToday,
  type ReviewReasonProvider,
  remindOfReviewJob,
  reviewToday,
  settingLines,
  sitesInForce,
} from './features/policy/index.ts'
import {
  closeDraft,
  draftsToday,
  policyDraftRoutes,
  proposalFrom,
  startDraft,
} from './features/policy-drafts/index.ts'
import { type PostParts, postLoader, postsRoutes, postsShowing, postsToday } from './features/posts/index.ts'
import { createPublishing, publishingRoutes } from './features/publishing/index.ts'
import { anySchool, schoolName, setupRoutes } from './features/setup/index.ts'
import { identify, signInRoutes } from './features/sign-in/index.ts'
import { todayRoutes } from './features/today/index.ts'
import { type Clock, londonDate } from './kernel/clock.ts'
import type { PolicyVersionId } from './kernel/ids.ts'
import { navigation } from './navigation.ts'
import { manualNetwork } from './networks/manual/manual-network.ts'
import type { Network } from './networks/network.ts'
import type { Database, IdentityDatabase, TenantTx } from './platform/database/database.ts'
import { createDocumentReader } from './platform/documents/read-document.ts'
import type { Faults } from './platform/faults.ts'
import { createFiles } from './platform/files/files.ts'
import { assetRoutes } from './platform/http/assets.ts'
import { mayVisit, type Route } from './platform/http/route.ts'
import { createServer } from './platform/http/server.ts'
import { createJobs, type Jobs } from './platform/jobs/jobs.ts'
import { createMail } from './platform/mail/mail.ts'
import { createPhotoCleaner, type PhotoCleaner } from './platform/photos/photo-cleaner.ts'
import { createVault, type Key, type Vault } from './platform/vault/vault.ts'
import { createViews } from './platform/views/views.ts'

/** What the world outside gives to the app; tests give their own. */
export type AppWorld = {
  readonly db: Database
  readonly identity: IdentityDatabase
  readonly key: Key
  readonly clock: Clock
  readonly log: Logger
  readonly networks: { readonly bluesky: Network }
  readonly faults: Faults
  readonly publicUrl: string
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
  readonly production: boolean
}

export type App = {
  readonly server: FastifyInstance
  readonly jobs: Jobs
  readonly vault: Vault
  readonly routes: readonly Route[]
  /** Takes up what a stopped process left unfinished; once, after the jobs have started. */
  resume(): Promise<void>
}

/** What the rooms work with: everything but their pages. */
function createParts(world: AppWorld, cleaner: PhotoCleaner) {
  const { db, identity, clock, log, networks, publicUrl } = world
  const vault = createVault(world.key)
  const jobs = createJobs(db, log)
  const mail = createMail({ db, vault, jobs, clock, smtpUrl: world.smtpUrl, from: world.mailFrom })
  const publishing = createPublishing({
    db,
    jobs,
    vault,
    clock,
    faults: world.faults,
    networks,
  })
  const files = createFiles(vault)
  publishing.register('post', postLoader({ files, clock, networks }))
  const posts: PostParts = {
    db,
    identity,
    files,
    cleaner,
    publishing,
    networks,
    mail,
    publicUrl,
  }

  const inbox: InboxParts = {
    db,
    jobs,
    vault,
    clock,
    log,
    faults: world.faults,
    networks,
    manual: manualNetwork,
    publishing,
  }
  registerInbox(inbox)
  jobs.register(remindOfReviewJob({ db, jobs, mail, clock, publicUrl }))
  jobs.register(remindToAcknowledgeJob({ db, identity, mail, clock, publicUrl, namedRunners }))
  return { db, identity, publicUrl, vault, jobs, mail, publishing, files, posts, inbox }
}

/**
 * The demonstration school, built where it is not there yet. Its story has parts of its own: another clock, and a mail
 * that keeps every letter.
 */
export async function addDemonstration(world: AppWorld): Promise<Demonstration> {
  const cleaner = createPhotoCleaner()
  try {
    return await demonstrate(
      world,
      (db, clock) => createParts({ ...world, db, clock, smtpUrl: undefined }, cleaner),
      world.clock.now(),
    )
  } finally {
    await cleaner.close()
  }
}

/** The composition root: everything the product consists of, in one readable list. */
export async function createApp(world: AppWorld): Promise<App> {
  const { db, identity, clock, log } = world
  const parts = createParts(world, createPhotoCleaner())
  const { vault, jobs, mail, publishing, files, inbox } = parts

  const acknowledgedToday = (tx: TenantTx, versionId: PolicyVersionId) =>
    acknowledgedBy(tx, versionId, londonDate(clock.now()))

  // Why a review of the policy should come early, as other rooms know it.
  const reviewReasons: readonly ReviewReasonProvider[] = [interpretationReasons, unansweredReasons]

  const routes: readonly Route[] = [
    ...signInRoutes({
      identity,
      schoolName: schoolId => schoolName(db, schoolId),
      invited: (schoolId, personId) => invitedPerson(db, schoolId, personId),
      anySchool: () => anySchool(db),
    }),
    ...setupRoutes({ ...parts, startDemonstration: () => addDemonstration(world) }),
    ...todayRoutes({
      db,
      providers: [
        concernsToday,
        inboxToday,
        postsToday,
        accountsToday,
        acknowledgementsToday(namedRunners),
        draftsToday,
        proposalsToday,
        reviewToday(reviewReasons),
        adviceToday,
        outboxToday,
      ],
    }),
    ...policyRoutes({
      ...parts,
      acknowledgedBy: acknowledgedToday,
      askedToAcknowledge: async (tx, pack) =>
        askedByText(tx, pack, await namedRunners(tx), londonDate(clock.now())),
      drafts: { proposalFrom, startDraft, closeDraft },
      reviewReasons,
    }),
    ...policyDraftRoutes({ db, files, documents: createDocumentReader(), policyInForce, settingLines }),
    ...handoutRoutes({ db }),
    ...adviceRoutes({
      db,
      identity,
      vault,
      mail,
      publicUrl: world.publicUrl,
      clauseCoverage,
      mayOpen: (path, actor) =>
        routes.some(one => one.method === 'GET' && one.path === path && mayVisit(one.access, actor)),
    }),
    ...acknowledgementRoutes({ ...parts, namedRunners }),
    ...accountsRoutes({ db, vault, networks: world.networks }),
    ...peopleRoutes({
      db,
      identity,
      vault,
      files,
      mail,
      publicUrl: world.publicUrl,
      policyInForce,
      sites: sitesInForce,
      acknowledgedBy: acknowledgedToday,
      officialAccounts,
      postsShowing,
    }),
    ...postsRoutes(parts.posts),
    ...publishingRoutes({ publishing, manual: manualNetwork }),
    ...inboxRoutes(inbox),
    ...concernRoutes({ db, vault, mail, publicUrl: world.publicUrl, message: messageForConcern }),
    ...outboxRoutes({ db, vault, mail }),
    ...auditRoutes({ db }),
    ...helpRoutes({ db }),
  ]

  const server = await createServer({
    routes,
    views: createViews({ production: world.production }),
    clock,
    log,
    publicUrl: world.publicUrl,
    identify: token =>
      identify(identity, (schoolId, personId) => loadActor(db, schoolId, personId), token, clock.now()),
    navigation: navigation(routes),
  })
  assetRoutes(server)
  return {
    server,
    jobs,
    vault,
    routes,
    resume: async () => {
      await publishing.resume()
      await resumeModeration(inbox)
    },
  }
}
