// Builds the check by which others wait for a service: Compose asks from inside, with what the image has.

import type { Port, Probe, Workload } from '@llmflow/spec'
import { assert } from '../assert.js'
import { escapeDollars } from './escape.js'
import type { Healthcheck } from './service.js'

/** Undefined where no program of the image is known that could ask. */
export function healthcheckOf(workload: Workload): Healthcheck | undefined {
  const { probes = {}, readyInside } = workload
  const { startup, ready, live } = probes
  const probe = ready ?? startup
  if (probe === undefined) return undefined
  const test = readyInside === undefined ? testOf(workload, probe) : ['CMD', ...readyInside]
  if (test === undefined) return undefined
  return {
    test: test.map(escapeDollars),
    interval: seconds(probe.every),
    timeout: seconds(probe.timeout),
    retries: probe.failures,
    ...startPeriod(startup ?? live),
  }
}

/** As long as a cluster would wait before it starts the container anew: failures until then count for nothing. */
function startPeriod(probe: Probe | undefined): Pick<Healthcheck, 'start_period'> {
  return probe === undefined ? {} : { start_period: seconds(probe.every * probe.failures) }
}

export const seconds = (milliseconds: number): string => `${Math.ceil(milliseconds / 1000)}s`

function testOf(workload: Workload, { check, timeout }: Probe): readonly string[] | undefined {
  if (check.kind === 'command') return ['CMD', ...check.command]
  const { number } = portOf(workload, check.port)
  if (check.kind === 'tcp') return connects(workload, number)
  const scheme = check.scheme === 'HTTPS' ? 'https' : 'http'
  return answers(workload, { scheme, number, path: check.path, timeout })
}

function portOf({ id, ports = [] }: Workload, name: string): Port {
  const port = ports.find((one) => one.name === name)
  assert(port !== undefined, `the workload ${id} has the port ${name}`)
  return port
}

const connects = ({ image }: Workload, port: number): readonly string[] | undefined =>
  image.asks === 'bash' ? ['CMD', 'bash', '-c', `exec 3<>/dev/tcp/127.0.0.1/${port}`] : undefined

type Question = {
  readonly scheme: 'http' | 'https'
  readonly number: number
  readonly path: string
  readonly timeout: number
}

/** A status below 400, as in a cluster. */
function answers({ image }: Workload, question: Question): readonly string[] | undefined {
  const { scheme, number, path, timeout } = question
  const url = `${scheme}://127.0.0.1:${number}${path}`
  const wait = `${Math.ceil(timeout / 1000)}`
  const { asks } = image
  if (asks === undefined) return undefined
  switch (asks) {
    case 'curl':
      return ['CMD', 'curl', '-fsk', '-o', '/dev/null', '-m', wait, url]
    case 'wget':
      return ['CMD', 'wget', '-q', '-T', wait, '-O', '/dev/null', url]
    case 'bash':
      return scheme === 'http' ? ['CMD', 'bash', '-c', asking(number, path)] : undefined
  }
}

const asking = (port: number, path: string): string =>
  [
    `exec 3<>/dev/tcp/127.0.0.1/${port}`,
    `printf 'GET ${path} HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3`,
    'read -r _ status _ <&3',
    '[[ $status == [23]* ]]',
  ].join(' && ')
