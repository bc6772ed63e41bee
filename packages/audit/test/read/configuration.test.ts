import { wholeText } from '@llmflow/spec'
import { assert, describe, expect, it } from 'vitest'
import { isConfiguration, readConfiguration } from '../../src/read/configuration/configuration.js'
import { isEnvironmentFile, readEnvironmentFile } from '../../src/read/environment-file.js'

const read = (name: string, text: string) =>
  readConfiguration(name, wholeText('file', text)).map((configuration) => ({
    is: `${configuration.software}/${configuration.role}`,
    name: configuration.name,
    directives: configuration.directives.map(
      ({ section, name: directive, values }) =>
        `${section === '' ? '' : `${section} `}${directive}=${values.map((word) => word.text).join(' ')}`,
    ),
  }))

describe('readConfiguration', () => {
  it('parts a text that holds two files, each begun by a comment that names it', () => {
    const text = `# redis-sentinel.conf
port 26379
sentinel monitor main 10.0.0.1 6379 2

# the master
# redis-master.conf
requirepass "a b"
appendonly yes
`
    expect(read('', text)).toEqual([
      {
        is: 'redis/sentinel',
        name: 'redis-sentinel.conf',
        directives: ['port=26379', 'sentinel monitor=main 10.0.0.1 6379 2'],
      },
      {
        is: 'redis/redis',
        name: 'redis-master.conf',
        directives: ['requirepass=a b', 'appendonly=yes'],
      },
    ])
  })

  it('reads sections of Fluent Bit, classic and YAML alike', () => {
    const classic = `[SERVICE]
    Flush 1
[OUTPUT]
    Name  opensearch
    Match kube.* all
`
    const yaml = `service:
  Flush: 1
pipeline:
  outputs:
    - Name: opensearch
      Match: kube.* all
`
    const directives = [
      '[SERVICE] Flush=1',
      '[OUTPUT] Name=opensearch',
      '[OUTPUT] Match=kube.* all',
    ]
    expect(read('', classic)).toEqual([{ is: 'fluent-bit/fluent-bit', name: '', directives }])
    expect(read('a.yaml', yaml)).toEqual([
      { is: 'fluent-bit/fluent-bit', name: 'a.yaml', directives },
    ])
  })

  it('reads HAProxy, keepalived and PgBouncer', () => {
    expect(
      read('haproxy.cfg', 'defaults\n  mode tcp\nfrontend in\n  bind *:443 ssl # tls\n'),
    ).toEqual([
      {
        is: 'haproxy/haproxy',
        name: 'haproxy.cfg',
        directives: ['defaults mode=tcp', 'frontend in bind=*:443 ssl'],
      },
    ])
    expect(read('keepalived.conf', 'vrrp_instance V1 {\n  state MASTER\n}\n')).toEqual([
      {
        is: 'keepalived/keepalived',
        name: 'keepalived.conf',
        directives: ['vrrp_instance V1 state=MASTER'],
      },
    ])
    expect(read('pgbouncer.ini', '[databases]\ndify = host=db port=5432\n')).toEqual([
      {
        is: 'postgresql/pgbouncer',
        name: 'pgbouncer.ini',
        directives: ['[databases] dify=host=db port=5432'],
      },
    ])
  })

  it('knows Patroni by its keys and gives fields', () => {
    const [patroni] = readConfiguration(
      '',
      wholeText('p', 'scope: a\nbootstrap:\n  dcs:\n    ttl: 30\n'),
    )
    assert(patroni?.root !== undefined)
    expect(patroni.software).toBe('patroni')
    expect(patroni.root.get('bootstrap', 'dcs', 'ttl').number).toBe(30)
  })

  it('leaves a file of objects alone that has configuration inside', () => {
    const map = 'kind: ConfigMap\napiVersion: v1\ndata:\n  a.conf: |\n    [INPUT]\n    [OUTPUT]\n'
    expect(isConfiguration('a.yaml', map)).toBe(false)
    expect(isConfiguration('', '[INPUT]\n  Name tail\n[OUTPUT]\n  Name stdout\n')).toBe(true)
    expect(isConfiguration('', '# patroni.yml\nscope: a\nrestapi:\n  listen: x\n')).toBe(true)
    expect(isConfiguration('', 'scope: a\nother: b\n')).toBe(false)
    expect(isConfiguration('haproxy.cfg', '')).toBe(true)
  })

  it('says nothing about other texts', () => {
    expect(read('a.conf', 'server { listen 80; }')).toEqual([])
    expect(read('', 'kind: Deployment\napiVersion: apps/v1\nspec: {}')).toEqual([])
    expect(read('', '')).toEqual([])
  })

  it('places values where they stand', () => {
    const text = 'port 1\nmaxmemory  64gb\n'
    const [redis] = readConfiguration('redis.conf', wholeText('r', text))
    const value = redis?.directives[1]?.values[0]
    expect(value?.excerpt.place(0, 4)).toMatchObject({ offset: text.indexOf('64gb'), length: 4 })
  })
})

describe('readEnvironmentFile', () => {
  it('knows a list of variables from a script', () => {
    expect(isEnvironmentFile('.env.production', '')).toBe(true)
    expect(isEnvironmentFile('', '# all\nA=1\nB=2\nC=\n')).toBe(true)
    expect(isEnvironmentFile('', 'A=1\nB=2\nC=3\nmake\n')).toBe(false)
    expect(isEnvironmentFile('a.yaml', 'A=1\nB=2\nC=3\n')).toBe(false)
  })

  it('reads names and values with their places, past comments and quotes', () => {
    const text = '# all\nexport A=1 # one\nB="two words"\n\nC=\nD=<secret>\nnot a line\n'
    const { variables } = readEnvironmentFile('.env', wholeText('.env', text))
    expect(variables.map(({ name, value }) => [name, value])).toEqual([
      ['A', '1'],
      ['B', 'two words'],
      ['C', ''],
      ['D', '<secret>'],
    ])
    expect(variables[1]?.excerpt.place(0, 3)).toMatchObject({ offset: text.indexOf('two') })
    expect(variables[0]?.keyPlace).toMatchObject({ offset: text.indexOf('A=1'), length: 1 })
  })
})
