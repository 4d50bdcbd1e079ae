import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { applicable, situationsOf } from './applicability.ts'
import { fires, outcomeOf } from './evaluate.ts'
import { besideOf, lawAndGuidance } from './guidance.ts'
import { shippedPacks } from './shipped-packs.ts'
import { holds, type Situation, vocabulary } from './vocabulary.ts'

const everySituation = vocabulary.act.flatMap(act => [...situationsOf(act)])

const among = (wanted: (situation: Situation) => boolean) => everySituation.filter(wanted)

describe('the shipped rules', () => {
  it('are at odds where the documents are, and nowhere else', () => {
    const pairs = shippedPacks().map(pack => {
      const found = everySituation.flatMap(situation => {
        const { clauses, arguable } = outcomeOf(pack, situation)
        return arguable.flatMap(({ clause }) =>
          clause === undefined ? [] : clauses.map(own => [own, clause].toSorted().join(' and ')),
        )
      })
      return [pack.id, [...new Set(found)].toSorted()]
    })
    assert.deepEqual(Object.fromEntries(pairs), {
      AL: ['AL-1.e and AL-10.b'],
      BP: ['BP-4.4 and BP-8.4'],
      GH: ['GH-3.2 and GH-4.1.i', 'GH-3.2 and GH-4.1.iv'],
      SM: [],
      WB: ['WB-4.2.a and WB-4.2.b'],
    })
  })

  it('each decide somewhere, except the permission that Ashlands gives and takes back', () => {
    const idle = shippedPacks().flatMap(pack =>
      pack.rules.filter(
        rule =>
          !rule.principle &&
          !among(({ act }) => act !== undefined && (rule.when.act?.includes(act) ?? true)).some(
            situation =>
              fires(rule, pack, situation) && outcomeOf(pack, situation).clauses.includes(rule.clause),
          ),
      ),
    )
    assert.deepEqual(
      idle.map(({ id }) => id),
      ['AL-1.e/family'],
    )
  })

  it('ask only about values that the table has for the act', () => {
    const strange = shippedPacks().flatMap(({ rules }) =>
      rules.flatMap(rule =>
        (rule.when.act ?? []).flatMap(act =>
          [rule.when, ...rule.unless].flatMap(conditions =>
            Object.entries(conditions)
              .filter(
                ([facet, values]) =>
                  facet !== 'act' &&
                  !applicable(act).some(
                    row => row.facet === facet && values.some(value => row.values.includes(value)),
                  ),
              )
              .map(([facet]) => `${rule.id}: ${act} has no such ${facet}`),
          ),
        ),
      ),
    )
    assert.deepEqual(strange, [])
  })

  it('name who decides in no answer but an “ask”, and somebody in each of those', () => {
    for (const pack of shippedPacks())
      for (const situation of everySituation) {
        const { verdict, ask } = outcomeOf(pack, situation)
        assert.equal(verdict === 'ask', ask.any.length + ask.all.length > 0, JSON.stringify(situation))
      }
  })

  it('stay lean: few clauses, deciders and duties in any answer', () => {
    for (const pack of shippedPacks())
      for (const situation of everySituation) {
        const { clauses, ask, duties } = outcomeOf(pack, situation)
        const most = Math.max(clauses.length, duties.length, ask.any.length + ask.all.length)
        assert.ok(most <= 3, `${pack.id} ${JSON.stringify(situation)}`)
      }
  })
})

describe('the shipped law and guidance', () => {
  it('is each shown beside some situation, and never more than four at once', () => {
    const shown = everySituation.map(situation => besideOf(situation).map(({ id }) => id))
    assert.deepEqual(
      lawAndGuidance().filter(({ id }) => !shown.some(ids => ids.includes(id))),
      [],
    )
    assert.ok(Math.max(...shown.map(ids => ids.length)) <= 4)
  })

  it('needs a decision where the five documents do, and nowhere else', () => {
    const met = lawAndGuidance().flatMap(({ id, collides }) =>
      collides.flatMap(collision => {
        const there = among(situation => holds(collision.when, situation))
        return shippedPacks().flatMap(pack =>
          pack.rules
            .filter(rule => collision.says.includes(rule.says))
            .filter(rule => there.some(situation => fires(rule, pack, situation)))
            .map(rule => `${id}: ${rule.id}`),
        )
      }),
    )
    assert.deepEqual(met, [
      'indecent-images: AL-9.d',
      'online-searches: GH-4.2',
      'picture-consent: AL-9.0',
      'minimum-ages: AL-10.c',
    ])
  })
})
