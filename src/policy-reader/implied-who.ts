import type { Addressee } from './reading.ts'

/** Who it must be where a sentence names nobody: told by what is theirs and by whom they meet. */
const IMPLIED: readonly (readonly [who: Addressee, pattern: RegExp])[] = [
  [
    'parent',
    /\b(?:your|my|their|his or her|own) (?:own )?(?:child|children|son|daughter)\b|\bother (?:people|parent|parents|famil(?:y|ies))'?s?'? (?:child|children)\b|\bclass ?teacher first\b/i,
  ],
  [
    'pupil',
    /\b(?:your|their) (?:(?:class ?)?teachers?|parents?(?! (?:association|evening))|mum|school ?bag|friends and family|tutor)\b|\bgrown-?ups?\b|\btrusted adult\b/i,
  ],
  [
    'staff',
    /\b(?:employer|employment|colleagues?|line manager|(?:your|their) (?:class|pupils?|students?|profession(?:al)?|job|post|work|workplace|headteacher|principal|manager)|working (?:hours|day|time)|directed time|contact time|on duty|in lessons?|teaching (?:purposes|profession)|contracted hours|staffroom|place of work|former pupils?)\b|\b(?:pupils?|students?|parents?)(?:'s?|s')?,?(?: (?:or|and) \w+(?:'s?|s')?)? (?:as (?:a )?)?(?:friends?|contacts?|request)|\b(?:friend|friendship|contact|follow|request|requests|message|messages|conversations?|communicat\w+)\b[^.]{0,25}\b(?:with|from|to|about) (?:a |any |former |current |the |our )*(?:pupils?|students?|parents?|child|children|famil(?:y|ies))\b|\b(?:pupils'|students'|children's|child's|pupil's|parents'|parent's)\b[^.]{0,60}\b(?:personal|own)\b|\bpersonal\b[^.]{0,60}\b(?:pupils?|students?)\b/i,
  ],
]
/** Whom a sentence that names nobody is about, told by whose things and whose people it speaks of. */
export const impliedWho = (sentence: string): Addressee | undefined =>
  IMPLIED.find(([, pattern]) => pattern.test(sentence))?.[0]
