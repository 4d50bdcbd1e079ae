import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Channel } from '../network.ts'
import { manualNetwork } from './manual-network.ts'

const channels: readonly Channel[] = [
  'bluesky',
  'facebook',
  'instagram',
  'x',
  'website',
  'newsletter',
  'press',
  'display',
]

describe('networks worked on by hand', () => {
  for (const channel of channels) {
    const network = manualNetwork(channel)

    it(`${channel}: pictures fall under this channel’s consent`, () => {
      assert.equal(network.channel, channel)
    })

    it(`${channel}: every act has steps, ends in the record, and none is said twice`, () => {
      for (const [act, steps] of Object.entries(network.steps)) {
        assert.ok(steps.length >= 2, act)
        assert.equal(new Set(steps).size, steps.length, act)
        assert.match(steps.slice(-2).join(' '), /Gatepost/, act)
      }
    })

    it(`${channel}: before an act that opens the message, an indecent image stops everything`, () => {
      for (const act of ['hide', 'report', 'delete'] as const) {
        assert.match(network.steps[act][0] ?? '', /^Stop if .* tell the DSL now\.$/, act)
      }
    })

    it(`${channel}: effects say what remains`, () => {
      assert.match(network.effects.hide.reaches, /not deleted/)
      assert.match(network.effects.block.reaches, /can still|can look again/)
      assert.match(network.effects.delete.reaches, /remain|keeps?\b/)
    })
  }
})
