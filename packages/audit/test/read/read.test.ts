import { audit } from '@llmflow/audit'
import { describe, expect, it } from 'vitest'
import { buildGraph } from '../../src/graph/build.js'
import type { Graph } from '../../src/graph/graph.js'
import type { AuditFile } from '../../src/input.js'
import { readFiles } from '../../src/read/read.js'

const graphOf = (files: readonly AuditFile[]): Graph => buildGraph(readFiles(files), false)
const graphOfText = (name: string, text: string): Graph => graphOf([{ name, text }])
const fence = (language: string, text: string): string => `\`\`\`${language}\n${text}\`\`\`\n`

const deployment = [
  'apiVersion: apps/v1',
  'kind: Deployment',
  'metadata: { name: web, namespace: shop }',
  'spec:',
  '  template:',
  '    spec:',
  '      containers:',
  '        - name: web',
  '          image: nginx:1.27.3',
  '          envFrom: [{ configMapRef: { name: settings } }]',
  '          volumeMounts: [{ name: files, mountPath: /etc/web }]',
  '      volumes: [{ name: files, configMap: { name: settings } }]',
  '',
].join('\n')

const settings = [
  'apiVersion: v1',
  'kind: ConfigMap',
  'metadata: { name: settings, namespace: shop }',
  'data:',
  '  MODE: fast',
  '',
].join('\n')

describe('objects', () => {
  it('make pods, whose processes know variables and files of ConfigMaps', () => {
    const [process] = graphOfText('web.yaml', `${deployment}---\n${settings}`).processes
    expect(process).toMatchObject({
      name: 'web',
      namespace: 'shop',
      isEnvironmentKnown: true,
      environment: [{ name: 'MODE', value: 'fast' }],
      files: [{ path: '/etc/web/MODE' }],
    })
  })

  it('leave variables unknown when their ConfigMap is not there', () => {
    const [process] = graphOfText('web.yaml', deployment).processes
    expect(process?.isEnvironmentKnown).toBe(false)
  })

  it('in a List are objects of their own', () => {
    const list =
      'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Secret\n    metadata: { name: a }\n'
    expect(graphOfText('list.yaml', list).objects.map(({ kind }) => kind)).toEqual(['Secret'])
  })

  it('are the same when they were built in memory', () => {
    const object = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a', namespace: 'n' } }
    expect(graphOf([{ name: 'a.yaml', object }]).objects).toMatchObject([
      { kind: 'Service', name: 'a', namespace: 'n' },
    ])
  })
})

describe('a document in Markdown', () => {
  it('is read by the languages and names of its fences', () => {
    const text = [
      '# Guide',
      fence('yaml', deployment),
      fence('bash', 'kubectl get pods -A\n'),
      fence('bash', '# .env\nPASSWORD=secret\n'),
      fence('promql', 'up == 0\n'),
    ].join('\n')
    const graph = graphOfText('guide.md', text)
    expect(graph.objects.map(({ name }) => name)).toEqual(['web'])
    expect(graph.scripts.map(({ commands }) => commands.length)).toEqual([1])
    expect(graph.expressions).toMatchObject([{ use: 'query', excerpt: { text: 'up == 0\n' } }])
    expect(graph.environmentFiles.map(({ name }) => name)).toEqual(['.env'])
  })

  it('in a ConfigMap in a document still has its scripts, at their places', () => {
    const inner = '    ```bash\n    pg_restore -d app dump\n    ```\n'
    const map = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: runbook }\ndata:\n  steps.md: |\n    # Steps\n${inner}`
    const text = `# Runbooks\n\n${fence('yaml', map)}`
    const [script] = graphOfText('guide.md', text).scripts
    expect(script?.source).toBe('runbook')
    expect(script?.commands[0]?.place).toMatchObject({ offset: text.indexOf('pg_restore') })
  })

  it('is told when a fence holds files of another language than it says', () => {
    const lines = '# sentinel.conf\nport 26379\nsentinel monitor main 10.0.0.1 6379 2\n'
    const { diagnostics } = readFiles([{ name: 'guide.md', text: fence('yaml', lines) }])
    expect(diagnostics.map(({ code }) => code)).toEqual(['audit/mislabelled-block'])
    const marked = readFiles([{ name: 'guide.md', text: fence('ini', lines) }])
    expect(marked.diagnostics).toEqual([])
    expect(marked.configurations.map(({ role }) => role)).toEqual(['sentinel'])
  })

  it('may leave out what it cites, a file may not', () => {
    const cut = 'apiVersion: v1\nspec: [1\n'
    const cited = readFiles([{ name: 'guide.md', text: fence('yaml', cut) }]).diagnostics
    const whole = readFiles([{ name: 'file.yaml', text: cut }]).diagnostics
    expect(cited.map(({ severity }) => severity)).toEqual(['info'])
    expect(whole.map(({ severity }) => severity)).toEqual(['error'])
  })
})

describe('what is not read', () => {
  it.each(['image: {{ .Values.image }}\n', 'name: {{ include "web.name" . }}\n'])(
    'is said to be a template: %s',
    (text) => {
      const { diagnostics } = readFiles([{ name: 'templates/a.yaml', text }])
      expect(diagnostics.map(({ code }) => code)).toEqual(['audit/unread-template'])
    },
  )

  it('is said once for the templates of a chart', () => {
    const text = 'image: {{ .Values.image }}\n'
    const files = ['web/templates/a.yaml', 'web/templates/b.yaml', 'other.yaml']
    const { diagnostics } = readFiles(files.map((name) => ({ name, text })))
    expect(diagnostics.map(({ params }) => params)).toEqual([
      { file: 'web/templates', files: 2, reason: 'no-helm' },
      { file: 'other.yaml', files: 1, reason: 'no-helm' },
    ])
  })

  it('is no template only because values speak of one, or hold one in quotes', () => {
    const text = '# see {{ .Values.name }}\nname: "{{ .Release.Name }}-web"\n'
    expect(readFiles([{ name: 'values.yaml', text }]).diagnostics).toEqual([])
  })

  it('is no template only because an alert fills its text in', () => {
    const rule =
      'groups: [{ name: a, rules: [{ alert: Down, expr: up == 0, annotations: { summary: "{{ $labels.job }}" } }] }]\n'
    const graph = graphOfText('rules.yaml', rule)
    expect(graph.expressions).toMatchObject([{ use: 'alert', name: 'Down' }])
  })

  it('is named when its kind is not known, once', () => {
    const one = (name: string): string =>
      `apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: ${name} }\n`
    const { diagnostics } = readFiles([{ name: 'a.yaml', text: `${one('a')}---\n${one('b')}` }])
    expect(diagnostics.map(({ code }) => code)).toEqual(['audit/unknown-kind'])
  })

  it('is known by its kind where the rest of its group is not', () => {
    const one = (kind: string): string =>
      `apiVersion: cilium.io/v2alpha1\nkind: ${kind}\nmetadata: { name: a }\n`
    const kinds = ['CiliumLoadBalancerIPPool', 'CiliumL2AnnouncementPolicy', 'CiliumNetworkPolicy']
    const { diagnostics } = readFiles([{ name: 'a.yaml', text: kinds.map(one).join('---\n') }])
    expect(diagnostics.map(({ params }) => params)).toEqual([
      { kind: 'CiliumNetworkPolicy', apiVersion: 'cilium.io/v2alpha1' },
    ])
  })
})

describe('a kustomization', () => {
  const files = [
    { name: 'base/kustomization.yaml', text: 'resources: [secret.yaml]\n' },
    { name: 'base/secret.yaml', text: 'apiVersion: v1\nkind: Secret\nmetadata: { name: a }\n' },
    { name: 'over/kustomization.yaml', text: 'namespace: shop\nresources: [../base]\n' },
  ]

  it('puts what it takes in into its namespace', () => {
    expect(graphOf(files).objects).toMatchObject([{ kind: 'Secret', namespace: 'shop' }])
  })

  it('leaves alone what it does not take in', () => {
    expect(graphOf(files.slice(0, 2)).objects).toMatchObject([{ namespace: 'default' }])
  })
})

describe('an object that a kustomization patches', () => {
  const service = [
    'apiVersion: v1',
    'kind: Service',
    'metadata: { name: web, namespace: shop }',
    'spec: { selector: { app: web }, ports: [{ port: 80, targetPort: https }] }',
    '---',
    deployment
      .replace('spec:\n', 'spec:\n  selector: { matchLabels: { app: web } }\n')
      .replace('  template:\n', '  template:\n    metadata: { labels: { app: web } }\n'),
  ].join('\n')
  const severitiesOf = (kustomization: string) =>
    audit({
      files: [
        { name: 'kustomization.yaml', text: kustomization },
        { name: 'web.yaml', text: service },
      ],
    })
      .diagnostics.filter(({ code }) => code === 'wiring/target-port')
      .map(({ severity }) => severity)

  it('is not yet what is applied, so its faults are no errors', () => {
    expect(severitiesOf('resources: [web.yaml]\n')).toEqual(['error'])
    const patches = 'resources: [web.yaml]\npatches: [{ path: ports.yaml }]\n'
    expect(severitiesOf(patches)).toEqual(['warning'])
  })

  it('is not made by the patch', () => {
    const patched = graphOf([
      { name: 'kustomization.yaml', text: 'patches: [{ path: patch.yaml }]\n' },
      { name: 'patch.yaml', text: deployment },
    ])
    expect(patched.objects).toEqual([])
  })
})

describe('a file that is no YAML', () => {
  const severityOf = (name: string, text: string) =>
    audit({ files: [{ name, text }] })
      .diagnostics.filter(({ code }) => code === 'spec/yaml-syntax')
      .map(({ severity }) => severity)

  it('fails where a program would read it or a person would apply it', () => {
    expect(severityOf('pod.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: { name: a\n')).toEqual([
      'error',
    ])
    expect(severityOf('compose.yaml', 'services:\n  app: {\n')).toEqual(['error'])
    const alert =
      'groups:\n  - name: a\n    rules:\n      - expr: up == 0\n        annotations:\n          summary: {{ $labels.job }} is down\n'
    expect(severityOf('rules.yaml', alert)).toEqual(['error'])
  })

  it('is read by kubectl where only lines in quotes stand too far to the left', () => {
    const quoted = (end: string): string =>
      `apiVersion: v1\nkind: ConfigMap\ndata:\n  text: "one\n  two${end}\n`
    expect(severityOf('a.yaml', quoted('"'))).toEqual(['info'])
    expect(severityOf('a.yaml', quoted(''))).toEqual(['error'])
  })

  it('is none of ours when it is something else, or is filled in first', () => {
    expect(severityOf('results.json', '{"Action":"run"}\n{"Action":"pass"}\n')).toEqual(['info'])
    const pod = (image: string): string =>
      `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: ${image}\n`
    expect(severityOf('pod.yaml', pod('{username}/app:1.0'))).toEqual(['info'])
    expect(severityOf('pod.yaml', pod('{{ env "REGISTRY" }}/app:1.0'))).toEqual(['info'])
  })
})

describe('a dashboard', () => {
  const panel = {
    title: 'CPU',
    type: 'timeseries',
    targets: [{ expr: 'up', legendFormat: '{{job}}' }],
  }

  it('is read bare and wrapped', () => {
    const bare = graphOfText('a.json', JSON.stringify({ title: 'A', panels: [panel] }))
    const wrapped = graphOfText('a.json', JSON.stringify({ dashboard: { panels: [panel] } }))
    expect(bare.dashboards).toMatchObject([{ name: 'A', isWrapped: false }])
    expect(wrapped.dashboards).toMatchObject([{ name: 'a.json', isWrapped: true }])
    expect(wrapped.expressions).toMatchObject([{ use: 'panel', name: 'CPU' }])
  })
})
