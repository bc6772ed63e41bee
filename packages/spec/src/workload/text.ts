// Writes text that contains addresses, secrets and pod facts which only a target can fill in.

/** The address of another workload's port, in the form that a setting needs. */
export type AddressPart = {
  readonly kind: 'address'
  readonly workload: string
  readonly port: string
  /**
   * `host` alone, `host:port`, or `scheme://host:port`. `peers` is a host that resolves to every replica: the
   * headless Service `<workload>-peers`, which a stateless workload with an internal port has.
   */
  readonly form: 'host' | 'host-port' | 'url' | 'peers'
}

/** The addresses of every replica of a workload with stable names, joined by `separator`. */
export type MembersPart = {
  readonly kind: 'members'
  readonly workload: string
  readonly port: string
  /** `name-url` is `pod-0=http://host:port`, the form that etcd wants. */
  readonly form: 'host' | 'host-port' | 'url' | 'name-url'
  readonly separator: string
  /** Text before each address; `{name}` in it stands for the replica's name: `  server {name} `. */
  readonly before?: string
  /** Text after each address, with `{name}` alike: ` check port 8008`. */
  readonly after?: string
}

/** A value that nobody but the consumer sees. */
export type SecretPart = { readonly kind: 'secret'; readonly secret: string; readonly key: string }

/** A fact about the running replica. */
export type FieldPart = {
  readonly kind: 'field'
  /** `member-host` is the host under which the other replicas know this one, as `membersOf` writes it. */
  readonly field: 'pod-name' | 'pod-address' | 'namespace' | 'node-name' | 'member-host'
}

/** Text for files and arguments: secrets cannot stand in it, so they never reach a ConfigMap. */
export type Text = readonly (string | AddressPart | MembersPart)[]
/** Text for environment variables. */
export type SecretText = readonly (string | AddressPart | MembersPart | SecretPart | FieldPart)[]

type Insert<Part> = Part | string | number

/** Builds text: ``text`--etcd=${urlOf('etcd', 'client')}` ``. */
export function text(
  strings: TemplateStringsArray,
  ...inserts: readonly Insert<AddressPart | MembersPart>[]
): Text {
  return assemble(strings, inserts)
}

/** Builds text that may hold secrets, for environment variables. */
export function secretText(
  strings: TemplateStringsArray,
  ...inserts: readonly Insert<AddressPart | MembersPart | SecretPart | FieldPart>[]
): SecretText {
  return assemble(strings, inserts)
}

function assemble<Part>(
  strings: TemplateStringsArray,
  inserts: readonly Insert<Part>[],
): readonly (string | Part)[] {
  const parts: (string | Part)[] = []
  for (const [index, string] of strings.entries()) {
    if (string !== '') parts.push(string)
    const insert = inserts[index]
    if (insert !== undefined) parts.push(typeof insert === 'number' ? `${insert}` : insert)
  }
  return parts
}

export const hostOf = (workload: string, port: string): AddressPart => ({
  kind: 'address',
  workload,
  port,
  form: 'host',
})
export const hostPortOf = (workload: string, port: string): AddressPart => ({
  kind: 'address',
  workload,
  port,
  form: 'host-port',
})
export const urlOf = (workload: string, port: string): AddressPart => ({
  kind: 'address',
  workload,
  port,
  form: 'url',
})
export const peersOf = (workload: string, port: string): AddressPart => ({
  kind: 'address',
  workload,
  port,
  form: 'peers',
})
export const membersOf = (
  workload: string,
  port: string,
  form: MembersPart['form'],
  separator = ',',
  around: Pick<MembersPart, 'before' | 'after'> = {},
): MembersPart => ({ kind: 'members', workload, port, form, separator, ...around })
export const secretOf = (secret: string, key: string): SecretPart => ({
  kind: 'secret',
  secret,
  key,
})
export const fieldOf = (field: FieldPart['field']): FieldPart => ({ kind: 'field', field })
