import {
  diagnostic,
  fieldOfValue,
  isJson,
  type Json,
  type Placement,
  type Plan,
  type Workload,
} from '@llmflow/spec'
import fc from 'fast-check'
import { assert, expect, it } from 'vitest'

import type { Law } from '../src/law.js'
import { anyInput } from '../src/laws/any-input.js'
import { auditAnyFiles } from '../src/laws/audit-any-files.js'
import { canary } from '../src/laws/canary.js'
import { determinism } from '../src/laws/determinism.js'
import { equivalence } from '../src/laws/equivalence.js'
import { fits } from '../src/laws/fits.js'
import { moreNodes } from '../src/laws/more-nodes.js'
import { render } from '../src/laws/render.js'
import { realWorld, type World } from '../src/pipeline.js'
import { trialOf } from '../src/trial.js'

const timeout = 120_000
const runs = 60

/** The real planner with its plan changed. */
function planning(change: (plan: Plan) => Plan): World {
  return {
    ...realWorld,
    plan: (input) => {
      const { plan, diagnostics } = realWorld.plan(input)
      return { plan: plan === undefined ? undefined : change(plan), diagnostics }
    },
  }
}

/** What the first input shows that breaks the law, in the way that is sought if one is. */
function faultsFound<Input>({ inputs, judge }: Law<Input>, world: World, sought = ''): string {
  for (const input of fc.sample(inputs, { seed: 1, numRuns: runs })) {
    const faults = judge(input, world).faults.filter((fault) => fault.includes(sought))
    if (faults.length > 0) return faults.join('\n')
  }
  return ''
}

it('fails its canary', { timeout }, () => {
  const { failure } = trialOf(canary).run(realWorld, 1, runs)
  expect(failure?.faults).toEqual(['a plan was accepted'])
})

it('notices a planner that remembers', { timeout }, () => {
  let plans = 0
  const remembering = planning((plan) => ({ ...plan, name: `${plan.name}-${(plans += 1)}` }))
  expect(faultsFound(determinism, remembering)).toContain('planned again')
})

it('notices a planner that follows the order of keys', { timeout }, () => {
  const world: World = {
    ...realWorld,
    plan: (input) => {
      const { plan, diagnostics } = realWorld.plan(input)
      const text = input.platform.layered.documents[0]?.text ?? ''
      const order = `${text.search(/models"?:/) < text.search(/tenants"?:/)}`
      return { plan: plan === undefined ? undefined : { ...plan, name: order }, diagnostics }
    },
  }
  const words = 'keys in another order'
  expect(faultsFound(determinism, world, words)).toContain(words)
})

it('notices a plan that JSON bends', { timeout }, () => {
  const bent = planning((plan) => ({ ...plan, load: { ...plan.load, users: Number.NaN } }))
  expect(faultsFound(determinism, bent)).toContain('JSON loses /load/users')
})

it('notices a planner that cannot use another node', { timeout }, () => {
  const world: World = {
    ...realWorld,
    plan: (input) => {
      const { plan, diagnostics } = realWorld.plan(input)
      const params = { workload: 'w', pool: 'p', missing: 1, lacks: 'cpu' } as const
      const location = { document: 'llmflow.yaml', offset: 0, length: 1 }
      const isEven = Object.keys(plan?.nodes ?? {}).length % 2 === 0
      const found = diagnostic('capacity/minima-do-not-fit', location, params)
      return { plan, diagnostics: isEven ? [...diagnostics, found] : diagnostics }
    },
  }
  expect(faultsFound(moreNodes, world)).toContain('w fits on')
})

it('notices a planner that throws', { timeout }, () => {
  const throwing = planning((plan) => {
    expect(plan.tenants).toEqual({})
    return plan
  })
  expect(faultsFound(anyInput, throwing)).toContain('planning threw')
})

it('notices an edge that leads nowhere', { timeout }, () => {
  const to = { kind: 'workload', workload: 'nobody', port: 'http' } as const
  const broken = planning((plan) => ({
    ...plan,
    edges: [...plan.edges, { from: 'x', to, purpose: '' }],
  }))
  expect(faultsFound(anyInput, broken)).toContain('an edge of x names the workload nobody')
})

it('notices silence', { timeout }, () => {
  const silent: World = { ...realWorld, plan: () => ({ plan: undefined, diagnostics: [] }) }
  expect(faultsFound(anyInput, silent)).toContain('neither a plan nor an error')
})

it('notices a finding at a place that does not exist', { timeout }, () => {
  const world: World = {
    ...realWorld,
    plan: (input) => {
      const { plan, diagnostics } = realWorld.plan(input)
      const location = { document: 'elsewhere.yaml', offset: 0, length: 1 }
      return {
        plan,
        diagnostics: [...diagnostics, diagnostic('plan/no-gpu', location, { model: 'm' })],
      }
    },
  }
  expect(faultsFound(anyInput, world)).toContain('plan/no-gpu is at line 0 of elsewhere.yaml')
})

/** The planner with the places of all replicas changed. */
const placing = (
  change: (replicas: Placement['replicas'], plan: Plan) => Placement['replicas'],
): World =>
  planning((plan) => ({
    ...plan,
    placement: Object.fromEntries(
      Object.entries(plan.placement).map(([id, place]) => [
        id,
        { ...place, replicas: change(place.replicas, plan) },
      ]),
    ),
  }))

it('notices a GPU that is given twice', { timeout }, () => {
  const world = placing((replicas) =>
    replicas.map(({ node, gpus }) => ({ node, gpus: gpus.map(() => 0) })),
  )
  expect(faultsFound(fits, world)).toMatch(/gives one GPU twice/)
})

it('notices replicas that share a node and may not', { timeout }, () => {
  const world = placing((replicas) =>
    replicas.map(({ gpus }) => ({ node: replicas[0]?.node ?? '', gpus })),
  )
  const words = 'two replicas on one node'
  expect(faultsFound(fits, world, words)).toContain(words)
})

it('notices a minimum that is not placed', { timeout }, () => {
  expect(
    faultsFound(
      fits,
      placing((replicas) => replicas.slice(1)),
    ),
  ).toMatch(/replicas placed/)
})

it('notices requests beyond what nodes have', { timeout }, () => {
  const world: World = {
    ...realWorld,
    plan: (input) => {
      const { plan, diagnostics } = realWorld.plan(input)
      const change = (value: Plan): Plan => ({
        ...value,
        workloads: Object.fromEntries(
          Object.entries(value.workloads).map(([id, workload]) => [
            id,
            {
              ...workload,
              replicas: { ...workload.replicas, maximum: workload.replicas.maximum + 5000 },
            },
          ]),
        ),
      })
      return { plan: plan === undefined ? undefined : change(plan), diagnostics }
    },
  }
  expect(faultsFound(fits, world)).toContain('at the maxima there is no room')
})

it('notices a renderer that remembers', { timeout }, () => {
  let trees = 0
  const world: World = {
    ...realWorld,
    render: (plan) => {
      const { target, files } = realWorld.render(plan)
      return { target, files: [...files, { path: 'count.yaml', text: `${(trees += 1)}` }] }
    },
  }
  expect(faultsFound(render, world)).toContain('rendering twice gives other files')
})

it('notices a renderer that leaves a field out', { timeout }, () => {
  const world: World = {
    ...realWorld,
    render: (plan) => {
      const bare = Object.entries(plan.workloads).map(([id, workload]): [string, Workload] => [
        id,
        { ...workload, environment: {} },
      ])
      return realWorld.render({ ...plan, workloads: Object.fromEntries(bare) })
    },
  }
  const words = 'no file shows /environment'
  expect(faultsFound(render, world, words)).toContain(words)
})

it('notices a renderer that gives two workloads one file', { timeout }, () => {
  const world: World = {
    ...realWorld,
    render: (plan) => {
      const { target, files } = realWorld.render(plan)
      return { target, files: files.map(({ path }) => ({ path, text: 'kind: Deployment' })) }
    },
  }
  expect(faultsFound(render, world)).toContain('two workloads have the same file')
})

it('notices an audit that throws, and one that points outside of the files', { timeout }, () => {
  const throwing: World = {
    ...realWorld,
    audit: () => assert.fail('as it must'),
  }
  expect(faultsFound(auditAnyFiles, throwing)).toContain('the audit threw')
  const astray: World = {
    ...realWorld,
    audit: (input) => ({
      ...realWorld.audit(input),
      diagnostics: [
        diagnostic(
          'audit/unknown-kind',
          { document: 'elsewhere.yaml', offset: 0, length: 1 },
          { kind: 'Rocket', apiVersion: 'v1' },
        ),
      ],
    }),
  }
  expect(faultsFound(auditAnyFiles, astray)).toContain('was not given')
})

it('notices a chart that says something else than the manifests', { timeout }, () => {
  const charting = (change: (text: string) => string): World => ({
    ...realWorld,
    helm: (plan) => {
      const { target, files } = realWorld.helm(plan)
      return { target, files: files.map((file) => ({ ...file, text: change(file.text) })) }
    },
  })
  const without = charting((text) => text.replace(/^kind: Deployment$/m, 'kind: DaemonSet'))
  expect(faultsFound(equivalence, without)).toContain('the chart has DaemonSet')
  const withOther = charting((text) => text.replace(/minimum: \d+/, 'minimum: 77'))
  expect(faultsFound(equivalence, withOther)).toContain('otherwise, or not at all')
  const broken = charting((text) => text.replace('$.Values.global', '$.Valeus.global'))
  expect(faultsFound(equivalence, broken)).toContain('the chart cannot be read')
})

/** The renderer of machines with some files changed before anybody reads them. */
const onMachines = (form: RegExp, change: (text: string) => string): World => ({
  ...realWorld,
  hosts: (plan) => {
    const { target, files } = realWorld.hosts(plan)
    return {
      target,
      files: files.flatMap((file) => {
        const text = form.test(file.path) ? change(file.text) : file.text
        return text === '' ? [] : [{ ...file, text }]
      }),
    }
  },
})

it.each([
  ['a script', /\/run$/, () => '', /missing: [\w-]+ on [\w-]+ runs/],
  [
    'a rule',
    /firewall\.nft$/,
    (text: string) => text.replace(/^.*: (?!members|metrics|users)[\w-]+"$/m, ''),
    /missing: [\w-]+ connects to [\w-]+ on/,
  ],
  [
    'a secret',
    /\.service$/,
    (text: string) => text.replaceAll(/^LoadCredential.*$/gm, ''),
    /missing: [\w-]+ on [\w-]+ reads/,
  ],
] as const)('notices machines without %s', { timeout }, (_, form, change, fault) => {
  expect(faultsFound(equivalence, onMachines(form, change))).toMatch(fault)
})

/** The compose renderer with its project changed before anybody reads it. */
const composing = (change: (project: Project) => Project): World => ({
  ...realWorld,
  compose: (plan) => {
    const { target, files } = realWorld.compose(plan)
    const changed = files.map((file) =>
      file.path === 'compose/compose.yaml'
        ? { ...file, object: change(projectIn(file.object)) }
        : file,
    )
    return { target, files: changed }
  },
})

type Service = { readonly [key: string]: Json }
type Project = { readonly services: { readonly [name: string]: Service } }

/** The services of a project, read back as plain values. */
function projectIn(object: unknown): Project {
  const services = isJson(object)
    ? fieldOfValue('compose.yaml', object).get('services').entries
    : []
  return {
    services: Object.fromEntries(
      services.map(({ key, field }) => [
        key,
        Object.fromEntries(field.entries.map((entry) => [entry.key, entry.field.value ?? null])),
      ]),
    ),
  }
}

const without = (key: string): World =>
  composing(({ services }) => ({
    services: Object.fromEntries(
      Object.entries(services).map(([name, service]) => [
        name,
        Object.fromEntries(Object.entries(service).filter(([field]) => field !== key)),
      ]),
    ),
  }))

it('notices a service that is left out', { timeout }, () => {
  const world = composing(({ services }) => ({
    services: Object.fromEntries(Object.entries(services).slice(0, -1)),
  }))
  expect(faultsFound(equivalence, world)).toMatch(/missing: [\w-]+ runs/)
})

it.each([
  ['expose', /missing: [\w-]+ has port \d+/],
  ['volumes', /missing: [\w-]+ has a volume at/],
  ['environment', /missing: [\w-]+ reads/],
  ['networks', /missing: [\w-]+ connects to/],
])('notices services without %s', { timeout }, (key, fault) => {
  expect(faultsFound(equivalence, without(key))).toMatch(fault)
})

it('notices a connection that nobody planned', { timeout }, () => {
  const world = composing(({ services }) => {
    const all = Object.fromEntries(
      Object.values(services).flatMap(({ networks = {} }) =>
        Object.keys(fieldOfValue('', networks).value ?? {}).map((name) => [name, {}]),
      ),
    )
    return {
      services: Object.fromEntries(
        Object.entries(services).map(([name, service]) => [name, { ...service, networks: all }]),
      ),
    }
  })
  expect(faultsFound(equivalence, world)).toMatch(/not planned: [\w-]+ connects to/)
})

it('notices a manifest that is left out', { timeout }, () => {
  const world: World = {
    ...realWorld,
    render: (plan) => {
      const { target, files } = realWorld.render(plan)
      return { target, files: files.filter(({ path }) => !path.includes('/networkpolicy-')) }
    },
  }
  const words = 'missing: '
  expect(faultsFound(equivalence, world, words)).toMatch(/missing: [\w-]+ connects to [\w.-]+:\d+/)
})
