// Runs one command line: parses it, runs the command, and reports what it found and made.

import { CommanderError } from 'commander'
import { diagnostic, hasErrors, type Diagnostic } from '@llmflow/spec'
import {
  outcomeOf,
  type CommandDefinition,
  type Context,
  type Input,
  type Outcome,
} from './command.js'
import { DiskError, type Host } from './host/host.js'
import { nodeHost } from './host/node.js'
import { languageOf, valueOfOption } from './language.js'
import { buildProgram, commandNameIn, definitions } from './program.js'
import { githubReport } from './reporters/github.js'
import { jsonReport } from './reporters/json.js'
import { relativeTo } from './reporters/relative.js'
import { reportKinds, type Report, type ReportKind } from './reporters/report.js'
import { sarifReport } from './reporters/sarif.js'
import { terminalReport } from './reporters/terminal.js'
import { styleFor, wantsColour } from './terminal/style.js'
import { wordsOf } from './words/words.js'
import { commandLineOf, explainParserError } from './wrong-use.js'

export type { Disk, EntryKind, Host, InterruptWatch, ProgramResult } from './host/host.js'
export { DiskError } from './host/host.js'
export { nodeDisk } from './host/node.js'

/** Answers the exit code: 0 fine, 1 findings of severity error, 2 wrong use, 130 interrupted. */
export async function main(argv: readonly string[], host: Host = nodeHost()): Promise<number> {
  const language = languageOf(argv, host)
  const words = wordsOf(language)
  const style = styleFor(wantsColour(host))
  const context: Context = { host, language, words, style, commandLine: commandLineOf(argv) }
  const chosen = choose(argv, context)
  if (typeof chosen === 'number') return chosen
  const outcome = await runSafely(chosen, host.workingDirectory)
  return report({ command: chosen.command, outcome, language }, argv, context)
}

/** What the command line asks for; a number when it was answered with help. */
type Chosen = { readonly command: string; readonly run: () => Promise<Outcome> | Outcome }

function choose(argv: readonly string[], context: Context): Chosen | number {
  const { host, words, style } = context
  let chosen: { readonly definition: CommandDefinition; readonly input: Input } | undefined
  const program = buildProgram({
    words,
    style,
    columns: host.columns,
    write: host.writeOut,
    choose: (definition, input) => {
      chosen = { definition, input }
    },
  })
  if (argv.length === 0) {
    program.outputHelp()
    return exitCodes.fine
  }
  try {
    program.parse([...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return exitCodes.fine
    return wrongUseOf(error, argv, context)
  }
  if (chosen === undefined) return exitCodes.wrongUse
  const { definition, input } = chosen
  return { command: definition.name, run: () => definition.run(context, input) }
}

const exitCodes = { fine: 0, findings: 1, wrongUse: 2, interrupted: 130 } as const

function wrongUseOf(error: CommanderError, argv: readonly string[], context: Context): Chosen {
  const names = definitions.map(({ name }) => name)
  const { commandLine, words } = context
  const finding = explainParserError(error, commandLine, words, names)
  const command = commandNameIn(argv)
  return { command, run: () => outcomeOf({ diagnostics: [finding], sources: [commandLine] }) }
}

/** What the world refuses becomes a finding; our own bugs go on to the caller. */
async function runSafely(chosen: Chosen, workingDirectory: string): Promise<Outcome> {
  try {
    return await chosen.run()
  } catch (error) {
    if (error instanceof DiskError)
      return outcomeOf({ diagnostics: [refused(error, workingDirectory)] })
    throw error
  }
}

function refused({ action, path, code }: DiskError, workingDirectory: string): Diagnostic {
  const file = relativeTo(workingDirectory, path)
  const place = { document: file, offset: 0, length: 1 }
  const params = { file, reason: code }
  return action === 'read'
    ? diagnostic('spec/unreadable-file', place, params)
    : diagnostic('render/unwritable-file', place, params)
}

function report(report: Report, argv: readonly string[], context: Context): number {
  const { host } = context
  const { outcome } = report
  const kind = reportKindOf(argv)
  switch (kind) {
    case 'json':
      host.writeOut(jsonReport(report))
      break
    case 'sarif':
      host.writeOut(sarifReport(report, host.workingDirectory))
      break
    case 'github':
      host.writeOut(outcome.text + outcome.note + githubReport(report, host.workingDirectory))
      break
    case 'terminal':
      printForPeople(report, argv, context)
  }
  if (outcome.isInterrupted) return exitCodes.interrupted
  if (outcome.diagnostics.some(({ code }) => code === 'spec/wrong-use')) return exitCodes.wrongUse
  return hasErrors(outcome.diagnostics) ? exitCodes.findings : exitCodes.fine
}

function printForPeople(report: Report, argv: readonly string[], { host, style }: Context): void {
  const { outcome } = report
  const isQuiet = argv.includes('--quiet') || argv.includes('-q')
  const findings = terminalReport(report, { style, columns: host.columns, isQuiet })
  host.writeOut(isQuiet ? outcome.text : outcome.text + outcome.note)
  if (outcome.findings === 'out') host.writeOut(findings)
  else host.writeError(findings)
}

/** Read from the words themselves, because a command line that cannot be parsed is reported as well. */
function reportKindOf(argv: readonly string[]): ReportKind {
  if (argv.includes('--json')) return 'json'
  const asked = valueOfOption(argv, '--report')
  return reportKinds.find((kind) => kind === asked) ?? 'terminal'
}
