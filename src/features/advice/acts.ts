import { capital } from '../../kernel/prose.ts'
import type { Act } from '../../policy-engine/vocabulary.ts'
import { ownActWords } from '../../policy-engine/words.ts'

/** The people whom somebody is in touch with, as they are called. */
const others = 'pupil former ex leaver student child parent carer mum dad family colleague'

/** The acts as somebody looks for them, with other words that people use for each. */
const groups: readonly { readonly name: string; readonly acts: Readonly<Partial<Record<Act, string>>> }[] = [
  {
    name: 'Being in touch with somebody',
    acts: {
      connect: `friend friends facebook instagram follower add unfriend linkedin snapchat ${others}`,
      contact: `message text email phone call ring whatsapp instagram dm ${others}`,
      reply: `reply respond message text whatsapp instagram facebook dm ${others}`,
      receive: `message got messaged received contacted text whatsapp instagram dm ${others}`,
      'view-profile': `search profile stalk check instagram facebook ${others}`,
      'give-contact': `number phone email address ${others}`,
      meet: `friend stranger ${others}`,
    },
  },
  {
    name: 'Posting and saying things',
    acts: {
      post: 'comment tweet facebook status write publish party political election joke rude complain',
      'share-information': 'tell confidential whatsapp group staffroom chat gossip pass on',
      'identify-school': 'profile bio employer workplace linkedin name school',
      'identify-profession': 'profile bio job title teacher linkedin',
      'use-brand': 'logo crest badge uniform name school',
    },
  },
  {
    name: 'Pictures and film',
    acts: {
      'take-image': 'photo photograph picture camera film video record phone trip',
      'share-image': 'photo photograph picture film video upload post publish consent website',
      'hold-indecent-image': 'nude nudes indecent sexual image sexting',
    },
  },
  {
    name: 'Phones and time at work',
    acts: {
      browse: 'facebook instagram lunch break scroll social media work hours',
      'use-phone': 'mobile phone classroom pocket lesson call',
      'bring-phone': 'mobile phone pupil hand in school day',
    },
  },
  {
    name: 'The school’s own accounts',
    acts: {
      'open-account': 'new account page twitter facebook class start create ptfa friends',
      'run-account': 'moderator admin post class page manage',
      'answer-press': 'newspaper journalist reporter media bbc interview',
      'remove-comment': 'delete hide block troll comment abuse',
    },
  },
  {
    name: 'Teaching, services and hiring',
    acts: {
      'use-tool': 'app lesson class teaching tool risk assessment',
      'create-pupil-account': 'sign up register pupil child account age thirteen',
      vet: 'candidate applicant interview recruitment google search shortlist',
    },
  },
]

type Choice = { readonly act: Act; readonly text: string }
export type ActGroup = { readonly name: string; readonly choices: readonly Choice[] }

/** Words that tell nothing about what somebody wants to do. */
const filler = new Set(
  'a an am and are at by can could do for from has have i in is it may me my of on or our the this to was with'.split(
    ' ',
  ),
)

const wordsIn = (text: string): readonly string[] => text.toLowerCase().match(/[a-z]+/g) ?? []

/**
 * The acts in their groups; with words to look for, those that know most of them. Words that no act knows are passed over:
 * people write whole sentences.
 */
export const actGroups = (looked: string): readonly ActGroup[] => {
  // “Photos” and “photo” alike: the beginning of a word is enough.
  const wanted = wordsIn(looked)
    .filter(word => !filler.has(word))
    .map(word => word.replace(/s$/, ''))
  const all = groups.map(({ name, acts }) => ({
    name,
    choices: (Object.keys(acts) as Act[]).map(act => {
      const text = ownActWords(act)
      const known = wordsIn(`${text} ${acts[act]}`)
      return {
        act,
        text: capital(text),
        hits: wanted.filter(word => known.some(one => one.startsWith(word))).length,
      }
    }),
  }))
  const most = Math.max(...all.flatMap(({ choices }) => choices.map(({ hits }) => hits)))
  if (most === 0 && looked.trim() !== '') return []
  return all.flatMap(({ name, choices }) => {
    const found = choices.filter(({ hits }) => hits === most).map(({ act, text }) => ({ act, text }))
    return found.length === 0 ? [] : [{ name, choices: found }]
  })
}
