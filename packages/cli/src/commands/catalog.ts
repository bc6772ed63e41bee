// `llmflow catalog`: lists the components, or one with its versions, options and metrics.

import {
  componentBringing,
  components,
  findComponent,
  gpuProducts,
  knownWeights,
  releases,
  type Component,
  type OptionFacts,
  type VersionFacts,
} from '@llmflow/catalog'
import { diagnostic, nearest } from '@llmflow/spec'
import {
  outcomeOf,
  textOf,
  type CommandDefinition,
  type Context,
  type Outcome,
} from '../command.js'
import { listMetrics, metricsOf } from '../catalog/metrics.js'
import { alignRows, indent, left, tableOf } from '../terminal/table.js'
import { placeOfWord } from '../wrong-use.js'

export const catalogCommand: CommandDefinition = {
  name: 'catalog',
  declare: (command, words) =>
    command
      .argument('[COMPONENT]', words.arguments.component)
      .option('--metrics', words.options.metrics),
  run: (context, { args, flags }) => {
    const [name] = args
    if (flags.isSet('metrics')) {
      if (name === undefined) return listMetrics(context)
      return metricsOf(name, context) ?? unknownComponent(name, context)
    }
    if (name === undefined) return listComponents(context)
    const component = findComponent(name)
    return component === undefined ? unknownComponent(name, context) : describe(component, context)
  },
}

function listComponents({ language, words, style }: Context): Outcome {
  const list = components.map(({ name, summary, topologies, versions }) => ({
    name,
    summary: summary[language],
    topologies,
    versions: Object.keys(versions),
  }))
  const { component, summary, topologies, versions } = words.catalog
  const columns = [left(component), left(versions), left(topologies), left(summary)]
  const rows = list.map((entry) => [
    entry.name,
    entry.versions.join(', '),
    entry.topologies.join(', '),
    entry.summary,
  ])
  const named = {
    releases: releases.map(({ name }) => name),
    gpus: gpuProducts,
    models: knownWeights,
  }
  const lines = [
    ...tableOf(columns, rows, style.dim),
    ...Object.entries(named).flatMap(([kind, names]) => [
      '',
      style.title(
        words.catalog.lists[kind === 'gpus' ? 'gpus' : kind === 'models' ? 'models' : 'releases'],
      ),
      ...indent([...names]),
    ]),
  ]
  return outcomeOf({ result: { components: list, ...named }, text: textOf(lines) })
}

function describe(component: Component, context: Context): Outcome {
  const { language, words, style } = context
  const { name, summary, topologies, brings = [] } = component
  const versions = Object.values(component.versions)
  const options = (component.options ?? []).map(({ description, ...option }) => ({
    ...option,
    description: description[language],
  }))
  const rows = options.map((option) => [
    option.name,
    option.type,
    option.default === undefined ? '' : JSON.stringify(option.default),
    option.description,
  ])
  const lines = [
    `${style.title(component.title)}: ${summary[language]}`,
    `${words.catalog.topologies}: ${topologies.join(', ')}`,
    ...(brings.length === 0 ? [] : [`${words.catalog.brings}: ${brings.join(', ')}`]),
    ...versions.flatMap((facts) => ['', ...versionLines(facts, context)]),
    ...(rows.length === 0 ? [] : ['', style.title(words.catalog.options)]),
    ...indent(alignRows(rows, ['left', 'left', 'left', 'left'])),
  ]
  const result = { name, summary: summary[language], topologies, brings, versions, options }
  return outcomeOf({ result, text: textOf(lines) })
}

function versionLines(facts: VersionFacts, { language, words, style }: Context): readonly string[] {
  const { complete, partial, metrics, images, notRead, source } = words.catalog
  const counts = (['env', 'args', 'config'] as const).flatMap((kind) => {
    const known = facts[kind]
    if (known === undefined) return []
    return [
      [kind, `${known.options.length}, ${known.isComplete ? complete : partial}`, known.source],
    ]
  })
  const life = (facts.life ?? []).map(
    ({ status, subject, since, note }) =>
      `${status === 'released' ? '·' : '!'} ${subject} (${since}): ${note[language]}`,
  )
  const rows = [
    ...Object.entries(facts.images).map(([part, image]) => [
      images,
      `${image.repository}:${image.tag}`,
      part,
    ]),
    ...counts,
    ...(facts.metrics === undefined
      ? []
      : [[metrics, `${facts.metrics.metrics.length}`, facts.metrics.source]]),
    [source, facts.source, ''],
  ]
  const unread = (['env', 'args', 'config'] as const).flatMap((kind) => unreadLines(facts[kind]))
  return [
    style.title(facts.version),
    ...indent(alignRows(rows, ['left', 'left', 'left'])),
    ...indent(life),
    ...(unread.length === 0 ? [] : [`  ${notRead}:`, ...indent(unread, '    ')]),
  ]
}

function unreadLines(facts: OptionFacts | undefined): readonly string[] {
  return (facts?.options ?? [])
    .filter(({ read }) => !read)
    .map(({ name, instead }) => (instead === undefined ? name : `${name} → ${instead}`))
}

function unknownComponent(name: string, { commandLine }: Context): Outcome {
  const names = components.map((component) => component.name)
  const suggestion = componentBringing(name)?.name ?? nearest(name, names)
  const params = { kind: 'component', name, suggestion } as const
  return outcomeOf({
    diagnostics: [diagnostic('spec/unknown-name', placeOfWord(commandLine, name), params)],
    sources: [commandLine],
  })
}
