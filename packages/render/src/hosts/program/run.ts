// Writes the script that starts a program: its variables, its secrets, and the command.

import type { FieldPart, Plan, SecretPart, SecretText, Text } from '@llmflow/spec'
import { resolvePart, resolveText } from '../../text.js'
import type { HostFile } from '../host-file.js'
import type { Machine, Member } from '../machines.js'
import { hostsNaming } from '../naming.js'
import { onMachine } from '../paths.js'
import { credentialOf, runScript, secretPath, unitOf } from './names.js'
import { quoted } from './quote.js'

export function runFile(plan: Plan, machine: Machine, member: Member): HostFile {
  const { workload, program } = member
  const variables = variablesOf(member)
  const lines = variables.map(([name, value]) => `${name}=${valueOf(plan, machine, member, value)}`)
  const text = [
    '#!/bin/sh',
    `# Starts ${workload.id}; systemd gives it the secrets as files that only it can read.`,
    'set -eu',
    ...(usesSecrets(variables) ? [secretFunction] : []),
    ...lines,
    ...(variables.length === 0 ? [] : [`export ${variables.map(([name]) => name).join(' ')}`]),
    `[ $# -gt 0 ] || set -- ${program.command.map((word) => wordOf(plan, member, word)).join(' ')}`,
    ...(program.user === 'root' ? [] : [asUser(program.user)]),
    'exec "$@"',
    '',
  ].join('\n')
  return { path: runScript(workload.id), text, mode: '0755', restarts: [unitOf(workload.id)] }
}

/** People read the values where root has them. */
const secretFunction = `secret() {
  if [ -n "\${CREDENTIALS_DIRECTORY:-}" ]; then cat "$CREDENTIALS_DIRECTORY/${credentialOf('$1', '$2')}"; else cat "${secretPath('$1', '$2')}"; fi
}`

/** With words behind it the script is for people: it runs them with the variables and as the user of the program. */
const asUser = (user: string): string =>
  `[ "$(id -u)" != 0 ] || set -- runuser -u ${quoted(user)} -- "$@"`

type Variable = readonly [name: string, value: SecretText]

function variablesOf({ workload, program }: Member): readonly Variable[] {
  return Object.entries({ ...workload.environment, ...program.environment })
}

const usesSecrets = (variables: readonly Variable[]): boolean =>
  variables.some(([, value]) =>
    value.some((part) => typeof part === 'object' && part.kind === 'secret'),
  )

const wordOf = (plan: Plan, { program }: Member, word: Text): string =>
  quoted(onMachine(program, resolveText(plan, hostsNaming, word)))

/** Parts of one text are one word, so that a value reads as it is; a secret stands between them. */
function valueOf(plan: Plan, machine: Machine, member: Member, value: SecretText): string {
  const words: string[] = []
  let literal = ''
  const end = (): void => {
    if (literal !== '') words.push(quoted(onMachine(member.program, literal)))
    literal = ''
  }
  for (const part of value) {
    if (typeof part === 'string') literal += part
    else if (part.kind === 'field') literal += factOf(machine, member, part.field)
    else if (part.kind !== 'secret') literal += resolvePart(plan, hostsNaming, part)
    else {
      end()
      words.push(secretWord(part))
    }
  }
  end()
  return words.length === 0 ? "''" : words.join('')
}

const secretWord = ({ secret, key }: SecretPart): string =>
  `"$(secret ${quoted(secret)} ${quoted(key)})"`

function factOf(machine: Machine, { host, workload }: Member, field: FieldPart['field']): string {
  const facts = {
    'pod-name': machine.name,
    'pod-address': machine.address,
    namespace: workload.namespace,
    'node-name': machine.name,
    'member-host': host,
  }
  return facts[field]
}
