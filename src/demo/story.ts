import { type Clock, type Instant, Temporal } from '../kernel/clock.ts'
import { newId, type SchoolId } from '../kernel/ids.ts'
import { castSchool } from './cast.ts'
import { accounts } from './chapters/accounts.ts'
import { acknowledgements } from './chapters/acknowledgements.ts'
import { advice } from './chapters/advice.ts'
import { concerns } from './chapters/concerns.ts'
import { messages } from './chapters/messages.ts'
import { policy } from './chapters/policy.ts'
import { posts } from './chapters/posts.ts'
import { school } from './chapters/school.ts'
import { moments } from './moments.ts'
import type { Stage, StoryParts } from './stage.ts'

/**
 * Tells the story of one invented school, from its set-up fourteen school days ago to this hour, through the same
 * commands that people use: the demonstration, and where tests of the whole day begin.
 * @param partsWith the rooms' parts with the story's clock, which goes from scene to scene and never beyond `now`
 */
export async function tellStory(partsWith: (clock: Clock) => StoryParts, now: Instant): Promise<SchoolId> {
  let at = now
  const parts = partsWith({ now: () => at })
  const schoolId = newId<SchoolId>()
  const stage: Stage = { ...parts, ...castSchool(schoolId), schoolId, moments: moments(now) }
  const scenes = [school, acknowledgements, accounts, posts, messages, concerns, advice, policy]
    .flatMap(chapter => chapter(stage))
    .sort((a, b) => Temporal.Instant.compare(a.at, b.at))
  for (const scene of scenes) {
    at = scene.at
    await scene.happens(at)
  }
  return schoolId
}
