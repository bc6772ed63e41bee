// Finds addresses in a text: in URLs, in lists of host and port, and in the strings that database drivers take.

/** A host and its port with their positions in the text. */
export type Found = {
  readonly host: string
  readonly start: number
  readonly port: number | undefined
  /** Where the port stands; undefined when it follows from the scheme or is not known. */
  readonly portStart: number | undefined
  readonly scheme: string
}

/** A list in one value is longer only when it is no list of addresses. */
const listMax = 40
/** A text is read up to here: what follows is data. */
const charactersMax = 200_000

const url =
  /([a-z][a-z0-9+.-]*):\/\/(?:[^\s/@"'`<>|]*@)?([A-Za-z0-9_][A-Za-z0-9_.:,-]*)(?=$|[\s/"'`<>?#\\)\]},;|&])/gi

/** Schemes whose next word is no host: a bucket, a path, a repository. */
const withoutHost =
  /^(s3a?|gs|az|abfss?|wasbs?|hf|file|unix|oci|docker|docker-daemon|spiffe|urn|data|ssm|sm|vault|projects|cos|oss|tos|obs|bos|modelscope|git\+ssh|chrome-extension|fd|k8s|kubernetes|awskms|gcpkms|azurekms|hashivault|pkcs11|tpm|containerd|cri-o|nvidia|consul|memory|sqlite|mailto|env|hdfs|dns|xds)$/i

/** Every address in a text that says by its scheme, or by its form, that it is one. */
export function urlsIn(text: string): readonly Found[] {
  if (!text.includes('://')) return []
  const found: Found[] = []
  for (const match of text.slice(0, charactersMax).matchAll(url)) {
    const [whole, scheme = '', authority = ''] = match
    if (withoutHost.test(scheme)) continue
    const start = match.index + whole.length - authority.length
    found.push(...authorities(authority.replace(/[.,:]+$/, ''), start, scheme.toLowerCase()))
  }
  return found
}

/** `a:1,b:2`, as clients of clusters write it. */
function authorities(text: string, start: number, scheme: string): readonly Found[] {
  const found: Found[] = []
  let at = start
  for (const part of text.split(',').slice(0, listMax)) {
    const one = hostAndPort(part, at, scheme)
    if (one !== undefined) found.push(one)
    at += part.length + 1
  }
  return found
}

const name = /^[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?(?:\.[A-Za-z0-9_-]+)*\.?$/

/** Values of switches, and capitals that stand for a name: `DB_VERIFY_HOST=false`, `http://NODE_IP:80`. */
const noHost = /^(?:true|false|yes|no|on|off|none|null|auto|[A-Z\d]*_[A-Z\d_]*)$/

/** A name that a resolver could be asked for: not an IP address, not a number. */
export function isHostName(text: string): boolean {
  return text.length < 254 && /[a-z]/i.test(text) && name.test(text) && !noHost.test(text)
}

function hostAndPort(text: string, start: number, scheme: string): Found | undefined {
  const [host = '', digits, ...more] = text.split(':')
  if (!isHostName(host) || more.length > 0) return undefined
  if (digits === undefined) {
    return { host, start, port: defaultPorts.get(scheme), portStart: undefined, scheme }
  }
  const port = portNumber(digits)
  return port === undefined
    ? undefined
    : { host, start, port, portStart: start + host.length + 1, scheme }
}

/** Only where every client agrees. */
const defaultPorts: ReadonlyMap<string, number> = new Map([
  ['http', 80],
  ['https', 443],
])

export function portNumber(text: string): number | undefined {
  if (!/^\d{1,5}$/.test(text)) return undefined
  const port = Number(text)
  return port > 0 && port < 65_536 ? port : undefined
}

const fullName =
  /(?<![\w$})-])([a-z0-9][a-z0-9-]*(?:\.[a-z0-9][a-z0-9-]*)+\.svc(?:\.[a-z0-9][a-z0-9-]*)*)(?::(\d{1,5}))?(?![\w-])/g

/** Names that can only be Services of a cluster, whatever stands around them: `shop.store.svc:8080`. */
export function fullNamesIn(text: string): readonly Found[] {
  if (!text.includes('.svc')) return []
  return [...text.slice(0, charactersMax).matchAll(fullName)].map((match) => {
    const [, host = '', digits] = match
    const port = digits === undefined ? undefined : portNumber(digits)
    const portStart = port === undefined ? undefined : match.index + host.length + 1
    return { host, start: match.index, port, portStart, scheme: '' }
  })
}

/** A value that is nothing but hosts with ports: `redis:6379`, `etcd-0:2379, etcd-1:2379`. */
export function hostPortsIn(text: string): readonly Found[] {
  const found: Found[] = []
  let at = 0
  // A list in brackets and quotes: blanks in their place keep positions.
  const plain = text.replaceAll(/[[\]"']/g, ' ')
  for (const part of plain.split(/([\s,;]+)/).slice(0, 2 * listMax)) {
    const start = at
    at += part.length
    if (/^[\s,;]*$/.test(part)) continue
    const [authority = ''] = part.split('/', 1)
    const one = authority.includes(':') ? hostAndPort(authority, start, '') : undefined
    if (one === undefined) return []
    found.push(one)
  }
  return found
}

const keywordHost = /\b(?:host|hostaddr|server|data source)\s*=\s*(?:tcp:)?([A-Za-z0-9_.-]+)/i
const keywordPort = /\bport\s*=\s*(\d{2,5})\b/i
const inBrackets = /@(?:tcp|tcp4)\(([A-Za-z0-9_.-]+:\d+)\)/

/** `host=db port=5432 user=app`, `Server=db;Port=3306;…`, `app:secret@tcp(db:3306)/app`. */
export function driverStringIn(text: string): readonly Found[] {
  const brackets = inBrackets.exec(text)
  if (brackets?.[1] !== undefined) {
    const one = hostAndPort(brackets[1], brackets.index + brackets[0].indexOf('(') + 1, '')
    return one === undefined ? [] : [one]
  }
  const host = keywordHost.exec(text)
  if (
    host?.[1] === undefined ||
    !/\b(?:user|uid|user id|username|dbname|database)\s*=/i.test(text)
  ) {
    return []
  }
  const port = keywordPort.exec(text)
  return isHostName(host[1])
    ? [
        {
          host: host[1],
          start: host.index + host[0].length - host[1].length,
          port: port?.[1] === undefined ? undefined : portNumber(port[1]),
          portStart:
            port?.[1] === undefined ? undefined : port.index + port[0].length - port[1].length,
          scheme: '',
        },
      ]
    : []
}
