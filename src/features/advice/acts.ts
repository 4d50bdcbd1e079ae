import { capital } from '../../kernel/prose.ts'
import type { Act } from '../../policy-engine/vocabulary.ts'
import { ownActWords } from '../../policy-engine/words.ts'

/** The acts as somebody looks for them, with other words that people use for each. */
const groups: readonly { readonly name: string; readonly acts: Readonly<Partial<Record<Act, string>>> }[] = [
  {
    name: 'Being in touch with somebody',
    acts: {
      connect: 'friend friends facebook instagram follower add accept request unfriend linkedin snapchat',
      contact: 'message text email phone call ring whatsapp dm parent pupil write',
      reply: 'answer respond message text dm',
      receive: 'message got messaged received contacted me text dm',
      'view-profile': 'look search profile page stalk check',
      'give-contact': 'number phone email address personal',
      meet: 'friend stranger online',
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

/** The acts in their groups; with words to look for, those that know all of them. */
export const actGroups = (looked: string): readonly ActGroup[] => {
  const wanted = looked.toLowerCase().match(/[a-z]+/g) ?? []
  return groups.flatMap(({ name, acts }) => {
    const choices = (Object.keys(acts) as Act[]).flatMap(act => {
      const text = ownActWords(act)
      const words = `${text} ${acts[act]}`.toLowerCase()
      return wanted.every(word => words.includes(word)) ? [{ act, text: capital(text) }] : []
    })
    return choices.length === 0 ? [] : [{ name, choices }]
  })
}
