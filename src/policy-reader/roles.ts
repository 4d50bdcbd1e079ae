/** Roles of a school as documents call them; the longer ones first, so that "deputy head" is no "head". */
const ROLES: readonly (readonly [role: string, pattern: RegExp])[] = [
  ['deputy designated safeguarding lead', /\bdeputy (?:designated safeguarding lead|DSL)s?\b|\bDDSL\b/i],
  [
    'designated safeguarding lead',
    /\b(?:designated safeguarding (?:lead|person|officer)s?|designated (?:person|teacher) for child protection|DSLs?|DSP|DCPO)\b/i,
  ],
  ['executive headteacher', /\bexecutive (?:head ?teacher|principal|head)\b/i],
  ['deputy headteacher', /\b(?:deputy|assistant) (?:head ?teacher|principal|head)s?\b/i],
  ['headteacher', /\b(?:head ?teachers?|head of school|principal|head ?master|head ?mistress)\b/i],
  [
    'chair of governors',
    /\b(?:co-)?chair(?:man|person)? of (?:the )?(?:governors|governing (?:body|board)|trustees|directors|(?:the )?board)\b/i,
  ],
  [
    'governing board',
    /\b(?:full |local )?governing (?:body|board)\b|\b(?:governors|FGB|LGB)\b|\bboard of (?:governors|trustees|directors)\b|\btrustees\b/i,
  ],
  [
    'senior leadership team',
    /\b(?:senior (?:leadership|management) team|school leadership team|leadership team|SLT|SMT|senior leaders?|senior (?:member|members) of staff)\b/i,
  ],
  [
    'online safety lead',
    /\b(?:e-?safety|online safety|internet safety) (?:lead(?:er)?|co-?ordinator|officer|champion|team|group)\b/i,
  ],
  ['computing lead', /\b(?:computing|ICT|IT) (?:lead(?:er)?|co-?ordinator|subject leader|manager)\b/i],
  [
    'network manager',
    /\b(?:network manager|(?:IT|ICT) (?:technician|support)|systems? (?:manager|administrator)|technician)\b/i,
  ],
  ['data protection officer', /\b(?:data protection officer|data protection lead|DPO)\b/i],
  ['school business manager', /\b(?:school )?business manager\b|\bbursar\b/i],
  [
    'head of communications',
    /\bhead of communications\b|\bcommunications (?:manager|lead|officer)\b|\bmarketing (?:manager|lead|officer)\b/i,
  ],
  ['social media manager', /\bsocial media (?:manager|lead(?:er)?|co-?ordinator|champion|team|officer)\b/i],
  ['administrator', /\b(?:page |group |account |site )?administrators?\b|\badmins\b/i],
  ['moderator', /\bmoderators?\b/i],
  [
    'nursery manager',
    /\b(?:nursery|pre-?school|playgroup|playscheme|setting|centre|club) (?:manager|leader|supervisor)s?\b|(?<!(?:network|business|line|media|systems|ICT|IT|communications|marketing|office) )\b(?:deputy )?manager\b|\bsupervisor\b/i,
  ],
  ['director', /\bdirector of [a-z]+/i],
  ['class teacher', /\bclass teachers?\b/i],
  ['family support team', /\bfamily support (?:team|worker)s?\b/i],
  ['human resources', /\bhuman resources\b|\bHR\b/i],
  ['office', /\b(?:school|main) office\b|\boffice (?:staff|manager)\b/i],
  ['committee', /\bmanagement committee\b|\bcommittee\b/i],
  ['parent teacher association', /\b(?:PTA|PTFA|FOSA|friends of (?:the )?school)\b/i],
]

/** The first role a text names, in plain words, or nothing. */
export const roleIn = (text: string): string | undefined =>
  ROLES.find(([, pattern]) => pattern.test(text))?.[0]

/** Every role that the texts name, in the order of the table, once each. Names of persons are never returned. */
export const rolesIn = (texts: readonly string[]): readonly string[] =>
  ROLES.filter(([, pattern]) => texts.some(text => pattern.test(text))).map(([role]) => role)
