// `llmflow up`: runs the platform on this machine until it is told to stop.

import { hasErrors } from '@llmflow/spec'
import { outcomeOf, textOf, type CommandDefinition, type Context } from '../command.js'
import type { ServiceStarted } from '../host/service.js'
import { declareOverlays } from '../platform/declare.js'
import { overlaysOf } from '../platform/directory.js'
import { planOf } from '../platform/planned.js'
import {
  dataDirectoryOf,
  declareData,
  notStarted,
  unreachable,
  type DataDirectory,
} from '../service/connect.js'
import { serviceFileOf } from '../service/service-file.js'
import { wrongUse } from '../wrong-use.js'

export const upCommand: CommandDefinition = {
  name: 'up',
  declare: (command, words) =>
    declareData(
      declareOverlays(command.argument('[DIR]', words.arguments.platformDirectory), words),
      words,
    )
      .option('--port <PORT>', words.options.port, '8080')
      .option('--host <ADDRESS>', words.options.host, '127.0.0.1'),
  run: async (context, { args, flags }) => {
    const { host, words, commandLine } = context
    const port = flags.text('port') ?? '8080'
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
      const finding = wrongUse(commandLine, words.service.notAPort, port)
      return outcomeOf({ diagnostics: [finding], sources: [commandLine] })
    }
    const given = args[0] ?? '.'
    const { plan, diagnostics, sources } = await planOf(host, given, overlaysOf(flags))
    if (plan === undefined || hasErrors(diagnostics)) return outcomeOf({ diagnostics, sources })
    const address = flags.text('host') ?? '127.0.0.1'
    const service = serviceFileOf(plan.service, given, `http://${address}:${port}`)
    if (service.diagnostics.length > 0) return outcomeOf({ diagnostics: service.diagnostics })
    const directory = dataDirectoryOf(context, flags)
    return serve(context, directory, service.text, {
      LLMFLOW_DATA_DIRECTORY: directory.path,
      LLMFLOW_PORT: port,
      LLMFLOW_HOST: address,
    })
  },
}

async function serve(
  context: Context,
  directory: DataDirectory,
  service: string,
  environment: { readonly [name: string]: string },
) {
  const { host, words } = context
  const services = await host.services()
  const watch = host.watchInterrupt()
  const process = services.start({ service, environment })
  const stopping = setInterval(() => {
    if (watch.isInterrupted()) process.stop()
  }, 100)
  try {
    const started = await process.started
    if ('refusal' in started) {
      await process.ended
      if (watch.isInterrupted()) return outcomeOf({ text: `${words.service.stopped}\n` })
      return outcomeOf({ diagnostics: [notStarted(directory.shown, started)] })
    }
    host.writeOut(textOf(linesOf(started, directory, context)))
    const code = await process.ended
    if (!watch.isInterrupted() && code !== 0) {
      const finding = unreachable(directory.shown, 'ended', `exit code ${code}`)
      return outcomeOf({ diagnostics: [finding] })
    }
    return outcomeOf({ text: `${words.service.stopped}\n` })
  } finally {
    clearInterval(stopping)
    watch.end()
  }
}

function linesOf(
  { url = '', adminLink, engines }: ServiceStarted,
  { shown }: DataDirectory,
  { words, style }: Context,
): readonly string[] {
  const width = Math.max(...Object.keys(engines).map((name) => name.length))
  return [
    style.title(words.service.serves(url)),
    ...(adminLink === undefined ? [] : ['', `${words.service.adminLink}:`, `  ${adminLink}`]),
    '',
    words.service.engines,
    ...Object.entries(engines).map(([name, engine]) => engineLine(name, engine, width, words)),
    '',
    ...words.service.next(shown),
    '',
    style.dim(words.service.stops),
  ]
}

export function engineLine(
  name: string,
  { state, detail }: { readonly state: string; readonly detail?: string },
  width: number,
  words: Context['words'],
): string {
  const states: { readonly [state: string]: string } = words.service.engineStates
  const shown = states[state] ?? state
  return `  ${name.padEnd(width)}  ${detail === undefined ? shown : `${shown}: ${words.service.engineDetail(detail)}`}`
}
