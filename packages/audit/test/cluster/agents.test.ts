import { describe, expect, it } from 'vitest'
import {
  logAgentsRefused,
  logsNotCollected,
  missingIncludes,
} from '../../src/cluster/log-agents.js'
import { sentinelBypassed, sentinelWithoutReplica } from '../../src/cluster/sentinel.js'
import type { AuditRule } from '../../src/rule.js'
import { findings } from '../metrics/findings.js'

const sentinel = { 'sentinel.conf': 'sentinel monitor main cache-1 6379 2\n' }

describe('sentinelBypassed', () => {
  const found = (more = {}, base = {}) => findings(sentinelBypassed, { ...base, ...more })
  const trigger = (type: string, address: string) => ({
    'scale.yaml': `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: a, namespace: b }
spec: { triggers: [{ type: ${type}, metadata: { address: '${address}' } }] }
`,
  })

  it('reports fixed addresses of the primary', () => {
    expect(found(trigger('redis', 'cache-1.data:6379'), sentinel)).toEqual([
      'warning wiring/sentinel-bypassed: cache-1.data',
    ])
    const values = 'shop: { replicas: 1, cache: { host: cache-1, port: 6379 } }\n'
    expect(found({ 'values.yaml': values }, sentinel)).toHaveLength(1)
  })

  it('says nothing of clients that follow Sentinel, of other hosts, and without Sentinel', () => {
    expect(found(trigger('redis-sentinel', 'cache-1:26379'), sentinel)).toEqual([])
    expect(found(trigger('redis', 'cache.data:6379'), sentinel)).toEqual([])
    expect(found(trigger('redis', 'cache-1:6379'))).toEqual([])
    const values = 'shop: { replicas: 1, cache: { host: cache-1, sentinels: a } }\n'
    expect(found({ 'values.yaml': values }, sentinel)).toEqual([])
  })
})

describe('sentinelWithoutReplica', () => {
  it('reports servers none of which is a replica', () => {
    const found = (text: string) =>
      findings(sentinelWithoutReplica, { ...sentinel, 'redis.conf': text })
    expect(found('appendonly yes\n')).toEqual(['warning wiring/no-replica: appendonly yes'])
    expect(found('appendonly yes\nreplicaof cache-1 6379\n')).toEqual([])
  })
})

const agent = (options: { path?: string; include?: string; more?: string } = {}) => {
  const { path = '/var/log/containers/*.log', include = 'parsers.conf', more = '' } = options
  return `apiVersion: v1
kind: ConfigMap
metadata: { name: fluent-bit, namespace: logging }
data:
  fluent-bit.conf: |
    [SERVICE]
        Parsers_File ${include}
    [INPUT]
        Name tail
        Path ${path}
${more}`
}
const pod = `apiVersion: v1
kind: Pod
metadata: { name: shop, namespace: trade }
spec: { containers: [{ name: web, image: 'x/y:1' }] }
`
const namespace = (level: string) =>
  `apiVersion: v1\nkind: Namespace\nmetadata: { name: logging, labels: { pod-security.kubernetes.io/enforce: ${level} } }\n`
const found = (rule: AuditRule, text: string, more = '') =>
  findings(rule, { 'agent.yaml': text, 'more.yaml': more })

describe('logAgentsRefused', () => {
  it('reports an agent of the node under a level that forbids its volume', () => {
    expect(found(logAgentsRefused, agent(), namespace('baseline'))).toEqual([
      'warning wiring/log-agent-refused: logging',
    ])
    expect(found(logAgentsRefused, agent(), namespace('privileged'))).toEqual([])
    expect(found(logAgentsRefused, agent())).toEqual([])
    expect(
      found(logAgentsRefused, agent({ path: '/logs/app.log' }), namespace('restricted')),
    ).toEqual([])
  })
})

describe('missingIncludes', () => {
  it('reports a file that is named and not in the ConfigMap', () => {
    expect(found(missingIncludes, agent())).toEqual([
      'warning wiring/missing-include: parsers.conf',
    ])
  })

  it('says nothing of files that are there, or in other folders, or beside a mounted file', () => {
    expect(found(missingIncludes, agent({ more: '  parsers.conf: ""\n' }))).toEqual([])
    expect(found(missingIncludes, agent({ include: '/fluent-bit/etc/parsers.conf' }))).toEqual([])
    const mounted = `apiVersion: v1
kind: Pod
metadata: { name: agent, namespace: logging }
spec:
  volumes: [{ name: c, configMap: { name: fluent-bit } }]
  containers: [{ name: a, image: 'x/y:1', volumeMounts: [{ name: c, mountPath: /f.conf, subPath: fluent-bit.conf }] }]
`
    expect(found(missingIncludes, agent(), mounted)).toEqual([])
  })
})

describe('logsNotCollected', () => {
  it('notes pods and namespaces that no pattern matches', () => {
    const path = '/var/log/containers/*_logging_*.log'
    expect(found(logsNotCollected, agent({ path }), pod)).toEqual([
      `info wiring/logs-not-collected: ${path}`,
    ])
    expect(found(logsNotCollected, agent(), pod)).toEqual([])
    expect(
      found(logsNotCollected, agent({ path: `${path}, /var/log/containers/shop*.log` }), pod),
    ).toEqual([])
  })
})
