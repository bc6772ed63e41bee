// The tree: its paths, its list, its text, and what must not depend on anything but the plan.

import { describe, expect, it } from 'vitest'
import { printYaml, readDocument, type RenderedFile } from '@llmflow/spec'
import { renderKubernetes } from '@llmflow/render'
import { platform } from './platform.js'
import { planOf, workloadOf } from './plans.js'
import { labelsAt, objectAt, pathsOf, renderedObjects, templateOf } from './tree.js'

const { files } = renderKubernetes(platform)
const isManifest = ({ path }: RenderedFile): boolean =>
  path.endsWith('.yaml') && !path.startsWith('addons/')

describe('the tree', () => {
  it('keeps the manifests in a folder of their own, with addons, secrets and the runbook beside it', () => {
    const folders = new Set(files.map(({ path }) => path.split('/')[0]))
    expect([...folders]).toEqual(['addons', 'docs', 'kubernetes', 'secrets.required.json'])
    expect(files.map(({ path }) => path)).toContain('kubernetes/kustomization.yaml')
  })

  it('puts each object under its namespace, and what has none under _cluster', () => {
    const paths = pathsOf(platform)
    expect(paths).toContain('llmflow-system/deployment-dify-api.yaml')
    expect(paths).toContain('_cluster/namespace-llmflow-system.yaml')
    expect(paths).toContain('_cluster/priorityclass-llmflow-1000.yaml')
    expect(new Set(paths).size).toBe(paths.length)
  })

  it('lists every manifest and nothing else in kustomization.yaml', () => {
    expect(objectAt(platform, 'kustomization.yaml')).toEqual({
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: renderedObjects(platform).map(({ path }) => path),
    })
  })

  it.each(files.filter(isManifest))(
    '$path is one document, with its kind at the first column',
    ({ text }) => {
      expect(text.match(/^kind: /gm)).toHaveLength(1)
      expect(text).not.toMatch(/^---/m)
    },
  )

  it.each(files.filter(({ object }) => object !== undefined))(
    '$path reads back as the object that it was printed from',
    ({ path, text, object }) => {
      const { diagnostics, document } = readDocument(path, text)
      expect(diagnostics).toEqual([])
      expect(document?.value).toEqual(object)
    },
  )

  it('is a function of the plan alone', () => {
    expect(renderKubernetes(structuredClone(platform))).toEqual(renderKubernetes(platform))
  })

  it('does not depend on the order of the workloads', () => {
    const workloads = Object.fromEntries(Object.entries(platform.workloads).toReversed())
    expect(renderKubernetes({ ...platform, workloads })).toEqual(renderKubernetes(platform))
  })

  it('gives each workload in the cluster one controller, and machines none', () => {
    const controllers = renderedObjects(platform).flatMap((object) =>
      templateOf(object) === undefined
        ? []
        : [labelsAt(object.place, 'metadata', 'labels')['app.kubernetes.io/name']],
    )
    const inCluster = Object.values(platform.workloads).filter(({ runsOn }) => runsOn === 'cluster')
    expect(controllers).toHaveLength(inCluster.length)
    expect(new Set(controllers)).toEqual(new Set(inCluster.map(({ id }) => id)))
  })

  it('leaves alone the namespaces that every cluster has', () => {
    expect(pathsOf(platform)).not.toContain('_cluster/namespace-kube-system.yaml')
  })

  it('refuses a plan in which one file would overwrite another', () => {
    const port = { name: 'a', number: 80, scheme: 'tcp' } as const
    const plan = planOf([
      workloadOf('a', { ports: [{ ...port, internal: true }] }),
      workloadOf('a-peers', { ports: [port] }),
    ])
    expect(() => renderKubernetes(plan)).toThrow('service-a-peers.yaml is rendered once')
  })
})

describe('addons', () => {
  it('are listed after what they need', () => {
    expect(objectAt(platform, 'addons/install.yaml')).toEqual({
      addons: [
        {
          name: 'cert-manager',
          chart: 'cert-manager',
          repository: 'https://charts.jetstack.io',
          version: '1.16.0',
          digest: 'sha256:0000',
          namespace: 'cert-manager',
          values: 'cert-manager/values.yaml',
          after: [],
        },
        {
          name: 'kube-prometheus-stack',
          chart: 'kube-prometheus-stack',
          repository: 'https://prometheus-community.github.io/helm-charts',
          version: '66.0.0',
          namespace: 'llmflow-monitoring',
          values: 'kube-prometheus-stack/values.yaml',
          after: ['cert-manager'],
        },
      ],
    })
    expect(objectAt(platform, 'addons/cert-manager/values.yaml')).toEqual({
      crds: { enabled: true },
    })
  })
})

describe('secrets', () => {
  it('are listed without a value, and never rendered', () => {
    expect(renderedObjects(platform).filter(({ kind }) => kind === 'Secret')).toEqual([])
    expect(objectAt(platform, 'secrets.required.json')).toMatchObject({
      secrets: [
        {
          name: 'postgresql',
          namespaces: ['llmflow-system'],
          keys: [{ key: 'password', format: 'alphanumeric', length: 32 }],
          consumers: ['dify-api'],
        },
        { name: 'redis' },
        { name: 'llmflow-ca' },
        { name: 'harbor' },
      ],
    })
  })
})

describe('printed YAML', () => {
  it('quotes what a YAML 1.1 reader would take for something else', () => {
    const tricky = { a: 'yes', b: '012', c: '22:00', d: '1e3', e: 'null', f: '0o17', g: 'v1.29' }
    expect(printYaml(tricky)).toBe(
      'a: "yes"\nb: "012"\nc: "22:00"\nd: "1e3"\ne: "null"\nf: "0o17"\ng: v1.29\n',
    )
  })

  it('repeats what is the same instead of pointing at it', () => {
    const same = { key: 'value' }
    expect(printYaml([same, same])).toBe('- key: value\n- key: value\n')
  })

  it('never folds a line', () => {
    const line = 'word '.repeat(60).trim()
    expect(printYaml({ line })).toBe(`line: ${line}\n`)
  })
})
