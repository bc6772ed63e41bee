// Renders plans as an umbrella chart: the base, and what each environment has different.

import type { Files, Plan, RenderedFile } from '@llmflow/spec'
import { secretsList } from '../secrets-list.js'
import { imageFiles } from '../images.js'
import { addonFiles } from '../kubernetes/addons.js'
import { runbookFiles } from '../runbook/runbook.js'
import { chartFiles, includedFile } from './chart.js'
import { fixedModels, restOfSizes } from './limits.js'
import { notesFile } from './notes.js'
import { ownSettings } from './own-settings.js'
import { schemaOf } from './schema.js'
import type { Setting } from './settings.js'
import { baseEnvironment, mergedTemplates, printPlan, type PrintedPlan } from './templates.js'
import { differing, printValues, treeOf } from './values.js'

const folder = 'helm'

export function renderHelm(
  base: Plan,
  environments: { readonly [name: string]: Plan } = {},
): Files {
  const first = printPlan(baseEnvironment, base)
  const others = Object.entries(environments).map(([name, plan]) => printPlan(name, plan))
  const printed = [first, ...others]
  const components = [...new Set(printed.flatMap((one) => [...one.components]))].toSorted()
  const settingsIn = (one: PrintedPlan): readonly Setting[] => [
    ...ownSettings(one.environment, printed, components),
    ...one.settings.values(),
  ]
  const settings = settingsIn(first)
  const known = new Map(
    printed.toReversed().flatMap((one) => settingsIn(one).map((own) => [own.place.join('.'), own])),
  )
  const chart: readonly RenderedFile[] = [
    ...chartFiles(base, components),
    { path: 'values.yaml', text: `${heading}${printValues(treeOf(settings))}` },
    ...others.map((one) => ({
      path: `values-${one.environment}.yaml`,
      text: printValues(treeOf(differing(settings, settingsIn(one)))),
    })),
    {
      path: 'values.schema.json',
      text: `${JSON.stringify(schemaOf(treeOf([...known.values()])), undefined, 2)}\n`,
    },
    includedFile,
    notesFile(base, first.settings),
    ...mergedTemplates(printed),
  ]
  const files = [
    ...chart.map((file) => ({ ...file, path: `${folder}/${file.path}` })),
    secretsList(base, 'secrets.required.json'),
    ...imageFiles(base),
    ...runbookFiles(base, 'kubernetes'),
    ...addonFiles(base),
  ].toSorted(byPath)
  return { target: 'helm', files }
}

const heading = [...fixedModels.english, ...restOfSizes.english, '']
  .map((line) => (line === '' ? '\n' : `# ${line}\n`))
  .join('')

const byPath = (left: RenderedFile, right: RenderedFile): number =>
  left.path < right.path ? -1 : Number(left.path > right.path)
