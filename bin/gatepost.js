#!/usr/bin/env node
// The door to Gatepost, in plain JavaScript that Node 20 reads too: Gatepost itself needs Node 24, which npm installed
// beside it on Linux. On an older Node this starts that one and stays as its silent parent.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'

const needed = 24

if (Number.parseInt(process.versions.node, 10) >= needed) await runHere()
else runOn(bundledNode())

async function runHere() {
  if (process.env.GATEPOST_PARENT) endWithParent()
  const emitWarning = process.emitWarning
  process.emitWarning = (warning, ...details) => {
    const kind = typeof details[0] === 'object' ? details[0]?.type : details[0]
    if (kind !== 'ExperimentalWarning') emitWarning.call(process, warning, ...details)
  }
  await import('../src/cli.ts')
}

/** A parent that was killed cannot pass on a signal: its end closes our channel, and then we stop in good order. */
function endWithParent() {
  delete process.env.GATEPOST_PARENT
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel?.unref()
}

function bundledNode() {
  try {
    return createRequire(import.meta.url).resolve(`node-${process.platform}-${process.arch}/bin/node`)
  } catch {
    return undefined
  }
}

function runOn(node) {
  if (!node) return askForNode()
  const child = spawn(node, [...process.execArgv, fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, GATEPOST_PARENT: 'yes' },
  })
  child.on('error', askForNode)
  const atTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // At a terminal Ctrl-C reaches the child as well, without us.
      if (signal !== 'SIGINT' || !atTerminal) child.kill(signal)
    })
  }
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
}

function askForNode() {
  console.error(
    `Gatepost needs Node.js ${needed} or newer; this is ${process.versions.node}. ` +
      `Install Node.js ${needed} from https://nodejs.org, then run the same command again.`,
  )
  process.exit(1)
}
