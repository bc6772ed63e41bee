// Lists the variables that somebody fills in before anything starts: names and rules, never values.

import type { Plan, RenderedFile, SecretKey } from '@llmflow/spec'
import { gpusOf, gpuVariable } from './gpus.js'
import { namesOutside } from './networks.js'
import { bindDefault, bindVariable, publishedPortsOf } from './ports.js'
import type { SecretVariable } from './variables.js'
import { commonClaimsOf, commonFolder } from './volumes.js'
import { variableName } from './variables.js'

export function envExample(
  plan: Plan,
  path: string,
  variables: readonly SecretVariable[],
): RenderedFile {
  const lines = [
    '# ./prepare.sh copies this file to .env and fills in what can be made; the rest is yours to give.',
    "# Values with $ or spaces stand in single quotes: NAME='va$lue'",
    '',
    ...variables.flatMap(({ name, rule }) => [`# ${describe(rule)}`, `${name}=`]),
    '',
    '# Optional from here on: without a value the one shown holds.',
    ...optional(plan),
  ]
  return { path, text: `${lines.join('\n')}\n` }
}

const describe = (rule: SecretKey): string =>
  rule.purpose === '' ? printRule(rule) : `${rule.purpose} (${printRule(rule)})`

function printRule({ format, length }: SecretKey): string {
  switch (format) {
    case 'alphanumeric':
      return `${length} letters and digits`
    case 'hex':
      return `${length} hexadecimal digits`
    case 'base64':
      return `base64 of ${length} random bytes`
    case 'given':
      return 'given by you'
  }
}

/** They reach the machine from a bridge, where a way in that listens on the loopback address alone is not found. */
function callersOf(plan: Plan): readonly string[] {
  const callers = Object.values(plan.workloads)
    .filter((workload) => namesOutside(plan, workload).extra_hosts !== undefined)
    .map(({ id }) => id)
  return callers.length === 0
    ? []
    : [`# (and to those here that call a public name: ${callers.join(', ')})`]
}

function optional(plan: Plan): readonly string[] {
  const isPublished = Object.values(plan.workloads).some(
    (workload) => publishedPortsOf(plan, workload).length > 0,
  )
  const gpus = [...gpusOf(plan)].flatMap(([service, numbers]) => [
    `# GPUs of the machine for ${service}`,
    ...numbers.map((gpu) => `# ${gpuVariable(gpu)}=${gpu}`),
  ])
  return [
    ...(isPublished
      ? [
          '# Address on which the way in listens; 0.0.0.0 opens it to others',
          ...callersOf(plan),
          `# ${bindVariable}=${bindDefault}`,
        ]
      : []),
    ...commonClaimsOf(plan).flatMap(({ claim, writer }) => [
      `# Directory ${writer === undefined ? 'that you fill' : 'that services share'}`,
      `# ${variableName(claim)}=./${commonFolder(claim)}`,
    ]),
    ...gpus,
  ]
}
