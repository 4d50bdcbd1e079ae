import type { Addressee, Strength, Topic } from './reading.ts'
import { inSmallLetters, smallLetters } from './small-letters.ts'

type TopicRule = {
  readonly topic: Topic
  /** Each pattern found adds its weight; the heaviest topic wins, the earlier one in the list when equal. */
  readonly signs: readonly (readonly [pattern: RegExp, weight: number])[]
}

const WRITTEN: readonly TopicRule[] = [
  {
    topic: 'befriending-former-pupils',
    signs: [
      [
        /\b(?:former|ex|past|previous|prior|old)[- ]?(?:or current |and current )?(?:pupils?|students?|learners?|children)\b|\bpast pupils?\b|\bpupils?,? past (?:or|and) present\b|\bpupils? (?:once they )?(?:who )?have left\b|\balumni\b|\bleft the (?:school|setting)\b/i,
        9,
      ],
      [/\bcurrent (?:or|and) (?:past|former|prior|previous)\b|\bpast (?:or|and) present\b/i, -6],
    ],
  },
  {
    topic: 'befriending-pupils',
    signs: [
      [
        /\b(?:friends?|befriend|'friends?'|followers?|friendships?|connections?|relationships?|add(?:ing)?)\b(?=[^.]{0,80}\b(?:pupils?|students?|learners?|children|child)\b)/i,
        3,
      ],
      [
        /\b(?:pupils?|students?|learners?|children)\b(?=[^.]{0,60}\b(?:as|friend requests?|friends?|'friends?'|friendships?|followers?)\b)/i,
        1.5,
      ],
      [
        /\b(?:communicat\w*|contact\w*|correspond\w*|messag\w*|interact\w*|engage)\b(?=[^.]{0,50}\b(?:with )?(?:any |current |the )*(?:pupils?|students?|learners?|children)\b)/i,
        3,
      ],
      [/\bfollow(?:ing)?\b(?=[^.]{0,35}\b(?:pupils?|students?|learners?|children)\b)/i, 3],
      [
        /\b(?:pupils?'?|students?'?|children's) (?:group )?chats?\b|\b(?:pupil|student|child) (?:contacts|messages|approaches|adds|follows)\b|\bfriend requests? (?:from|to) (?:any |a )?(?:staff|teachers|pupils?|students?|children)\b/i,
        3,
      ],
      [
        /\b(?:pupils'?|students'?|children's) (?:own )?(?:pages?|accounts?|profiles?)\b|\bgrooming\b|\bprofessional boundar/i,
        1.5,
      ],
    ],
  },
  {
    topic: 'contacting-parents',
    signs: [
      [
        /\b(?:friends?|befriend|friendships?|friend requests?|invitations?|connect\w*|accept)\b(?=[^.]{0,80}\b(?:parents?|parent's|parents'|carers?|famil(?:y|ies))\b)/i,
        3,
      ],
      [
        /\b(?:parents?|parent's|carers?|carer's|famil(?:y|ies))\b(?=[^.]{0,50}\b(?:friend requests?|as friends|invitation to connect|friendship|connect)\b)/i,
        3,
      ],
      [
        /\b(?:communicat\w*|contact\w*|correspond\w*|messag\w*)\b(?=[^.]{0,30}\b(?:with|to)? ?(?:any |a |the )*(?:parents?|parent|carers?|famil(?:y|ies))\b)|\bdiscuss\w*\b(?=[^.]{0,30}\bwith (?:any |a |the )*(?:parents?|carers?|famil(?:y|ies))\b)/i,
        3,
      ],
      [
        /\b(?:staff|teachers|governors)\b[^.]{0,40}\b(?:not|never) be contacted\b|\bcontact (?:members of )?(?:staff|teachers)\b|\b(?:be)?(?:friend|add|follow) (?:members of )?(?:staff|teachers)\b|\bparents'? groups?\b|\bonline friendships?\b[^.]{0,20}\bparents\b|\bfriend requests? (?:to|from) (?:members of )?(?:staff|teachers|parents)\b/i,
        4,
      ],
    ],
  },
  {
    topic: 'personal-use-in-hours',
    signs: [
      [
        /\b(?:working|school|work|employer(?:'s)?|teaching|contact|directed|contracted|office|lesson|nursery|core) (?:hours?|time|day)\b|\bduring (?:the )?(?:school|working) day\b|\bat work\b|\bwhile (?:on duty|at work|working)\b|\bin lessons?\b|\bduring lessons?\b|\bbreak ?times?\b|\blunch ?(?:time|break)s?\b|\bin lesson time\b|\b(?:while|when|whilst)\b[^.]{0,30}\b(?:with|teaching|supervising|in charge of|looking after)\b(?: the)? ?(?:pupils|children|students)?|\b(?:on|use) social (?:media|networks?|networking)[^.]{0,20}\b(?:in|at) (?:school|nursery|the setting)\b/i,
        2.5,
      ],
      [
        /\b(?:school|nursery|academy|trust|setting|work)(?:'s)? (?:equipment|computers?|devices?|e-?mail(?: address(?:es)?)?|network|wi-?fi|internet)\b[^.]{0,60}\b(?:personal|private|own)\b|\bpersonal (?:social )?networking\b/i,
        3,
      ],
      [
        /\bpersonal use\b|\bprivate (?:use|purposes)\b|\blimited to breaks?\b|\bpersonal social media (?:use|accounts?)\b|\b(?:excessive|private|reasonable)[^.]{0,30}\b(?:use|access)\b|\bfor personal\b/i,
        1.5,
      ],
    ],
  },
  {
    topic: 'identifying-school',
    signs: [
      [
        /\bidentif\w*[^.]{0,60}\b(?:as (?:an? )?(?:employees?|members? of staff|work)|profession|the school where|their (?:school|employer|place of work)|the (?:school|setting|nursery|academy)|employees)\b/i,
        4,
      ],
      [
        /\b(?:mention|name|identify|refer to|list|link (?:themselves )?to) (?:the|their|your) (?:school|nursery|academy|setting|trust|employer)\b|\b(?:school|nursery|setting|academy)\b[^.]{0,12}\bby name\b|\bplace of work\b(?=[^.]{0,30}\bprofile)|\blogos?\b[^.]{0,40}\bpersonal\b/i,
        3.5,
      ],
      [
        /\b(?:place of work|where they work|workplace|employer(?!'s time| time)\b|name of (?:the|their) (?:school|nursery|setting))\b|\b(?:state|say|mention|list|disclose|reveal|name|give)\b[^.]{0,30}\b(?:that they work|their (?:school|employer)|work (?:at|for))\b/i,
        3.5,
      ],
      [
        /\b(?:school|nursery|academy|setting)(?:'s)? (?:name|logo|crest|badge|branding|uniform|email address)\b|\blogos?\b|\bschool uniform\b|\b(?:name|badge|crest|logo)\b[^.]{0,15}\b(?:and|or)\b[^.]{0,15}\b(?:uniform|logo|badge|crest)\b/i,
        2.5,
      ],
    ],
  },
  {
    topic: 'images-of-children',
    signs: [
      [
        /\b(?:photo\w*|image\w*|picture\w*|video\w*|film\w*|recording\w*|faces?|clips?|footage|selfies?)\b/i,
        2.5,
      ],
      [
        /\b(?:photo\w*|image\w*|picture\w*|video\w*|recording\w*|faces?)\b(?=[^.]{0,70}\b(?:pupils?|students?|children|child|consent|parents?)\b)/i,
        1.5,
      ],
      [
        /\b(?:pupils?|students?|children(?:'s)?|child's)\b(?=[^.]{0,50}\b(?:photo\w*|image\w*|picture\w*|video\w*|names?|work|faces?)\b)/i,
        1.5,
      ],
      [
        /\b(?:tak(?:e|es|ing|en)|keep|stor(?:e|ed|ing)|show|shown|shows|film|put)\b[^.]{0,30}\b(?:photo\w*|image\w*|picture\w*|film|children|pupils|child)\b|\bphotographs? (?:are|is)\b|\bpictures of\b|\bconsent (?:list|form|register)s?\b/i,
        1.5,
      ],
      [
        /\b(?:child|children|pupils?) (?:is|are) (?:not |never )?(?:named|tagged|shown)\b|\bconsent (?:is|are) in place\b|\bchild(?:ren)?(?:'s)? surnames?\b/i,
        2,
      ],
      [/\b(?:first|full|sur|last) ?names?\b|\btag(?:ged|ging)?\b/i, 2],
      [/\b(?:message, clip|meme)\b/i, -3],
    ],
  },
  {
    topic: 'derogatory-comments',
    signs: [
      [
        /\b(?:derogat\w*|defam\w*|libel\w*|slander\w*|abus(?:e|ive)|offen(?:sive|d)\b|insult\w*|rude\w*|malicious|hurtful|threaten\w*|hostile|disparag\w*|denigrat\w*|obscene|swear\w*|profan\w*|discriminat\w*|racist|sexist|homophobic|inflammatory|negative (?:comments?|way|terms?|remarks?)|critic\w*|ridicul\w*|false allegations?|vexatious|unkind|runs? [^.]{0,20} down|run(?:ning)? down|moan\w*|belittl\w*|mock\w*|gossip\w*)\b/i,
        3,
      ],
      [
        /\b(?:disrepute|embarrass\w*|good name|ill[- ]considered)\b|\b(?:harm|damag|compromis|affect|undermin)\w*\b[^.]{0,40}\breputations?\b/i,
        2,
      ],
      [/\breputations?\b/i, 1],
      [/\b(?:harass\w*|bully\w*|cyber-?bullying|intimidat\w*|troll\w*)\b/i, 0.5],
    ],
  },
  {
    topic: 'disclosing-confidential',
    signs: [
      [
        /\bconfiden(?:tial\w*|ces?)\b|\bsensitive\b|\bdata protection\b(?! (?:officer|lead))|\bGDPR\b|\bpersonal(?:ly)?(?:[- ]identif\w+)? (?:information|data|details)\b|\bprivate (?:information|details|matters)\b|\bpersonally identif\w+\b/i,
        3,
      ],
      [
        /\b(?:discuss|talk about|gossip about|post about|write about|comment on)\b[^.]{0,30}\b(?:pupils?|pupil's|students?|children|child|child's|famil(?:y|ies)|(?:the )?(?:school|nursery|setting|playgroup|pre-?school)|colleagues|incidents?|individuals|work)\b|\b(?:about|of) (?:their|our|my) work\b|\b(?:pupil|child|student)'s name\b/i,
        2.6,
      ],
      [/\b(?:disclos\w*|reveal\w*|divulg\w*|leak\w*|breach\w* (?:of )?confiden\w*)\b/i, 1.5],
      [
        /\b(?:information|content|data|anything|details|names?|incidents?|matters)\b[^.]{0,40}\b(?:about|relating to|regarding|concerning|of) (?:any |the |individual |specific |named )*(?:pupils?|students?|children|child|famil\w+|colleagues|staff|school|work|their (?:job|work)|parents?)\b|\b(?:discuss|share|mention|talk about|refer to|comment on)\b[^.]{0,40}\b(?:pupils?|children|colleagues|school (?:business|matters)|work)\b|\bother people's privacy\b/i,
        1.5,
      ],
    ],
  },
  {
    topic: 'privacy-settings',
    signs: [
      [
        /\bprivacy (?:settings?|levels?|controls?)\b|\blevels? of privacy\b|\b(?:security|account|profile) settings\b|\bset (?:to|as) private\b|\bprofiles? (?:private|to private|are private)\b|\bmaking profiles private\b|\b(?:settings|profiles?|accounts?)\b[^.]{0,25}\b(?:are|is|kept?|to|as|made) private\b|\bkeep\b[^.]{0,20}\b(?:accounts?|profiles?) private\b|\bwho can (?:see|view|read)\b|\bstrict\w* (?:privacy )?settings\b/i,
        4,
      ],
      [
        /\b(?:passwords?|log(?:ging|ged)? out|location (?:sharing|services|settings)|two-factor|public listings?|public search|identity (?:fraud|theft))\b/i,
        3,
      ],
      [
        /\b(?:review|check|restrict|limit)\b[^.]{0,40}\b(?:profiles?|social networking sites|settings|who can (?:see|view)|visible)\b|\bprofiles?\b/i,
        1.5,
      ],
    ],
  },
  {
    topic: 'official-account-approval',
    signs: [
      [
        /\b(?:creat\w*|set(?:ting)?[- ]up|open(?:ed|ing)?|establish\w*|start\w*|launch\w*|request\w*|appl(?:y|ication))\b[^.]{0,60}\b(?:accounts?|pages?|sites?|groups?|profiles?|channels?)\b|\b(?:accounts?|pages?|sites|groups)\b[^.]{0,50}\b(?:be (?:created|set up|opened|established|approved|authorised)|approval|approved)\b/i,
        3,
      ],
      [
        /\bbusiness case\b|\bapprov\w+ (?:accounts?|platforms?|sites?)\b|\brisk[- ]assess\w*\b|\b(?:official|school) (?:accounts?|sites?|pages?|channels?)\b[^.]{0,60}\b(?:permission|approv\w*|authoris\w*|agreed)\b|\bnew (?:social media )?(?:accounts?|pages?)\b|\bon behalf of the (?:school|academy|nursery|setting|trust)\b|\bin the (?:school|academy|nursery|setting|trust)'s name\b|\bwho may (?:publish|post)\b|\bapply in writing\b|\bin writing to (?:apply|ask)\b|\bwish(?:es|ing)? to have an? (?:account|page)\b|\btwo (?:administrators|members of staff|colleagues)\b|\bregister(?:ed)? with\b[^.]{0,20}\b(?:school|team|office|central)\b|\bsites that may be used\b|\b(?:in school|in class|in lessons) (?:unless|only)\b/i,
        3,
      ],
    ],
  },
  {
    topic: 'official-account-monitoring',
    signs: [
      [
        /\b(?:look(?:s|ed|ing)? after|runs?|manages?|in charge of)\b[^.]{0,20}\b(?:pages?|accounts?|groups?|feeds?|channels?)\b|\b(?:be|is|are) looked after\b|\bpasswords?\b(?=[^.]{0,40}\b(?:administrators?|changed|leaves?)\b)|\b(?:holds?|keeps? a (?:list|record) of)\b[^.]{0,20}\bpasswords?\b|\blist of (?:all )?(?:our |the )?accounts\b|\b(?:comments|replies)\b[^.]{0,30}\b(?:switched|turned|turn|turning) off\b|\bturn off comments\b|\bposts? (?:at least|once|twice)\b|\b(?:writes?|schedules?)\b[^.]{0,15}\bposts\b|\blog-?in(?: details|s)?\b/i,
        3.2,
      ],
      [
        /\b(?:moderat\w*|administ\w+|admins?|rota|upkeep|up to date|look(?:s|ing)? after the (?:account|page)|run(?:s|ning)? the (?:account|page))\b/i,
        2.5,
      ],
      [
        /\b(?:monitor\w*|check\w*|looks?(?: at| over)?)\b[^.]{0,50}\b(?:accounts?|pages?|sites?|posts?|comments?|content|followers|who follows|groups?|feeds?|channels?|social media|network|internet)\b|\b(?:accounts?|pages?|sites?|posts?|comments?|group)\b[^.]{0,50}\b(?:monitored|checked|moderated|managed|reviewed|updated|maintained)\b/i,
        3,
      ],
      [/\b(?:remove|removed|delete|deleted|block\w*|hide|hidden|taken? down|come down|ban|banned)\b/i, 1.8],
      [
        /\b(?:remove|delete|hide|take down|taken down|come down|block)\w*\b[^.]{0,40}\b(?:posts?|comments?|messages?|content|followers|anyone|users?|replies)\b|\b(?:posts?|comments?|messages?|content)\b[^.]{0,40}\b(?:removed|deleted|hidden|taken down)\b/i,
        1.5,
      ],
      [
        /\b(?:the|our|this) (?:account|page|group|twitter|facebook|instagram)\b|\b(?:school|official) (?:accounts?|page|social media (?:accounts?|channels?))\b/i,
        1.6,
      ],
      [/\b(?:membership|followers?|follow us|connect with us|repl(?:y|ies)|members of the group)\b/i, 1.8],
    ],
  },
  {
    topic: 'response-time',
    signs: [
      [
        /\bwithin (?:\d+|one|two|three|four|five|twenty-four|48) ?(?:working |school )?(?:hours?|days?)\b|\b(?:next|same) (?:working|school) day\b|\bresponse times?\b|\boffice hours\b[^.]{0,40}\b(?:respond|repl)/i,
        4,
      ],
      [/\b(?:respond|responded|reply|replied|response|answered)\b/i, 1],
    ],
  },
  {
    topic: 'reporting-concerns',
    signs: [
      [
        /\b(?:report|reported|reporting|notify|notif(?:y|ied)|inform|informed|tell|alert|escalat\w*|raise|raised|refer|referred|log(?:ged)? on)\b[^.]{0,80}\b(?:to |with )?(?:the |a |an |any |our |their |your )*(?:head ?teacher|principal|DSL|designated|safeguarding|SLT|SMT|line manager|manager|senior (?:leader|member|staff)|leadership|member of staff|school office|office|police|CEOP|class ?teacher|teacher|administrator|governors?|chair|deputy|CPOMS|family support)/i,
        3,
      ],
      [
        /\b(?:tell|report to|go to|show) (?:an adult|a teacher|someone|a grown-up|a tutor|us)\b|\b(?:talk|speak|come|ring|e-?mail|call|see)(?: and (?:talk|speak))?(?: to| in)? (?:us|me|the (?:class ?teacher|office|school|school office|manager|head ?teacher))\b|\bLADO\b|\blocal authority designated\b|\bkeep (?:the |any )?evidence\b|\bonline bullying\b/i,
        2.4,
      ],
      [
        /\b(?:concerns?|complaints?|worr(?:y|ies|ied|ying)|incidents?|whistle-?blowing|allegations?|uneasy|uncomfortable|unhappy)\b/i,
        2,
      ],
      [
        /\b(?:complaints? (?:procedure|policy|process)|report(?:ing)? (?:any|an|it|this|concerns?|abuse|incidents?|inappropriate))\b/i,
        2,
      ],
    ],
  },
  {
    topic: 'breach-discipline',
    signs: [
      [
        /\bdisciplin\w*\b|\bdismiss\w*\b|\bgross misconduct\b|\bmisconduct\b|\bsanctions?\b|\b(?:formal|legal|civil) (?:action|proceedings|advice)\b|\bprosecut\w*\b|\bcriminal (?:offence|investigation|proceedings)\b|\bconsequences\b|\b(?:a|one|first|formal|written) warning\b|\bconfiscat\w*\b|\b(?:end|terminat\w+)\b[^.]{0,15}\b(?:employment|contract)\b|\bbehaviour policy applies\b|\b(?:serious|small|minor) (?:lapses|breaches)\b|\breport\w*\b[^.]{0,30}\bto (?:the )?(?:provider|site|platform|network|social media company)\b/i,
        4,
      ],
      [
        /\b(?:breach(?:es|ed|ing)?|violat\w*|fail(?:ure|s)? to (?:comply|adhere|follow)|non-?compliance|breaks? (?:our|the|these|this)|misuse)\b/i,
        2,
      ],
      [
        /\b(?:banned|barred|excluded|ban|bar|police|investigat\w*|action (?:will|may) be taken|take (?:appropriate )?action)\b/i,
        2.2,
      ],
    ],
  },
  {
    topic: 'pupil-age-limits',
    signs: [
      [
        /\b(?:under|below|over|aged?|age of|older than|younger than|at least|until they are)\s*(?:the age of\s*)?(?:13|thirteen|16|sixteen|18 years|twelve|12)\b|\bage (?:limits?|restrict\w*|requirements?)\b|\b(?:minimum|required|permitted|legal) age\b|\bunder-?age\b|\bunder[- ]1[368]s?\b|\bage[- ]appropriate\b|\b(?:be|are|is|turn|reach) (?:at least )?(?:13|thirteen|16|sixteen)\b|\btoo young\b|\bbelow the age\b|\bage (?:the|that|set|an?) (?:provider|by|app|site)\b/i,
        5,
      ],
      [/\bformer pupils\b|\bages? and abilit/i, -4],
    ],
  },
  {
    topic: 'training',
    signs: [
      [
        /\b(?:training|trained|train|induct\w*|CPD|workshops?|INSET|education programme|curriculum|taught|teach|lessons? on|educat(?:e|ing|ed)|PSHE|RSE|e-safety (?:lessons?|week)|empower)\b/i,
        3.5,
      ],
      [
        /\be-?safety (?:evenings?|sessions?|assembl\w+)\b|\bread (?:and sign(?:ed)? )?(?:this|the) (?:policy|document|code)\b|\bsign(?:s|ed)? (?:for it|to say|that they have)\b/i,
        3,
      ],
      [/\b(?:made aware|aware of (?:this|the) policy|read and understood|familiar with)\b/i, 1],
    ],
  },
  {
    topic: 'policy-review',
    signs: [
      [
        /\b(?:policy|document|guidance|code|it)\b[^.]{0,40}\b(?:be )?(?:review\w*|revis\w*|updated|amended)\b|\breview(?:s|ed|ing)? (?:of )?(?:this|the|our) (?:policy|document|guidance)\b|\bannual(?:ly)? review|\breviewed (?:at least )?(?:annually|every|each)/i,
        4.5,
      ],
      [
        /\bmonitor\w* (?:the )?(?:compliance|implementation|effectiveness)\b|\b(?:responsible|responsibility) for (?:this|the|our) (?:policy|code|document)\b|\b(?:approves?|adopts?|ratif\w+) (?:this|the) (?:policy|code)\b/i,
        4.5,
      ],
      [/\badopted\b|\bconsultation with\b/i, 1],
    ],
  },
  {
    topic: 'personal-devices',
    signs: [
      [
        /\b(?:mobile|personal|own|smart|camera)[- ]?(?:phones?|devices?|cameras?|mobiles?|equipment|technology|watch(?:es)?|tablets?|laptops?|technologies)\b|\bphones?\b|\bsmart ?watches\b|\b(?:school|setting|nursery)[- ](?:owned |provided |issued )?(?:devices?|equipment|cameras?|ipads?|tablets?|computers?|phones?)\b/i,
        3,
      ],
      [
        /\b(?:landline|switched off|silent|lockers?|secure(?:ly)? (?:place|stored|location)|hand(?:ed)? (?:it )?in)\b/i,
        2,
      ],
    ],
  },
  {
    topic: 'personal-contact-details',
    signs: [
      [
        /\b(?:personal|own|home|private|mobile) (?:contact details|e-?mail(?: address(?:es)?)?|(?:tele)?phone numbers?|telephone or e-?mail|mobile numbers?|numbers?|details|addresses)\b|\bcontact details\b|\bphone numbers?\b|\be-?mail address(?:es)?\b/i,
        3.5,
      ],
      [/\b(?:swap|exchange|give|share)\b[^.]{0,20}\bnumbers?\b/i, 3],
      [/\b(?:school|trust|academy|nursery|work) e-?mail\b[^.]{0,50}\bpersonal\b/i, -2.5],
      [/\bgive(?:n)? (?:out|their)\b|\bschool e-?mail\b/i, 1],
    ],
  },
  {
    topic: 'vetting-candidates',
    signs: [
      [/\bcandidates?\b/i, 3],
      [
        /\brecruit\w*\b|\b(?:job|prospective) (?:applicants?|employees?|staff)\b|\bapplicants?\b|\bshort-?list\w*\b|\bpre-employment\b|\bonline searches\b/i,
        5,
      ],
    ],
  },
  {
    topic: 'disclaimer',
    signs: [
      [/\bdisclaimers?\b|\b(?:my|your) own views?\b/i, 5],
      [
        /\b(?:views?|opinions?)\b[^.]{0,60}\b(?:own|not (?:those|necessarily)|represent\w*|personal|school)\b|\b(?:speak(?:ing)?|communicating|acting) (?:on behalf of|for) the (?:school|academy|nursery|setting|trust)\b|\bown views\b|\b(?:speak\w*|writ\w+|post\w*) (?:only )?for (?:themselves|yourself|himself)\b/i,
        4,
      ],
    ],
  },
  {
    topic: 'party-politics',
    signs: [[/\bpolitic\w*\b(?! correct)|\belections?\b|\bpurdah\b|\bcampaign\w*\b/i, 5]],
  },
  {
    topic: 'copyright',
    signs: [
      [
        /\bcopyright\w*\b|\bintellectual property\b|\bplagiar\w*\b|\btrade ?marks?\b|\bfair use\b|\blicen[cs]e\b/i,
        5,
      ],
      [
        /\b(?:material|content|music|pictures?|images?|photographs?|work|clips?)\b[^.]{0,20}\b(?:belong\w*|made|owned|created) (?:to|by) (?:others|other people|someone else|somebody else)\b/i,
        3,
      ],
      [/\bpermission (?:from|of) the (?:owner|author|copyright holder)\b|\bcredit\b.{0,20}\bsource\b/i, 3],
    ],
  },
  {
    topic: 'press',
    signs: [
      [
        /\b(?:press|journalists?|reporters?|newspapers?|news outlets?|media (?:enquir\w*|contact|requests?|outlets?))\b/i,
        5,
      ],
    ],
  },
  {
    topic: 'parents-conduct',
    signs: [
      [
        /\b(?:class|parents?'?|year) (?:whatsapp )?groups?\b|\bwhatsapp\b|\bgroup chat\b|\bthe group\b|\bgroups must\b/i,
        2,
      ],
      [/\bgroups?\b[^.]{0,40}\b(?:discuss|talk|complain)\w*/i, 1.5],
      [
        /\b(?:polite|respectful\w*|courteous|civil|manners|role models?|good example|complain|air(?:ing)? (?:views|grievances)|disputes?|rumours?|gossip|speculat\w*|news|advertise|sell|keep to (?:these|the) guidelines)\b/i,
        1.5,
      ],
      [/\btheir (?:child|children)(?:'s)?\b|\bat home\b/i, 1],
    ],
  },
]

const TOPICS = WRITTEN.map(({ topic, signs }) => ({
  topic,
  signs: signs.map(([pattern, weight]) => [inSmallLetters(pattern), weight] as const),
}))

/** Topics that only make sense for somebody: a heading or item about parents' groups does not bind staff. */
const onlyFor = (topic: Topic, who: Addressee, says: Strength): boolean => {
  // What a parent is not to do with a complaint is conduct; where to take it is reporting.
  if (topic === 'reporting-concerns' && who === 'parent') return says !== 'must-not' && says !== 'should-not'
  if (topic === 'contacting-parents') return who !== 'pupil'
  if (topic === 'parents-conduct') return who === 'parent'
  if (topic === 'befriending-pupils' || topic === 'befriending-former-pupils') return who !== 'parent'
  return true
}

/** `small` = the text in small letters. */
const scoreOf = (rule: TopicRule, small: string): number =>
  small === ''
    ? 0
    : rule.signs.reduce((sum, [pattern, weight]) => sum + (pattern.test(small) ? weight : 0), 0)

const BULLYING = /\b(?:bully|cyber-?bully|harass|intimidat)/i
/** What a school does about a post is what follows a breach, where others report a concern. */
const OUTSIDE = /\breport\w*\b[^.]{0,50}\b(?:police|provider|site|platform|network)\b/i
const TAKEN_DOWN =
  /^[^.]{0,80}\b(?:be|is|are) (?:removed|deleted|hidden|taken (?:down|off)|switched off|turned off)\b/i
const THRESHOLD = 1.8
const STEM_WEIGHT = 0.5
const SECTION_WEIGHT = 0.4

/** Every topic that a text touches, whichever of them it is mostly about. */
export const topicsIn = (text: string): readonly Topic[] => {
  const small = smallLetters(text)
  return TOPICS.filter(rule => scoreOf(rule, small) >= THRESHOLD).map(({ topic }) => topic)
}

/**
 * What a clause is about: its own words count fully, the stem of its list and its heading in part. What a
 * parent is told in general is parents' conduct; what no topic explains is `other`.
 */
export const topicOf = (clause: {
  readonly text: string
  readonly stem: string
  readonly section: string
  readonly who: Addressee
  readonly says: Strength
}): Topic => {
  const ours = clause.who === 'school' && (clause.says === 'process' || clause.says === 'may')
  const text = smallLetters(clause.text)
  const stem = smallLetters(clause.stem)
  const section = smallLetters(clause.section)
  const ranked = TOPICS.filter(({ topic }) => onlyFor(topic, clause.who, clause.says))
    .map(rule => {
      const own =
        scoreOf(rule, text) +
        (ours && rule.topic === 'breach-discipline' && OUTSIDE.test(clause.text) ? 3.5 : 0) +
        (ours && rule.topic === 'official-account-monitoring' && TAKEN_DOWN.test(clause.text) ? 2.5 : 0)
      const around = STEM_WEIGHT * scoreOf(rule, stem) + SECTION_WEIGHT * scoreOf(rule, section)
      return { topic: rule.topic, score: own + (own > 0 ? around : 0.6 * around) }
    })
    .toSorted((a, b) => b.score - a.score)
  const top = ranked[0]
  if (top && top.score >= THRESHOLD) return top.topic
  return clause.who === 'parent' && clause.says !== 'process' && !BULLYING.test(clause.text)
    ? 'parents-conduct'
    : 'other'
}
