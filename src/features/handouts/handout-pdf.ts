import { basisBrief } from '../../kernel/basis.ts'
import type { Instant } from '../../kernel/clock.ts'
import { type PdfBlock, writePdf } from '../../platform/pdf/write-pdf.ts'
import type { Handout } from './handout.ts'

/** Children read larger letters. */
const sizeOf = (handout: Handout): number => (handout.kind === 'pupils' ? 15 : 12)

/** The handout as a PDF to print: the same words as its page, on one sheet where it is meant for one. */
export const handoutPdf = (
  handout: Handout,
  about: { readonly school: string; readonly foot: string; readonly at: Instant },
): Promise<Buffer> =>
  writePdf({
    title: handout.title,
    author: about.school,
    foot: about.foot,
    at: about.at,
    size: sizeOf(handout),
    onePage: handout.onePage,
    blocks: [
      ...handout.intro.map((text): PdfBlock => ({ kind: 'paragraph', text })),
      ...handout.sections.flatMap(({ heading, note, points }): readonly PdfBlock[] => [
        { kind: 'heading', text: heading },
        ...(note === undefined ? [] : [{ kind: 'paragraph' as const, text: note }]),
        {
          kind: 'items',
          items: points.map(({ text, basis }) => ({
            text,
            source: handout.sources && basis.length > 0 ? `(${basisBrief(basis)})` : undefined,
          })),
        },
      ]),
    ],
  })
