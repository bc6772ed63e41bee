// Has Helm itself lint the charts and expand them to what the manifests are, in every environment and with any values.

import { mkdtempSync, readdirSync, existsSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, assert, beforeAll, describe, expect, it } from 'vitest'
import { audit } from '@llmflow/audit'
import { renderKubernetes } from '@llmflow/render'
import type { Plan } from '@llmflow/spec'
import { planOf } from './examples.js'
import {
  differences,
  expanded,
  fieldOf,
  helm,
  manifestsOf,
  program,
  write,
  writeChart,
  type Objects,
} from './helm.js'
import { overridesOf, settableIn } from './overrides.js'

const names = ['guide-production', 'in-cluster', 'one-host', 'laptop'] as const

type Example = {
  readonly name: string
  readonly base: Plan
  readonly environments: { readonly [name: string]: Plan }
}

function exampleOf(name: string): Example {
  const folder = new URL(`../../../../examples/${name}/env/`, import.meta.url)
  const overlays = existsSync(folder) ? readdirSync(folder) : []
  const file = `${name}/llmflow.yaml`
  return {
    name,
    base: planOf([file]),
    environments: Object.fromEntries(
      overlays.map((overlay) => [
        overlay.replace('.yaml', ''),
        planOf([file, `${name}/env/${overlay}`]),
      ]),
    ),
  }
}

describe.runIf(program !== undefined)('Helm', () => {
  let folder = ''
  const charts = new Map<string, string>()
  const examples = names.map(exampleOf)
  const [guide] = examples
  assert(guide !== undefined)

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'llmflow-helm-'))
    for (const { name, base, environments } of examples) {
      charts.set(name, writeChart(join(folder, name), base, environments))
    }
  }, 120_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const chartOf = (name: string): string => charts.get(name) ?? ''
  const values = (value: unknown): readonly string[] => [
    '-f',
    write(folder, 'values.json', JSON.stringify(value)),
  ]

  it.each(names.map((name) => ({ name })))(
    'has nothing to say of $name, sub-charts included',
    ({ name }) => {
      const { status, stdout, stderr } = helm('lint', '--strict', '--with-subcharts', chartOf(name))
      expect({ status, findings: `${stdout}${stderr}`.match(/^\[(ERROR|WARNING)\].*$/gm) }).toEqual(
        {
          status: 0,
          findings: null,
        },
      )
    },
  )

  it.each(
    examples.flatMap(({ name, base, environments }) => [
      { name, environment: 'the base', plan: base, args: (): readonly string[] => [] },
      ...Object.entries(environments).map(([environment, plan]) => ({
        name,
        environment,
        plan,
        args: () => ['-f', join(chartOf(name), `values-${environment}.yaml`)],
      })),
    ]),
  )('makes of $name in $environment what the manifests are', ({ name, plan, args }) => {
    const wanted = manifestsOf(plan)
    expect(wanted.size).toBeGreaterThan(0)
    expect(differences(wanted, expanded(chartOf(name), ...args()))).toEqual([])
  })

  it('makes of an environment what its manifests are, and be it another platform altogether', () => {
    const [base, other] = [planOf(['one-host/llmflow.yaml']), planOf(['in-cluster/llmflow.yaml'])]
    const chart = writeChart(join(folder, 'two'), base, { other })
    expect(differences(manifestsOf(base), expanded(chart))).toEqual([])
    const found = expanded(chart, '-f', join(chart, 'values-other.yaml'))
    expect(differences(manifestsOf(other), found)).toEqual([])
    expect(differences(manifestsOf(base), found).length).toBeGreaterThan(100)
  })

  it('tests components in pods of the restricted level, with ways for them alone', () => {
    const { stdout } = helm('template', 'release', chartOf('guide-production'))
    const tests = stdout.split(/^---$/m).filter((text) => text.includes('helm.sh/hook: test'))
    const pods = tests.filter((text) => /^kind: Pod$/m.test(text))
    const served = new Set(
      Object.values(guide.base.workloads)
        .filter(
          ({ ports = [], kind, replicas }) =>
            ports.length > 0 && kind !== 'job' && replicas.minimum > 0,
        )
        .map(({ component }) => component),
    )
    const tested = pods.map((text) => /name: (.*)-test$/m.exec(text)?.[1])
    expect(new Set(tested)).toEqual(served)
    for (const pod of pods) {
      for (const line of [
        'runAsNonRoot: true',
        'allowPrivilegeEscalation: false',
        'type: RuntimeDefault',
        '- ALL',
        'automountServiceAccountToken: false',
        'memory: 128Mi',
      ]) {
        expect(pod).toContain(line)
      }
    }
    expect(tests.length).toBeGreaterThan(pods.length)
  })

  describe('with other values', () => {
    const chart = (): string => chartOf('guide-production')
    const replanned = (change: (text: string) => string): Objects =>
      manifestsOf(planOf(['guide-production/llmflow.yaml'], change))

    it('gives every name under the domain another one, as a new plan would', () => {
      const wanted = replanned((text) => text.replace(/^domain: .*$/m, 'domain: ai.example.net'))
      expect(differences(wanted, manifestsOf(guide.base)).length).toBeGreaterThan(5)
      expect(
        differences(wanted, expanded(chart(), '--set', 'global.domain=ai.example.net')),
      ).toEqual([])
    })

    it('takes every image from another registry, as a new plan would', () => {
      const wanted = replanned((text) =>
        text.replace(/^  host: .*$/m, '  host: mirror.example:5000'),
      )
      const found = expanded(chart(), '--set', 'global.registry=mirror.example:5000')
      expect(differences(wanted, manifestsOf(guide.base)).length).toBeGreaterThan(50)
      expect(differences(wanted, found)).toEqual([])
    })

    it('takes in a tenant, and lets one go, as a new plan would', () => {
      const wanted = replanned((text) =>
        text.replace(
          /^  - name: sales\n.*\n.*\n.*\n/m,
          `  - name: legal\n    people: 12\n    models: [llama-3.1-8b]\n    limits: { requestsPerMinute: 1234567, tokensPerMinute: 98765432 }\n`,
        ),
      )
      const { tenants, service } = guide.base
      const kept = service.tenants.map((tenant) => ({ ...tenant, ...tenants[tenant.name] }))
      const limitRange = {
        cpuDefault: '500m',
        memoryDefault: '512Mi',
        cpuRequest: '100m',
        memoryRequest: '128Mi',
        cpuMax: '8',
        memoryMax: '32Gi',
      }
      const list = kept.map(
        ({ name, namespace, models, requestsPerMinute, tokensPerMinute, quota }) =>
          name === 'sales'
            ? {
                name: 'legal',
                namespace: 'tenant-legal',
                models: ['llama-3.1-8b'],
                requestsPerMinute: 1_234_567,
                tokensPerMinute: 98_765_432,
                quota,
                limitRange,
              }
            : { name, namespace, models, requestsPerMinute, tokensPerMinute, quota, limitRange },
      )
      expect(differences(wanted, manifestsOf(guide.base)).length).toBeGreaterThan(8)
      expect(
        differences(wanted, expanded(chart(), ...values({ global: { tenants: list } }))),
      ).toEqual([])
    })

    it('leaves namespaces alone that somebody made before', () => {
      const all = manifestsOf(guide.base)
      const wanted = new Map([...all].filter(([key]) => !key.startsWith('Namespace/')))
      expect(wanted.size).toBeLessThan(all.size)
      expect(
        differences(wanted, expanded(chart(), '--set', 'global.createNamespaces=false')),
      ).toEqual([])
    })

    it('changes what thirty values say, and nothing else', () => {
      const settable = settableIn(guide.base, chart())
      expect(settable.length).toBeGreaterThan(200)
      fc.assert(
        fc.property(
          fc.shuffledSubarray([...settable], { minLength: 30, maxLength: 30 }),
          fc.nat(1000),
          (chosen, seed) => {
            const { overrides, plan } = overridesOf(guide.base, chosen, seed)
            const wanted = manifestsOf(plan)
            expect(differences(wanted, manifestsOf(guide.base)).length).toBeGreaterThan(0)
            expect(differences(wanted, expanded(chart(), ...values(overrides)))).toEqual([])
          },
        ),
        // Each takes the program a second: as many as a commit can wait for.
        { numRuns: 12 },
      )
    })
  })

  describe('without a component', () => {
    const { base } = guide
    const components = [
      ...new Set([
        ...Object.values(base.workloads).map(({ component }) => component),
        ...base.alerts.map(({ component }) => component),
      ]),
    ].toSorted()
    const others = renderKubernetes(base).files.filter(
      ({ path }) => !path.startsWith('kubernetes/'),
    )
    const findingsIn = (objects: Objects): readonly string[] =>
      audit({
        files: [
          ...others.map(({ path, text }) => ({ name: path, text })),
          ...[...objects].map(([key, text]) => ({ name: `${key}.yaml`, text })),
        ],
        isComplete: true,
        ...(base.registry === null ? {} : { registry: base.registry.host }),
      })
        .diagnostics.filter(({ severity }) => severity !== 'info')
        .map(({ code, params, location, related }) =>
          JSON.stringify([code, params, location.document, related]).toLowerCase(),
        )
    const before = new Set(findingsIn(manifestsOf(base)))

    it.each(components.map((component) => ({ component })))(
      '$component: its objects are gone and the rules that lead to them, and the audit names nobody else',
      ({ component }) => {
        const found = expanded(chartOf('guide-production'), '--set', `${component}.enabled=false`)
        expect(differences(withoutComponent(base, component), found)).toEqual([])
        const ids = Object.values(base.workloads).flatMap((one) =>
          one.component === component ? [one.id] : [],
        )
        const foreign = findingsIn(found).filter(
          (finding) =>
            !before.has(finding) && ![component, ...ids].some((name) => finding.includes(name)),
        )
        expect(foreign).toEqual([])
      },
    )
  })

  describe('refuses', () => {
    const refusal = (chart: string, ...args: readonly string[]): string => {
      const { status, stderr } = helm('template', 'release', chart, ...args)
      return status === 0 ? 'nothing' : stderr
    }

    it.each([
      ['a key that nothing reads', 'dify.api.replica=3', 'replica'],
      ['a component that is not there', 'difi.enabled=true', 'difi'],
      ['a number that is a text', 'dify.api.replicas.minimum=many', 'minimum'],
      ['an environment without a plan', 'global.environment=nowhere', 'environment'],
      ['a size without sense', 'dify.api.resources.memory=4GB', 'memory'],
    ])('%s', (_, setting, word) => {
      expect(refusal(chartOf('guide-production'), '--set', setting)).toContain(word)
    })

    it('a template that is broken', () => {
      const chart = writeChart(join(folder, 'broken'), guide.base)
      expect(refusal(chart)).toBe('nothing')
      write(chart, 'templates/broken.yaml', 'kind: {{ $.Values.nothing.at.all }}\n')
      expect(refusal(chart)).toContain('nil pointer')
      expect(helm('lint', '--strict', chart).status).toBe(1)
    })

    it('no chart whose template says something else than the manifests: that is for the comparison to notice', () => {
      const chart = writeChart(join(folder, 'other'), guide.base)
      write(chart, 'templates/llmflow-system/resourcequota-platform.yaml', '')
      expect(differences(manifestsOf(guide.base), expanded(chart))).toEqual([
        'missing: ResourceQuota/llmflow-system/platform',
      ])
    })
  })
})

/** Objects that carry its name or its certificate are not there, and no policy speaks of it. */
function withoutComponent(base: Plan, component: string): Objects {
  const ids = new Set(
    Object.values(base.workloads).flatMap((one) => (one.component === component ? [one.id] : [])),
  )
  const edges = base.edges.filter(
    ({ from, to }) => !ids.has(from) && !(to.kind === 'workload' && ids.has(to.workload)),
  )
  const isGone = (text: string): boolean => {
    const object = fieldOf(text)
    const label = object.get('metadata', 'labels', 'app.kubernetes.io/component').text
    if (object.get('kind').text !== 'Certificate') return label === component
    const { consumers = [] } = base.certificates[object.get('metadata', 'name').text ?? ''] ?? {}
    return consumers.length > 0 && consumers.every((id) => ids.has(id))
  }
  return new Map([...manifestsOf({ ...base, edges })].filter(([, text]) => !isGone(text)))
}
