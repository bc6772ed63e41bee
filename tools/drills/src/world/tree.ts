// Reads what is to lie on a machine, and puts it there as the playbook would.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { parse } from 'yaml'

import { DrillError } from '../error.js'
import { mustOn, type Machine } from './machine.js'

type Owned = { readonly path: string; readonly owner: string; readonly group: string }
type Placed = Owned & { readonly mode: string }

/** What the playbook is told of a machine. */
export type HostVariables = {
  readonly packages: readonly string[]
  readonly folders: readonly Placed[]
  readonly files: readonly Placed[]
  readonly secretFolders: readonly Placed[]
  readonly secrets: readonly (Owned & { readonly source: string; readonly mode: string })[]
  readonly units: readonly string[]
}

export function hostVariables(text: string): HostVariables {
  const variables: unknown = parse(text)
  const list = (name: string): readonly unknown[] => listOf(fieldOf(variables, `llmflow_${name}`))
  return {
    packages: list('packages').map(textOf),
    folders: list('folders').map((one) => placedOf(one, '0755')),
    files: list('files').map((one) => placedOf(one, '0644')),
    secretFolders: list('secret_folders').map((one) => placedOf(one, '0700')),
    secrets: list('secrets').map((one) => ({
      ...placedOf(one, '0400'),
      source: textOf(fieldOf(one, 'source')),
    })),
    units: list('units').map((one) => textOf(fieldOf(one, 'unit') ?? one)),
  }
}

const placedOf = (one: unknown, mode: string): Placed => ({
  path: textOf(fieldOf(one, 'path')),
  owner: textOf(fieldOf(one, 'owner') ?? 'root'),
  group: textOf(fieldOf(one, 'group') ?? 'root'),
  mode: textOf(fieldOf(one, 'mode') ?? mode),
})

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  throw new DrillError('tree', `a machine's variables have ${JSON.stringify(value)} for a text`)
}

/** The rendered files, and a folder `<secret>/<key>` with the values. */
type Sources = {
  readonly files: ReadonlyMap<string, string>
  readonly secretsFolder: string
}

/**
 * Everything is first put beside, and then into its place by the machine itself: a link such as `/var/run` leads from
 * there to its own folder, and from here to ours.
 */
export async function layOut(
  machine: Machine,
  variables: HostVariables,
  sources: Sources,
  isFirst: boolean,
): Promise<void> {
  const beside = join(machine.root, stage)
  mkdirSync(beside, { recursive: true })
  const contents: readonly (readonly [Placed, string | Buffer])[] = [
    ...variables.files.map((file) => [file, renderedText(machine, file, sources)] as const),
    [firewall, renderedText(machine, firewall, sources)],
    ...variables.secrets.map(
      (secret) => [secret, readFileSync(join(sources.secretsFolder, secret.source))] as const,
    ),
  ]
  for (const [index, [, content]] of contents.entries()) {
    writeFileSync(join(beside, `${index}`), content)
  }
  const placing = contents.map(([file], index) => ({ file, from: `${stage}/${index}` }))
  const place = ({ file, from }: (typeof placing)[number]): string =>
    `install -D ${ownedBy(file)} ${from} ${file.path}`
  const lines = [
    // Files belong to accounts, and some of those are made from files.
    ...placing.filter(({ file }) => isAboutAccounts(file)).map(place),
    'systemd-sysusers',
    ...accountsOf(variables).map(
      (name) => `getent passwd ${name} > /dev/null || useradd --system --user-group ${name}`,
    ),
    // What the packages left in such a folder belongs to another machine.
    ...(isFirst ? variables.folders.map(({ path }) => `rm -rf ${path}`) : []),
    ...[...variables.folders, ...variables.secretFolders].map(
      (folder) => `install -d ${ownedBy(folder)} ${folder.path}`,
    ),
    ...placing.filter(({ file }) => !isAboutAccounts(file)).map(place),
    `rm -rf ${stage}`,
    `nft --file ${firewall.path}`,
  ]
  await mustOn(machine, ['/bin/sh', '-eu'], { input: lines.join('\n') })
}

const stage = '/tmp/llmflow-drill'

const firewall: Placed = {
  path: '/etc/llmflow/firewall.nft',
  owner: 'root',
  group: 'root',
  mode: '0640',
}

/** Those of packages that no drill starts, such as exporters, may not be installed here. */
const accountsOf = ({
  folders,
  files,
  secretFolders,
  secrets,
}: HostVariables): readonly string[] => [
  ...new Set(
    [...folders, ...files, ...secretFolders, ...secrets].flatMap(({ owner, group }) => [
      owner,
      group,
    ]),
  ),
]

const isAboutAccounts = ({ path }: Placed): boolean => path.startsWith('/etc/sysusers.d/')

const ownedBy = ({ owner, group, mode }: Placed): string => `-m ${mode} -o ${owner} -g ${group}`

function renderedText({ name }: Machine, { path }: Placed, { files }: Sources): string {
  const text = files.get(`hosts/machines/${name}${path}`)
  if (text === undefined) throw new DrillError('tree', `${path} is named and not rendered`)
  return text
}
