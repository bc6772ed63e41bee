// Finds the programs that commands call, also behind `sudo`, inside `sh -c` and through `kubectl exec`.

import { readShell } from '../read/shell.js'
import type { Script, ShellCommand, Word } from './graph.js'
import { remembered } from './remembered.js'

/** A program with its arguments. */
export type Invocation = {
  /** Without its folder: `mc` for `/usr/bin/mc`. */
  readonly name: string
  readonly program: Word
  readonly arguments: readonly Word[]
  /** `PGPASSWORD=…` before the program. */
  readonly assignments: readonly Word[]
  /** Whether it runs in another container than the script. */
  readonly isElsewhere: boolean
  readonly comment: string
}

const assignment = /^[A-Za-z_]\w*=/
/** Programs that run the one that follows. Their own options are passed over. */
const wrappers: ReadonlySet<string> = new Set(
  'sudo env exec nohup time nice ionice timeout gosu su-exec xargs watch'.split(' '),
)
/** Most commands of one script that are looked at: rules hold each against those before it. */
const commandsMax = 5000
/** Most levels of programs that run programs. */
const depthMax = 4

/** All programs that a script calls, in its order. */
export const invocationsOf = remembered((script: Script): readonly Invocation[] =>
  script.commands.slice(0, commandsMax).flatMap((command) => called(command, 0, false)),
)

function called(command: ShellCommand, depth: number, isElsewhere: boolean): readonly Invocation[] {
  const start = command.words.findIndex(({ text }) => !assignment.test(text))
  const program = command.words[start]
  if (program === undefined || depth > depthMax) return []
  const name = program.text.split('/').at(-1) ?? ''
  const rest = command.words.slice(start + 1)
  if (wrappers.has(name)) {
    const next = rest.findIndex(({ text }) => !/^(-|\d+[smh]?$)/.test(text))
    return next === -1
      ? []
      : called({ ...command, words: rest.slice(next) }, depth + 1, isElsewhere)
  }
  const { comment } = command
  const assignments = command.words.slice(0, start)
  return [
    { name, program, arguments: rest, assignments, isElsewhere, comment },
    ...inside(name, rest, command, depth, isElsewhere),
  ]
}

/** What a shell or another container is told to run. */
function inside(
  name: string,
  rest: readonly Word[],
  command: ShellCommand,
  depth: number,
  isElsewhere: boolean,
): readonly Invocation[] {
  const flag = rest.findIndex(({ text }) => /^-[a-z]*c$/.test(text))
  const script = rest[flag + 1]
  if (/^(?:ba|da|a)?sh$|^su$/.test(name) && flag !== -1 && script !== undefined) {
    return readShell(script.excerpt).flatMap((inner) =>
      called({ ...inner, comment: command.comment }, depth + 1, isElsewhere),
    )
  }
  const isExec =
    /^(?:kubectl|oc|docker|podman)$/.test(name) && rest.some(({ text }) => text === 'exec')
  const dashes = rest.findIndex(({ text }) => text === '--')
  if (!isExec || dashes === -1) return []
  return called({ ...command, words: rest.slice(dashes + 1) }, depth + 1, true)
}
