// Starts and ends programs on a machine as systemd would, and none for longer than it may take.

import { join } from 'node:path'

import { afterAll, assert, beforeAll, describe, expect } from 'vitest'
import { lackOf } from '../src/means.js'
import { untilTrue } from '../src/wait.js'
import { mustOn, runOn, startMachine, type Machine } from '../src/world/machine.js'
import { scratchFolder } from '../src/world/scratch.js'
import { serviceOn, type Unit } from '../src/world/unit.js'
import { it } from './sites.js'

const lack = await lackOf()

describe.skipIf(lack !== undefined)('a machine of the drills', () => {
  let running: Machine | undefined
  beforeAll(async () => {
    running = await startMachine('alone', '10.211.0.9')
  }, 60_000)
  afterAll(() => running?.end(), 60_000)

  const machine = (): Machine => {
    assert(running !== undefined)
    return running
  }

  /** A service that is a line of shell; it stands when it has said so. */
  async function started(name: string, line: string): Promise<Unit> {
    const [program, script] = [`/usr/local/bin/${name}`, `#!/bin/bash\n${line}\n`]
    await mustOn(machine(), ['tee', program], { input: script })
    await mustOn(machine(), ['chmod', '0755', program])
    const text = `[Service]\nExecStart=${program}\nTimeoutStopSec=2\n`
    const unit = serviceOn(machine(), name, text, join(scratchFolder('log'), name))
    unit.start()
    await untilTrue(`${name} stands`, { withinMs: 20_000, everyMs: 50 }, () =>
      Promise.resolve(unit.log().includes('stands')),
    )
    return unit
  }

  it('asks the main process of a service to end, also when another has a lower number', async () => {
    // It is there first, and enters the service when that names itself.
    const entering = `until [ -s /tmp/main ]; do sleep 0.1; done
exec nsenter --mount --root --target "$(cat /tmp/main)" sh -c 'echo $$ > /tmp/older; exec sleep 50'`
    const older = runOn(machine(), ['sh', '-c', entering])
    const unit = await started(
      'main',
      `trap 'echo asked; kill "$(cat /tmp/older)"; exit' TERM
echo $$ > /tmp/main
until [ -s /tmp/older ]; do sleep 0.1; done
echo stands
while :; do sleep 0.1; done`,
    )
    await unit.stop()
    expect(unit.log()).toContain('asked')
    await older
  })

  it('fails when a service has to be killed, and leaves nothing of it', async () => {
    const unit = await started('deaf', `trap '' TERM; echo stands; while :; do sleep 0.1; done`)
    await expect(unit.stop()).rejects.toThrow('deaf of alone had to be killed: /bin/bash')
    expect((await runOn(machine(), ['pgrep', '-f', '/usr/local/bin/deaf'])).code).toBe(1)
  })

  it('touches no other machine when a service ends by itself after it was killed once', async () => {
    const script = `echo stands; until [ -e /tmp/enough ]; do sleep 0.1; done; echo over`
    const unit = await started('brief', script)
    await unit.kill()
    // The kernel gives it what it called the namespace of the service that was killed.
    const other = await startMachine('other', '10.211.0.10')
    unit.start()
    await mustOn(machine(), ['touch', '/tmp/enough'])
    await untilTrue('it has ended and begun again', { withinMs: 20_000, everyMs: 50 }, () =>
      Promise.resolve((unit.log().match(/over/g) ?? []).length > 1),
    )
    expect((await runOn(other, ['true'])).code).toBe(0)
    unit.abandon()
    await other.end()
  })

  it('ends a command that takes too long, with what it started', async () => {
    const startedAtMs = performance.now()
    const words = ['sh', '-c', 'sleep 51 & sleep 52; :']
    const { code, error } = await runOn(machine(), words, { timeoutMs: 500 })
    expect({ code, error }).toEqual({ code: 137, error: 'ended by us after 0.5 s; ' })
    expect(performance.now() - startedAtMs).toBeLessThan(20_000)
    expect((await runOn(machine(), ['pgrep', '-f', 'sleep 5[12]'])).code).toBe(1)
  })
})
