// `llmflow status`: shows what a running service says of itself.

import { isObject } from '@llmflow/spec'
import { outcomeOf, textOf, type CommandDefinition } from '../command.js'
import {
  asFindings,
  dataDirectoryOf,
  declareData,
  findRunning,
  unreachable,
} from '../service/connect.js'
import { engineLine } from './up.js'

export const statusCommand: CommandDefinition = {
  name: 'status',
  declare: declareData,
  run: async (context, { flags }) => {
    const { words } = context
    const directory = dataDirectoryOf(context, flags)
    return asFindings(async () => {
      const service = await findRunning(context, directory)
      if (service === undefined) {
        return outcomeOf({ diagnostics: [unreachable(directory.shown, 'not-running')] })
      }
      const { status, json } = await service.send({ method: 'GET', path: '/ready' })
      const engines = isObject(json) && isObject(json['engines']) ? json['engines'] : {}
      const width = Math.max(0, ...Object.keys(engines).map((name) => name.length))
      const lines = Object.entries(engines).map(([name, engine]) =>
        engineLine(name, factsOf(engine), width, words),
      )
      const isReady = status === 200
      const result = { isReady, engines }
      const text = textOf([`${directory.shown}:`, ...lines])
      if (isReady) return outcomeOf({ result, text })
      const finding = unreachable(directory.shown, 'too-slow', `HTTP ${status}`)
      return outcomeOf({ result, text, diagnostics: [finding] })
    })
  },
}

function factsOf(engine: unknown): { readonly state: string; readonly detail?: string } {
  if (!isObject(engine)) return { state: '' }
  const { state, detail } = engine
  return { state: String(state), ...(typeof detail === 'string' ? { detail } : {}) }
}
