// Lists the secrets that a machine gets as files: which, where to, and for whom.

import type { Plan } from '@llmflow/spec'
import type { Machine, Member } from '../machines.js'
import { secretPath } from '../program/names.js'
import { secretFoldersOf, secretsOf } from '../program/secrets.js'

type Placed = {
  /** Within the folder `secrets` beside the playbook. */
  readonly source: string
  readonly path: string
  readonly owner: string
  readonly group: string
}

/** Values that systemd hands over belong to root; files that a program opens itself belong to it. */
export function secretsToPlace(plan: Plan, machine: Machine): readonly Placed[] {
  const all = machine.members.flatMap((member) => [
    ...secretsOf(member).map(({ secret, key }) => ofRoot(secret, key)),
    ...pullSecretOf(plan, member),
    ...secretFoldersOf(member).flatMap(({ secret, path, keys }) =>
      filesOf(plan, machine, secret)
        .filter(({ key }) => keys?.includes(key) ?? true)
        .map(({ key, source }) => ({
          source,
          path: `${path}/${key}`,
          owner: member.program.user,
          group: member.program.group,
        })),
    ),
  ])
  return [...new Map(all.map((one) => [one.path, one])).values()]
}

/** Folders of secrets are closed to everybody but who reads them. */
export const secretFolders = (placed: readonly Placed[]): readonly object[] => [
  ...new Map(
    placed.map(({ path, owner, group }) => {
      const folder = path.slice(0, path.lastIndexOf('/'))
      return [folder, { path: folder, owner, group }] as const
    }),
  ).values(),
]

const ofRoot = (secret: string, key: string): Placed => ({
  source: `${secret}/${key}`,
  path: secretPath(secret, key),
  owner: 'root',
  group: 'root',
})

/** Who copies programs out of an image shows the registry who they are. */
const pullSecretOf = ({ registry }: Plan, { program }: Member): readonly Placed[] =>
  program.programs === undefined || registry?.pullSecret === undefined
    ? []
    : [ofRoot(registry.pullSecret, '.dockerconfigjson')]

/** A certificate is one of the machine's own; other secrets are the same everywhere. */
function filesOf(
  plan: Plan,
  { name }: Machine,
  secret: string,
): readonly { readonly key: string; readonly source: string }[] {
  const certificate = Object.values(plan.certificates).find((one) => one.secret === secret)
  if (certificate !== undefined) {
    const folder = certificate.machines[name] === undefined ? secret : `${secret}/${name}`
    return ['ca.crt', 'tls.crt', 'tls.key'].map((key) => ({ key, source: `${folder}/${key}` }))
  }
  return Object.keys(plan.secrets[secret]?.keys ?? {}).map((key) => ({
    key,
    source: `${secret}/${key}`,
  }))
}
