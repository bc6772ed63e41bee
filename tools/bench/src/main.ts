// Benchmarks check, plan, render, audit, the gateway, the service and the console, and prints a table, or with --json the numbers.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

import {
  isAuditSpeed,
  isMeasured,
  isYamlSpeed,
  measureAudit,
  measureGenerated,
  measureGuide,
  measureYaml,
  type AuditSpeed,
  type Measured,
  type YamlSpeed,
} from './cases.js'
import { isConsoleSpeed, measureConsole, type ConsoleSpeed } from './console/case.js'
import { isGatewaySpeed, measureGateway, type GatewaySpeed } from './gateway/case.js'
import { isServiceSpeed, measureService, type ServiceSpeed } from './service/case.js'
import { exponentOf, median, repeat, runNode, wallMsOf } from './measure.js'
import { guide, root } from './platforms.js'
import { pageOf, tableOf, type Results } from './table.js'

const sizes = [100, 200, 400, 700, 1000]
const processRuns = 7

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { json: { type: 'boolean' }, case: { type: 'string' }, write: { type: 'boolean' } },
  })
  if (values.case !== undefined) {
    process.stdout.write(JSON.stringify(await measureCase(values.case)))
    return
  }
  const results = measureAll()
  process.stdout.write(
    values.json === true ? `${JSON.stringify(results, null, 2)}\n` : tableOf(results),
  )
  if (values.write === true) writeFileSync(join(root, 'docs', 'bench.md'), pageOf(results))
}

async function measureCase(
  name: string,
): Promise<Measured | YamlSpeed | AuditSpeed | GatewaySpeed | ServiceSpeed | ConsoleSpeed | null> {
  if (name === 'gateway') return measureGateway()
  if (name === 'console') return measureConsole()
  if (name === 'service') return measureService()
  if (name === 'guide') return measureGuide()
  if (name === 'audit') return measureAudit()
  return name === 'yaml' ? measureYaml() : measureGenerated(Number(name))
}

/** Runs one case in a fresh process. */
function inProcess(name: string): unknown {
  process.stderr.write(`bench: ${name}\n`)
  return JSON.parse(runNode([fileURLToPath(import.meta.url), '--case', name]))
}

function measuredOf(name: string): Measured {
  const result = inProcess(name)
  assert(isMeasured(result), `the case ${name} prints what it measured`)
  return result
}

function yamlSpeed(): YamlSpeed {
  const result = inProcess('yaml')
  assert(isYamlSpeed(result), 'the case yaml prints what it measured')
  return result
}

function auditSpeed(): AuditSpeed {
  const result = inProcess('audit')
  assert(isAuditSpeed(result), 'the case audit prints what it measured')
  return result
}

function gatewaySpeed(): GatewaySpeed {
  const result = inProcess('gateway')
  assert(isGatewaySpeed(result), 'the case gateway prints what it measured')
  return result
}

function serviceSpeed(): ServiceSpeed {
  const result = inProcess('service')
  assert(isServiceSpeed(result), 'the case service prints what it measured')
  return result
}

function consoleSpeed(): ConsoleSpeed | undefined {
  const result = inProcess('console')
  if (result === null) {
    process.stderr.write('bench: console is left out: there is no Chromium\n')
    return undefined
  }
  assert(isConsoleSpeed(result), 'the case console prints what it measured')
  return result
}

function measureAll(): Results {
  const generated = sizes.map((size) => measuredOf(`${size}`))
  return {
    machine: `${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`,
    guide: measuredOf('guide'),
    generated,
    exponent: exponentOf(generated.map(({ nodes, cpuMs }) => [nodes, cpuMs])),
    yaml: yamlSpeed(),
    audit: auditSpeed(),
    gateway: gatewaySpeed(),
    service: serviceSpeed(),
    console: consoleSpeed(),
    checkMs: processMs([join(root, 'packages/cli/bin/llmflow.js'), 'check', guide]),
    nodeMs: processMs(['-e', '0']),
  }
}

const processMs = (args: readonly string[]): number =>
  median(repeat(processRuns, () => wallMsOf(() => runNode(args))))

try {
  await main()
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : 'unknown fault'}\n`)
  process.exitCode = 2
}
