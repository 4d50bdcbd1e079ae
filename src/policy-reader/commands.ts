const FIRST_WORDS_BEFORE_RELATIVE =
  /\b(?:which|that|who|whom|whose|as this|because|so that|in order|when|if|unless|where)\b/i

/** Verbs that begin a rule put as a command ("Respect the purpose of the group"). */
const COMMAND =
  /^(?:always |only |instead |immediately |regularly )?(?:respect|keep|use|make|ensure|check|be|treat|report|tell|ask|speak|contact|discuss|raise|read|set|log|take|accept|add|send|seek|protect|maintain|refer|store|create|approve|monitor|block|delete|remove|handle|inform|show|act|follow (?!us\b)|post|share|publish|say|write|respond|reply|leave|stay|help|support|give|get|obtain|choose|review|understand|adhere|comply|declare|behave|limit|restrict|turn|switch|lock|change|stop|invite|bring|communicate|engage|encourage|provide|allow|talk|model (?:good|appropriate|positive|the)|demonstrate|uphold|attend|know|familiarise|exercise|apply|record|save|direct|address|observe|represent|teach|listen|notify|consult|resolve|hide|avoid|consider|think|remember|refrain|breach|access|upload|disclose|discuss|name|identify|tag|swear|criticise|make|harass|bully|promote|advertise|collect|sell|join|e-?mail|ring|phone|call|come|go|mute|put|hand|decline|swap|wear|label|lock|carry|tidy|agree)\b/i

/** Whether a sentence or item is put as a command. */
export const isCommand = (text: string): boolean =>
  COMMAND.test(text) &&
  text !== text.toUpperCase() &&
  !/^[\w ]{1,30}:\s/.test(text) &&
  !/^(?:use of|set of|contact details?:|review (?:date|period|cycle)|follow us|report to|be (?:the best|kind)\b.{0,5}$)/i.test(
    text,
  ) &&
  !FIRST_WORDS_BEFORE_RELATIVE.test(text.split(' ')[1] ?? '')

const TASK =
  /^(?:posts|uses|asks|takes|keeps|checks|writes|answers|looks|makes|monitors|reviews|removes|deletes|hides|blocks|holds|decides|approves|reports|records|logs|tells|informs|updates|ensures|sends|signs|trains|reads|replies|manages|runs|passes|changes|leads|supports|works|gives|provides|deals)\s/
/** Whether an item says what somebody does in a role ("checks the page each day"). */
export const isTask = (text: string): boolean => TASK.test(text)
