import { diagnostic, type Plan } from '@llmflow/spec'
import { expect, it } from 'vitest'

import type { Law } from '../src/law.js'
import { anyInput } from '../src/laws/any-input.js'
import { canary } from '../src/laws/canary.js'
import { determinism } from '../src/laws/determinism.js'
import { moreNodes } from '../src/laws/more-nodes.js'
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

function faultsFound<Input>(law: Law<Input>, world: World): string {
  return trialOf(law).run(world, 1, runs).failure?.faults.join('\n') ?? ''
}

it('fails its canary', { timeout }, () => {
  expect(faultsFound(canary, realWorld)).toContain('a plan was accepted')
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
      const order = `${text.indexOf('models:') < text.indexOf('tenants:')}`
      return { plan: plan === undefined ? undefined : { ...plan, name: order }, diagnostics }
    },
  }
  expect(faultsFound(determinism, world)).toContain('keys in another order')
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
  const broken = planning((plan) => ({ ...plan, edges: [...plan.edges, { from: 'x', to, purpose: '' }] }))
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
      return { plan, diagnostics: [...diagnostics, diagnostic('plan/no-gpu', location, { model: 'm' })] }
    },
  }
  expect(faultsFound(anyInput, world)).toContain('plan/no-gpu is at line 0 of elsewhere.yaml')
})
