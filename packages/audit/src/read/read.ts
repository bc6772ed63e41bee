// Reads every file of an audit: finds out what each text is and gives it to the reader of that form.

import {
  diagnostic,
  type Diagnostic,
  fieldOfValue,
  readFields,
  textAt,
  wholeText,
  type Excerpt,
  type Field,
  type Json,
} from '@llmflow/spec'
import { panelsOf } from '../graph/expressions.js'
import type { Configuration, Form, KubernetesObject } from '../graph/graph.js'
import { isKnownKind } from '../graph/kinds.js'
import { isObject, objectsOf } from '../graph/objects.js'
import type { AuditFile } from '../input.js'
import { isInstallList } from './addons.js'
import { isChart, readChart, readTree } from './chart.js'
import { emptyCollection, type Collection, type Text } from './collection.js'
import { isComposition, readComposition } from './compose.js'
import { configurationOfField, readConfiguration } from './configuration/configuration.js'
import { readEnvironmentFile } from './environment-file.js'
import {
  isFilledInFirst,
  isMeantForUs,
  isTemplateText,
  readerOf,
  type Reader,
  structuredLanguages,
} from './forms.js'
import { isKustomization } from './kustomization.js'
import { fencesOf, nameInComment } from './markdown.js'
import { isPromise, promisedSecretsOf } from './promised-secrets.js'
import { unreadTemplates } from './templates.js'
import { isValues, readValues } from './values.js'

/** Texts in texts: a fence in a ConfigMap in a fence is the third. */
const depthMax = 4

export function readFiles(files: readonly AuditFile[]): Collection {
  const collection = emptyCollection()
  for (const file of files) {
    if ('object' in file) readBuilt(collection, file.name, file.object)
    else readText(collection, textOfFile(file.name, wholeText(file.name, file.text)))
  }
  collection.diagnostics.push(...unreadTemplates(collection.files))
  return collection
}

const textOfFile = (document: string, excerpt: Excerpt): Text => ({
  document,
  name: document.split('/').at(-1) ?? document,
  excerpt,
  language: undefined,
  holder: undefined,
  depth: 0,
})

function readBuilt(collection: Collection, document: string, object: Json): void {
  const excerpt = textAt('', { document, pointer: '', on: 'value' })
  readDocument(collection, textOfFile(document, excerpt), fieldOfValue(document, object))
}

/** What each reader does with a text. */
const textReaders: { readonly [R in Reader]: (collection: Collection, text: Text) => void } = {
  markdown: readMarkdown,
  structured: readStructured,
  lines: readLines,
  environment: (collection, text) => {
    note(collection, text, 'environment')
    collection.environmentFiles.push(readEnvironmentFile(text.name, text.excerpt))
  },
  script: (collection, text) => {
    note(collection, text, 'script')
    collection.shells.push(text.excerpt)
  },
  query: (collection, text) => {
    note(collection, text, 'query')
    collection.queries.push(text.excerpt)
  },
}

function readText(collection: Collection, text: Text): void {
  if (text.depth > depthMax || text.excerpt.text.trim() === '') return
  const reader = readerOf(text)
  if (reader !== 'markdown' && isTemplateText(text)) note(collection, text, 'template')
  else textReaders[reader](collection, text)
}

function readMarkdown(collection: Collection, text: Text): void {
  note(collection, text, 'markdown')
  for (const { language, excerpt } of fencesOf(text.excerpt)) {
    readText(collection, {
      ...text,
      name: nameInComment(excerpt.text),
      excerpt,
      language,
      depth: text.depth + 1,
    })
  }
}

/** Configuration in lines, a drawing of a chart's files, or nothing that is known. */
function readLines(collection: Collection, text: Text): void {
  if (readMislabelled(collection, text)) return
  const configurations = readConfiguration(text.name, text.excerpt)
  const tree = configurations.length === 0 ? readTree(text.excerpt) : undefined
  if (tree !== undefined) collection.charts.push(tree)
  addConfigurations(collection, text, configurations)
  if (configurations.length === 0) note(collection, text, tree === undefined ? 'unknown' : 'tree')
}

function addConfigurations(
  collection: Collection,
  text: Text,
  configurations: readonly Configuration[],
): void {
  const namespace = text.holder?.namespace ?? ''
  for (const configuration of configurations) {
    note(collection, { ...text, ...configuration }, 'configuration')
    collection.configurations.push({ ...configuration, namespace })
  }
}

function readStructured(collection: Collection, text: Text): void {
  if (readMislabelled(collection, text)) return
  const { documents, diagnostics } = hasComments(text)
    ? { documents: [], diagnostics: [] }
    : readFields(text.excerpt)
  const isLoud = diagnostics.length > 0 && hasToBeWhole(text)
  collection.diagnostics.push(
    ...diagnostics.map((finding) =>
      isLoud && !isLessIndented(finding, text)
        ? finding
        : { ...finding, severity: 'info' as const },
    ),
  )
  if (documents.length === 0) note(collection, text, 'unknown')
  for (const field of documents) readDocument(collection, text, field)
}

/** kubectl takes lines of a quoted text that are not indented, which YAML forbids; then every quote is closed. */
function isLessIndented({ code, params }: Diagnostic, { excerpt }: Text): boolean {
  if (code !== 'spec/yaml-syntax' || !('fault' in params)) return false
  return params.fault === 'quote-open' && excerpt.text.split(params.detail).length % 2 === 1
}

/** Documents about files leave things out, as `...` does; a file itself has to be whole where somebody will read it. */
function hasToBeWhole(text: Text): boolean {
  if (text.language !== undefined || text.holder !== undefined) return false
  return isMeantForUs(text) && !isFilledInFirst(text.excerpt.text)
}

/** JSON with comments belongs to editors and compilers: no program that is audited reads such files. */
const hasComments = ({ name, excerpt: { text } }: Text): boolean =>
  name.endsWith('.json') && /^\s*\/[/*]/m.test(text)

/** A fence marked as YAML that holds lines for another program: who copies it gets a file that cannot be read. */
function readMislabelled(collection: Collection, text: Text): boolean {
  const { language = '', excerpt, name } = text
  if (!structuredLanguages.has(language)) return false
  const found = readConfiguration(name, excerpt).filter(({ root }) => root === undefined)
  if (found.length === 0) return false
  collection.diagnostics.push(
    diagnostic('audit/mislabelled-block', excerpt.place(0, 1), {
      language,
      formats: [...new Set(found.map(({ role }) => role))],
      files: found.length,
    }),
  )
  addConfigurations(collection, text, found)
  return true
}

/** One document of YAML or JSON, or an object that was built in memory. */
function readDocument(collection: Collection, text: Text, field: Field): void {
  const configuration = configurationIn(text, field)
  if (configuration !== undefined) {
    addConfigurations(collection, text, [configuration])
    return
  }
  const form = formOfDocument(text, field)
  note(collection, text, form)
  documentReaders[form]?.(collection, text, field)
}

function configurationIn({ name, excerpt }: Text, field: Field): Configuration | undefined {
  return isObject(field) ? undefined : configurationOfField(name, field, excerpt)
}

/** What is kept of a document of each form. */
const documentReaders: {
  readonly [F in Form]?: (collection: Collection, text: Text, field: Field) => void
} = {
  kubernetes: readObjects,
  kustomization: ({ kustomizations }, { document }, field) => {
    kustomizations.push({ document, field })
  },
  compose: ({ compositions }, _, field) => {
    compositions.push(readComposition(field))
  },
  values: ({ values }, { document, name }, field) => {
    values.push(readValues(document, name, field))
  },
  chart: ({ charts }, _, field) => {
    charts.push(readChart(field))
  },
  rules: ({ rules }, { holder }, field) => {
    rules.push({ field, namespace: holder?.namespace ?? '' })
  },
  dashboard: ({ dashboards }, { name }, field) => {
    const isWrapped = field.get('panels').value === undefined
    const root = isWrapped ? field.get('dashboard') : field
    dashboards.push({ name: root.get('title').text ?? name, root, isWrapped })
  },
  unknown: ({ promisedSecrets, installLists }, { document }, field) => {
    promisedSecrets.push(...promisedSecretsOf(field))
    if (isInstallList(field)) installLists.push({ document, field })
  },
}

function formOfDocument(text: Text, field: Field): Form {
  if (isKustomization(text.name, field)) return 'kustomization'
  // What a ConfigMap holds is read by a program, not applied to the cluster.
  if (isObject(field)) return text.holder === undefined ? 'kubernetes' : 'unknown'
  if (isPromise(field) || isInstallList(field)) return 'unknown'
  if (isDashboard(field)) return 'dashboard'
  if (field.get('groups').items.some((group) => group.get('rules').value !== undefined)) {
    return 'rules'
  }
  if (text.holder !== undefined) return 'unknown'
  if (isComposition(field)) return 'compose'
  if (isChart(text.name, field)) return 'chart'
  return isValues(text.document, text.name, field) ? 'values' : 'unknown'
}

function isDashboard(field: Field): boolean {
  const root = field.get('panels').value === undefined ? field.get('dashboard') : field
  return panelsOf(root).some(
    (panel) => panel.get('type').text !== undefined && panel.get('title').value !== undefined,
  )
}

function readObjects(collection: Collection, text: Text, field: Field): void {
  for (const object of objectsOf(field)) {
    collection.objects.push(object)
    if (!isKnownKind(object.apiVersion, object.kind)) tellUnknown(collection, object)
    if (object.kind === 'ConfigMap') readEntries(collection, text, object)
    if (object.kind === 'PrometheusRule') {
      collection.rules.push({ field: object.field.get('spec'), namespace: object.namespace })
    }
  }
}

function tellUnknown(collection: Collection, { kind, apiVersion, field }: KubernetesObject): void {
  const isTold = collection.diagnostics.some(
    ({ code, params }) =>
      code === 'audit/unknown-kind' &&
      'apiVersion' in params &&
      params.kind === kind &&
      params.apiVersion === apiVersion,
  )
  if (isTold) return
  const place = field.get('kind').place
  collection.diagnostics.push(diagnostic('audit/unknown-kind', place, { kind, apiVersion }))
}

function readEntries(collection: Collection, text: Text, holder: KubernetesObject): void {
  for (const { key, field } of holder.field.get('data').entries) {
    readText(collection, {
      document: text.document,
      name: key,
      excerpt: field.excerpt,
      language: undefined,
      holder,
      depth: text.depth + 1,
    })
  }
}

/** A text is noted once for each form that it holds, however many documents of that form. */
function note(collection: Collection, text: Text, form: Form): void {
  const { document, name, excerpt, language } = text
  const isNoted = collection.files.findLast(
    (file) => file.excerpt !== excerpt || file.form === form,
  )
  if (isNoted?.excerpt === excerpt) return
  collection.files.push({
    document,
    name,
    form,
    excerpt,
    ...(language === undefined ? {} : { fence: language }),
  })
}
