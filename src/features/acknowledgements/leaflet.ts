import { createHash } from 'node:crypto'
import type { Basis } from '../../kernel/basis.ts'
import { answer, compiledOf } from '../../policy-engine/compile.ts'
import type { Pack } from '../../policy-engine/policy.ts'
import type { Situation } from '../../policy-engine/vocabulary.ts'

/** One line of the leaflet, and what it rests on. */
export type LeafletLine = { readonly text: string; readonly basis: readonly Basis[] }

type Topic = {
  readonly situation: Situation
  /** The line where the policy forbids or discourages it, and as school practice where it says nothing. */
  readonly leave: string
  /** The line where somebody has to be asked first. */
  readonly ask: string
}

/** What somebody who comes for a day can do wrong online: one line each, so that it stays one page. */
const topics: readonly Topic[] = [
  {
    situation: { act: 'take-image', shows: 'pupils', device: 'personal' },
    leave: 'Do not take photos or films of pupils on your own phone or camera.',
    ask: 'Ask at the office before you take a photo or film of pupils.',
  },
  {
    situation: { act: 'share-image', shows: 'pupils', via: 'personal-account' },
    leave: 'Do not publish or pass on pictures in which pupils can be seen.',
    ask: 'Ask at the office before you publish or pass on a picture in which pupils can be seen.',
  },
  {
    situation: { act: 'connect', with: 'pupil', tie: 'none', via: 'personal-account' },
    leave: 'Do not befriend or follow pupils online, and do not accept their requests.',
    ask: 'Ask at the office before you befriend or follow a pupil online.',
  },
  {
    situation: { act: 'contact', with: 'pupil', tie: 'none', via: 'personal-account', content: 'neutral' },
    leave: 'Do not write to pupils or call them privately.',
    ask: 'Ask at the office before you write to a pupil or call one.',
  },
  {
    situation: { act: 'give-contact', with: 'pupil' },
    leave: 'Do not give pupils your own telephone number, address or account.',
    ask: 'Ask at the office before you give a pupil your telephone number, address or account.',
  },
  {
    situation: { act: 'post', about: 'pupils', content: 'neutral', via: 'personal-account' },
    leave: 'Do not write about pupils, their families or the staff online.',
    ask: 'Ask at the office before you write about the school online.',
  },
  {
    situation: { act: 'use-phone', where: 'with-pupils', permission: 'none' },
    leave: 'Keep your phone away while pupils are around.',
    ask: 'Ask at the office before you use your phone while pupils are around.',
  },
]

const reporting: LeafletLine = {
  text: 'If you see or hear something that worries you about a child, tell the office at once. They reach the safeguarding lead.',
  basis: [
    {
      kind: 'law',
      source: 'Keeping children safe in education',
      asOf: '2026-11-20',
      gist: 'anybody at a school who is worried about a child tells the designated safeguarding lead or a deputy at once',
    },
  ],
}

const ownPractice: Basis = {
  kind: 'practice',
  gist: 'visitors keep away from pupils’ pictures, accounts and privacy',
}

/**
 * One page for visitors and contractors: what the policy says to them, topic by topic, and school practice where it says
 * nothing. What the policy allows them is left out.
 */
export const visitorLeaflet = (pack: Pack): readonly LeafletLine[] => [
  ...topics.flatMap(({ situation, leave, ask }): readonly LeafletLine[] => {
    const { verdict, clauses, final } = answer(compiledOf(pack), { actor: 'visitor', ...situation })
    const basis = pack.clauses
      .filter(({ id }) => clauses.includes(id))
      .map(({ id, section, gist }): Basis => ({ kind: 'clause', clause: id, section, gist }))
    if (verdict === 'must-not' || verdict === 'should-not') return [{ text: leave, basis }]
    if (verdict === 'ask') return [{ text: ask, basis }]
    // Allowed as far as is known is not allowed: another fact may forbid it.
    return verdict === 'silent' || !final ? [{ text: leave, basis: [ownPractice] }] : []
  }),
  reporting,
]

/** The leaflet's words and their SHA-256 in hexadecimal: what a visitor signs for, kept with their signature. */
export const leafletText = (
  lines: readonly LeafletLine[],
): { readonly text: string; readonly sha256: string } => {
  const text = lines.map(line => line.text).join('\n')
  return { text, sha256: createHash('sha256').update(text).digest('hex') }
}
