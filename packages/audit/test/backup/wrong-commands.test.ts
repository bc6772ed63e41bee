import { describe, expect, it } from 'vitest'
import { wrongCommands } from '../../src/backup/wrong-commands.js'
import { findings } from '../metrics/findings.js'

const found = (script: string) => findings(wrongCommands, { 'runbook.sh': script })

describe('wrongCommands', () => {
  it('reports commands that moved or fail', () => {
    expect(found('ETCDCTL_API=3 etcdctl --cacert ca snapshot restore a.db')).toEqual([
      'warning backup/wrong-command: etcdctl',
    ])
    expect(found('etcdctl snapshot save a.db')).toEqual([])
    expect(found('etcdutl snapshot restore a.db')).toHaveLength(1)
    expect(found('etcdutl snapshot restore a.db --data-dir=/var/lib/etcd')).toEqual([])
    expect(found('kubectl apply -f cilium.yaml')).toEqual([
      'warning backup/wrong-command: cilium.yaml',
    ])
    expect(
      found('helm template cilium cilium/cilium > cilium.yaml\nkubectl apply -f cilium.yaml'),
    ).toEqual([])
    expect(found('curl -X POST http://milvus:19530/v1/vector/collections/restore')).toHaveLength(1)
    expect(found('curl http://milvus:19530/v2/vectordb/collections/list')).toEqual([])
  })

  it('looks at what the comment says that a command is for', () => {
    expect(found('# Restore the cache\nredis-cli --rdb /backup/dump.rdb')).toEqual([
      'error backup/wrong-command: --rdb',
    ])
    expect(found('# 2. 캐시 복구\nsudo redis-cli -a x --rdb=/b/dump.rdb')).toEqual([
      'error backup/wrong-command: --rdb=/b/dump.rdb',
    ])
    expect(found('# Back up before the restore\nredis-cli --rdb /backup/dump.rdb')).toEqual([])
    expect(found('redis-cli --rdb /backup/dump.rdb')).toEqual([])
  })

  it('looks at what ran before', () => {
    const restore = 'etcdutl snapshot restore a.db --data-dir /var/lib/etcd\n'
    expect(found(`${restore}kubeadm init --config a.yaml`)).toEqual([
      'warning backup/wrong-command: kubeadm',
    ])
    expect(found('kubeadm init --config a.yaml')).toEqual([])
    expect(
      found(`${restore}kubeadm init --ignore-preflight-errors=DirAvailable--var-lib-etcd`),
    ).toEqual([])
    expect(found('# restore\npg_restore -d shop x')).toEqual(['warning backup/wrong-command: -d'])
    expect(found('# restore\ncreatedb shop\npg_restore -d shop x')).toEqual([])
    expect(found('# restore\npg_restore -C -d postgres x')).toEqual([])
  })

  it('looks at what stands beside', () => {
    expect(found('pg_dump shop > x')).toEqual(['info backup/wrong-command: pg_dump'])
    expect(found('pg_dumpall --globals-only > g\npg_dump shop > x')).toEqual([])
  })

  it('looks into shells and other containers', () => {
    expect(found("kubectl exec db -- sh -c 'pg_dump shop'")).toEqual([
      'info backup/wrong-command: pg_dump',
    ])
  })
})
