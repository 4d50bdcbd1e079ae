/** A pattern of whole words for text in small letters; the blanks around each "|" are for the eye. */
const anyOf = ({ raw }: TemplateStringsArray): RegExp =>
  new RegExp(`(?<![a-z])(?:${(raw[0] ?? '').trim().replace(/ \|\s+/g, '|')})(?![a-z])`, 'g')

/** The notions that clauses of such policies are made of, each with the words that documents have for it. */
export const notions = {
  // Who is spoken of
  pupil: anyOf`
    (?:pupils?|students?|learners?|players?|swimmers?|girls|boys|child|children|child's|young (?:people|persons?)|minors|under-?18s|charges)'?
  `,
  pastPupil: anyOf`
    (?:former|ex|past|previous|prior|old)[- ]?(?:or current |and current )?(?:pupils?|students?|learners?|children) |
    pupils? (?:once they )?(?:who )?have left | alumni | leavers? | (?:have |has )moved on |
    have been gone | (?:has|have|had|who) left (?:within|in the last|less than|us\b) |
    left[^.]{0,20} years? (?:ago|since) |
    (?:left|leave|leaves) (?:the|our|this) (?:school|setting|academy|nursery|trust) |
    students? who (?:have )?left | past pupils? | pupils?,? past (?:or|and) present |
    (?:children|pupils|students) who used to
  `,
  pastAndPresent: anyOf`
    current (?:or|and) (?:past|former|prior|previous) | past (?:or|and) present |
    present (?:or|and) (?:past|former)
  `,
  parent: anyOf`parents?'? | parent's | carers?'? | guardians | famil(?:y|ies) | mums? | dads? | relatives`,
  staff: anyOf`staff | coach(?:es)? | teachers? | employees? | colleagues | headteacher | governors?`,
  authority: anyOf`
    (?:executive |deputy )?head(?: ?teacher)? | principal | welfare officer | dsl |
    designated (?:safeguarding|senior|person|lead|teacher|officer) | safeguarding (?:lead|team|officer) |
    slt | smt | line manager | manager | senior (?:leader|leaders|leadership|member|management|staff) |
    leadership team | a member of staff | school office | the office | police | ceop | class ?teacher |
    a teacher | teacher | administrator | governing body | governors | chair | room leader | cpoms |
    family support | trusted adult | an adult | a grown-up | us first | lado |
    local authority designated | the school | union | child protection
  `,
  candidate: anyOf`
    (?<!party or |favour a |any )candidates? | recruit\w* |
    (?:job|prospective) (?:applicants?|employees?|staff) | applicants? | short-?list\w* |
    pre-?(?:employment|appointment) | online searches | vacanc\w+ | interview\w* | selection panel
  `,
  ownChild: anyOf`(?:their|your) (?:own )?(?:child|children)(?:'s)? | at home | son or daughter`,
  // Being in touch
  befriend: anyOf`
    friends? | befriend\w* | friendships? | 'friends?' |
    follow(?! (?:the |this |these |our |any |all |its |their )?(?:school(?:'s)? )?(?:polic|guid|proced|rule|expect|advice|law|terms|principles|steps|code)) |
    (?<!the )following | followers? | connect(?:s|ed|ing|ions?)? | links? (?:to|with) | linked | contacts |
    (?:add|adds|adding|added|accept|accepts|accepting|accepted|invite|invites|inviting)(?= (?:[\w/’'-]+ ){0,3}(?:requests?|invitations?|pupils?|students?|children|child|learners?|parents?|carers?|famil|friends?|them|former)) |
    invitations? | relationships? | friend requests? | personal distance | professional distance |
    group chats? | chats
  `,
  friendWord: anyOf`friends? | befriend\w* | friendships? | friend requests?`,
  communicate: anyOf`
    communicat\w* | discuss(?:es|ed|ing)?(?:[^.]{0,20})? with |
    send(?:s|ing)?[^.]{0,15} (?:messages|requests) | contact(?:s|ed|ing)? | correspond\w* | messag\w* |
    chat(?:s|ting)? | in touch | interact\w* | engag(?:e|es|ed|ing) | talk(?:s|ing)? (?:to|with) |
    speak(?:s|ing)? (?:to|with) | writ(?:e|es|ing) to | e-?mail(?:s|ed|ing)?(?! address) | texts? | texting |
    gam(?:e|es|ing) with | play(?:s|ing)? (?:online )?(?:games )?with | conversations? with |
    socialis\w* | (?:private|direct) messages?
  `,
  privately: anyOf`personal | private | privately | own | private messages? | direct messages?`,
  online: anyOf`
    online | social | facebook | instagram | snapchat | twitter | tiktok | whatsapp | network\w* |
    profiles? | sites? | private(?:ly)? | personal | pages?
  `,
  childStarted: anyOf`(?:the|their|a|that) (?:child|pupil)[^.]{0,8} (?:started|joined|came|enrolled)`,
  boundary: anyOf`
    grooming | professional boundar\w* | pupils' (?:own )?(?:pages?|accounts?|profiles?) |
    children's (?:own )?(?:pages?|accounts?|profiles?) |
    students' (?:own )?(?:pages?|accounts?|profiles?)
  `,
  contactDetail: anyOf`
    (?:personal|own|home|private|mobile) (?:contact details|e-?mail(?: address(?:es)?)?|(?:tele)?phone numbers?|telephone(?: numbers?)?|(?:mobile )?numbers?|details|addresses|address) |
    contact details | (?:tele)?phone numbers? | usernames? | my address | mobile numbers? | e-?mail address(?:es)? | swap numbers |
    number(?:s)? (?:to|with)
  `,
  // Time, phones and the school’s things
  hours: anyOf`
    (?:working|school|work|employer(?:'s)?|teaching|contact|directed|contracted|office|lesson|nursery|academy|college|core|session|paid|duty) (?:hours?|times?|day) |
    at work | while (?:on duty|at work|working) | whilst (?:on duty|at work|working) |
    (?:are|when)[^.]{0,15} teaching | (?:use|uses|used|using|allowed|access\w*|opened)[^.]{0,30} in school | on duty | on shift | off duty | in lessons? |
    during (?:lessons?|sessions?|the day) | charge of (?:the )?(?:children|pupils|a class) | break ?times? | (?:in|at|during|to|their|own) breaks |
    lunch ?(?:time|break|hour)s? | their own time | your own time | hours of work
  `,
  useOf: anyOf`
    use | uses | used | using | access | accesses | accessing | visit | visiting | browse | browsing |
    log on to | spend | post | posting | check | checking
  `,
  socialMedia: anyOf`
    social (?:media|network(?:s|ing)?) | facebook | instagram | twitter | snapchat | tiktok | sites? |
    personal accounts? | own accounts? | networking
  `,
  schoolEquipment: anyOf`
    (?:school|nursery|academy|trust|setting|work|company|council)(?:'s)? (?:equipment|computers?|machines?|ict|systems?|devices?|laptops?|e-?mail(?: address(?:es)?| accounts?)?|network|wi-?fi|internet|time)
  `,
  privateUse: anyOf`
    personal (?:social )?networking | personal use | private use | private purposes | personal purposes |
    personal reasons | personal social media | for personal | own accounts? | personal accounts?
  `,
  excessive: anyOf`excessive | reasonable | occasional | limited | interfer\w*`,
  device: anyOf`
    theirs |
    (?:mobile|personal|own|smart|camera|cell)[- ]?(?:phones?|devices?|cameras?|mobiles?|equipment|technology|watch(?:es)?|tablets?|laptops?|technologies) |
    phones? | mobiles | handsets? | smart-?watch\w* | wearables? |
    (?:school|setting|nursery)[- ](?:owned |provided |issued )?(?:devices?|cameras?|ipads?|tablets?|phones?) |
    memory sticks? | usb | ipads? | tablets?
  `,
  devicePlace: anyOf`
    landline | switched off | silent | lockers? | locked (?:away|in) | out of sight |
    secure(?:ly)? (?:place|stored|location) | hand(?:ed)? (?:it |them )?in |
    (?:urgent |phone |make |end |take )calls? | calls can | texts? | ring | staff ?room | bags? | drawer |
    cupboard
  `,
  // The school in somebody’s own profile
  identify: anyOf`
    identif(?:y|ies|ied|ying) | name | names | naming | named | mention | mentions | mentioning | state |
    states | stating | say | says | show | shows | list | lists | listing | disclose | reveal | give |
    gives | giving | refer | describe\w* | associat\w* | connect\w* | link(?:s|ed|ing)? | trace\w*
  `,
  workplace: anyOf`
    place of work | where (?:they|you|i|we) work | workplace | work for | works for | work at | works at |
    working (?:at|for) | employer(?!'s time| time) | as (?:an? )?(?:employees?|members? of staff) |
    name of (?:the|their|your|our) (?:school|nursery|setting|academy|trust) |
    (?:the|their|your) (?:school|nursery|academy|setting|trust|employer) by name | who employs |
    their job | job title | profession
  `,
  theSchool: anyOf`
    (?:the|their|your|our|this) (?:school|nursery|academy|setting|trust|federation|pre-?school|club|playgroup)
  `,
  emblem: anyOf`
    logos? | crests? | badge | branding | school uniform | uniform | (?<!in the )school(?:'s)? name
  `,
  ownProfile: anyOf`profiles? | biograph\w* | bio | webspace | personal (?:pages?|sites?|accounts?|posts?)`,
  privacy: anyOf`
    privacy (?:settings?|levels?|controls?) | (?<!right to |invasion of |others'? |people's )privacy |
    (?:security|account|profile) settings | settings | set (?:to|as) private |
    profiles? (?:private|to private|are private|is private) | locked (?:to|down) |
    (?:keep|kept|keeping|are|is)[^.]{0,20} (?:accounts?|profiles?|settings|pages?|posts?) private |
    who can (?:see|view|read|find|look) | (?:tightest|strictest|highest|strongest) settings? |
    friends only | only (?:friends|contacts) | public (?:view|search|listings?) |
    (?:hidden|locked|closed) (?:from|to) |
    (?:visible|open|available|accessible) to (?:everyone|anyone|the (?:general )?public|all|others|strangers) |
    two-factor | two-step | log(?:s|ged|ging)? (?:out|off) | location (?:sharing|services|settings) |
    geo-?tag\w* | passphrases? | identity (?:fraud|theft) | searches? for (?:their|your) own names? |
    digital footprint
  `,
  password: anyOf`passwords? | log-?in(?: details|s)? | passcodes? | pin`,
  strong: anyOf`
    strong | share[ds]? | sharing | secret | safe | secure\w* | hard to guess | changed? |
    to (?:my|your|them)sel(?:f|ves)
  `,
  disclaimer: anyOf`
    disclaimers? | (?:my|your|their|own) (?:own )?views? |
    (?:views?|opinions?)[^.]{0,40}(?:own|alone|personal) | own opinions? |
    speak(?:s|ing)?[^.]{0,12} for (?:themselves|yourself|himself) | not (?:that|those|necessarily those) of |
    (?:in )?(?:a|their|your) (?:personal|private) capacity |
    make (?:it )?(?:plain|clear)[^.]{0,30}(?:personal|own)
  `,
  views: anyOf`views? | opinions? | speaking | communicating | acting`,
  represent: anyOf`not (?:those|necessarily) | represent\w* | on behalf of | official (?:position|view)`,
  // Pictures of children
  picture: anyOf`
    photo\w* | images? | imagery | pictures? | videos? | videoed | videoing | film | films | filmed |
    filming | footage | recordings? | cameras? | selfies? | shots | clips? | albums? | live-?stream\w* |
    faces?(?! to face)(?<!face to face) | snaps | visible faces
  `,
  takeUse: anyOf`
    tak(?:e|es|ing|en) | stor(?:e|ed|es|ing) | keep | kept | publish\w* | post(?:s|ed|ing)? | upload\w* |
    shar(?:e|ed|es|ing) | put | show | shown | shows | appear\w* | display\w* | copied | used? |
    tag(?:s|ged|ging)?
  `,
  tag: anyOf`tag(?:s|ged|ging)?`,
  shown: anyOf`shown | appears? | seen`,
  consent: anyOf`
    consent\w* | permission | agreed | agreement | opted | ticked | consent (?:list|forms?|register)
  `,
  consentForm: anyOf`
    (?:permission|consent|photo\w*) (?:forms?|slips?|lists?) | withdraw[^.]{0,20} (?:consent|permission) |
    (?:consent|permission)[^.]{0,12} withdrawn | change your mind | opt out
  `,
  childName: anyOf`
    names? of (?:the |any |other )?(?:children|child|pupils?|students?) |
    (?:first|full|sur|last|second) ?names? | forenames? | surnames? | initials |
    (?:child|children|pupils?|students?) (?:is|are) (?:not |never )?(?:named|tagged|shown|identif\w+)
  `,
  // What is said
  rude: anyOf`
    derogat\w* | defam\w* | libel\w* | slander\w* | (?<!target of (?:online )?)abus(?:e|es|ing|ive) | offen(?:sive|d|ds|ding|ce) |
    insult\w* | rude\w* | malicious\w* | hurtful | threat\w* | hostile | disparag\w* | denigrat\w* |
    obscen\w* | swear\w* | profan\w* | discriminat\w* | racist | sexist | homophobic | inflammatory |
    critic\w* | ridicul\w* | false allegations? | vexatious | unkind | unpleasant | stir\w* | sour | banter |
    (?:runs?|running)(?: \w+)? down | moan\w* | belittl\w* | mock\w* | demean\w* | humiliat\w* | hateful |
    foul | aggressive\w* | bad language | attack\w* | negative(?:ly)? | lewd | pornograph\w* | indecent | would (?:hurt|upset|offend) |
    fake (?:accounts?|profiles?) | disrespect\w* | maligns? | untrue | nasty | sneer\w*
  `,
  repute: anyOf`
    disrepute | embarrass\w* | good name | ill[- ]considered | bad light | reflects? badly |
    lower[^.]{0,20}standing
  `,
  harm: anyOf`
    harm\w* | damag\w* | compromis\w* | affect\w* | undermin\w* | tarnish\w* | lower\w* | injur\w* |
    hurts?
  `,
  reputation: anyOf`reputations? | standing | image of | good name`,
  bullying: anyOf`harass\w* | bully\w* | cyber-?bullying | intimidat\w* | troll\w*`,
  confidential: anyOf`
    (?:talk|hears?|learn\w*|said|discuss\w*|sees?)[^.]{0,40} stays? (?:in|within) | sees? (?:or|and) hears? | diagnos\w+ | pass(?:es|ing)? on what |
    in the course of (?:their|his|your|that)[^.]{0,10} (?:employment|work) |
    confiden(?:tial\w*|ces?) | sensitive | data protection(?! (?:officer|lead)) | gdpr |
    personal(?:ly)?(?:[- ]identif\w+)? (?:information|data|details) |
    private (?:information|details|matters) | personally identif\w+ | privileged |
    details (?:of|about) | not public | non-?public | internal (?:matters|documents|business) |
    school records
  `,
  talkAbout: anyOf`
    discuss\w* | mention\w* | talk(?:s|ing)? (?:about|of) | gossip\w* | post(?:s|ing)? about |
    writ(?:e|es|ing) about | comment(?:s|ing)? (?:on|about) | refer(?:s|ring)? to | conversations? about |
    share | shares | sharing (?!responsib) | reveal\w* | disclos\w* | divulg\w* | leak\w* |
    give away | keep[^.]{0,30} to themselves | work out
  `,
  schoolMatter: anyOf`
    school (?:business|matters|life|events|issues) |
    the (?:school|nursery|setting|playgroup|pre-?school)'s? (?:business|affairs) | incidents? |
    what happens | business of | meetings? | minutes | their work | your work | our work |
    things (?:that )?happen\w* | individuals? | situations? | the school day
  `,
  politics: anyOf`
    politic(?:al|s|ians?)(?! correct) | elections? | party (?:political|leaflets) | purdah | campaign\w* |
    partisan | neutral\w* | impartial\w*
  `,
  copyright: anyOf`
    copyright\w* | intellectual property | plagiar\w* | trade ?marks? | fair use | licen[cs]e[ds]? |
    permission (?:from|of) the (?:owner|author|copyright holder) | credit[^.]{0,20}source | whose owner | found on the internet | search engines? |
    (?:others'|other people's|someone else's|somebody else's|third[- ]part(?:y|ies)'?) (?:work|material|content|photo\w*|images?|pictures?|music|words) |
    (?:material|content|music|pictures?|images?|photographs?|work|clips?)[^.]{0,20}(?:belong\w*|owned|created) (?:to|by) (?:others|other people|someone else|somebody else)
  `,
  press: anyOf`
    the press | press(?: office| enquir\w*| release)? | journalists? | reporters? | newspapers? |
    news outlets? | the media | media (?:enquir\w*|contact|requests?|outlets?|interest|attention) |
    broadcasters? | television | radio | tv
  `,
  // Official accounts
  account: anyOf`
    (?<!to )accounts? | pages? | sites? | groups? | channels? | feeds? | platforms? | blogs? |
    social media presence | presence | apps? | websites? | tools?
  `,
  schoolAccount: anyOf`
    (?:the|our|this|school|official|class|nursery|trust|academy|school's|trust's|academy's|nursery's|club's|department(?:al)?|every|each|an|any|no|all|its|corporate) (?:school |official |class |twitter |facebook |instagram |x |social media |social networking |academy |trust |such )*(?:accounts?|pages?|feeds?|channels?|group|timeline|blogs?)
  `,
  open: anyOf`
    creat\w* | set(?:s|ting)?[- ]up | open(?:ed|ing|s)? | establish\w* | start(?:s|ed|ing)? | launch\w* |
    request\w* | appl(?:y|ies|ied|ication) | new | proposed | go live | goes live
  `,
  approve: anyOf`
    approv\w* | decides? (?:which|who|whether) | authoris\w* | permission | agree(?:d|ment|s)? |
    sign(?:ed|s)? (?:off|the form) | cleared | clear it | without (?:asking|checking) |
    check(?:s|ed)? with | go-?ahead | sanctioned by | express consent | signature
  `,
  opening: anyOf`
    business case | approved (?:accounts?|platforms?|sites?|users?) | risk[- ]assess\w* |
    on behalf of the (?:school|academy|nursery|setting|trust) |
    in the (?:school|academy|nursery|setting|trust)'s name |
    in the name of the (?:school|academy|nursery|setting|trust) | who may (?:publish|post) |
    apply in writing | in writing to (?:apply|ask) | register(?:ed)? (?:with|by) |
    only (?:approved|authorised|named) | before (?:it is|they are|being) (?:used|opened|set up)
  `,
  run: anyOf`
    look(?:s|ed|ing)? after | runs? | running | manages? | managed | managing | (?:in|have|has|having) charge of |
    maintain\w* | updat(?:e|es|ed|ing) | up to date | administ\w+ | admins? | moderat\w* | rota | upkeep |
    hand(?:s|ed)? over | posts (?:at least|once|twice) | schedul\w* | oversees? | operat(?:e|es|ed) |
    delegate
  `,
  monitor: anyOf`
    monitor\w* | check(?:s|ed|ing)? | look(?:s|ed|ing)? (?:at|over|through) |
    review(?:s|ed)? (?:a sample|posts|content|comments) | spot checks? | filter(?:s|ed|ing)? |
    intercept\w* | audit(?:s|ed)? | inspect\w* | keep(?:s|ing)? an eye | scan(?:s|ned)? |
    read(?:s)? (?:through|over) | proof-?read\w* | reads? (?:each|every|all|through) |
    (?:has|have|are|is) read
  `,
  content: anyOf`
    posts? | comments? | messages? | content | followers? | who follows | replies | uploads? | social media | tweets? | thread | requests? | debate | conversations?
  `,
  remove: anyOf`
    remov\w* | delet\w* | block\w* | hide | hides | hidden | tak(?:e|en|es|ing) (?:down|off)(?! site) | come down |
    ban | bans | banned | unfollow\w* | mute[ds]? | switch(?:ed)? off | turn(?:ed|ing)? off |
    clos(?:e|ed|es) down | be closed
  `,
  member: anyOf`
    membership | (?:only|is) (?:for )?(?:current |today's )?(?:families|parents)[^.]{0,30}(?:join|only) |
    follow us | follow back | connect with us | members of the group | only follow |
    follows? (?:only|no) | new members | requests? to (?:join|follow) | admit\w* |
    accounts? (?:are|is) (?:held|owned|kept) | list of (?:all )?(?:our |the )?accounts | register of |
    dormant | inactive | silent for
  `,
  heldBy: anyOf`
    holds? | held | administrators? | leaves? | left | departs? | record of | list of | office | kept by
  `,
  withinTime: anyOf`
    by the end |
    within (?:\d+|one|two|three|four|five|twenty-four|a) ?(?:working |school |full )?(?:hours?|days?|week) |
    (?:next|same) (?:working |school )?day | response times? | by the end of |
    as soon as (?:possible|practicable|they can|we can) | promptly |
    out(?:side)?(?:-| of | )(?:school |office |working )?hours | weekends? | holidays? | term[- ]time |
    evenings? | straight away | quickly | in good time
  `,
  respond: anyOf`
    a reply | respon(?:d|ds|ded|se|ses) | repl(?:y|ies|ied|ying) | answer(?:s|ed|ing)? | acknowledg\w* |
    enquir\w* | messages? | comments?
  `,
  // Concerns and breaches
  tell: anyOf`
    report(?:s|ed|ing)? | notif(?:y|ies|ied) | inform(?:s|ed)? | tell | tells | told | alert(?:s|ed)? |
    escalat\w* | rais(?:e|es|ed|ing) | refer(?:s|red)? | log(?:ged|s)?(?: it| them)? (?:on|with) |
    pass(?:ed|es)?(?: it| them| this| that)? (?:on )?to | bring(?:s)? | brought | lets?[^.]{0,25} know |
    make[^.]{0,15} aware | show(?:s|n)? (?:it|them|this|that)? | declare\w* |
    discuss(?:ed)?(?: (?:it|this|them|the matter))? with | speak (?:to|with) | talk (?:to|with) |
    (?:ask|seek|get|take|seeks|asks)[^.]{0,12} (?:advice|help|guidance|support|from) | consult(?:s|ed)? |
    contact | go to | turn to | approach | come (?:to|and) | ring | forward(?:ed)? | e-?mail
  `,
  urgent: anyOf`at once | immediately | straight away | without delay | as soon as | right away`,
  concern: anyOf`
    concern(?:s|ed)? | complaints? | worr(?:y|ies|ied|ying) | incidents? | whistle-?blow\w* |
    allegations? | uneasy | uncomfortable | unhappy | problems? | issues? | approach(?:es|ed)? by |
    receiv\w* | inappropriate | suspect\w* | abuse | upset(?:s|ting)? | distress\w* | grievances? | disclosures?
  `,
  evidence: anyOf`
    (?:keep|kept|save|saved|retain|as)[^.]{0,12} evidence | (?:keep|take)[^.]{0,10} screen-?(?:shots?|grabs?) | print ?outs? |
    copies of | save (?:it|the|any)
  `,
  reportWord: anyOf`
    complaints? (?:procedure|policy|process) | reporting procedures? | whistle-?blowing |
    online bullying | confidential reporting | should be reported | must be reported | be reported to
  `,
  discipline: anyOf`
    disciplin\w* | dismiss\w* | gross misconduct | misconduct | sanctions? |
    (?:formal|legal|civil|further|appropriate) (?:action|proceedings|steps) | legal advice | prosecut\w* |
    criminal(?: (?:offence|investigation|proceedings|law|act))? | consequences |
    (?:a|one|first|formal|written) warning | confiscat\w* |
    (?:end|terminat\w+)[^.]{0,15}(?:employment|contract) | behaviour policy | appeals? | liable |
    taken seriously |
    (?:dealt|deal) with(?:[^.]{0,20})? (?:under|in line|through|as|according|informally) | treated as |
    hearing | suspend\w* | courts? | solicitors? | excluded | barred | bar the | ban(?:ned)? from |
    bar (?:a|the|any) (?:parent|person) | banned and | removed from (?:office|post|the group) |
    capability procedure
  `,
  breach: anyOf`
    breach(?:es|ed|ing)? | violat\w* | break(?:s|ing)?[^.]{0,25} (?:rules?|code|policy|terms) | lapses |
    fail(?:ure|s|ing)? to (?:comply|adhere|follow|keep|do so) | non-?compliance | misuse\w* |
    ignor(?:e|es|ed|ing) | contraven\w* | disregard\w*
  `,
  outcome: anyOf`
    investigat\w* | action (?:will|may|can|could) be | take (?:appropriate )?action | result in |
    lead to | police | ofsted | remov(?:e|ed) access | withdraw\w* | lose[s]? | restrict\w*
  `,
  outside: anyOf`police | provider | platform | network | ofsted | site`,
  // Pupils’ age, lessons, the policy itself
  age: anyOf`
    (?:under|below|over|aged?|age of|older than|younger than|at least|until they are|turn|reach|are|is|be)\s*(?:the age of\s*)?(?:13|thirteen|16|sixteen|twelve|12) |
    under[- ]?1[36]s? | age (?:limits?|restrict\w*|requirements?|ratings?) |
    (?:minimum|required|permitted|legal|right) age | under-?age\w* | too young | old enough |
    below the age | age-restrict\w*
  `,
  ageAppropriate: anyOf`age[- ]appropriate | suitable for their age`,
  noAccounts: anyOf`
    (?:do not|don't|should not|must not|may not|cannot|not allowed to|never|no) (?:have|own|hold|open|create|set up)
  `,
  training: anyOf`
    training | trained | train | trains | induct\w* | cpd | workshops? | inset | curriculum | taught |
    teach | teaches | teaching about | lessons? (?:on|about) | educat(?:e|es|ing|ed) | pshe | rse |
    rshe | e-?safety (?:lessons?|week|evenings?|sessions?) |
    online safety (?:lessons?|week|evenings?|sessions?) | (?<!in the )course | module | safer internet | briefing\w* |
    learn(?:s|ed|t)? (?:about|how) | helped to understand | awareness | refresher | assembl(?:y|ies)
  `,
  acknowledge: anyOf`
    (?:sign|signs|signed|signing)(?: (?:it|this|the|for|to|a|an|and))? |
    read and (?:sign|understood|understand) | reads? (?:this|the) (?:policy|document|code) |
    acknowledg\w* | copy of (?:this|the) policy | told of (?:this|the) policy |
    aware of (?:this|the) policy | made aware | familiar | taken through | introduced to |
    first (?:day|week)
  `,
  policyWord: anyOf`(?:it|this) is(?= review) | polic(?:y|ies) | document | guidance | code | procedures? | guidelines`,
  review: anyOf`
    (?:goes|go|looks?) through[^.]{0,20} (?:each|every) | each (?:september|autumn|spring|summer|february) |
    review\w* | every (?:year|two|three|four|\w+ years?|term) | annually | each year |
    revis(?:e|ed|es|ion|ing) | updated? | amend\w* | looked? at (?:this|it|again) | looks at this |
    kept under review | renew\w*
  `,
  compliance: anyOf`
    monitor\w* (?:the )?(?:compliance|implementation|effectiveness) |
    effectiveness of
  `,
  // Parents among themselves
  parentGroup: anyOf`
    (?:class|parents?'?|year) (?:whatsapp )?groups? | whatsapp | group chat | the group | groups must |
    groups
  `,
  manners: anyOf`
    polite\w* | respect\w* | courte\w* | civil | manners | role models? | good example | complain\w* |
    air(?:ing)? | grievances? | disputes? | rumours? | speculat\w* | news | advertis\w* | sell\w* |
    keep to (?:these|the|this) | set (?:their|your|a|an)[^.]{0,20}example | support(?:ive)? | untrue |
    play(?:ground)? | think before | correct,?
  `,
  complain: anyOf`complain\w* | grievances?`,
} as const

export type Notion = keyof typeof notions
