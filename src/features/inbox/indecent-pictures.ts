import type { Basis } from '../../kernel/basis.ts'
import { indecentPictures } from '../concerns/index.ts'

/**
 * What to do where a picture or link could show a child nude, semi-nude or sexual. Guidance changes every year: each
 * entry is dated, and this file is read again with the yearly review (next by 1 September 2027).
 */
export const indecentPictureAdvice: { readonly steps: readonly string[]; readonly basis: readonly Basis[] } =
  {
    steps: [
      'Do not open, look at, copy, save, print or share it, and ask nobody else to. Take no screenshot.',
      'Do not delete it, and do not question the child.',
      'Tell the designated safeguarding lead or a deputy now, in person or by telephone.',
      'If a child is in danger now, call 999. If an adult is involved, call the police at once: 101, or 999 if it is urgent.',
      'Report the message to the network from its menu, without opening the picture.',
      'Raise a concern, so that there is a record. Write down in words what you know: the address, the account, the time.',
    ],
    basis: [
      ...indecentPictures,
      {
        kind: 'law',
        source: 'Keeping children safe in education',
        asOf: '2026-11-20',
        gist: 'a concern about a child goes to the designated safeguarding lead or a deputy; in immediate danger anyone calls the police or children’s social care',
      },
    ],
  }
