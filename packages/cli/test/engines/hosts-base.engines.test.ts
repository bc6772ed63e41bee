// Has the programs of a machine judge every file that is rendered for one, and refuse each once it is broken.

import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { afterAll, assert, describe, expect, it } from 'vitest'
import { planOf } from './examples.js'
import { different, writeMachines, type File } from './machine-tree.js'
import { hasNamespaces, run, lacks, needing } from './program.js'

const tree = writeMachines(planOf(['guide-production/llmflow.yaml']))
afterAll(() => rmSync(dirname(tree.folder), { recursive: true, force: true }))

/** Beside the tree, so that nothing that others read is changed. */
function broken({ text }: File, change: (text: string) => string): string {
  const changed = change(text)
  assert(changed !== text, 'the file has what the test breaks')
  const place = join(dirname(tree.folder), 'broken')
  writeFileSync(place, changed)
  return place
}

/** What the program says against a file, by path; nothing when it takes all of them. */
const refused = (files: readonly File[], judge: (place: string, file: File) => number | null) =>
  files.filter((file) => judge(file.place, file) !== 0).map(({ path }) => path)

describe('firewalls', () => {
  const files = different(tree, /firewall\.nft$/)
  const judge = (place: string): number | null =>
    run('unshare', ['--net', 'nft', '--check', '--file', place]).code

  it.skipIf(lacks('nft', 'unshare'))(
    needing(['nft', 'unshare'], 'are rules that the kernel takes'),
    ({ skip }) => {
      skip(!hasNamespaces(), 'no network of its own can be had here')
      expect(files.length).toBeGreaterThan(30)
      expect(refused(files, judge)).toEqual([])
      const [file] = files
      assert(file !== undefined)
      expect(judge(broken(file, (text) => text.replace('dport 22', 'dport ssh2')))).not.toBe(0)
    },
  )
})

describe('zones', () => {
  const files = different(tree, /\.zone$/)
  const judge = (place: string, { path }: Pick<File, 'path'>): number | null =>
    run('named-checkzone', ['-q', '-i', 'local', basename(path, '.zone'), place]).code

  it.skipIf(lacks('named-checkzone'))(
    needing(['named-checkzone'], 'are what name servers load'),
    () => {
      expect(files.length).toBeGreaterThan(2)
      expect(refused(files, judge)).toEqual([])
      const file = files.find(({ text }) => text.includes(' A '))
      assert(file !== undefined)
      expect(
        judge(
          broken(file, (text) => text.replace(/ A [\d.]+/, ' A 10.0.0')),
          file,
        ),
      ).not.toBe(0)
    },
  )
})

describe('time', () => {
  const files = different(tree, /chrony\.conf$/)
  const judge = (place: string): number | null => run('chronyd', ['-p', '-f', place]).code

  it.skipIf(lacks('chronyd'))(needing(['chronyd'], 'is configured as chrony reads it'), () => {
    expect(files.length).toBeGreaterThan(3)
    expect(refused(files, judge)).toEqual([])
    const [file] = files
    assert(file !== undefined)
    expect(judge(broken(file, (text) => text.replace('makestep', 'makesteps')))).not.toBe(0)
  })
})

describe('scripts', () => {
  const files = tree.files.filter(({ text }) => /^#!.*\b(ba|da)?sh\b/.test(text))
  const scripts = [...new Map(files.map((file) => [file.text, file])).values()]
  const judge = (place: string): number | null =>
    run('shellcheck', ['--severity=warning', place]).code

  it.skipIf(lacks('shellcheck'))(
    needing(['shellcheck'], 'have nothing that shellcheck warns of'),
    () => {
      expect(scripts.length).toBeGreaterThan(5)
      expect(refused(scripts, judge)).toEqual([])
      const [file] = scripts
      assert(file !== undefined)
      expect(judge(broken(file, (text) => `${text}cd $HOME/"a\n`))).not.toBe(0)
    },
  )
})

describe('kernel settings', () => {
  /** Those of a module are there once it is loaded. */
  const ofModules = /^net\.bridge\./
  const isKnown = (name: string): boolean => existsSync(`/proc/sys/${name.replaceAll('.', '/')}`)

  it('are settings that this kernel has', () => {
    const names = different(tree, /90-llmflow\.conf$/).flatMap(({ text }) =>
      [...text.matchAll(/^([\w.]+) =/gm)].map(([, name = '']) => name),
    )
    expect(names.length).toBeGreaterThan(10)
    const unknown = [...new Set(names)].filter((name) => !ofModules.test(name) && !isKnown(name))
    expect(unknown).toEqual([])
    expect(isKnown('net.ipv4.tcp_syncookie')).toBe(false)
  })
})

describe('containers', () => {
  const configurations = different(tree, /containerd\/config\.toml$/)
  const dump = (place: string) => run('containerd', ['--config', place, 'config', 'dump'])

  it.skipIf(lacks('containerd'))(
    needing(['containerd'], 'run as containerd reads it, GPUs by the runtime of the operator'),
    () => {
      expect(configurations).toHaveLength(2)
      const outputs = configurations.map(({ place }) => dump(place))
      expect(outputs.map(({ code }) => code)).toEqual([0, 0])
      for (const { output } of outputs) {
        expect(output).toContain('SystemdCgroup = true')
        expect(output).toContain('config_path = "/etc/containerd/certs.d"')
        expect(output).toMatch(/sandbox_image = "[^"]+\/registry.k8s.io\/pause:3.9"/)
      }
      expect(outputs.filter(({ output }) => output.includes('runtimes.nvidia]'))).toHaveLength(1)
      const [file] = configurations
      assert(file !== undefined)
      expect(dump(broken(file, (text) => text.replace('= true', '= yes'))).code).not.toBe(0)
    },
  )

  it.skipIf(lacks('python3'))(
    needing(['python3'], 'are pulled by way of the registry, in files of TOML'),
    () => {
      const mirrors = different(tree, /hosts\.toml$/)
      const script = `import sys, tomllib
for path in sys.argv[1:]:
    mirror = tomllib.load(open(path, 'rb'))
    (name, host), = mirror['host'].items()
    assert mirror['server'] == name, path
    assert host['capabilities'] == ['pull', 'resolve'], path
    assert host.get('override_path', False) == ('/v2/' in name), path`
      const read = (places: readonly string[]) => run('python3', ['-c', script, ...places]).code
      expect(mirrors.length).toBeGreaterThan(4)
      expect(read(mirrors.map(({ place }) => place))).toBe(0)
      const [file] = mirrors
      assert(file !== undefined)
      expect(read([broken(file, (text) => text.replace('server =', 'server :'))])).not.toBe(0)
    },
  )
})

const kubeadm = process.env['LLMFLOW_KUBEADM']

describe.runIf(kubeadm !== undefined)('kubeadm', () => {
  /** The file with which a machine finds the cluster is made when it joins; here it is any file. */
  function judge(text: string) {
    const place = join(dirname(tree.folder), 'kubeadm.yaml')
    const found = join(dirname(tree.folder), 'discovery.conf')
    writeFileSync(found, '')
    writeFileSync(place, text.replace('/etc/kubernetes/kubeadm/discovery.conf', found))
    assert(kubeadm !== undefined)
    return run(kubeadm, ['config', 'validate', '--config', place])
  }

  it('takes what the first machine and all that join are given', () => {
    const files = different(tree, /kubeadm\/(init|join)\.yaml$/)
    expect(files.length).toBeGreaterThan(20)
    const sample = files.filter(({ path }) => /(master|app|gpu-inference)-0[12]/.test(path))
    expect(sample.map(({ text }) => judge(text)).filter(({ code }) => code !== 0)).toEqual([])
  })

  it('would refuse an unknown field, and the ClusterConfiguration that the guide prints', () => {
    const [init] = different(tree, /kubeadm\/init\.yaml$/)
    assert(init !== undefined)
    expect(judge(init.text.replace('serviceSubnet:', 'servicesSubnet:')).code).not.toBe(0)
    const guide =
      'apiVersion: v1\nkind: ClusterConfiguration\nspec:\n  kubernetesVersion: "1.29.x"\n'
    expect(judge(guide).code).not.toBe(0)
  })
})

describe('units', () => {
  const units = different(tree, /systemd\/system\/[^/]+\.(service|timer)$/)
  const root = join(dirname(tree.folder), 'root')

  /** A root with systemd's own units, the rendered ones, and something to run under every path that they name. */
  function verify(texts: readonly (readonly [name: string, text: string])[]) {
    rmSync(root, { recursive: true, force: true })
    mkdirSync(join(root, 'etc/systemd/system'), { recursive: true })
    run('cp', ['-a', '/lib/systemd/system', join(root, 'etc/systemd/')])
    for (const [name, text] of texts) {
      writeFileSync(join(root, 'etc/systemd/system', name), text)
      for (const [, program = ''] of text.matchAll(/^Exec\w+=[-+!@:]*(\S+)/gm)) {
        mkdirSync(join(root, dirname(program)), { recursive: true })
        writeFileSync(join(root, program), '', { mode: 0o755 })
      }
    }
    const names = texts.map(([name]) => join(root, 'etc/systemd/system', name))
    const { code, output } = run('systemd-analyze', [`--root=${root}`, 'verify', ...names])
    const ours = output.split('\n').filter((line) => texts.some(([name]) => line.includes(name)))
    return { code, ours }
  }

  const byMachine = new Map<string, (readonly [string, string])[]>()
  for (const { path, text } of units) {
    const machine = path.split('/')[2] ?? ''
    byMachine.set(machine, [...(byMachine.get(machine) ?? []), [basename(path), text]])
  }

  it.skipIf(lacks('systemd-analyze'))(
    needing(['systemd-analyze'], 'are units that systemd starts'),
    () => {
      expect(units.length).toBeGreaterThan(15)
      for (const texts of byMachine.values()) expect(verify(texts)).toEqual({ code: 0, ours: [] })
      const [first] = [...byMachine.values()].flat()
      assert(first !== undefined)
      const [name, text] = first
      expect(
        verify([[name, text.replace('ProtectHome=true', 'ProtectHomes=true')]]).ours,
      ).not.toEqual([])
    },
  )

  it.skipIf(lacks('systemd-analyze'))(
    needing(['systemd-analyze'], 'may do little more than their work'),
    () => {
      const services = units.filter(({ path }) => path.endsWith('.service'))
      const exposure = (place: string) =>
        run('systemd-analyze', [
          'security',
          '--offline=true',
          '--threshold=60',
          '--no-pager',
          place,
        ]).code
      expect(refused(services, exposure)).toEqual([])
      const [file] = services
      assert(file !== undefined)
      const open = join(dirname(tree.folder), 'open.service')
      writeFileSync(open, '[Service]\nExecStart=/bin/true\n')
      expect(exposure(open)).not.toBe(0)
    },
  )

  it.skipIf(lacks('systemd-analyze'))(
    needing(['systemd-analyze'], 'start by the clock when their schedules say'),
    () => {
      const moments = units.flatMap(({ text }) =>
        [...text.matchAll(/^OnCalendar=(.*)$/gm)].map(([, moment = '']) => moment),
      )
      expect(moments.length).toBeGreaterThan(0)
      expect(moments.filter((one) => run('systemd-analyze', ['calendar', one]).code !== 0)).toEqual(
        [],
      )
      expect(run('systemd-analyze', ['calendar', 'Wed *-*-* 25:00:00']).code).not.toBe(0)
    },
  )
})
