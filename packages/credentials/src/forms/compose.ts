// Writes values as a compose project reads them: variables of its env file, and files of its services.

import { composeSecretPlaces } from '@llmflow/render'
import type { Plan } from '@llmflow/spec'
import type { Credentials, DatedValue } from '../store/document.js'
import { storedAt, type KeyName } from '../values/keys.js'
import { fillEnv, quoted, writtenIn } from './env.js'
import { certificatesAt, filesAt, lacking, type ValueFile, type ValueForm } from './form.js'

/** The folder of the rendered project. */
const folder = 'compose'
const envFile = `${folder}/.env`

/** Services read their files as users of their own; `secrets` above them stays closed to others. */
const readable = { mode: 0o644, folderMode: 0o755 } as const
const closed = { mode: 0o600, folderMode: 0o700 } as const

/** `env` is the env file that lies there already. */
export function composeForm(
  plan: Plan,
  credentials: Credentials,
  env: string | undefined,
): ValueForm {
  const places = composeSecretPlaces(plan)
  const { variables, files, certificates, authorities } = places
  const below = <P extends { readonly path: string }>(all: readonly P[]): readonly P[] =>
    all.map((place) => ({ ...place, path: `${folder}/${place.path}` }))
  return {
    files: [
      envOf(credentials, variables, env ?? places.envExample),
      ...filesAt(credentials, below(files), readable),
      ...certificatesAt(credentials, below(certificates), readable),
      ...certificatesAt(credentials, below(authorities), closed),
    ],
    missing: lacking(credentials, [...variables, ...files]),
    ignored: { folder, patterns: ['/.env', '/secrets/'] },
  }
}

type NamedVariable = KeyName & { readonly name: string }

function envOf(
  credentials: Credentials,
  variables: readonly NamedVariable[],
  before: string,
): ValueFile {
  const known = variables.flatMap((variable) => {
    const stored = storedAt(credentials, variable)
    return stored === undefined ? [] : [{ name: variable.name, value: stored.value, stored }]
  })
  return {
    path: envFile,
    bytes: Buffer.from(fillEnv(before, known)),
    ...closed,
    folderMode: 0o755,
    mayReplace: (there) => {
      const written = writtenIn(Buffer.from(there).toString())
      return known.every(({ name, stored }) => isOurs(written.get(name), stored))
    },
  }
}

function isOurs(
  written: string | undefined,
  { value, previous }: DatedValue & { readonly previous?: DatedValue },
): boolean {
  if (written === undefined) return true
  return [value, ...(previous === undefined ? [] : [previous.value])].some(
    (one) => written === one || written === quoted(one),
  )
}
