/**
 * A run of text as a reader sees it: ligatures spelled out, soft hyphens and direction marks gone, every white
 * space a single space, ASCII quotes and hyphens so that one pattern finds all spellings.
 */
export const cleanText = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/[‘’‛′`´]/g, "'")
    .replace(/[“”„‟″]/g, '"')
    .replace(/[‐‑‒−]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()

/** Lower-case letters and digits alone, to compare names and headings however they are written. */
export const plainKey = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
