// What every machine of a plan has: time, kernel, zones, containers, and what kubeadm is given.

import { parseAllDocuments } from 'yaml'
import { assert, describe, expect, it } from 'vitest'
import { hours, type Plan } from '@llmflow/spec'
import { renderHosts } from '@llmflow/render'
import { hostWorkload, machinePlan, program } from './machines.js'
import { prometheusAddon, workloadOf } from './plans.js'

const database = hostWorkload('db', { ports: [{ name: 'sql', number: 5432, scheme: 'tcp' }] })
const plan = machinePlan([database, workloadOf('api')], { db: ['db-1', 'db-2'] })

function textAt(of: Plan, path: string): string {
  const text = renderHosts(of).files.find((file) => file.path === `hosts/${path}`)?.text
  assert(text !== undefined, `${path} is rendered`)
  return text
}

const pathsOf = (of: Plan): readonly string[] => renderHosts(of).files.map(({ path }) => path)

const documentsAt = (of: Plan, path: string): readonly unknown[] =>
  parseAllDocuments(textAt(of, path)).map((document) => {
    const value: unknown = document.toJS()
    return value
  })

describe('time', () => {
  it('comes from the company, and else from machines of the platform that say so', () => {
    const told = { ...plan, network: { ...plan.network, timeServers: ['ntp.example.com'] } }
    expect(textAt(told, 'machines/db-1/etc/chrony/chrony.conf')).toContain(
      'server ntp.example.com iburst',
    )
    expect(textAt(told, 'machines/master-1/etc/chrony/chrony.conf')).not.toContain('local stratum')
    expect(textAt(plan, 'machines/node-2/etc/chrony/chrony.conf')).toContain(
      'server 10.60.0.11 iburst',
    )
    expect(textAt(plan, 'machines/master-1/etc/chrony/chrony.conf')).toContain(
      'local stratum 10 orphan',
    )
    expect(textAt(plan, 'machines/master-1/etc/llmflow/firewall.nft')).toContain('udp dport 123')
    expect(textAt(told, 'machines/master-1/etc/llmflow/firewall.nft')).not.toContain(
      'udp dport 123',
    )
  })
})

describe('kernels', () => {
  it('have what nodes need on nodes alone, and what a program needs on its machines', () => {
    const needy = hostWorkload('db', {
      host: { ...program, kernelModules: ['softdog'], kernelSettings: { 'vm.swappiness': 1 } },
    })
    const other = machinePlan([needy], { db: ['db-1'] })
    expect(textAt(other, 'machines/db-1/etc/sysctl.d/90-llmflow.conf')).toContain(
      '# db\nvm.swappiness = 1\n',
    )
    expect(textAt(other, 'machines/db-1/etc/modules-load.d/llmflow.conf')).toBe('softdog\n')
    expect(textAt(other, 'machines/db-2/etc/sysctl.d/90-llmflow.conf')).not.toContain('swappiness')
    expect(textAt(other, 'machines/node-1/etc/modules-load.d/llmflow.conf')).toBe(
      'overlay\nbr_netfilter\n',
    )
    expect(pathsOf(other)).not.toContain('hosts/machines/db-2/etc/modules-load.d/llmflow.conf')
  })
})

describe('zones', () => {
  const named: Plan = {
    ...plan,
    names: { 'api.example.com': { workload: 'api', port: 'http', purpose: 'x' } },
    network: {
      ...plan.network,
      virtualAddress: '192.0.2.10',
      controlPlaneAddress: '10.60.0.100',
      nameServers: ['ns1.example.net'],
    },
  }

  it('lead public names to the address of users, the API to its own, machines both ways', () => {
    const zone = textAt(named, 'dns/example.com.zone')
    expect(zone).toContain('api.example.com. IN A 192.0.2.10\n')
    expect(zone).toContain('k8s-api.example.com. IN A 10.60.0.100\n')
    expect(zone).toContain('db-1.machines.example.com. IN A 10.40.0.11\n')
    expect(zone).toContain('@ IN NS ns1.example.net.\n')
    expect(textAt(named, 'dns/0.40.10.in-addr.arpa.zone')).toContain(
      '11.0.40.10.in-addr.arpa. IN PTR db-1.machines.example.com.',
    )
  })

  it('name no server in the zone that has no address there, and say so', () => {
    const servers = ['ns1.example.com', 'db-1.machines.example.com', 'ns1.example.net']
    const served = { ...named, network: { ...named.network, nameServers: servers } }
    const zone = textAt(served, 'dns/example.com.zone')
    expect([...zone.matchAll(/ IN NS (.*)\.$/gm)].map(([, server]) => server)).toEqual(
      servers.slice(1),
    )
    expect(zone).toContain('; add ns1.example.com together with the address of each.')
    expect(textAt(served, 'dns/0.40.10.in-addr.arpa.zone')).toContain('@ IN NS ns1.example.com.\n')
  })

  it('have a serial that changes with their content alone', () => {
    const serialOf = (of: Plan) => / \( (\d+) /.exec(textAt(of, 'dns/example.com.zone'))?.[1]
    const moved = { ...named, network: { ...named.network, virtualAddress: '192.0.2.11' } }
    expect(serialOf(named)).toBe(serialOf({ ...named }))
    expect(serialOf(named)).not.toBe(serialOf(moved))
  })
})

describe('containers', () => {
  const withRegistry: Plan = { ...plan, registry: { host: 'harbor.example.com:8443' } }
  const mirror = 'machines/node-1/etc/containerd/certs.d/docker.io/hosts.toml'

  it('come by way of the registry, under the path that its images have', () => {
    expect(textAt(withRegistry, mirror)).toContain(
      'server = "https://harbor.example.com:8443/v2/docker.io"\n',
    )
    expect(textAt(withRegistry, mirror)).toContain('override_path = true')
    expect(pathsOf(withRegistry)).toContain(
      'hosts/machines/node-1/etc/containerd/certs.d/harbor.example.com_8443_/hosts.toml',
    )
    expect(pathsOf(plan)).not.toContain(`hosts/${mirror}`)
    expect(pathsOf(withRegistry)).not.toContain(`hosts/${mirror.replace('node-1', 'db-1')}`)
  })

  it('trust the authority of the platform where it signed for the registry', () => {
    const certificate: Plan['certificates'][string] = {
      namespace: 'x',
      subject: 'x',
      names: ['harbor.example.com:8443'],
      isInCluster: true,
      machines: {},
      issuer: 'llmflow-ca',
      secret: 'x',
      consumers: [],
      lifetime: hours(1),
      renewBefore: hours(1),
    }
    const signed: Plan = { ...withRegistry, certificates: { registry: certificate } }
    expect(textAt(signed, mirror)).toContain(
      '  ca = "/usr/local/share/ca-certificates/llmflow.crt"',
    )
    expect(textAt(withRegistry, mirror)).not.toContain('ca =')
  })

  it('have the runtime of GPUs where there are some, in a file that the operator writes to as well', () => {
    const path = 'etc/containerd/config.toml'
    expect(textAt(plan, `machines/node-2/${path}`)).toContain('runtimes.nvidia')
    expect(textAt(plan, `machines/node-1/${path}`)).not.toContain('runtimes.nvidia')
    expect(textAt(plan, 'host_vars/node-2.yaml')).toContain('seed: true')
    expect(textAt(plan, 'host_vars/node-1.yaml')).not.toContain('seed: true')
  })
})

describe('kubeadm', () => {
  const folder = 'etc/kubernetes/kubeadm'

  it('begins on the first machine of the control plane and joins everywhere else', () => {
    const files = pathsOf(plan).filter((path) => /kubeadm\/(init|join)/.test(path))
    expect(files).toEqual([
      `hosts/machines/master-1/${folder}/init.yaml`,
      `hosts/machines/node-1/${folder}/join.yaml`,
      `hosts/machines/node-2/${folder}/join.yaml`,
    ])
    const [init, cluster] = documentsAt(plan, `machines/master-1/${folder}/init.yaml`)
    expect(init).toMatchObject({ apiVersion: 'kubeadm.k8s.io/v1beta3', kind: 'InitConfiguration' })
    expect(cluster).toMatchObject({
      kubernetesVersion: 'v1.29.15',
      controlPlaneEndpoint: 'k8s-api.example.com:6443',
      networking: { podSubnet: '10.244.0.0/16', serviceSubnet: '10.96.0.0/16' },
    })
  })

  it('leaves out kube-proxy where the network stands for it', () => {
    const addon = { ...prometheusAddon, network: { replacesKubeProxy: true, unmasqueraded: [] } }
    const path = `machines/master-1/${folder}/init.yaml`
    expect(documentsAt({ ...plan, addons: { net: addon } }, path)[0]).toMatchObject({
      skipPhases: ['addon/kube-proxy'],
    })
    expect(textAt(plan, path)).not.toContain('skipPhases')
  })

  it('writes arguments as pairs from the form of 1.31 on', () => {
    const newer: Plan = { ...plan, kubernetesMinor: '1.31', kubernetesVersion: '1.31.14' }
    expect(documentsAt(newer, `machines/node-1/${folder}/join.yaml`)[0]).toMatchObject({
      apiVersion: 'kubeadm.k8s.io/v1beta4',
      nodeRegistration: {
        kubeletExtraArgs: [{ name: 'node-ip', value: '10.60.0.21' }, { name: 'node-labels' }],
      },
    })
  })

  it('keeps what the inventory keeps, and names no token', () => {
    const patch = `machines/node-1/${folder}/patches/kubeletconfiguration0+merge.yaml`
    expect(documentsAt(plan, patch)[0]).toMatchObject({
      systemReserved: { cpu: '1', memory: '3996Mi' },
      evictionHard: { 'memory.available': '100Mi' },
    })
    expect(textAt(plan, `machines/node-1/${folder}/join.yaml`)).not.toMatch(/token|certificateKey/i)
  })

  it('gives a kubelet only labels that it may give to itself', () => {
    const pool = { ...plan.pools['nodes'], kind: 'cluster' as const, nodes: 1, taints: [] }
    const labels = { 'llmflow.io/kind': 'a', 'node-role.kubernetes.io/worker': '' }
    const labelled: Plan = { ...plan, pools: { ...plan.pools, nodes: { ...pool, labels } } }
    const text = textAt(labelled, `machines/node-1/${folder}/join.yaml`)
    expect(text).toContain('llmflow.io/kind=a')
    expect(text).not.toContain('node-role')
  })
})
