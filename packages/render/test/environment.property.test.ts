// What a container reads is what the plan says, after the kubelet has put secrets and facts in.

import fc from 'fast-check'
import type { EnvVar } from 'kubernetes-types/core/v1.js'
import { describe, expect, it } from 'vitest'
import {
  fieldOf,
  hostOf,
  membersOf,
  peersOf,
  secretOf,
  secretText,
  type SecretText,
  text,
  urlOf,
} from '@llmflow/spec'
import { containerOf } from '../src/kubernetes/pod/container.js'
import { environmentOf } from '../src/kubernetes/pod/environment.js'
import { metricsPort, planOf, workloadOf } from './plans.js'

/** Kubernetes' own expansion: `$(NAME)` of a variable that stands before, `$$` for a dollar. */
function expand(value: string, known: ReadonlyMap<string, string>): string {
  return value.replace(/\$(\$|\(([^)]*)\))/g, (whole, inner: string, name?: string) => {
    if (inner === '$') return '$'
    return known.get(name ?? '') ?? whole
  })
}

/** The environment as the process sees it. */
function started(variables: readonly EnvVar[]): ReadonlyMap<string, string> {
  const known = new Map<string, string>()
  for (const { name, value, valueFrom } of variables) {
    const { secretKeyRef, fieldRef } = valueFrom ?? {}
    const late = secretKeyRef === undefined ? fieldRef?.fieldPath : secretIn(secretKeyRef)
    known.set(name, late ?? expand(value ?? '', known))
  }
  return known
}

const secretIn = ({ name = '', key }: { name?: string; key: string }): string => `<${name}/${key}>`

const literal = fc.string({
  unit: fc.constantFrom('$', '(', ')', 'a', 'A', '_', ' '),
  maxLength: 6,
})
const name = fc.constantFrom('a', 'a-b', 'b', 'b-c')
const part = fc.oneof(
  literal,
  fc.tuple(name, name).map(([secret, key]) => secretOf(secret, key)),
  fc.constant(fieldOf('pod-name')),
  fc.constant(hostOf('etcd', 'http')),
)
const texts = fc.dictionary(
  fc.constantFrom('A', 'B', 'SECRET_A_B', 'SECRET_A_B_C', 'FIELD_POD_NAME'),
  fc.array(part, { maxLength: 4 }),
)

const etcd = workloadOf('etcd', {
  kind: 'stateful',
  ports: [metricsPort],
  replicas: { minimum: 2, maximum: 2 },
})

function expectedOf(parts: SecretText): string {
  return parts
    .map((one) => {
      if (typeof one === 'string') return one
      if (one.kind === 'secret') return secretIn({ name: one.secret, key: one.key })
      return one.kind === 'field' ? 'metadata.name' : 'etcd.llmflow-system.svc.cluster.local'
    })
    .join('')
}

describe('the environment', () => {
  it('holds for any text what the plan says', () => {
    fc.assert(
      fc.property(texts, (environment) => {
        const workload = workloadOf('a', { environment })
        const seen = started(environmentOf(planOf([workload, etcd]), workload))
        for (const [variable, parts] of Object.entries(environment)) {
          expect(seen.get(variable)).toBe(expectedOf(parts))
        }
      }),
    )
  })

  it('holds no name twice', () => {
    fc.assert(
      fc.property(texts, (environment) => {
        const workload = workloadOf('a', { environment })
        const names = environmentOf(planOf([workload, etcd]), workload).map((one) => one.name)
        expect(new Set(names).size).toBe(names.length)
      }),
    )
  })

  it('refers to a secret directly where the value is nothing else', () => {
    const environment = {
      PASSWORD: [secretOf('postgresql', 'password')],
      URL: secretText`postgresql://dify:${secretOf('postgresql', 'password')}@db/dify`,
    }
    const workload = workloadOf('a', { environment })
    expect(environmentOf(planOf([workload]), workload)).toEqual([
      {
        name: 'SECRET_POSTGRESQL_PASSWORD',
        valueFrom: { secretKeyRef: { name: 'postgresql', key: 'password' } },
      },
      {
        name: 'PASSWORD',
        valueFrom: { secretKeyRef: { name: 'postgresql', key: 'password' } },
      },
      { name: 'URL', value: 'postgresql://dify:$(SECRET_POSTGRESQL_PASSWORD)@db/dify' },
    ])
  })

  it('knows a replica by the name that its peers use', () => {
    const member = {
      ...etcd,
      environment: { URL: secretText`http://${fieldOf('member-host')}:2379` },
    }
    expect(environmentOf(planOf([member]), member).at(-1)).toEqual({
      name: 'URL',
      value: 'http://$(FIELD_POD_NAME).etcd.llmflow-system.svc.cluster.local:2379',
    })
  })
})

describe('arguments', () => {
  const argumentsOf = (...parts: Parameters<typeof text>) => {
    const workload = workloadOf('a', { args: [text(...parts)], command: ['sh', '$(hostname)'] })
    const plan = planOf([
      workload,
      etcd,
      workloadOf('db', { runsOn: 'hosts', ports: [metricsPort] }),
    ])
    const { args = [], command } = containerOf(plan, workload)
    expect(command).toEqual(['sh', '$$(hostname)'])
    return args[0]
  }

  it('carry addresses', () => {
    expect(argumentsOf`--etcd=${urlOf('etcd', 'http')}`).toBe(
      '--etcd=http://etcd.llmflow-system.svc.cluster.local:8000',
    )
    expect(argumentsOf`${peersOf('etcd', 'http')}`).toBe(
      'etcd-peers.llmflow-system.svc.cluster.local',
    )
  })

  it('carry the members of a workload, by name in the cluster and by address on hosts', () => {
    const host = 'etcd.llmflow-system.svc.cluster.local'
    expect(argumentsOf`${membersOf('etcd', 'http', 'name-url')}`).toBe(
      `etcd-0=http://etcd-0.${host}:8000,etcd-1=http://etcd-1.${host}:8000`,
    )
    expect(argumentsOf`${membersOf('db', 'http', 'host-port')}`).toBe('10.40.2.11:8000')
  })

  it('put text around each member', () => {
    const around = { before: 'server {name} ', after: ' check' }
    expect(argumentsOf`${membersOf('db', 'http', 'host-port', '\n', around)}`).toBe(
      'server host-0 10.40.2.11:8000 check',
    )
  })
})
