// Compares what a model server is told with what its model has: context, attention heads, and GPUs of its container.

import { modelsNamed, type NamedModel } from '@llmflow/catalog'
import { diagnostic, type Diagnostic, type Field } from '@llmflow/spec'
import type { AuditRule } from '../rule.js'
import { keySettings, settingsFrom, type Setting, type Settings } from './settings.js'
import { subjectsOf, type Subject } from './subject.js'

export const modelFit: AuditRule = (graph) => {
  const seen = new Set<string>()
  return subjectsOf(graph)
    .filter(({ software }) => software.name === 'vllm')
    .flatMap((subject) => serversIn(subject).flatMap(judge))
    .filter(({ code, location }) => {
      const key = `${code} ${JSON.stringify(location)}`
      return seen.has(key) ? false : (seen.add(key), true)
    })
}

/** One server: its settings, and the GPUs of its container where they are known. */
type Server = {
  readonly name: string
  readonly settings: Settings
  readonly gpus: number | undefined
}

/** A process is one server; values may list several, each a map of its own. */
function serversIn(subject: Subject): readonly Server[] {
  const { form, process, settings, name } = subject
  if (process === undefined) return []
  if (form !== 'values') {
    const gpus = process.gpus > 0 ? process.gpus : undefined
    return [{ name, settings, gpus }]
  }
  return process.field.get('models').items.length === 0
    ? [{ name, settings: ownSettings(process.field), gpus: undefined }]
    : process.field.get('models').items.map((item) => ({
        name: item.get('name').text ?? name,
        settings: ownSettings(item),
        gpus: undefined,
      }))
}

const ownSettings = (field: Field): Settings => settingsFrom(keySettings(field), true)

function judge(server: Server): readonly Diagnostic[] {
  const models = modelsOf(server)
  return [...context(server, models), ...heads(server, models), ...ranks(server)]
}

function modelsOf({ settings }: Server): readonly NamedModel[] {
  const named = ['model', 'weights', 'modelName', 'model-id', 'name']
    .flatMap((name) => settings.named(name))
    .flatMap(({ value }) => value ?? [])
  for (const name of named) {
    const models = modelsNamed(name)
    if (models.length > 0) return models
  }
  return []
}

const numberOf = (setting: Setting | undefined): number | undefined => {
  const number = Number(setting?.value ?? '')
  return Number.isInteger(number) && number > 0 ? number : undefined
}

/** What lets a server take more than its model has. */
const stretching = ['rope-scaling', 'hf-overrides', 'VLLM_ALLOW_LONG_MAX_MODEL_LEN'] as const

function context({ settings }: Server, models: readonly NamedModel[]): readonly Diagnostic[] {
  const [setting] = settings.named('max-model-len')
  const wanted = numberOf(setting)
  if (setting === undefined || wanted === undefined) return []
  if (stretching.some((name) => settings.named(name).length > 0)) return []
  const short = models.filter(({ shape }) => shape.contextMaximum < wanted)
  const [model] = short
  if (model === undefined) return []
  const limit = model.shape.contextMaximum
  const factor = Math.ceil(wanted / limit)
  const params = {
    model: model.weights,
    context: wanted,
    limit,
    factor: factor <= 8 ? factor : 0,
    ...(model.isExact ? {} : { isGuess: true }),
  }
  // A name may mean several models, of which some would take it.
  const isCertain = model.isExact && short.length === models.length
  const severity = isCertain ? 'error' : 'warning'
  return [diagnostic('capacity/context-exceeds-model', setting.valuePlace, params, { severity })]
}

const tensorNames = ['tensor-parallel-size', '-tp', 'tensorParallel'] as const

const parallelOf = (settings: Settings, names: readonly string[]): Setting | undefined =>
  names.flatMap((name) => settings.named(name))[0]

function heads({ settings }: Server, models: readonly NamedModel[]): readonly Diagnostic[] {
  const setting = parallelOf(settings, tensorNames)
  const parallel = numberOf(setting)
  const [model] = models
  if (setting === undefined || parallel === undefined || model === undefined) return []
  if (models.some(({ shape }) => shape.attentionHeads % parallel === 0)) return []
  const { attentionHeads } = model.shape
  const allowed = [1, 2, 4, 8, 16].filter((count) => attentionHeads % count === 0)
  const params = {
    model: model.weights,
    tensorParallel: parallel,
    heads: attentionHeads,
    allowed: allowed.join(', '),
  }
  const severity = model.isExact ? 'error' : 'warning'
  return [diagnostic('capacity/tensor-parallel', setting.valuePlace, params, { severity })]
}

/** Ranks on other nodes take GPUs of their own. */
const spread = ['distributed-executor-backend', 'nnodes', 'node-rank', 'worker-use-ray'] as const

function ranks({ name, settings, gpus }: Server): readonly Diagnostic[] {
  const setting = parallelOf(settings, tensorNames)
  const tensor = numberOf(setting)
  if (setting === undefined || tensor === undefined || gpus === undefined) return []
  if (spread.some((other) => settings.named(other).length > 0)) return []
  const pipeline = numberOf(parallelOf(settings, ['pipeline-parallel-size', '-pp'])) ?? 1
  const needed = tensor * pipeline
  if (needed <= gpus) return []
  const params = { process: name, needed, gpus }
  return [diagnostic('software/parallel-exceeds-gpus', setting.valuePlace, params)]
}
