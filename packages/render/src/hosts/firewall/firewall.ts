// Writes the firewall of a machine: what is declared may come in, and nothing else.

import { contains, rangeOf, type Plan, type Range } from '@llmflow/spec'
import type { Machine } from '../machines.js'
import type { SystemPart } from '../system-part.js'
import type { Opening } from './opening.js'
import { openingsOf } from './openings.js'

export const firewallPath = '/etc/llmflow/firewall.nft'
const firewallUnit = 'llmflow-firewall.service'

export const firewallPart = (plan: Plan, machine: Machine): SystemPart => ({
  packages: ['nftables'],
  // Stopping Debian's own unit flushes every table, also those of the network between pods.
  masks: ['nftables.service'],
  files: [
    { path: firewallPath, text: rulesetOf(plan, machine), mode: '0640' },
    { path: `/etc/systemd/system/${firewallUnit}`, text: unit },
  ],
})

/**
 * One table of our own, replaced as a whole: rules of Kubernetes are in tables beside it and stay. Only what is for the
 * machine itself passes `input`; packets of pods are forwarded, and policies of the cluster judge those.
 */
export function rulesetOf(plan: Plan, machine: Machine): string {
  const openings = openingsOf(plan, machine).map(withoutCovered)
  const sets = setsOf(openings)
  const rules = new Set(openings.map((opening) => ruleOf(opening, sets)))
  return `# What ${machine.name} lets in: each line is a declared connection.
table inet llmflow
delete table inet llmflow
table inet llmflow {
${[...sets].map(setText).join('')}  chain input {
    type filter hook input priority filter; policy drop;
    iif "lo" accept
    ct state established,related accept
    meta l4proto { icmp, ipv6-icmp } accept
${[...rules].map((rule) => `    ${rule}\n`).join('')}    limit rate 5/second log prefix "llmflow-firewall: "
  }
}
`
}

/** As many addresses as a rule shows well; more of them have a set of their own, which rules have in common. */
const inlineMax = 4

/** Names of sets by what is in them. */
function setsOf(openings: readonly Opening[]): ReadonlyMap<string, string> {
  const lists = openings.flatMap(({ from }) =>
    from === 'anywhere' || from.length <= inlineMax ? [] : [listed(from)],
  )
  return new Map([...new Set(lists)].map((list, index) => [list, `sources${index + 1}`]))
}

const setText = ([list, name]: readonly [string, string]): string =>
  `  set ${name} {\n    type ipv4_addr; flags interval\n    elements = { ${list} }\n  }\n`

function ruleOf(
  { protocol, port, from, purpose }: Opening,
  sets: ReadonlyMap<string, string>,
): string {
  const name = protocol.toLowerCase()
  const match = port === undefined ? `meta l4proto ${name}` : `${name} dport ${port}`
  const accept = `${match} accept comment "${purpose.replaceAll('"', '')}"`
  if (from === 'anywhere') return accept
  const set = sets.get(listed(from))
  return `ip saddr ${set === undefined ? `{ ${listed(from)} }` : `@${set}`} ${accept}`
}

const listed = (from: readonly string[]): string => from.join(', ')

/** A set of nftables takes no range beside an address in it. */
function withoutCovered(opening: Opening): Opening {
  if (opening.from === 'anywhere') return opening
  const ranges = new Map([...new Set(opening.from)].toSorted().map((text) => [text, rangeOf(text)]))
  const isCovered = (text: string, own: Range): boolean =>
    [...ranges].some(([other, range]) => other !== text && contains(range, own))
  const from = [...ranges].filter(([text, own]) => !isCovered(text, own)).map(([text]) => text)
  return { ...opening, from }
}

const unit = `[Unit]
Description=LLMFlow: the firewall of this machine
DefaultDependencies=no
Wants=network-pre.target
Before=network-pre.target shutdown.target
Conflicts=shutdown.target
After=local-fs.target systemd-modules-load.service

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/sbin/nft --file ${firewallPath}
ExecReload=/usr/sbin/nft --file ${firewallPath}
CapabilityBoundingSet=CAP_NET_ADMIN
NoNewPrivileges=true
ProtectSystem=strict
ProtectHome=true
PrivateTmp=true
RestrictAddressFamilies=AF_NETLINK AF_UNIX
RestrictNamespaces=true
LockPersonality=true
MemoryDenyWriteExecute=true
SystemCallArchitectures=native
SystemCallFilter=@system-service

[Install]
WantedBy=sysinit.target
`
