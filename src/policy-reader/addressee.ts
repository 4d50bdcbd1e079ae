import type { Addressee } from './reading.ts'

type Group = Exclude<Addressee, 'all'>

const GROUPS: readonly (readonly [group: Group | 'all', pattern: RegExp])[] = [
  [
    'all',
    /\b(?:whoever|all of us|every(?:one|body)|any(?:one|body)|no[- ]?body|no one|all (?:members of (?:the|our) (?:school |wider |whole )?\w* ?community|users|stakeholders|parties|individuals|community members)|users|(?:the |our |whole )?(?:school|academy|nursery|setting|wider|local|entire)? ?communit(?:y|ies)|people|individuals|members of the (?:public|group)|group members|followers)\b/i,
  ],
  [
    'governor',
    /\b(?:governors?|governing (?:body|board)|(?<!\b(?:notice|white|bulletin|message|discussion) )boards?|trustees?|directors|FGB|LGB|committee|chair(?:man|person)?)\b/i,
  ],
  ['volunteer', /\b(?:volunteers?|parent helpers?|helpers|club officials)\b/i],
  [
    'staff',
    /\b(?:staff|employees?|(?:class )?teachers?|teaching assistants?|assistants?|supervisors?|human resources|HR|CEO|chief executive|IT (?:services|team|support|department)|practitioners?|personnel|\w*workers?|account holders?|coach(?:es)?|departments?|teams?(?! pages?)|student teachers?|trainees?|colleagues|adults?|educators|head ?teachers?|headmaster|headmistress|heads? of (?:school|year|house|department|faculty|sixth form)|(?:form )?tutors?|(?<=\b(?:the|our|acting) )heads?|principals?|deputy|deputies|managers?|management|DSLs?|safeguarding leads?|SLT|SMT|senior (?:leaders?|managers?|leadership|management)|leadership team|leaders?|leads?|co-?ordinators?|administrators?|moderators?|admins|technicians?|officers?|e-safety team|online safety team|business manager|bursar|Mr|Mrs|Miss|Ms|Dr)\b/i,
  ],
  [
    'parent',
    /\b(?:parents?|parental(?= (?:requirements|expectations|responsibilit))|carers?|guardians?|famil(?:y|ies)|PTA|PTFA|mums|dads)\b/i,
  ],
  [
    'pupil',
    /\b(?:pupils?|students?|learners?|girls?|boys?|sixth formers?|swimmers?|children|child|young (?:people|person))\b/i,
  ],
  [
    'school',
    /\b(?:we|us|(?:the |our |this )?(?:school|academy|nursery|pre-?school|playgroup|setting|college|trust|federation|schools|settings|organisation|centre|club)|our (?:page|account|use))\b/i,
  ],
]

/** Who comes and goes: alone they are anybody, beside others they change nothing. */
const VISITOR = /\b(?:visitors?|contractors?|guests)\b/i
/** "Anyone who works here", "those who look after an account": whoever it is, the school employs them. */
const WORKING =
  /^(?:\w+ )?(?:whoever|every(?:one|body)|any(?:one|body)|no[- ]?one|nobody|those|all|any|people|individuals|persons?|users)\b[^,]{0,20}\b(?:works?|working|employed|employs|runs?|running|in charge of|manag(?:es?|ing)|looks? after|looking after|post(?:s|ing)? (?:for|on behalf)|in (?:our|its|the school's) employ(?:ment)?)\b/i

/** What stands beside a group without being it: a school's things are not the school, parents' children no parents. */
const NOT_SUBJECT =
  /\b(?:school|academy|nursery|setting|staff|parental|student|teacher|teaching|adult)(?='s?\b|s' | (?:devices?|equipment|accounts?|website|sites?|logo|name|policy|policies|premises|hours|day|days|systems?|images?|photographs?|photos?|trips?|visits?|matters?|events?|grounds|community|uniform|activit(?:y|ies)|business|life|property|handbook|room|working|time|consent|permission|association|email|computers?|network|social|use|mobile|phones?|page|code|complaints?|procedures?|concerns|issues))|\b(?:pupils?|students?|children|child|parents?|carers?|governors?|staff|school|employees?|colleagues?)(?:'s|s'|')/gi

/** Grown-up students: those on placement, and those named in one breath with volunteers. */
const TRAINEES =
  /\bstudents?(?= (?:on|in) (?:placement|training)|,? (?:and|or|&) volunteers?\b|, volunteers?\b)|(?<=\bvolunteers? (?:and|or|&) )students?\b/gi
/** "Nobody under 13", "anyone below the age of 16". */
const UNDER_AGE =
  /^(?:no[- ]?(?:body|one)|any(?:body|one)|every(?:body|one)|those|people)\b(?: who (?:is|are))? (?:aged )?(?:under|below|younger)\b/i

/** The groups a subject names, first named first. */
const groupsIn = (subject: string): readonly (Group | 'all')[] => {
  const text = subject.replace(NOT_SUBJECT, ' ')
  return GROUPS.map(([group, pattern]) => ({ group, at: text.search(pattern) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at)
    .map(({ group }) => group)
}

/** Words that bind a noun to another ("a parent of a child", "anyone with an interest in the school"). */
const AFTER_HEAD =
  /\s(?:who|whom|whose|that|which|with|of|about|from|in|on|at|to|for|by|towards|under|over|when|whilst|while|using|working|employed|identified|received|regarding|concerning|unless|because|such as|including)\s.*$/i

/**
 * Whom a subject means. Several kinds of people at once are `all`, but governors and volunteers beside staff
 * count as staff. Nothing where the subject names nobody.
 */
export const addresseeOf = (subject: string): Addressee | undefined => {
  const whole = subject.trim()
  if (whole === '') return undefined
  if (UNDER_AGE.test(whole)) return 'pupil'
  const head = whole
    .replace(TRAINEES, 'trainees')
    .replace(/\([^)]*\)/g, ' ')
    .replace(/\bmembers? of (?:the |our |any )*(?=staff|SLT|SMT|senior|leadership|teaching)/gi, '')
    .replace(
      /^(?:all |any |some |most |many )?(?:members?|representatives?|each|one|none|any|all) of (?:the |our )?/i,
      '',
    )
  if (WORKING.test(head)) return 'staff'
  const named = head.replace(AFTER_HEAD, ' ').slice(-120)
  const groups = groupsIn(named)
  const people = groups.filter(group => group !== 'school')
  if (people.length === 0 && VISITOR.test(named)) return 'all'
  if (people.includes('all')) return 'all'
  if (people.length === 0) return groups[0]
  const besideStaff = people.every(
    group => group === 'staff' || group === 'governor' || group === 'volunteer',
  )
  if (besideStaff) return people.includes('staff') ? 'staff' : people[0]
  if (people.length === 1) return people[0]
  return people.includes('staff') || people.length > 2 ? 'all' : people[0]
}

/** Whom the words after "by" mean in "… by families", "… by the Governing Board". */
export const agentOf = (sentence: string): Addressee | undefined => {
  const agent =
    /\bby (?:the |our |a |an |any |all |members of )*([A-Za-z][\w' /-]{2,40}?)(?=[,.;)]| (?:in|under|as|at|on|for|to|when|before|with|who|and|or)\b|$)/.exec(
      sentence,
    )?.[1]
  return agent === undefined ? undefined : addresseeOf(agent)
}

/** Whom a heading or title speaks to: "Pupils' use", "Parents/carers", "Staff conduct"; nothing where several. */
export const audienceOf = (heading: string): Addressee | undefined => {
  if (/\?$/.test(heading)) return undefined
  // Who does the communicating is said elsewhere.
  if (/^(?:communicat|contact|relationship|friend|image|photo)/i.test(heading)) return undefined
  const text = heading
    .replace(TRAINEES, 'trainees')
    .replace(/\buse(?: of)? [\w -]+? by\b/i, ' ')
    .replace(/(?<=[a-z])'s?\b|s'(?=\s|$)/gi, match => (match.startsWith('s') ? 's' : ''))
    .replace(
      /\b(?:with|about|of|to|by|between|photographs?|images?|from) (?:the |our )?(?:parents?|carers?|pupils?|children|students?|staff|famil(?:y|ies))(?:\s?[/,&]\s?\w+|\s(?:and|or)\s\w+)*/gi,
      ' ',
    )
  const found = GROUPS.filter(
    ([group, pattern]) => group !== 'school' && group !== 'all' && pattern.test(text),
  ).map(([group]) => group)
  const main = found.filter(group => group !== 'volunteer' && group !== 'governor')
  return main.length === 1 ? main[0] : main.length === 0 && found.length === 1 ? found[0] : undefined
}
