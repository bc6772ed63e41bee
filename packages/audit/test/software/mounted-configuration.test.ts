import { describe, expect, it } from 'vitest'
import { settingNotRead } from '../../src/software/setting-not-read.js'
import { findings } from '../metrics/findings.js'

const mounted = (image: string, path: string, lines: readonly string[]) => ({
  'all.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  file: |
${lines.map((line) => `    ${line}`).join('\n')}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: server
spec:
  selector:
    matchLabels:
      app: server
  template:
    metadata:
      labels:
        app: server
    spec:
      containers:
        - name: server
          image: ${image}
          volumeMounts:
            - name: settings
              mountPath: ${path}
              subPath: file
      volumes:
        - name: settings
          configMap:
            name: settings
`,
})

const milvus = (...lines: readonly string[]) =>
  mounted('milvusdb/milvus:v2.4.0', '/milvus/configs/user.yaml', lines)

describe('a configuration file that a program mounts', () => {
  it('has a slip in a key', () => {
    expect(findings(settingNotRead, milvus('minio:', '  bucketNam: vectors'))).toEqual([
      'error wiring/setting-not-read: bucketNam',
    ])
  })

  it('has what the program reads', () => {
    expect(
      findings(
        settingNotRead,
        milvus('minio:', '  bucketName: vectors', 'etcd:', '  endpoints: [a]'),
      ),
    ).toEqual([])
  })

  it('has keys of an older version', () => {
    const lines = ['etcd:', '  host: ["http://etcd:2379"]']
    const path = '/usr/local/apisix/conf/config.yaml'
    expect(findings(settingNotRead, mounted('apache/apisix:3.12.0-debian', path, lines))).toEqual([
      'error wiring/setting-not-read: host',
    ])
    expect(
      findings(settingNotRead, mounted('apache/apisix:3.12.0-debian', '/tmp/config.yaml', lines)),
    ).toEqual([])
  })
})
