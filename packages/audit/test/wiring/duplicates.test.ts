// Proves that an object under one name twice is told, and that environments and overlays are not.
import { describe, expect, it } from 'vitest'
import { duplicates } from '../../src/wiring/objects/duplicates.js'
import { documents, told } from './rule-findings.js'

const settings = (level: string, namespace = 'store'): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: ${namespace} }\ndata: { LEVEL: ${level} }\n`

describe('duplicates', () => {
  it('fails where one file says two things, and warns where it says one thing twice', () => {
    expect(told(duplicates, { 'a.yaml': documents(settings('1'), settings('2')) })).toEqual([
      'error wiring/duplicate-object: settings',
    ])
    expect(told(duplicates, { 'a.yaml': documents(settings('1'), settings('1')) })).toEqual([
      'warning wiring/duplicate-object: settings',
    ])
  })

  it('mentions two alike files of a folder once, and fails where all of it is applied', () => {
    const other = (level: string): string => settings(level).replace('settings', 'limits')
    const files = {
      'app/a.yaml': documents(settings('1'), other('1')),
      'app/b.yaml': documents(settings('2'), other('2')),
    }
    expect(told(duplicates, files)).toEqual(['info wiring/duplicate-object: settings'])
    expect(told(duplicates, files, true)).toEqual([
      'error wiring/duplicate-object: settings',
      'error wiring/duplicate-object: limits',
    ])
  })

  it('is silent on other namespaces, other folders, patches of a kustomization and hooks', () => {
    const kustomization =
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\npatches: [{ path: b.yaml }]\n'
    const hook = settings('1').replace('name:', 'annotations: { helm.sh/hook: test }, name:')
    for (const files of [
      { 'a.yaml': documents(settings('1'), settings('2', 'test')) },
      { 'base/a.yaml': settings('1'), 'overlays/test/a.yaml': settings('2') },
      { 'a.yaml': settings('1'), 'b.yaml': settings('2'), 'kustomization.yaml': kustomization },
      { 'a.yaml': documents(hook, hook.replace('LEVEL: 1', 'LEVEL: 2')) },
    ]) {
      expect(told(duplicates, files, true)).toEqual([])
    }
  })
})
