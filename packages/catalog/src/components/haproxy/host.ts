// Says how a machine runs HAProxy and Keepalived from Debian's packages.

import { fieldOf, type HostProgram } from '@llmflow/spec'

/** The account of the script that asks HAProxy how it is; Keepalived itself is root. */
export const scriptAccount = 'keepalived_script'

/** A connection that is handed on has two ends; listeners, checks and the log come on top. */
const filesOf = (connections: number): number => connections * 2 + 1024

const configuration = '/etc/haproxy/haproxy.cfg'

/**
 * The master stays when it reads its files again, and workers of the old ones stay until their connections end
 * (haproxy/haproxy@v2.6.0 doc/management.txt, “Stopping and restarting HAProxy”). A file with a mistake in it is never
 * taken up.
 */
export const proxyProgram = (connections: number): HostProgram => ({
  packages: ['haproxy'],
  masks: ['haproxy.service'],
  user: 'haproxy',
  group: 'haproxy',
  command: [['/usr/sbin/haproxy'], ['-Ws'], ['-f'], [configuration]],
  paths: { '/usr/local/etc/haproxy': '/etc/haproxy' },
  reload: ['/bin/sh', '-c', `"/usr/sbin/haproxy -c -q -f ${configuration} && kill -USR2 $MAINPID"`],
  start: 'notify',
  openFilesMax: filesOf(connections),
})

const runFolder = 'llmflow-keepalived'

/** The file is the same on all machines; lines that are meant for one begin with its name (`--config-id`). */
export const addressProgram: HostProgram = {
  packages: ['keepalived', 'curl'],
  masks: ['keepalived.service'],
  accounts: [scriptAccount],
  user: 'root',
  group: 'root',
  command: [
    ['/bin/sh'],
    ['-c'],
    [
      [
        'exec /usr/sbin/keepalived --dont-fork --log-console --vrrp --config-id="$MACHINE"',
        '--use-file=/etc/keepalived/keepalived.conf',
        `--pid=/run/${runFolder}/keepalived.pid --vrrp_pid=/run/${runFolder}/vrrp.pid`,
      ].join(' '),
    ],
  ],
  environment: { MACHINE: [fieldOf('node-name')] },
  reload: ['/bin/kill', '-HUP', '$MAINPID'],
  runFolder,
  protocols: ['vrrp'],
}
