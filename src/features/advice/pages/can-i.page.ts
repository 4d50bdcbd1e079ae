import type { Role } from '../../../kernel/actor.ts'
import { capital, sentence } from '../../../kernel/prose.ts'
import type { CheckboxesParams, RadiosParams } from '../../../platform/views/macro-params.ts'
import { compiledOf } from '../../../policy-engine/compile.ts'
import { type Duty, duties as dutyWords } from '../../../policy-engine/duties.ts'
import { explain } from '../../../policy-engine/explain.ts'
import { besideOf } from '../../../policy-engine/guidance.ts'
import type { Judgement } from '../../../policy-engine/hats.ts'
import { nextQuestion } from '../../../policy-engine/questions.ts'
import {
  type Act,
  type Actor,
  type Decider,
  type Facet,
  facets,
  type Situation,
  type Verdict,
  vocabulary,
} from '../../../policy-engine/vocabulary.ts'
import {
  deciderWords,
  facetWords,
  ownActWords,
  situationWords,
  valueWords,
  verdictWords,
} from '../../../policy-engine/words.ts'
import type { Person } from '../../people/index.ts'
import type { PolicyInForce } from '../../policy/index.ts'
import { actGroups } from '../acts.ts'
import { type Asked, addressOf, situationsOfAsked, unsure, without } from '../asked.ts'
import { type Interpretation, type JudgedAsRead, judgeAsRead, readsWords } from '../interpretation.ts'
import { clauseHref, clauseLabel } from '../texts.ts'
import { guidanceView } from './guidance-view.ts'

/** Where somebody does what a duty says; the others have no page of their own. */
const dutyPages: Readonly<Partial<Record<Duty, { readonly href: string; readonly text: string }>>> = {
  'report:manager': { href: '/concerns/raise', text: 'Report it' },
  'report:dsl': { href: '/concerns/raise', text: 'Report it' },
  'report:headteacher': { href: '/concerns/raise', text: 'Report it' },
  'report:slt': { href: '/concerns/raise', text: 'Report it' },
  'two-named-people': { href: '/accounts/apply', text: 'Apply for an official account' },
  'tell-audience-why': { href: '/inbox', text: 'Go to the inbox' },
  'answer-in-time': { href: '/inbox', text: 'Go to the inbox' },
}

/** Where an act is done in Gatepost itself. */
const actPages: Readonly<Partial<Record<Act, { readonly href: string; readonly text: string }>>> = {
  'open-account': { href: '/accounts/apply', text: 'Apply for an official account' },
  'hold-indecent-image': { href: '/concerns/raise', text: 'Tell the DSL now' },
  'remove-comment': { href: '/inbox', text: 'Go to the inbox' },
}

const rolesOfDecider: Readonly<Record<Decider, readonly Role[]>> = {
  headteacher: ['headteacher'],
  dsl: ['dsl', 'deputy-dsl'],
  slt: ['senior-leader'],
  leadership: ['senior-leader', 'headteacher'],
  governors: ['chair'],
  manager: [],
  parent: [],
  'copyright-holder': [],
}

export const verdictColours: Readonly<Record<Verdict, string>> = {
  'must-not': 'red',
  ask: 'yellow',
  'should-not': 'orange',
  do: 'blue',
  may: 'green',
  silent: 'grey',
}

const clausesOf = (policy: PolicyInForce, ids: readonly string[]) =>
  policy.pack.clauses
    .filter(({ id }) => ids.includes(id))
    .map(clause => ({
      label: clauseLabel(clause),
      gist: sentence(clause.gist),
      href: clauseHref(clause.id),
    }))

const decidersOf = (people: readonly Person[], deciders: readonly Decider[]) =>
  deciders.map(decider => ({
    words: capital(deciderWords[decider]),
    names: people
      .filter(({ roles }) => roles.some(role => rolesOfDecider[decider].includes(role)))
      .map(({ name }) => name)
      .join(', '),
  }))

/** What the policy says, for the one hat that is shown. */
const answerOf = (policy: PolicyInForce, judgement: Judgement<JudgedAsRead>, people: readonly Person[]) => {
  const [shown] = judgement.holding
  if (shown === undefined) return undefined
  const { situation } = shown
  const answer = { ...shown.answer, final: judgement.final }
  const beside = besideOf(situation)
  const { headline, sentences } = explain(answer, situation, { beside: beside.length > 0 })
  // Where the policy says nothing, all that the law says stands in the open.
  const besideShown = answer.verdict === 'silent' ? beside.length : 1
  const duties = answer.duties.map(duty => ({ text: dutyWords[duty], page: dutyPages[duty] }))
  const actPage = situation.act === undefined ? undefined : actPages[situation.act]
  const hats = new Set(judgement.judged.map(one => one.situation.actor))
  const others = judgement.judged
    .filter(one => one.answer.verdict !== judgement.verdict)
    .map(one => ({
      who: capital(
        hats.size > 1 && one.situation.actor !== undefined
          ? `as ${valueWords('actor', one.situation.actor)}`
          : valueWords('content', one.situation.content ?? ''),
      ),
      verdict: verdictWords[one.answer.verdict].toLowerCase(),
    }))
  return {
    // Silence is the headline already.
    tag:
      answer.final && answer.verdict !== 'silent'
        ? { text: verdictWords[answer.verdict], colour: verdictColours[answer.verdict] }
        : undefined,
    urgent: situation.act === 'hold-indecent-image',
    headline,
    sentences,
    hat:
      hats.size > 1 && others.length > 0 && situation.actor !== undefined
        ? `This is the strictest answer: it is for you as ${valueWords('actor', situation.actor)}.`
        : undefined,
    others,
    clauses: clausesOf(policy, answer.clauses),
    otherClauses: clausesOf(
      policy,
      answer.arguable.flatMap(({ clause }) =>
        clause === undefined || answer.clauses.includes(clause) ? [] : [clause],
      ),
    ),
    principles: clausesOf(
      policy,
      answer.principles.filter(id => !answer.clauses.includes(id)),
    ),
    all: decidersOf(people, answer.ask.all),
    any: decidersOf(people, answer.ask.any),
    duties,
    arguable: answer.arguable.length > 0,
    readings: shown.by.map(one => ({
      text: readsWords[one.reads],
      reason: one.reason,
      by: people.find(({ id }) => id === one.recordedBy)?.name ?? 'a former headteacher',
      at: one.recordedAt,
    })),
    beside: beside.slice(0, besideShown).map(guidanceView),
    besideMore: beside.slice(besideShown).map(guidanceView),
    actPage: duties.some(({ page }) => page?.href === actPage?.href) ? undefined : actPage,
    situation: situationWords(situation),
  }
}

/** What is known so far, each with a way to change it. */
const knownOf = (asked: Asked) =>
  facets.flatMap(facet => {
    if (facet === 'actor' || facet === 'act') return []
    const values =
      facet === 'content' ? asked.contents : asked.given[facet] === undefined ? [] : [asked.given[facet]]
    const notKnown = asked.unsure.includes(facet)
    return values.length === 0 && !notKnown
      ? []
      : [
          {
            key: facetWords[facet].question,
            value: notKnown
              ? 'I do not know'
              : values.map(value => capital(valueWords(facet, value))).join(', '),
            changeHref: addressOf(without(asked, facet)),
          },
        ]
  })

const notKnownItem = { value: unsure, text: 'I do not know' }

/** The next question as the radios or checkboxes of GOV.UK. */
const questionOf = (facet: Facet, values: readonly string[], missed: boolean) => {
  const shared = {
    idPrefix: facet,
    name: facet,
    fieldset: {
      legend: { text: facetWords[facet].question, classes: 'govuk-fieldset__legend--m' },
    },
    ...(missed ? { errorMessage: { text: 'Choose an answer, or “I do not know”' } } : {}),
  }
  const items = values.map(value => ({ value, text: capital(valueWords(facet, value)) }))
  return facet === 'content'
    ? {
        facet,
        checkboxes: {
          ...shared,
          hint: { text: 'Choose everything that is true of it.' },
          items: [...items, { divider: 'or' }, { ...notKnownItem, behaviour: 'exclusive' }],
        } satisfies CheckboxesParams,
      }
    : {
        facet,
        radios: {
          ...shared,
          items: [...items, { divider: 'or' }, notKnownItem],
        } satisfies RadiosParams,
      }
}

/** The fields that carry what is known to the next page. */
const hiddenOf = (asked: Asked, except: Facet) =>
  [...new URLSearchParams(addressOf(asked).split('?')[1] ?? '')].flatMap(([name, value]) =>
    name === except ? [] : [{ name, value }],
  )

export type CanIInput = {
  readonly policy: PolicyInForce
  readonly asked: Asked
  readonly hats: readonly Actor[]
  readonly people: readonly Person[]
  readonly interpretations: readonly Interpretation[]
  /** The words looked for among the acts. */
  readonly looked: string
  /** The facet whose question was sent without an answer. */
  readonly missed: Facet | undefined
  /** Whether whoever asks may ask on behalf of others. */
  readonly forOthers: boolean
}

/** "Can I…?": the acts to choose from, or the next question, and what the policy says so far. */
export const canIPage = (input: CanIInput) => {
  const { policy, asked, hats, looked } = input
  const actors = asked.actor === undefined ? hats : [asked.actor]
  const who = {
    words: capital(actors.map(actor => valueWords('actor', actor)).join(' and ')),
    self: asked.actor === undefined,
    change: input.forOthers
      ? ({
          idPrefix: 'actor',
          name: 'actor',
          classes: 'govuk-radios--small',
          fieldset: { legend: { text: 'Who is it about?', classes: 'govuk-fieldset__legend--s' } },
          items: [
            { value: '', text: 'Myself', checked: asked.actor === undefined },
            ...vocabulary.actor.map(actor => ({
              value: actor,
              text: capital(valueWords('actor', actor)),
              checked: asked.actor === actor,
            })),
          ],
        } satisfies RadiosParams)
      : undefined,
    hidden: hiddenOf(asked, 'actor'),
  }
  const { act } = asked.given
  if (act === undefined)
    return {
      who,
      looked,
      everythingHref: addressOf(asked),
      groups: actGroups(looked).map(({ name, choices }) => ({
        name,
        choices: choices.map(one => ({
          text: one.text,
          href: addressOf({ ...asked, given: { ...asked.given, act: one.act } }),
        })),
      })),
    }
  const compiled = compiledOf(policy.pack)
  const situations: readonly Situation[] = situationsOfAsked(asked, hats)
  const judgement = judgeAsRead(compiled, situations, input.interpretations)
  const next = judgement.undecided
    .map(situation => nextQuestion(compiled, situation, asked.unsure))
    .find(one => one !== undefined)
  return {
    who,
    act: capital(ownActWords(act)),
    startHref: addressOf({ ...without(asked, 'act'), given: {}, contents: [], unsure: [] }),
    known: knownOf(asked),
    question: next && {
      ...questionOf(next.facet, next.values, input.missed === next.facet),
      hidden: hiddenOf(asked, next.facet),
    },
    answer: answerOf(policy, judgement, input.people),
    askHref: `/advice/questions/new${addressOf(asked).slice('/advice'.length)}`,
  }
}
