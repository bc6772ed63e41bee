// A workload for tests that ask only who reads what, and where.

import { bytes, cpuMillis, type Workload } from '@llmflow/spec'

export const workload = (id: string, parts: Partial<Workload> = {}): Workload => ({
  id,
  component: id,
  part: id,
  runsOn: 'cluster',
  namespace: 'data',
  kind: 'stateful',
  image: { repository: 'example.com/program', tag: '1' },
  resources: { cpu: cpuMillis(100), memory: bytes(1), memoryLimit: bytes(1) },
  replicas: { minimum: 1, maximum: 1 },
  role: 'application',
  spread: { nodes: 'none', zones: 'none' },
  unavailableMax: 1,
  movable: true,
  security: { user: 1, group: 1, readOnlyRoot: true },
  edges: [],
  priority: 1,
  ...parts,
})
