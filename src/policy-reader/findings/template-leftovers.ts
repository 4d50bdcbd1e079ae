import type { Finding } from '../reading.ts'
import type { Check } from './check.ts'

const INSTRUCTIONS: readonly RegExp[] = [
  /\b(?:amend|delete|edit|adapt|change|complete|insert|adjust|tailor)\s+(?:this\s+|these\s+|or\s+\w+\s+)*(?:as|where|if)\s+(?:appropriate|necessary|applicable|required|needed)\b/i,
  /[[<{(]\s*(?:insert|add|enter|name of|school name|your school|setting name|date|xx+|delete|amend)[^\])>}]{0,60}[\])>}]/i,
  /\b(?:insert|enter|add)\s+(?:the\s+|your\s+)?(?:name|school|setting|date|logo|details)\b[^.]{0,30}\bhere\b/i,
  /\binsert (?:school|setting|academy|nursery|name|date|logo|contact)\b(?: name| logo| details| here)*/i,
  /\bclick (?:or tap )?(?:here )?to (?:enter|add|choose|insert)\b[^.]{0,30}/i,
  /\b(?:XX{2,}|lorem ipsum|TBC\b|\?{3,})/i,
]
const DATE_PICKER =
  /(?<![A-Za-z])Image:\s*(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+)?\d{4}\b/
/** Words of which a school needs one: a template offers several with a stroke between. */
const CHOICES: readonly RegExp[] = [
  /\b(?:child|children|pupils?|students?|learners?)(?:'s?)?(?:\s?\/\s?(?:child|children|pupils?|students?|learners?)(?:'s?)?)+/gi,
  /\b(?:schools?|services?|settings?|academy|nursery|college)(?:'s?)?(?:\s?\/\s?(?:schools?|services?|settings?|academy|nursery|college)(?:'s?)?)+/gi,
  /\b(?:headteacher|principal|manager|head of school)(?:\s?\/\s?(?:headteacher|principal|manager|head of school))+/gi,
  /\b(?:governing (?:body|board)|governors|trustees)(?:\s?\/\s?(?:governing (?:body|board)|governors|trustees|management committee))+/gi,
]

/** Instructions and alternatives of a template that nobody took out, and what a date picker left behind. */
export const templateLeftovers: Check = ({ blocks }) => {
  const found = new Map<string, Finding>()
  const note = (key: string, at: string, message: string): void => {
    if (!found.has(key)) found.set(key, { check: 'template-leftover', at, message })
  }
  for (const { text, place } of blocks) {
    for (const pattern of INSTRUCTIONS) {
      const words = pattern.exec(text)?.[0]
      if (words)
        note(words.toLowerCase(), place, `“${words}” reads like an instruction of the template. Take it out.`)
    }
    const picked = DATE_PICKER.exec(text)?.[0]
    if (picked) note(picked, place, `“${picked}” was left behind by a date picker. Take it out.`)
    for (const pattern of CHOICES) {
      for (const [words] of text.matchAll(pattern)) {
        const key = words.toLowerCase().replace(/\s|'s?|s(?=\b)/g, '')
        note(key, place, `“${words}” leaves the template’s choice open. Keep the word that fits your school.`)
      }
    }
  }
  return [...found.values()]
}
