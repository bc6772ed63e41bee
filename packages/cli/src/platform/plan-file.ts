// Reads a plan.json: what LLMFlow wrote and nobody changed is a plan, everything else is a finding.

import { diagnostic, isObject, type Diagnostic, type Plan, type PlanFault } from '@llmflow/spec'
import { version } from '../version.js'
import { digestOf } from './digest.js'

type ReadPlan = {
  readonly plan: Plan | undefined
  readonly diagnostics: readonly Diagnostic[]
}

export function readPlanFile(name: string, text: string): ReadPlan {
  const broken = (fault: PlanFault, detail = ''): ReadPlan => {
    const place = { document: name, offset: 0, length: 1 }
    return {
      plan: undefined,
      diagnostics: [diagnostic('spec/invalid-plan', place, { fault, detail })],
    }
  }
  const value = parseJson(text)
  if (value === undefined) return broken('not-json')
  if (!isObject(value) || depthOf(value) > depthMax) return broken('not-a-plan')
  const { digest, tool, ...plan } = value
  if (tool !== undefined && tool !== version)
    return broken('other-version', typeof tool === 'string' ? tool : '')
  if (!isPlan(plan)) return broken('not-a-plan', faultyFields(plan).join(', '))
  if (digest === undefined) return broken('no-digest')
  return digest === digestOf(plan) ? { plan, diagnostics: [] } : broken('edited')
}

/** A plan nests about ten levels deep, the values of an addon a few more. */
const depthMax = 64

/** Levels of nesting, counted without recursion because hostile text nests without end. */
function depthOf(value: object): number {
  let level: readonly object[] = [value]
  let depth = 0
  while (level.length > 0 && depth <= depthMax) {
    depth += 1
    level = level.flatMap((item) =>
      Object.values(item).filter(
        (child): child is object => typeof child === 'object' && child !== null,
      ),
    )
  }
  return depth
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    return undefined
  }
}

type FieldForm = 'text' | 'object' | 'list' | 'object or null'

/** The form of every field; what lies deeper is vouched for by the digest. */
const forms: { readonly [K in keyof Plan]: FieldForm } = {
  apiVersion: 'text',
  kind: 'text',
  name: 'text',
  release: 'text',
  kubernetesMinor: 'text',
  domain: 'text',
  registry: 'object or null',
  podSecurity: 'text',
  network: 'object',
  load: 'object',
  sizes: 'object',
  workloads: 'object',
  addons: 'object',
  namespaces: 'object',
  nodes: 'object',
  pools: 'object',
  hardware: 'object',
  placement: 'object',
  waiting: 'list',
  addresses: 'object',
  names: 'object',
  edges: 'list',
  certificates: 'object',
  secrets: 'object',
  images: 'object',
  alerts: 'list',
  dashboards: 'object',
  schedules: 'object',
  recovery: 'object',
  commands: 'object',
  tenants: 'object',
  priorities: 'object',
  parameters: 'list',
  service: 'object',
  reasons: 'object',
}

export function isPlan(value: { readonly [key: string]: unknown }): value is Plan {
  return faultyFields(value).length === 0
}

function faultyFields(value: { readonly [key: string]: unknown }): readonly string[] {
  if (value['apiVersion'] !== 'llmflow.io/v1') return ['apiVersion']
  if (value['kind'] !== 'Plan') return ['kind']
  return Object.entries(forms).flatMap(([name, form]) => (hasForm(value[name], form) ? [] : [name]))
}

function hasForm(value: unknown, form: FieldForm): boolean {
  if (form === 'text') return typeof value === 'string'
  if (form === 'list') return Array.isArray(value)
  return isObject(value) || (form === 'object or null' && value === null)
}
