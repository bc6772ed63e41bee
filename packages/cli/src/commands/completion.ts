// `llmflow completion`: prints a script with which a shell completes commands and options.

import { Argument, type Command } from 'commander'
import { outcomeOf, textOf, type CommandDefinition } from '../command.js'

const shells = ['bash', 'zsh', 'fish'] as const

type CompletedCommand = {
  readonly name: string
  /** Commands below it. */
  readonly members: readonly string[]
  readonly summary: string
  readonly options: readonly CompletedOption[]
}

type CompletedOption = { readonly flag: string; readonly summary: string }

export const completionCommand: CommandDefinition = {
  name: 'completion',
  declare: (command, words) =>
    command.addArgument(new Argument('<SHELL>', words.arguments.shell).choices(shells)),
  run: (_, { args, program }) => {
    const shell = shells.find((known) => known === args[0]) ?? 'bash'
    const script = textOf(scripts[shell](completedCommands(program)))
    return outcomeOf({ result: script, text: script })
  },
}

function completedCommands(program: Command): readonly CompletedCommand[] {
  const global = optionsOf(program)
  return program.commands.map((command) => ({
    name: command.name(),
    members: command.commands.map((member) => member.name()),
    summary: command.summary(),
    options: [...ownOptionsOf(command), ...global],
  }))
}

/** Those of the commands below it too, each once: which of them was meant stands further left. */
function ownOptionsOf(command: Command): readonly CompletedOption[] {
  const all = [command, ...command.commands].flatMap(optionsOf)
  return [...new Map(all.map((option) => [option.flag, option])).values()]
}

function optionsOf(command: Command): readonly CompletedOption[] {
  const help = { flag: '--help', summary: '' }
  const declared = command.options.flatMap(({ long, description }) =>
    long === undefined ? [] : [{ flag: long, summary: description }],
  )
  return command.parent === null ? [...declared, help] : declared
}

type Script = (commands: readonly CompletedCommand[]) => readonly string[]

const namesOf = (commands: readonly CompletedCommand[]): string =>
  commands.map(({ name }) => name).join(' ')

const groupsOf = (commands: readonly CompletedCommand[]): readonly CompletedCommand[] =>
  commands.filter(({ members }) => members.length > 0)

const bash: Script = (commands) => [
  '_llmflow() {',
  '  local word=${COMP_WORDS[COMP_CWORD]} words="" group=""',
  '  if [[ $COMP_CWORD -eq 1 ]]; then',
  `    words="${namesOf(commands)} --help --version"`,
  '  else',
  '    case ${COMP_WORDS[1]} in',
  ...commands.map(
    ({ name, options }) => `      ${name}) words="${options.map(({ flag }) => flag).join(' ')}" ;;`,
  ),
  '    esac',
  '    if [[ $COMP_CWORD -eq 2 && $word != -* ]]; then',
  '      case ${COMP_WORDS[1]} in',
  ...groupsOf(commands).map(
    ({ name, members }) => `        ${name}) words="${members.join(' ')}"; group=1 ;;`,
  ),
  '      esac',
  '    fi',
  '  fi',
  '  [[ $word == -* || $COMP_CWORD -eq 1 || -n $group ]] && COMPREPLY=($(compgen -W "$words" -- "$word"))',
  '}',
  'complete -o default -F _llmflow llmflow',
]

const zsh: Script = (commands) => [
  '#compdef llmflow',
  '_llmflow() {',
  '  local -a commands',
  '  commands=(',
  ...commands.map(({ name, summary }) => `    ${single(`${name}:${summary}`)}`),
  '  )',
  '  if (( CURRENT == 2 )); then _describe command commands; return; fi',
  '  if (( CURRENT == 3 )); then',
  '    case $words[2] in',
  ...groupsOf(commands).map(
    ({ name, members }) => `      ${name}) compadd ${members.join(' ')}; return ;;`,
  ),
  '    esac',
  '  fi',
  '  case $words[2] in',
  ...commands.map(({ name, options }) => {
    const written = options.map(({ flag, summary }) => single(`${flag}[${forZsh(summary)}]`))
    return `    ${name}) _arguments ${written.join(' ')} '*:file:_files' ;;`
  }),
  '  esac',
  '}',
  'if [[ $funcstack[1] == _llmflow ]]; then _llmflow "$@"; else compdef _llmflow llmflow; fi',
]

const fish: Script = (commands) => [
  ...groupsOf(commands).map(
    ({ name, members }) =>
      `complete -c llmflow -n '__fish_seen_subcommand_from ${name}' -f -a '${members.join(' ')}'`,
  ),
  ...commands.map(
    ({ name, summary }) =>
      `complete -c llmflow -n __fish_use_subcommand -f -a ${name} -d ${single(summary)}`,
  ),
  ...commands.flatMap(({ name, options }) =>
    options.map(
      ({ flag, summary }) =>
        `complete -c llmflow -n '__fish_seen_subcommand_from ${name}' -l ${flag.slice(2)} -d ${single(summary)}`,
    ),
  ),
]

const scripts: { readonly [S in (typeof shells)[number]]: Script } = { bash, zsh, fish }

const single = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
const forZsh = (text: string): string => text.replaceAll(/[[\]:]/g, '\\$&')
