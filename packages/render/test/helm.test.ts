// The chart: what may be set, what environments differ in, and what of the plan's text is none of Helm's.

import { describe, expect, it } from 'vitest'
import { edgeTo, gibibytes, readDocument, type Parameter, type Plan } from '@llmflow/spec'
import { renderHelm } from '@llmflow/render'
import { resolve } from '../src/template/resolve.js'
import { composed, hashed, parameter, whileEnabled } from '../src/template/template.js'
import { printTemplate } from '../src/helm/print.js'
import { platform } from './platform.js'
import { planOf, workloadOf } from './plans.js'
import { placeOf, textAt, at, numberAt } from './schemas/place.js'

const web = workloadOf('web', {
  component: 'shop',
  part: 'web',
  ports: [{ name: 'http', number: 80, scheme: 'http' }],
  files: [{ path: '/etc/web.conf', content: ['server=https://shop.example.com {{ x }}\n'] }],
  edges: [edgeTo('db', 'sql', 'orders')],
})
const database = workloadOf('db', {
  kind: 'stateful',
  ports: [{ name: 'sql', number: 5432, scheme: 'tcp' }],
  image: { repository: 'docker.io/example/db', tag: '1.0', asks: 'bash' },
  volumes: [
    {
      kind: 'persistent',
      name: 'data',
      path: '/data',
      size: gibibytes(10),
      accessMode: 'ReadWriteOnce',
    },
  ],
})

const parameterOf = (path: string, valuesPath: string, unit?: string): Parameter => ({
  path,
  valuesPath,
  schema: {},
  description: `What ${valuesPath} is`,
  ...(unit === undefined ? {} : { unit }),
})

const parameters = [
  parameterOf('/domain', 'global.domain'),
  parameterOf('/workloads/web/replicas/minimum', 'shop.web.replicas.minimum', 'count'),
  parameterOf('/workloads/web/image/tag', 'shop.web.image.tag'),
  parameterOf('/workloads/db/volumes/0/size', 'db.db.volumes.data.size', 'bytes'),
  parameterOf('/workloads/ghost/replicas/minimum', 'ghost.replicas.minimum'),
]

const shop = (wanted: Partial<Plan> = {}): Plan =>
  planOf([web, database], {
    parameters,
    images: {},
    names: { 'shop.example.com': { workload: 'web', port: 'http', purpose: 'customers' } },
    ...wanted,
  })

function textOf(
  path: string,
  plan = shop(),
  environments: { readonly [name: string]: Plan } = {},
): string {
  const file = renderHelm(plan, environments).files.find((one) => one.path === `helm/${path}`)
  return file?.text ?? ''
}

const valuesOf = (text: string): unknown => readDocument('values.yaml', text).document?.value

const deployment = 'charts/shop/templates/llmflow-system/deployment-web.yaml'

describe('a chart', () => {
  it('has a sub-chart for each component, which its switch turns off', () => {
    const place = placeOf(valuesOf(textOf('Chart.yaml')))
    expect(at(place, 'dependencies').value).toEqual([
      { name: 'db', version: '1.0.0', condition: 'db.enabled' },
      { name: 'shop', version: '1.0.0', condition: 'shop.enabled' },
    ])
    expect(textOf('charts/shop/Chart.yaml')).toContain('name: shop')
  })

  it('says of each value what it is and what it counts', () => {
    const values = textOf('values.yaml')
    expect(values).toContain(
      '      # What shop.web.replicas.minimum is (count).\n      minimum: 1\n',
    )
    expect(numberAt(placeOf(valuesOf(values)), 'shop', 'web', 'replicas', 'minimum')).toBe(1)
    expect(textAt(placeOf(valuesOf(values)), 'db', 'db', 'volumes', 'data', 'size')).toBe('10Gi')
  })

  it('has no value that nothing prints, and prints what is no value as it is', () => {
    expect(textOf('values.yaml')).not.toContain('ghost')
    expect(textOf(deployment)).toContain('replicas: {{ int64 $.Values.web.replicas.minimum }}')
    expect(textOf(deployment)).toContain(
      'image: docker.io/example/web:{{ $.Values.web.image.tag }}',
    )
    expect(textOf(deployment)).toContain('memory: 1Gi')
  })

  it('allows nothing unknown', () => {
    const schema: unknown = JSON.parse(textOf('values.schema.json'))
    const web = at(placeOf(schema), 'properties', 'shop', 'properties', 'web')
    expect(at(web, 'additionalProperties').value).toBe(false)
    expect(textAt(web, 'properties', 'replicas', 'properties', 'minimum', 'description')).toBe(
      'What shop.web.replicas.minimum is (count)',
    )
  })

  it('opens a door between two components while both are there', () => {
    const policy = textOf('templates/llmflow-system/networkpolicy-web.yaml')
    expect(policy).toMatch(/^\{\{- if \$\.Values\.shop\.enabled \}\}\n/)
    expect(policy).toContain('  egress:\n{{- if $.Values.db.enabled }}\n    - to:')
    expect(policy).toContain('{{- if not (or $.Values.db.enabled) }} []{{- end }}')
  })

  it('leaves names of others alone, and braces to whom they belong', () => {
    const other = {
      ...web,
      files: [
        { path: '/a', content: ['https://s3.example.com {{ x }} {{{ https://shop.example.com\n'] },
      ],
    }
    const text = textOf(
      'charts/shop/templates/llmflow-system/configmap-web-files.yaml',
      shop({ workloads: { web: other, db: database } }),
    )
    expect(text).toContain(
      'https://s3.example.com {{ `{{` }} x }} {{ `{{` }}{ https://shop.{{ $.Values.global.domain }}',
    )
  })

  it('tests what has a Service with an image that can knock, and opens the way', () => {
    const test = textOf('templates/tests/shop.yaml')
    expect(test).toContain('web.llmflow-system.svc.cluster.local/80')
    expect(test).toContain('image: docker.io/example/db:1.0')
    expect(test.match(/^kind: .*$/gm)).toEqual([
      'kind: Pod',
      'kind: NetworkPolicy',
      'kind: NetworkPolicy',
    ])
    const mute = { ...database, image: web.image }
    expect(textOf('templates/tests/shop.yaml', shop({ workloads: { web, db: mute } }))).toBe('')
  })

  it('has as many templates as the manifests have objects, a platform with everything included', () => {
    const { files } = renderHelm(platform)
    expect(files.filter(({ path }) => path.includes('/templates/')).length).toBeGreaterThan(60)
    expect(new Set(files.map(({ path }) => path)).size).toBe(files.length)
  })
})

describe('an environment', () => {
  const smaller = { ...web, replicas: { minimum: 3, maximum: 3 } }
  const otherFile = { ...web, files: [{ path: '/etc/web.conf', content: ['mode=test\n'] }] }
  const withWeb = (workload: typeof web): Plan =>
    shop({ workloads: { web: workload, db: database } })

  it('has the values that differ, and no others', () => {
    const environments = { test: withWeb(smaller) }
    expect(valuesOf(textOf('values-test.yaml', shop(), environments))).toEqual({
      global: { environment: 'test' },
      shop: { web: { replicas: { minimum: 3 } } },
    })
    expect(textOf(deployment, shop(), environments)).toBe(textOf(deployment))
  })

  it('has templates of its own where more differs than values', () => {
    const path = 'charts/shop/templates/llmflow-system/configmap-web-files.yaml'
    const text = textOf(path, shop(), { test: withWeb(otherFile) })
    expect(text).toContain('{{- if has $.Values.global.environment (list "") }}')
    expect(text).toContain('{{- if has $.Values.global.environment (list "test") }}')
    expect(text).toContain('mode=test')
    const same = textOf('charts/db/templates/llmflow-system/statefulset-db.yaml', shop(), {
      test: withWeb(otherFile),
    })
    expect(same).not.toContain('environment')
  })
})

describe('a hole', () => {
  const scope = { subchart: undefined, tenant: undefined, place: () => ['size'] }
  const size = parameter('/size', 'big')

  it('is filled by one target and left open by the other', () => {
    const template = { size, text: composed(['a ', size, '!']), list: [whileEnabled(['x'], 'one')] }
    expect(resolve(template)).toEqual({ size: 'big', text: 'a big!', list: ['one'] })
    expect(printTemplate(template, scope)).toBe(
      `size: {{ $.Values.size | quote }}
text: a {{ $.Values.size }}!
list:
{{- if $.Values.x.enabled }}
  - one
{{- end }}
{{- if not (or $.Values.x.enabled) }} []{{- end }}
`,
    )
  })

  it('changes a hash by its value and by what is around it', () => {
    const hashes = [
      hashed(['a', size], 8),
      hashed(['b', size], 8),
      hashed(['a', parameter('/size', 'small')], 8),
      hashed(['a', parameter('/other', 'big')], 8),
    ].map(resolve)
    expect(new Set(hashes).size).toBe(4)
    expect(hashes[0]).toMatch(/^[0-9a-f]{8}$/)
  })

  it('is told from text with the same private characters', () => {
    expect(printTemplate({ a: '\uE0000\uE001', size }, scope)).toContain('a: {{ "\uE000" }}0\uE001')
  })

  it('keeps blank lines at the end, which Helm would cut', () => {
    expect(printTemplate({ a: 'x {{ y\n\n' }, scope)).toBe('a: "x {{ `{{` }} y\\n\\n"\n')
  })
})
