import type { Basis } from '../../kernel/basis.ts'

/** Why a picture that may show a child nude, semi-nude or sexual is treated as it is. Dated: read again every September. */
export const indecentPictures: readonly Basis[] = [
  {
    kind: 'law',
    source: 'Sharing nudes and semi-nudes: advice for education settings (UKCIS)',
    asOf: '2026-11-20',
    gist: 'such a picture is reported to the designated safeguarding lead at once; nobody views, copies, shares, saves or deletes it, and where an adult is involved the police are told',
  },
]
