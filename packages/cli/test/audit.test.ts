// Runs `llmflow audit` on trees in memory: what is read, what helm expands, and where other programs see findings.

import { readFileSync } from 'node:fs'
import { assert, describe, expect, it } from 'vitest'
import { main, type Host } from 'llmflow'
import { memoryDisk, memoryHost, type MemoryDisk } from './memory-host.js'

/** What the tests look at of the object that `--json` prints. */
type Printed = {
  readonly diagnostics: readonly {
    readonly code: string
    readonly severity: string
    readonly file: string
    readonly line: number
    readonly column: number
    readonly advice: readonly object[]
  }[]
  readonly result: {
    readonly files: readonly string[]
    readonly summary: { readonly files: number; readonly leftOut: number }
  }
}

const service = (port: number | string): string =>
  [
    'apiVersion: v1',
    'kind: Service',
    'metadata: { name: api }',
    'spec:',
    '  selector: { app: api }',
    `  ports: [{ port: 80, targetPort: ${port} }]`,
    '---',
    'apiVersion: v1',
    'kind: Pod',
    'metadata: { name: api, labels: { app: api } }',
    'spec: { containers: [{ name: api, image: "a/b:1", ports: [{ name: http, containerPort: 8080 }] }] }',
    '',
  ].join('\n')

async function run(
  files: { readonly [path: string]: string },
  argv: readonly string[],
  parts: Partial<Pick<Host, 'run' | 'readInput' | 'environment'>> = {},
  change: (disk: MemoryDisk) => void = () => {},
) {
  const disk = memoryDisk(files)
  change(disk)
  const host = memoryHost(disk, parts)
  const code = await main(['audit', ...argv], host)
  return { code, out: host.out(), error: host.error(), disk }
}

async function audited(...args: Parameters<typeof run>): Promise<Printed> {
  const [files, argv, ...rest] = args
  const { out } = await run(files, [...argv, '--json'], ...rest)
  const printed: unknown = JSON.parse(out)
  assert(isPrinted(printed))
  return printed
}

const isPrinted = (value: unknown): value is Printed =>
  typeof value === 'object' && value !== null && 'diagnostics' in value && 'result' in value

describe('what is read', () => {
  it('is all the rest when a folder and a file may not be read', async () => {
    const files = {
      '/home/t/a/secret/a.yaml': 'a: 1',
      '/home/t/a/b.yaml': service('http'),
      '/home/t/a/c.yaml': 'a: 1',
    }
    const { diagnostics, result } = await audited(files, ['t/a'], {}, (disk) => {
      disk.refuseToRead('/home/t/a/secret')
      disk.refuseToRead('/home/t/a/c.yaml')
    })
    expect(diagnostics).toMatchObject([
      { code: 'spec/unreadable-file', file: 't/a/secret' },
      { code: 'spec/unreadable-file', file: 't/a/c.yaml' },
    ])
    expect(result.files).toContain('t/a/b.yaml')
  })

  it('is every file with a form below a directory, in the order of names', async () => {
    const { result } = await audited(
      {
        '/home/t/b.yaml': 'a: 1',
        '/home/t/a/z.md': '# z',
        '/home/t/.git/config.yaml': 'a: 1',
        '/home/t/node_modules/m/a.yaml': 'a: 1',
        '/home/t/pkg/testdata/broken.yaml': 'a: [',
        '/home/t/vendor/m/a.yaml': 'a: 1',
        '/home/t/main.go': 'package main',
        '/home/t/.env.production': 'A=1',
        '/home/t/.hidden.yaml': 'a: 1',
      },
      ['t'],
    )
    expect(result.files).toEqual(['t/.env.production', 't/a/z.md', 't/b.yaml'])
  })

  it('is a named file whatever its name, and each file once', async () => {
    const { result } = await audited({ '/home/t/main.go': 'x', '/home/t/a.yaml': 'a: 1' }, [
      't/main.go',
      't',
      't/a.yaml',
    ])
    expect(result.files).toEqual(['t/main.go', 't/a.yaml'])
  })

  it('leaves out what is no text and what is too large, and says so', async () => {
    const files = { '/home/t/a.yaml': `\u0000`, '/home/t/b.yaml': '#'.repeat(16_000_001) }
    const { result } = await audited(files, ['t'])
    expect(result).toMatchObject({ files: [], summary: { leftOut: 2 } })
    expect((await run(files, ['t'])).out).toContain('2 files too large or not text')
  })

  it('leaves out what is too much together', async () => {
    const large = '#'.repeat(15_000_000)
    const files = { '/home/t/a.yaml': large, '/home/t/b.yaml': large, '/home/t/c.yaml': large }
    const { result } = await audited(files, ['t'])
    expect(result).toMatchObject({ files: ['t/a.yaml', 't/b.yaml'], summary: { leftOut: 1 } })
  })

  it('does not follow links, which may lead out', async () => {
    const { result } = await audited({ '/home/t/a.yaml': 'a: 1' }, ['t'], {}, (disk) =>
      disk.link('/home/t/out.yaml', '/etc/passwd'),
    )
    expect(result.files).toEqual(['t/a.yaml'])
  })

  it('takes the patches of a kustomization for what they are', async () => {
    const { diagnostics } = await audited(
      {
        '/home/t/kustomization.yaml':
          'kind: Kustomization\nresources: [a.yaml]\npatches: [{ path: p.yaml }]\n',
        '/home/t/a.yaml': service(8080),
        '/home/t/p.yaml':
          'apiVersion: v1\nkind: Service\nmetadata: { name: api }\nspec: { selector: { app: web } }\n',
      },
      ['t'],
    )
    expect(diagnostics).toEqual([])
  })

  it('may come through standard input', async () => {
    const { diagnostics } = await audited({}, ['-'], {
      readInput: () => Promise.resolve(service('htpp')),
    })
    expect(diagnostics).toMatchObject([{ code: 'wiring/target-port', file: '<stdin>', line: 6 }])
  })

  it('says that there was nothing to read', async () => {
    const { code, out } = await run({ '/home/t/main.go': 'x' }, ['t'])
    expect({ code, out }).toMatchObject({ code: 0 })
    expect(out).toContain('no file here has a form that the audit reads')
  })
})

describe('findings inside Markdown', () => {
  const files = { '/home/g/guide.md': `# Guide\n\n- step\n\n  \`\`\`yaml\n${indented()}  \`\`\`\n` }

  function indented(): string {
    return service('htpp').replaceAll(/^(?=.)/gm, '  ')
  }

  it('stand at the lines of the file for code scanning', async () => {
    const { out } = await run(files, ['g', '--report', 'sarif'])
    expect(JSON.parse(out)).toMatchObject({
      runs: [
        {
          results: [
            {
              ruleId: 'wiring/target-port',
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: 'g/guide.md' },
                    region: { startLine: 11, startColumn: 37, endLine: 11, endColumn: 41 },
                  },
                },
              ],
            },
          ],
        },
      ],
    })
  })

  it('stand at the lines of the file on GitHub', async () => {
    const { out } = await run(files, ['g', '--report', 'github'])
    expect(out).toContain('::error file=g/guide.md,line=11,col=37,endLine=11,endColumn=41,')
  })

  it('are fixed in the file', async () => {
    const { disk } = await run(files, ['g', '--write'])
    expect(disk.files().get('/home/g/guide.md')).toBe(
      files['/home/g/guide.md'].replace('htpp', 'http'),
    )
  })
})

describe('a chart', () => {
  const files = {
    '/home/c/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
    '/home/c/values.yaml': 'port: htpp\n',
    '/home/c/templates/api.yaml': service('{{ .Values.port }}'),
  }
  const printed = `---\n# Source: shop/templates/api.yaml\n${service('htpp')}`

  const helm =
    (code: number, out: string, error: string): Host['run'] =>
    (program, [verb]) =>
      Promise.resolve(
        program === 'helm' ? (verb === 'version' ? fine : { code, out, error }) : undefined,
      )
  const fine = { code: 0, out: 'v3.16.0', error: '' }

  it('is judged as helm expands it', async () => {
    const { diagnostics } = await audited(files, ['c'], { run: helm(0, printed, '') })
    expect(diagnostics).toMatchObject([
      { code: 'wiring/target-port', file: 'helm:c/templates/api.yaml', line: 7 },
    ])
  })

  it('shows findings at its templates to code scanning', async () => {
    const { out } = await run(files, ['c', '--report', 'github'], { run: helm(0, printed, '') })
    expect(out).toContain('::error file=c/templates/api.yaml,line=1,')
  })

  it('is said to be unread where there is no helm', async () => {
    const { diagnostics } = await audited(files, ['c'])
    expect(diagnostics).toMatchObject([
      { code: 'audit/unread-template', severity: 'info', file: 'c/templates/api.yaml' },
    ])
  })

  it('is said to be unread with what helm said', async () => {
    const { diagnostics } = await audited(files, ['c'], {
      run: helm(1, '', 'Error: no template "x"\nmore'),
    })
    expect(diagnostics).toMatchObject([
      {
        code: 'audit/unread-template',
        file: 'c/Chart.yaml',
        advice: [{ kind: 'list', items: ['Error: no template "x"'] }],
      },
    ])
  })
})

describe('fixes', () => {
  it('are a diff that says where a file ends without a line break', async () => {
    const text = service('htpp').split('---')[0]?.trimEnd() ?? ''
    const pod = service('htpp').split('---\n')[1] ?? ''
    const { out } = await run({ '/home/a.yaml': `${pod}---\n${text}` }, ['.', '--fix', '-q'])
    expect(out.split('\n')).toEqual([
      '--- a/a.yaml',
      '+++ b/a.yaml',
      '@@ -8,4 +8,4 @@',
      ' metadata: { name: api }',
      ' spec:',
      '   selector: { app: api }',
      '-  ports: [{ port: 80, targetPort: htpp }]',
      '\\ No newline at end of file',
      '+  ports: [{ port: 80, targetPort: http }]',
      '\\ No newline at end of file',
      '',
    ])
  })

  it('keep the line breaks of the file', async () => {
    const text = service('htpp').replaceAll('\n', '\r\n')
    const { disk } = await run({ '/home/a.yaml': text }, ['a.yaml', '--write'])
    expect(disk.files().get('/home/a.yaml')).toBe(text.replace('htpp', 'http'))
  })

  it('are left alone in what is not UTF-8', async () => {
    const text = `# \uFFFD\n${service('htpp')}`
    const { disk, code } = await run({ '/home/a.yaml': text }, ['a.yaml', '--write'])
    expect({ code, text: disk.files().get('/home/a.yaml') }).toEqual({ code: 1, text })
  })

  it('are printed for what came through standard input, and never written', async () => {
    const readInput = (): Promise<string> => Promise.resolve(service('htpp'))
    const { out } = await run({}, ['-', '--fix'], { readInput })
    expect(out).toContain('+  ports: [{ port: 80, targetPort: http }]')
    const { disk, code } = await run({}, ['-', '--write'], { readInput })
    expect({ code, files: [...disk.files()] }).toEqual({ code: 1, files: [] })
  })
})

it('paints a terminal unless NO_COLOR is set', async () => {
  const files = { '/home/a.yaml': service('htpp') }
  const painted = await run(files, ['.'], { environment: { FORCE_COLOR: '1' } })
  expect(painted.out).toContain('\u001b[31m')
  const plain = await run(files, ['.'], { environment: { FORCE_COLOR: '1', NO_COLOR: '1' } })
  expect(plain.out).not.toContain('\u001b')
})

describe('a render', () => {
  const example = (name: string): string =>
    readFileSync(new URL(`../../../examples/guide-production/${name}`, import.meta.url), 'utf8')
  const files = {
    '/home/p/llmflow.yaml': example('llmflow.yaml'),
    '/home/p/inventory.yaml': example('inventory.yaml'),
    '/home/wrong.yaml':
      'components:\n  dify:\n    env: { SSRF_PROXY_HTTP_URL: "http://dify-proxy.llmflow-system.svc.cluster.local:3129" }\n',
  }

  it('is audited before it is written, and with an error nothing is', async () => {
    const disk = memoryDisk(files)
    const host = memoryHost(disk)
    const code = await main(['render', 'p', '-f', 'wrong.yaml', '--out', 'tree', '-q'], host)
    expect(code).toBe(1)
    expect(host.error()).toMatch(
      /^error: dify-proxy has no port 3129.*\n {2}tree\/kubernetes\/llmflow-system\/deployment-dify-api\.yaml:\d\d+:/,
    )
    expect([...disk.files().keys()]).toEqual(Object.keys(files))
  })

  it('of the guide has nothing to say about itself', async () => {
    const disk = memoryDisk(files)
    const host = memoryHost(disk)
    const code = await main(['render', 'p', '--out', 'tree', '--json'], host)
    const printed: unknown = JSON.parse(host.out())
    assert(isPrinted(printed))
    expect(code).toBe(0)
    expect(printed.diagnostics.filter(({ file }) => file.startsWith('tree/'))).toEqual([])
  })
})
