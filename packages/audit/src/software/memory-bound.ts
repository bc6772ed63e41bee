// Compares the memory that a program's own settings let it take with what its container gets.

import { diagnostic, parseBytes, type Diagnostic, type Field } from '@llmflow/spec'
import type { AuditRule } from '../rule.js'
import { subjectsOf, type Subject } from './subject.js'
import type { Setting } from './settings.js'

export const memoryBound: AuditRule = (graph) =>
  subjectsOf(graph).flatMap((subject) => {
    const { memory = [] } = subject.software
    return memory.length === 0
      ? []
      : judge(
          subject,
          memory.map(({ anyOf }) => anyOf),
        )
  })

type Part = { readonly setting: Setting; readonly bytes: number }

function judge(subject: Subject, names: readonly (readonly string[])[]): readonly Diagnostic[] {
  const parts = names.flatMap((anyOf) => partOf(subject, anyOf) ?? [])
  const [first] = parts
  const resources = resourcesOf(subject)
  if (first === undefined || resources === undefined) return []
  const wanted = parts.reduce((sum, { bytes }) => sum + bytes, 0)
  const params = {
    software: subject.software.title,
    wanted: parts.map(({ setting }) => setting.value ?? '').join(' + '),
  }
  const place = first.setting.valuePlace
  const { limit, request } = resources
  const isKubernetes = subject.form !== 'compose'
  if (exceeds(wanted, limit, isKubernetes)) {
    const bound = { bound: limit?.text ?? '', isLimit: true }
    return [diagnostic('software/memory-exceeds-bound', place, { ...params, ...bound })]
  }
  if (!exceeds(wanted, request, isKubernetes)) return []
  const bound = { bound: request?.text ?? '', isLimit: false }
  const severity = 'warning'
  return [diagnostic('software/memory-exceeds-bound', place, { ...params, ...bound }, { severity })]
}

function exceeds(bytes: number, field: Field | undefined, isKubernetes: boolean): boolean {
  const text = field?.text ?? ''
  const bound = isKubernetes ? parseBytes(text) : bytesOf(text)
  return bound !== undefined && bytes > bound
}

function partOf(subject: Subject, anyOf: readonly string[]): Part | undefined {
  const settings = anyOf.flatMap((name) => subject.settings.named(name))
  // Two values for one setting, of two parts of a program: which one counts is not for us to say.
  const [setting, ...others] = settings
  if (setting?.value === undefined || others.length > 0) return undefined
  const bytes = bytesOf(setting.value)
  return bytes === undefined ? undefined : { setting, bytes }
}

/** Programs and Compose write `16g`, `16gb` and `16G` where Kubernetes writes `16Gi`: they count in steps of 1024. */
function bytesOf(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*([kmgt])b?$/i.exec(text.trim())
  if (match === null) return parseBytes(text)
  const exponent = 'kmgt'.indexOf((match[2] ?? 'k').toLowerCase()) + 1
  return Number(match[1]) * 1024 ** exponent
}

type Resources = { readonly limit: Field | undefined; readonly request: Field | undefined }

function resourcesOf({ process, form }: Subject): Resources | undefined {
  if (process === undefined) return undefined
  if (form === 'compose') {
    const { field } = process
    const limit = field.get('deploy', 'resources', 'limits', 'memory')
    return { limit: limit.value === undefined ? field.get('mem_limit') : limit, request: undefined }
  }
  const resources =
    form === 'values' ? onlyResources(process.field) : process.field.get('resources')
  if (resources === undefined) return undefined
  return { limit: resources.get('limits', 'memory'), request: resources.get('requests', 'memory') }
}

/** Values may keep resources under a key of their own: `core.resources`. More than one is for several programs. */
function onlyResources(block: Field): Field | undefined {
  const own = block.get('resources')
  if (own.value !== undefined) return own
  const below = block.entries
    .map(({ field }) => field.get('resources'))
    .filter(({ entries }) => entries.length > 0)
  return below.length === 1 ? below[0] : undefined
}
