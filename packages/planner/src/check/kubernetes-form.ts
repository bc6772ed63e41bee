// Finds names and values of the open settings that the API server of Kubernetes refuses for their form.

import { diagnostic, pointer, type Diagnostic, type Pointer, type Pool } from '@llmflow/spec'
import type { Subject } from '../input.js'
import { choicesIn, type Choice } from './choices.js'
import type { Rule } from './rule.js'

type Form = { readonly pattern: RegExp; readonly expected: string }

const label = '([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)'

const variable: Form = {
  pattern: /^[-._A-Za-z][-._A-Za-z0-9]*$/,
  expected: 'a name of letters, digits and underscores, such as LOG_LEVEL',
}
const labelKey: Form = {
  pattern: new RegExp(`^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?(?=.{1,63}$)${label}$`),
  expected: 'a label such as llmflow.io/workload-type',
}
const labelValue: Form = {
  pattern: new RegExp(`^${label}?$`),
  expected: 'letters, digits, dashes, dots and underscores',
}
const quantity: Form = {
  pattern: /^\d+(\.\d+)?([numkMGTPE]|[KMGTPE]i|[eE]\d+)?$/,
  expected: 'a quantity such as 100, 500m or 200Gi',
}
const noValue: Form = { pattern: /^$/, expected: 'operator: Equal' }

/** A written text at its place, and the form that it must have. */
type Written = {
  readonly text: string
  readonly form: Form
  readonly at: Pointer
  readonly on: 'key' | 'value'
}

export const kubernetesForm: Rule = (subject) => {
  const { platform, inventory, inPlatform, inInventory } = subject
  const ofPlatform = [...choicesIn(platform).flatMap(writtenFor), ...quotas(subject)]
  const ofInventory = (inventory?.pools ?? []).flatMap(writtenIn)
  return [
    ...judge(ofPlatform, inPlatform),
    ...judge(ofInventory, inInventory),
    ...olderMinor(subject),
  ]
}

/** The files are those of the release’s minor; later ones still take them, earlier ones were never promised. */
function olderMinor({ inventory, release, inInventory }: Subject): readonly Diagnostic[] {
  const minor = inventory?.kubernetes?.minor
  const numberOf = (text: string): number => Number(text.split('.')[1])
  if (minor === undefined || numberOf(minor) >= numberOf(release.kubernetesMinor)) return []
  const params = { value: minor, expected: `at least ${release.kubernetesMinor}` }
  return [diagnostic('spec/invalid-value', inInventory('/kubernetes/minor'), params)]
}

function judge(written: readonly Written[], place: Subject['inPlatform']): readonly Diagnostic[] {
  return written
    .filter(({ text, form }) => !form.pattern.test(text))
    .map(({ text, form, at, on }) => {
      const params = { value: JSON.stringify(text), expected: form.expected }
      return diagnostic('spec/invalid-value', place(at, on), params)
    })
}

function writtenFor({ choice, at }: Choice): readonly Written[] {
  const tolerations = (choice.tolerations ?? []).flatMap(({ key, operator, value }, index) => {
    const place = `${at}${pointer('tolerations', index)}`
    const form = operator === 'Exists' ? noValue : labelValue
    // An empty key with Exists is every taint.
    return [
      ...(key === '' && operator === 'Exists' ? [] : [keyOf(key, `${place}/key`, 'value')]),
      ...(value === undefined
        ? []
        : [{ text: value, form, at: `${place}/value`, on: 'value' } as const]),
    ]
  })
  return [
    ...Object.keys(choice.env ?? {}).map((name): Written => {
      return { text: name, form: variable, at: `${at}${pointer('env', name)}`, on: 'key' }
    }),
    ...labels(choice.nodeSelector ?? {}, `${at}/nodeSelector`),
    ...tolerations,
  ]
}

function writtenIn(pool: Pool, index: number): readonly Written[] {
  const at = pointer('pools', index)
  return [
    ...labels(pool.labels, `${at}/labels`),
    ...pool.taints.flatMap(({ key, value = '' }, position): readonly Written[] => {
      const place = `${at}${pointer('taints', position)}`
      return [keyOf(key, `${place}/key`, 'value'), valueOf(value, `${place}/value`)]
    }),
  ]
}

const labels = (record: { readonly [key: string]: string }, at: Pointer): readonly Written[] =>
  Object.entries(record).flatMap(([key, value]) => {
    const place = `${at}${pointer(key)}`
    return [keyOf(key, place, 'key'), valueOf(value, place)]
  })

const keyOf = (text: string, at: Pointer, on: 'key' | 'value'): Written => ({
  text,
  form: labelKey,
  at,
  on,
})

const valueOf = (text: string, at: Pointer): Written => ({
  text,
  form: labelValue,
  at,
  on: 'value',
})

function quotas({ platform }: Subject): readonly Written[] {
  return platform.tenants.flatMap(({ quota }, index) =>
    Object.entries(quota ?? {}).map(([item, value]): Written => {
      const at = pointer('tenants', index, 'quota', item)
      return { text: `${value}`, form: quantity, at, on: 'value' }
    }),
  )
}
