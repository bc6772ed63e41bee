import { wholeText } from '@llmflow/spec'
import { describe, expect, it } from 'vitest'
import type { Script } from '../../src/graph/graph.js'
import { invocationsOf } from '../../src/graph/invocations.js'
import { readShell } from '../../src/read/shell.js'

const namesIn = (text: string): readonly string[] => {
  const excerpt = wholeText('run.sh', text)
  const commands = readShell(excerpt)
  const script: Script = { excerpt, commands, process: undefined, source: 'runbook' }
  return invocationsOf(script).map(({ name }) => name)
}

describe('the programs that a script calls', () => {
  it('are found behind sudo, in another shell and in another container', () => {
    expect(namesIn('sudo -n /usr/bin/mc ls')).toEqual(['mc'])
    expect(namesIn("sh -c 'pg_dump app'")).toEqual(['sh', 'pg_dump'])
    expect(namesIn('kubectl exec db-0 -- psql')).toEqual(['kubectl', 'psql'])
  })

  it('are bounded: rules hold each against all before it', () => {
    expect(namesIn('&a '.repeat(90_000))).toHaveLength(5000)
  })
})
