// Finds commands that are known to fail, or to do something else than what they are called for.

import { commandFacts, type CommandFact, type CommandSign } from '@llmflow/catalog'
import { diagnostic, type Diagnostic, type Location } from '@llmflow/spec'
import type { Script } from '../graph/graph.js'
import { invocationsOf, type Invocation } from '../graph/invocations.js'
import type { AuditRule } from '../rule.js'
import { isOption, matches } from './command-sign.js'

export const wrongCommands: AuditRule = (graph) => graph.scripts.flatMap(inScript)

const factsByProgram: ReadonlyMap<string, readonly CommandFact[]> = new Map(
  commandFacts.map(({ command: { program } }) => [
    program,
    commandFacts.filter(({ command }) => command.program === program),
  ]),
)

function inScript(script: Script): readonly Diagnostic[] {
  const invocations = invocationsOf(script)
  return invocations.flatMap((invocation, index) => {
    const facts = factsByProgram.get(invocation.name)
    if (facts === undefined) return []
    const before = invocations.slice(0, index)
    return facts
      .filter((fact) => applies(fact, invocation, before, invocations))
      .map((fact) => findingOf(fact, invocation))
  })
}

function applies(
  { command, after, unlessAfter = [], unlessBeside = [], purpose }: CommandFact,
  invocation: Invocation,
  before: readonly Invocation[],
  all: readonly Invocation[],
): boolean {
  return (
    matches(command, invocation) &&
    (after === undefined || before.some((earlier) => matches(after, earlier))) &&
    !before.some(({ name }) => unlessAfter.includes(name)) &&
    !unlessBeside.some((sign) => all.some((other) => matches(sign, other))) &&
    (purpose === undefined || isRestore(invocation.comment))
  )
}

/** A comment that says what the command is to do: bring data back, and not save them before. */
function isRestore(comment: string): boolean {
  return (
    /restor|recover|복구|복원/i.test(comment) &&
    !/back.?up|백업|before|dump|save|point|test|덤프|이전/i.test(comment)
  )
}

function findingOf(fact: CommandFact, invocation: Invocation): Diagnostic {
  const { problem, remedy, severity } = fact
  return diagnostic(
    'backup/wrong-command',
    placeOf(fact.command, invocation),
    { program: invocation.name, problem, remedy },
    { severity },
  )
}

/** The word that makes the command wrong, else the program. */
function placeOf(sign: CommandSign, { program, arguments: words }: Invocation): Location {
  const { has = [], argument } = sign
  const word =
    argument === undefined
      ? words.find((candidate) => isOption(candidate, has))
      : words.find(({ text }) => new RegExp(argument).test(text))
  const { text, excerpt } = word ?? program
  return excerpt.place(0, text.length)
}
