import { describe, expect, it } from 'vitest'
import { hooksWithoutPods, literalPatterns, resourcesLeftOut } from '../../src/backup/velero.js'
import type { AuditRule } from '../../src/rule.js'
import { findings } from '../metrics/findings.js'

const schedule = (template: string, name = 'nightly') => `apiVersion: velero.io/v1
kind: Schedule
metadata: { name: ${name}, namespace: velero }
spec:
  schedule: 0 2 * * *
  template: { ${template} }
`
const found = (rule: AuditRule, template: string, more = {}) =>
  findings(rule, { 's.yaml': schedule(template), ...more })

const hooks = 'hooks: { resources: [{ name: freeze, pre: [{ exec: { command: [sync] } }] }] }'

describe('hooksWithoutPods', () => {
  it('reports hooks of a backup that leaves pods out', () => {
    expect(found(hooksWithoutPods, `excludedResources: [events, pods], ${hooks}`)).toEqual([
      'error backup/hook-never-runs: pods',
    ])
    expect(found(hooksWithoutPods, `includedResources: [secrets], ${hooks}`)).toEqual([
      'error backup/hook-never-runs: freeze',
    ])
  })

  it('says nothing where pods are in, or no hooks', () => {
    expect(found(hooksWithoutPods, hooks)).toEqual([])
    expect(found(hooksWithoutPods, `includedResources: [pods, secrets], ${hooks}`)).toEqual([])
    expect(found(hooksWithoutPods, `includedResources: ['*'], ${hooks}`)).toEqual([])
    expect(found(hooksWithoutPods, 'excludedResources: [pods]')).toEqual([])
  })
})

describe('literalPatterns', () => {
  const velero = (tag: string) => ({
    'velero.yaml': `apiVersion: v1
kind: Pod
metadata: { name: velero }
spec: { containers: [{ name: velero, image: 'velero/velero:${tag}' }] }
`,
  })

  it('reports a pattern by what is known of the version', () => {
    const pattern = 'includedNamespaces: [shop, tenant-*]'
    expect(found(literalPatterns, pattern)).toEqual(['warning backup/literal-pattern: tenant-*'])
    expect(found(literalPatterns, pattern, velero('v1.15.2'))).toEqual([
      'error backup/literal-pattern: tenant-*',
    ])
    expect(found(literalPatterns, pattern, velero('v1.18.0'))).toEqual([])
  })

  it('says nothing of names and of a star alone', () => {
    expect(found(literalPatterns, "includedNamespaces: ['*'], excludedNamespaces: [a]")).toEqual([])
  })
})

describe('resourcesLeftOut', () => {
  const map = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: shop }\n'
  const policy =
    'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: a, namespace: shop }\n'
  const narrow = 'includedNamespaces: [shop], includedResources: [configmaps]'

  it('reports kinds that are there and not listed', () => {
    expect(found(resourcesLeftOut, narrow, { 'a.yaml': `${map}---\n${policy}` })).toEqual([
      'warning backup/resources-left-out: includedResources',
    ])
  })

  it('is a note where another backup takes all', () => {
    const other = schedule('includedNamespaces: [shop]', 'all')
    expect(found(resourcesLeftOut, narrow, { 'a.yaml': policy, 'b.yaml': other })).toEqual([
      'info backup/resources-left-out: includedResources',
    ])
  })

  it('says nothing where all kinds are listed, or other namespaces', () => {
    expect(found(resourcesLeftOut, narrow, { 'a.yaml': map })).toEqual([])
    expect(found(resourcesLeftOut, narrow, { 'a.yaml': policy.replace('shop', 'other') })).toEqual(
      [],
    )
    expect(
      found(
        resourcesLeftOut,
        'includedNamespaces: [shop], includedResources: [networkpolicies.networking.k8s.io]',
        { 'a.yaml': policy },
      ),
    ).toEqual([])
  })
})
