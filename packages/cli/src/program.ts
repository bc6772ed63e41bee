// Declares the command line: every command with its arguments, options, help and examples.

import { Command, Option } from 'commander'
import { auditCommand } from './commands/audit.js'
import { catalogCommand } from './commands/catalog.js'
import { certsCommands } from './commands/certs.js'
import { checkCommand } from './commands/check.js'
import { checklistCommand } from './commands/checklist.js'
import { completionCommand } from './commands/completion.js'
import { diffCommand } from './commands/diff.js'
import { explainCommand } from './commands/explain.js'
import { ingestCommand } from './commands/ingest.js'
import { initCommand } from './commands/init.js'
import { keyCommands } from './commands/key.js'
import { modelsCommands } from './commands/models.js'
import { planCommand } from './commands/plan.js'
import { renderCommand } from './commands/render.js'
import { schemaCommand } from './commands/schema.js'
import { secretsCommands } from './commands/secrets.js'
import { sizeCommand } from './commands/size.js'
import { smokeCommand } from './commands/smoke.js'
import { statusCommand } from './commands/status.js'
import { upCommand } from './commands/up.js'
import { whyCommand } from './commands/why.js'
import { flagsOf, type CommandDefinition, type CommandGroup, type Input } from './command.js'
import { reportKinds } from './reporters/report.js'
import type { Style } from './terminal/style.js'
import { widthOf } from './terminal/width.js'
import { version } from './version.js'
import type { CliWords } from './words/words.js'

/** In the order in which people meet them. */
export const definitions: readonly (CommandDefinition | CommandGroup)[] = [
  initCommand,
  checkCommand,
  sizeCommand,
  planCommand,
  renderCommand,
  upCommand,
  keyCommands,
  ingestCommand,
  modelsCommands,
  statusCommand,
  smokeCommand,
  secretsCommands,
  certsCommands,
  auditCommand,
  diffCommand,
  whyCommand,
  explainCommand,
  schemaCommand,
  catalogCommand,
  checklistCommand,
  completionCommand,
]

type ProgramOptions = {
  readonly words: CliWords
  readonly style: Style
  readonly columns: number | undefined
  readonly write: (text: string) => void
  /** Called with the command that the command line names. */
  readonly choose: (definition: CommandDefinition, input: Input) => void
}

const columnsDefault = 100

export function buildProgram(options: ProgramOptions): Command {
  const { words, write, columns } = options
  const program = prepared(new Command('llmflow'), options)
    .description(words.tagline)
    .version(version, '-V, --version', words.options.version)
    .option('--json', words.options.json)
    .addOption(
      new Option('--report <kind>', described(words.options.report, reportKinds, words)).choices(
        reportKinds,
      ),
    )
    .addOption(
      new Option('--lang <language>', described(words.options.lang, ['ko', 'en'], words)).choices([
        'ko',
        'en',
      ]),
    )
    .option('-q, --quiet', words.options.quiet)
    .helpCommand('help [COMMAND]', words.help.command)
    .configureOutput({
      writeOut: write,
      writeErr: () => {},
      getOutHelpWidth: () => columns ?? columnsDefault,
    })
    .addHelpText('after', `\n${words.help.more}`)
  for (const definition of definitions) program.addCommand(declared(definition, options, program))
  return program
}

/** The name of the command that a command line calls, as far as it can be told. */
export function commandNameIn(argv: readonly string[]): string {
  const definition = definitions.find(({ name }) => argv.find((word) => isKnown(word)) === name)
  if (definition === undefined) return ''
  const member =
    'members' in definition
      ? definition.members.find(({ name }) => argv.includes(lastWordOf(name)))
      : undefined
  return member?.name ?? definition.name
}

const isKnown = (word: string): boolean => definitions.some(({ name }) => name === word)

const lastWordOf = (name: string): string => name.slice(name.lastIndexOf(' ') + 1)

function declared(
  definition: CommandDefinition | CommandGroup,
  options: ProgramOptions,
  program: Command,
): Command {
  if (!('members' in definition)) return commandOf(definition, options, program)
  const { summary, about } = options.words.groups[definition.name]
  const group = prepared(new Command(definition.name), options)
    .summary(summary)
    .description(`${summary}\n\n${about}`)
    .helpCommand(false)
  for (const member of definition.members) group.addCommand(commandOf(member, options, program))
  return group
}

/** commander adds `(choices: …)` in English; the descriptions say it in both languages. */
const described = (text: string, choices: readonly string[], words: CliWords): string =>
  `${text}: ${words.help.choices(choices.join(', '))}`

function commandOf(
  definition: CommandDefinition,
  options: ProgramOptions,
  program: Command,
): Command {
  const { words, style } = options
  const { about, summary, examples } = words.commands[definition.name]
  const command = prepared(new Command(lastWordOf(definition.name)), options)
    .summary(summary)
    .description(`${summary}\n\n${about}`)
    .action(() => {
      const flags = flagsOf(command.opts())
      options.choose(definition, { args: command.args, flags, program })
    })
  const lines = examples.flatMap(({ run, what }) => [`  ${run}`, style.dim(`      ${what}`)])
  command.addHelpText('after', `\n${style.title(words.help.examples)}\n${lines.join('\n')}`)
  return definition.declare(command, words)
}

/** What every command shares: help in the reader's language, and errors that we print ourselves. */
function prepared(command: Command, { words, style, columns, write }: ProgramOptions): Command {
  return command
    .exitOverride()
    .helpOption('-h, --help', words.options.help)
    .configureOutput({
      writeOut: write,
      writeErr: () => {},
      getOutHelpWidth: () => columns ?? columnsDefault,
      getOutHasColors: () => true,
    })
    .configureHelp({
      showGlobalOptions: true,
      displayWidth: widthOf,
      styleTitle: (title) => style.title(words.help.titles[title] ?? title),
      optionDescription: ({ description }) => description,
      argumentDescription: ({ description }) => description,
    })
}
