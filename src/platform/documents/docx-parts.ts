import { unzipSync, zipSync } from 'fflate'
import { type RefusedDocument, refused } from './refusals.ts'

/** The parts of a Word document that hold its words, and what else it carries. */
export type DocxParts = {
  readonly kind: 'parts'
  readonly files: Readonly<Record<string, Uint8Array>>
  readonly holds: {
    readonly macros: boolean
    readonly pictures: boolean
    readonly outsideParts: boolean
    readonly trackedChanges: boolean
  }
}

const MOST_ENTRIES = 5000
/** The text of 300 pages with all its mark-up is about 15 MB. */
const MOST_UNPACKED = 40_000_000
/** Nothing but these is unpacked: no pictures, no macros, no embedded files. */
const WORDS = /^(?:\[Content_Types\]\.xml|_rels\/\.rels|word\/(?:_rels\/)?[^/]+\.(?:xml|rels))$/
/** A part of the document that would be fetched from elsewhere; an ordinary link to a page is none. */
const OUTSIDE_PART = /<Relationship\b(?=[^>]*TargetMode="External")(?![^>]*\/hyperlink")[^>]*>/

/** Looks at the zip's directory first, and unpacks only what holds words and is not too large. */
export const docxParts = (bytes: Uint8Array): DocxParts | RefusedDocument => {
  const names: string[] = []
  let unpacked = 0
  let files: Record<string, Uint8Array>
  try {
    files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        names.push(name)
        if (!WORDS.test(name)) return false
        unpacked += originalSize
        return unpacked <= MOST_UNPACKED && names.length <= MOST_ENTRIES
      },
    })
  } catch {
    return refused('damaged')
  }
  if (unpacked > MOST_UNPACKED || names.length > MOST_ENTRIES) return refused('swollen')
  const other = otherArchive(names)
  if (other !== undefined) return refused(other)
  const holds = (part: RegExp, what: RegExp): boolean =>
    Object.keys(files).some(name => part.test(name) && what.test(partText(files, name)))
  return {
    kind: 'parts',
    files,
    holds: {
      macros: names.some(name => /vbaProject\.bin$/i.test(name)),
      pictures: names.some(name => /^word\/media\//.test(name)),
      outsideParts: holds(/\.rels$/, OUTSIDE_PART),
      trackedChanges: holds(/^word\/document\d*\.xml$/, /<w:(?:ins|del) /),
    },
  }
}

/** The XML of one part of the file; '' where it has no such part. */
export const partText = (files: Readonly<Record<string, Uint8Array>>, name: string): string =>
  new TextDecoder().decode(files[name])

/** A document of these parts alone, not compressed: what goes to the parser is no larger than what was measured. */
export const docxOf = (files: Readonly<Record<string, Uint8Array>>): Buffer =>
  Buffer.from(zipSync({ ...files }, { level: 0 }))

/** What a zip is that is no Word document. */
const otherArchive = (
  names: readonly string[],
): 'open-document' | 'pages' | 'office' | 'archive' | 'damaged' | undefined => {
  if (names.some(name => /^word\/document\d*\.xml$/.test(name))) return undefined
  if (names.includes('[Content_Types].xml'))
    return names.some(name => name.startsWith('word/')) ? 'damaged' : 'office'
  if (names.includes('mimetype') && names.includes('content.xml')) return 'open-document'
  if (names.some(name => /^Index(?:\/Document\.iwa|\.zip)$/.test(name)) || names.includes('index.xml'))
    return 'pages'
  return 'archive'
}
