import { inSmallLetters, smallLetters } from './small-letters.ts'

/** A yes that somebody gives, as a noun or a participle. */
const YES =
  '(?:permission|consent(?:ed)?|approv(?:al|ed|es?)|authori[sz](?:ation|ed)|agree[ds]?|agreement|cleared|clearance|authority|said yes|sanctioned|go-ahead|blessing|signed|say-so|says? yes|a yes|signature|licen[cs]e|a word (?:first|with)|word first|signed off)'
const YES_NOUN =
  '(?:permission|consent|approval|authori[sz]ation|agreement|go-ahead|clearance|blessing|say-so|signatures?|licen[cs]e|signed form)'
/** What makes the rest of the sentence hang on what follows. */
const CONDITION =
  '(?:unless|until|subject to|except|save|only\\b[^.;,]{0,40}?\\b(?:with|after|following|if|when|where|once)|prior to|(?:be )?taken following|provided|as long as)'
const DUTY =
  '(?:must|should|will|shall|needs? to|has (?:first )?to|have (?:first )?to|is to|are to|required to|asked to|expected to)\\s+(?:first\\s+|always\\s+|also\\s+)?'

/** Something is allowed only with somebody's yes. */
const APPROVAL: readonly RegExp[] = [
  new RegExp(`\\b(?:${CONDITION}|without)\\b[^.;]{0,90}\\b${YES}\\b`, 'i'),
  // "unless the head has said so", "until the family have signed": somebody's word, whatever the verb.
  new RegExp(
    `\\b${CONDITION}\\b[^.;,]{0,60}\\b(?:has|have|had) (?:already |first |previously |also )?(?:said|signed|ticked|seen|directed|decided|given|asked)\\b`,
    'i',
  ),
  /\b(?:unless|until|if|once)\b[^.;,]{0,40}\b(?:is|are) (?:happy|content)\b|\bonly by arrangement with\b|\bif (?:you|they|parents|the family) (?:have|has) (?:told|asked) us not to\b/i,
  // "ask before you post", "check with the office before …": asking is for a yes.
  new RegExp(
    `(?:^|^we (?:always )?|\\bplease |\\b${DUTY})(?:ask|check with|speak to|talk to)\\b[^.;,]{0,40}\\bbefore (?:you|they|I|we|anything|any|putting|posting|sharing|taking)\\b|\\b(?:asks? (?:the|their|your) [^.;,]{3,40} first|appl(?:y|ies) to [^.;,]{3,40} before)\\b`,
    'i',
  ),
  new RegExp(
    `\\b${YES_NOUN}\\b[^.;]{0,30}(?:\\bis a condition of\\b|\\b(?:must|should|has to|needs to) be (?:on file|held|there)\\b)`,
    'i',
  ),
  /\b(?:is|are) (?:approved|cleared|agreed|sanctioned|passed) (?:first |beforehand )?(?:by|with) [^.;,]{3,40} (?:first|beforehand|before|in advance)\b|\bunless [^.;,]{3,40} objects?\b/i,
  /\bonce (?:the|a|an|both|their|your|its) [^.;,]{3,40}? ha(?:s|ve) (?:signed|agreed|said yes|given|ticked|approved)\b/i,
  /\b(?:only|except|nothing|nobody|no \w+)\b[^.;]{0,60}\b(?:if|where|when|once|until|unless)\b[^.;]{0,50}\b(?:form|slip|registration)\b[^.;]{0,40}\b(?:says?|allows?|yes|signed|ticked|returned|we hold|is held)\b|\b(?:only|except) (?:if|where|when) we (?:hold|have)\b/i,
  /\b(?:fill in|complete|sign|return)\b[^.;]{0,30}\b(?:permission|consent|request|application)(?: \w+)? (?:form|slip)\b/i,
  /\b(?:ha(?:s|ve) to|must|needs? to) (?:agree to (?=any|each|every|it)|OK\b|okay|approve|sign off)|(?:^|\bmust |\bshould |\bto )(?:run|put) (?:it|this|them|[^.;,]{3,30}) past\b/i,
  /\bonly (?:if|where|when)\b[^.;]{0,40}\b(?:ticked|signed|agreed|consented)\b/i,
  /\b(?:may|can|go|goes)\b[^.;]{3,60}\bif (?:the|your|their|a|both|all) [^.;,]{3,30} (?:(?:is|are) (?:happy|content|willing)|agrees?)\b/i,
  /\bwithout (?:first |previously )?(?:asking|checking with|clearing|consulting|discussing)\b/i,
  // "may be shown where the parent has signed", "with the agreement of the trip leader".
  new RegExp(
    `\\b(?:may|can|will)\\b[^.;]{0,90}\\b(?:(?:where|when|once|if)\\b[^.;,]{0,50}\\b(?:has|have) (?:been )?(?:signed|given|agreed|consented|ticked)|with (?:[\\w']+ ){0,3}${YES_NOUN})\\b`,
    'i',
  ),
  new RegExp(
    `\\b${YES_NOUN}\\b[^.;]{0,70}\\b(?:must|should|will|shall|needs? to|has to|have to|is to|are)\\s+(?:first\\s+|always\\s+)?be\\s+(?:obtained|sought|given|granted|gained|received|had|in place|requested)\\b`,
    'i',
  ),
  new RegExp(
    `\\b${DUTY}(?:seek|obtain|ask for|ask|request|gain|get|give|have|provide|receive|secure)\\b[^.;,]{0,50}\\b${YES_NOUN}\\b`,
    'i',
  ),
  new RegExp(
    `(?:^(?:we |the school )?(?:always |first )?(?:ask for|request|get)|\\b(?:seek|obtain|gain|secure)s?)\\b[^.;,]{0,50}\\b${YES_NOUN}\\b|\\bha(?:s|ve) given [^.;]{0,20}${YES_NOUN}\\b[^.;]{0,30}\\bbefore\\b`,
    'i',
  ),
  /(?:^|\b(?:must|should|to|will|shall) (?:first |always )?)(?:ask|check with|consult|speak to)(?:ing)? (?:the |your |a |their |our )*(?:head\w*|principal|deputy|manager|office|senior|line)\b[^.;]{0,40}\b(?:before|first)\b/i,
  /\b(?:have|has|had|is|are) (?:not|yet to|never) (?:been )?(?:consent(?:ed)?|agreed|given (?:permission|consent)|cleared|approved|authori[sz]ed|given)\b/i,
  new RegExp(
    `\\b${DUTY}(?:be|have been)\\s+(?:approved|authori[sz]ed|agreed|cleared|signed off|sanctioned)\\s+(?:in writing\\s+|in advance\\s+|first\\s+)?(?:by|with)\\b`,
    'i',
  ),
  new RegExp(
    `\\b${DUTY}(?:present|submit|make|complete|put)\\b[^.;]{0,30}\\b(?:case|application|request|proposal)\\b`,
    'i',
  ),
  new RegExp(
    `\\b(?:written|prior|parental|express|explicit|specific|signed)\\s+(?:written\\s+|parental\\s+)?${YES_NOUN}\\s+(?:is|are)\\s+(?:required|needed|necessary|always)`,
    'i',
  ),
  /\b(?:discussed and )?agreed (?:in advance |beforehand |first |in writing )?(?:with|by) (?:a member of |the |their |our )*(?:head|leadership|SLT|senior|manager|line|principal|DSL)/i,
  new RegExp(
    `\\b(?:is|are) (?:required|needed)[^.;]{0,40}\\b${YES_NOUN}\\b|\\b${YES_NOUN}\\b[^.;]{0,30}\\b(?:is|are) (?:required|needed|sought|obtained)\\b|\\b(?:requires?|needs?|must have) (?:[\\w']+ ){0,3}${YES_NOUN}\\b`,
    'i',
  ),
].map(pattern => inSmallLetters(pattern))

/** The place in a sentence where it makes something depend on somebody's yes, or nothing. */
export const approvalAt = (core: string): number | undefined => {
  const small = smallLetters(core)
  const pattern = APPROVAL.find(each => each.test(small))
  return pattern === undefined ? undefined : small.search(pattern)
}
