import { BOUNDED, type Practice, THEIR_THINGS } from './practice.ts'

/** Participles that describe rather than tell what is done. */
const DESCRIBED =
  'used|owned|designed|intended|based|written|concerned|known|expected|defined|linked|involved|described|associated|related|committed|required|needed|interested|worried|excited|pleased|delighted|determined|dedicated|faced|exposed|connected|engaged|aimed|built|made|seen|found|thought|believed|considered|regarded|meant|understood|located|called|supposed|limited|posed|valued|caused|motivated|driven|championed|covered|affected|tempted|surrounded|loved|born|grown|given|supported|protected|recognised|published|established|created|developed|included|listed|attached|outlined|aligned|governed|informed|open|often|even|been|seven|different|important|present|apparent|current|recent|independent|consistent|confident|content|subject|respect|effect|direct|correct|own|down|in|on|an|children|then|when'
const IS_DONE = new RegExp(
  `\\b(?:is|are)\\s(?:\\w+ly\\s|also\\s|then\\s|always\\s|all\\s|first\\s)?(?:(?<not>(?:not|never)\\s)(?:\\w+ly\\s)?(?:used|published|created|given)\\b|(?<not2>(?:not|never)\\s)?(?:\\w+ly\\s)?(?!(?:${DESCRIBED})\\b)(?:\\w{3,}ed|taken|shown|worn|hidden|held|kept|put|left|told|sent|brought|chosen|spoken|read|lent|thrown|overseen|withdrawn|heard|sought|rung|met by|stuck|shut|drawn up|set (?:to|so|by|at|out in))\\b)`,
  'i',
)
/** What is used or published is told of everything: it rules where it is bounded. */
const IS_DONE_ONLY = new RegExp(
  [
    '\\b(?:is|are|gets?)\\s(?:only\\s)?(?:used|shared|published|given|made|posted|created|known)\\b(?=[^.;]*\\b(?:only|never|no longer|nothing|nowhere|by (?:the|a|an|two|our) (?!pupils|children|parents|people))\\b)',
    '\\b(?:is|are)\\sonly\\s(?:used|shared|published|given|made|posted)\\b',
    '(?<=^only\\b[^.;]{3,60}\\s)(?:is|are)\\s(?:used|shared|published|given|made|posted)\\b',
    '\\bgets?\\s\\w{3,}ed\\b',
    '(?<=^(?:the|this|our)\\s(?:[\\w-]+\\s){0,3}(?:policy|code|agreement|document)\\s)is\\s(?:shared|given|explained|sent|displayed|discussed|looked at|renewed|signed|read|issued|circulated)\\b',
  ].join('|'),
  'i',
)
const LONGEST_SUBJECT = 110

/** Something is done, and nobody is named who does it: "Phones are kept in the lockers". */
export const doneIn = (core: string): Practice | undefined => {
  const done = IS_DONE.exec(core) ?? IS_DONE_ONLY.exec(core)
  if (!done) return undefined
  const subject = core.slice(0, done.index)
  const plain = subject.replace(/\b(?:which|that|who) \S.*$/i, '')
  if (
    plain.trim() === '' ||
    subject.length > LONGEST_SUBJECT ||
    /\b(?:if|when|where|what|how|many|some|most|often|these|there|can|may|will|is|are|providing|provided)\b/i.test(
      plain,
    ) ||
    /\b(?:which|that|who)\s?$/i.test(subject) ||
    (/\bit\b/i.test(plain) && !BOUNDED.test(core.slice(done.index)))
  )
    return undefined
  const place = { at: done.index, end: done.index + done[0].length, subject }
  if (done.groups?.not ?? done.groups?.not2) return { says: 'must-not', form: 'modal', ...place }
  return !/\b(?:confiscated|returned|collected|screened|logged)$/i.test(done[0]) &&
    THEIR_THINGS.test(subject) &&
    !/\b(?:school|nursery|setting|academy)(?:'s)?\b/i.test(subject)
    ? { says: 'must', form: 'modal', ...place }
    : { says: 'process', form: 'passive', ...place }
}
