// Writes what tells Prometheus when each certificate of a machine ends: a script by the clock, and its unit.

import type { Plan } from '@llmflow/spec'
import type { Machine } from '../machines.js'
import { quoted } from '../program/quote.js'
import { secretFoldersOf } from '../program/secrets.js'
import type { SystemPart } from '../system-part.js'

/** Where Debian's node_exporter looks for what others measure. */
const folder = '/var/lib/prometheus/node-exporter'
const script = '/usr/local/lib/llmflow/certificates/run'
const name = 'llmflow-certificates'

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

/** Programs of one machine may have copies of one certificate: each is a file that can be forgotten. */
function certificateFiles(
  { certificates }: Plan,
  { members }: Machine,
): readonly CertificateFile[] {
  const secrets = new Set(Object.values(certificates).map(({ secret }) => secret))
  const files = members.flatMap((member) =>
    secretFoldersOf(member)
      .filter(({ secret }) => secrets.has(secret))
      .map(({ secret, path }) => ({ certificate: secret, path: `${path}/tls.crt` })),
  )
  return [...new Map(files.map((file) => [file.path, file])).values()]
}

const scriptOf = (files: readonly CertificateFile[]): string => `#!/bin/sh
# Tells node_exporter when each certificate of this machine ends; 0 for one that cannot be read.
set -eu
tell() {
  end=$(openssl x509 -in "$2" -noout -enddate 2>/dev/null) && end=$(date --date "\${end#notAfter=}" +%s) || end=0
  printf 'llmflow_certificate_expiry_timestamp_seconds{certificate="%s",file="%s"} %s\\n' "$1" "$2" "$end"
}
# Without node_exporter nobody would read it.
[ -d ${folder} ] || exit 0
{
  echo '# HELP llmflow_certificate_expiry_timestamp_seconds When a certificate on a machine expires, as Unix time.'
  echo '# TYPE llmflow_certificate_expiry_timestamp_seconds gauge'
${files.map(({ certificate, path }) => `  tell ${quoted(certificate)} ${quoted(path)}`).join('\n')}
} > ${folder}/.${name}
chmod 0644 ${folder}/.${name}
mv ${folder}/.${name} ${folder}/${name}.prom
`

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
ReadWritePaths=-${folder}
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
