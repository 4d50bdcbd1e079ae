import { coreOf } from './core-sentence.ts'

/** Sentences that explain, define or set a scope, whatever modal verbs they hold. */
const BACKGROUND: readonly RegExp[] = [
  /^(?:the |this |these |our |its )?(?:(?:main |overall |key |primary )?(?:aims?|purposes?|objectives?|intention|intent|scope|rationale)\b|(?:[\w-]+ ){0,3}(?:policy|document|guidance|code|paper|statement|section|advice note|guidelines?|procedures?|principles|appendix|agreement)\s(?:here\s)?(?:also |therefore |will |is |are |has been |was |aims? |should |must )*(?:aims?|sets? out|appl(?:y|ies)|covers?|explains?|provides?|outlines?|intended|designed|meant|written|developed|takes?|links?|relates?|describes?|supports?|seeks?|builds?|read (?:in conjunction|alongside)|be read|defines?|explores|works alongside|reflects|complements|includes|contains|recognises|establishes|embodies|gives|offers|does not|helps?|ensures?|refers?|be viewed|considers|governs|concerns|sits|forms|there to|in place|part of|recommends that|encourages the))\b/i,
  /^(?:in|for the purposes? of) this (?:policy|document|guidance|code)\b/i,
  /^(?!sites that (?:may|can)\b|it (?:would )?helps? if)(?:this|these|it|that|which|such|examples?|some examples|platforms?|sites|social (?:media|networks?|networking)[\w /]*|social media technologies|the term|'?social media'?)\b[^.:]{0,60}\b(?:includes?|means|refers to|takes? many|take on|is defined|covers?|can be defined|takes? account|lets? us|helps?|is a (?:broad|part)|are a |is part)\b/i,
  /^(?:thanks?\b|that is why|(?:i|we) have read\b|it (?:is|can be) (?:\w+ly |very |all too )?(?:easy|hard|difficult|tempting|possible|natural|common|clear|true)\b|thank you|it should (?:also )?be read|we (?:very much |do )?hope (?:that )?(?:this|these|you (?:find|enjoy|will))|one example|an example|it should be noted|there (?:will|may|might|can) be (?!no\b)|for example|e\.g|for instance|see|please (?:see|refer|note that this|find|follow us|visit|click)|search for|further (?:information|guidance|details)|more (?:information|details)|click|visit|download|not every circumstance|it is impossible)\b(?![^.]*\b(?:must|should)\b)/i,
  /^it is (?:also |therefore )?important (?:that|to ensure that) we (?:are able|balance|develop|understand|have)\b/i,
  /\b(?:can|may) be found\b|\b(?:is|are) set out (?:in|below|here)\b|\bnot limited to\b(?![^.]{0,10}:?$)/i,
  /^(?:[Tt]he )?(?:school|[Ww]e|academy|nursery|trust|federation|governing \w+|(?!(?:The )?(?:Staff|Teachers|Employees|Head|Parents|Pupils|Governors|Trustees|Volunteers|They)\b)[A-Z][\w'&.-]*(?: [A-Z][\w'&.()-]*){0,7})\s+(?:also |fully |at [^,]{3,50} )?(?:recogni[sz]es?|understands?|knows?|believes?|appreciates?|(?:is|are) aware|acknowledges?|values?|wants?|appreciate|respects?|(?:is|are) committed|aims?|seeks? to|strives?|sees?)\b(?![^.]{0,240}\b(?:accepts? its|must|are expected|should)\b)/,
  /\b(?:we|school|account|page|it|this|facebook|twitter|site|group|academy|nursery|setting|pre-?school)\s(?:will |is |are |can |may |also |then |currently )*(?:use|uses|used|using)\s(?:it|this|them|social media|twitter|facebook|instagram|the (?:page|account|site|platform|group|[\w' .]{3,30} account))\b(?! (?:must|should))[^.]{0,20}\b(?:to|for|as|in order)\b(?! personal)/i,
  /^(?:we have|there (?:are|is|has|will always)(?! no (?!doubt|question|evidence)| to be| nothing)|it is now|many|some|most|the (?:great |vast )?majority|a good number|over recent|in recent|technology|technologies|social media brings|the (?:widespread|rise|growth|use of social media (?:is|has)|internet)|increasingly|today)\b(?![^.]*\b(?:must|should|expected|required|no circumstances)\b)(?! a (?:responsibility|duty))/i,
]

/** Whether a sentence is aim, scope, definition or background, and so no clause whatever verbs it has. */
export const isBackground = (sentence: string): boolean => {
  const core = coreOf(sentence)
  return BACKGROUND.some(pattern => pattern.test(core))
}
