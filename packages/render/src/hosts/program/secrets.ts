// Lists the secrets and certificates that a program reads on its machine, and where.

import type { SecretPart, Volume } from '@llmflow/spec'
import type { Member } from '../machines.js'
import { onMachine } from '../paths.js'

/** Values that it reads from variables: systemd hands them over. */
export function secretsOf({ workload, program }: Member): readonly SecretPart[] {
  const parts = Object.values({ ...workload.environment, ...program.environment }).flatMap(
    (value) =>
      value.flatMap((part) => (typeof part === 'object' && part.kind === 'secret' ? [part] : [])),
  )
  return [...new Map(parts.map((part) => [`${part.secret}/${part.key}`, part])).values()]
}

type SecretFolder = {
  readonly secret: string
  readonly path: string
  /** The files that it reads; all when undefined. */
  readonly keys: readonly string[] | undefined
}

/** Folders of files that it reads itself, such as a certificate with its key. */
export function secretFoldersOf({ workload, program }: Member): readonly SecretFolder[] {
  return (workload.volumes ?? [])
    .filter((volume): volume is Extract<Volume, { kind: 'secret' }> => volume.kind === 'secret')
    .map(({ secret, path, keys }) => ({ secret, path: onMachine(program, path), keys }))
}
