// Writes what tells Prometheus when each certificate of a machine ends: a script by the clock, and its unit.

import type { Plan } from '@llmflow/spec'
import type { Machine } from '../machines.js'
import { measured, measurementFolder } from '../measurement.js'
import { quoted } from '../program/quote.js'
import { secretFoldersOf } from '../program/secrets.js'
import type { SystemPart } from '../system-part.js'

const script = '/usr/local/lib/llmflow/certificates/run'
const name = 'llmflow-certificates'
const series = 'llmflow_certificate_expiry_timestamp_seconds'

export function certificatePart(plan: Plan, machine: Machine): SystemPart {
  const files = certificateFiles(plan, machine)
  if (files.length === 0) return {}
  return {
    packages: ['openssl'],
    files: [
      { path: script, text: scriptOf(files), mode: '0755' },
      { path: `/etc/systemd/system/${name}.service`, text: service },
      {
        path: `/etc/systemd/system/${name}.timer`,
        text: timer,
        restarts: [`${name}.timer`],
      },
    ],
    units: [`${name}.timer`],
  }
}

type CertificateFile = { readonly certificate: string; readonly path: string }

/**
 * Programs of one machine may have copies of one certificate: each is a file that can be forgotten. Who only checks others
 * by their authority has none.
 */
function certificateFiles(
  { certificates }: Plan,
  { members }: Machine,
): readonly CertificateFile[] {
  const secrets = new Set(Object.values(certificates).map(({ secret }) => secret))
  const files = members.flatMap((member) =>
    secretFoldersOf(member)
      .filter(({ secret, keys }) => secrets.has(secret) && (keys?.includes('tls.crt') ?? true))
      .map(({ secret, path }) => ({ certificate: secret, path: `${path}/tls.crt` })),
  )
  return [...new Map(files.map((file) => [file.path, file])).values()]
}

const scriptOf = (files: readonly CertificateFile[]): string => `#!/bin/sh
# Tells node_exporter when each certificate of this machine ends; 0 for one that cannot be read.
set -eu
tell() {
  end=$(openssl x509 -in "$2" -noout -enddate 2>/dev/null) && end=$(date --date "\${end#notAfter=}" +%s) || end=0
  printf '${series}{certificate="%s",file="%s"} %s\\n' "$1" "$2" "$end"
}
${measured(name, [
  `echo '# HELP ${series} When a certificate on a machine expires, as Unix time.'`,
  `echo '# TYPE ${series} gauge'`,
  ...files.map(({ certificate, path }) => `tell ${quoted(certificate)} ${quoted(path)}`),
])}`

/** Certificates lie where only their programs look, so it is root; it has no network, and writes into one folder. */
const service = `[Unit]
Description=LLMFlow: when the certificates of this machine end

[Service]
Type=oneshot
ExecStart=${script}
CapabilityBoundingSet=CAP_DAC_OVERRIDE
NoNewPrivileges=true
PrivateDevices=true
PrivateNetwork=true
PrivateTmp=true
ProtectHome=true
ProtectSystem=strict
ReadWritePaths=-${measurementFolder}
SystemCallArchitectures=native
`

const timer = `[Unit]
Description=LLMFlow: when the certificates of this machine end, by the clock

[Timer]
OnBootSec=1min
OnUnitActiveSec=15min

[Install]
WantedBy=timers.target
`
