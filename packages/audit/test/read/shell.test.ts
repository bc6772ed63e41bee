import { wholeText } from '@llmflow/spec'
import { assert, describe, expect, it } from 'vitest'
import { readShell } from '../../src/read/shell.js'

const read = (text: string) =>
  readShell(wholeText('run.sh', text)).map(({ words }) => words.map((word) => word.text))

describe('readShell', () => {
  it('parts commands at pipes, lists and lines, and joins continued lines', () => {
    expect(read('a 1 | b && c; d\ne \\\n  f || g &')).toEqual([
      ['a', '1'],
      ['b'],
      ['c'],
      ['d'],
      ['e', 'f'],
      ['g'],
    ])
  })

  it('takes quotes away and keeps variables as they are written', () => {
    expect(read(`echo "a b" 'c $d' e\\ f \${X:-y z} "q\\"r"`)).toEqual([
      ['echo', 'a b', 'c $d', 'e f', '${X:-y z}', 'q"r'],
    ])
  })

  it('leaves out redirections, comments and the text of here-documents', () => {
    expect(read('pg_dump x > /b/x.dump 2>&1 # why\ncat <<EOF | psql\nmc cp a b\nEOF\nls')).toEqual(
      [['cat'], ['psql'], ['ls']].toSpliced(0, 0, ['pg_dump', 'x']),
    )
  })

  it('finds commands in loops, conditions, functions, cases and substitutions', () => {
    const text = `
      clean() { rm -f x; }
      if [ -f x ]; then one; else two; fi
      for db in a b; do dump "$(name "$db")"; done
      case $1 in start) run ;; *) stop ;; esac
      X=$(date +%F) three`
    expect(read(text)).toEqual([
      ['rm', '-f', 'x'],
      ['[', '-f', 'x', ']'],
      ['one'],
      ['two'],
      ['for', 'db', 'in', 'a', 'b'],
      ['name', '$db'],
      ['dump', '$(name "$db")'],
      ['run'],
      ['stop'],
      ['date', '+%F'],
      ['X=$(date +%F)', 'three'],
    ])
  })

  it('places each word where it stands', () => {
    const text = "set -e\nmc cp -r 'my dir' minio/backups/"
    const word = readShell(wholeText('run.sh', text))[1]?.words[3]
    assert(word !== undefined)
    expect(word.excerpt.place(0, word.text.length)).toEqual({
      document: 'run.sh',
      offset: text.indexOf('my dir'),
      length: 6,
    })
  })

  it('keeps what the comment above says', () => {
    const text = '# 1. Restore\n# the cache\na\nb # not this\nc\n# Check\nd $(e)'
    expect(
      readShell(wholeText('r', text)).map(({ words, comment }) => [words[0]?.text, comment]),
    ).toEqual([
      ['a', '1. Restore the cache'],
      ['b', '1. Restore the cache'],
      ['c', '1. Restore the cache'],
      ['e', 'Check'],
      ['d', 'Check'],
    ])
  })

  it('reads what nobody closed', () => {
    expect(read('echo "a')).toEqual([['echo', 'a']])
    expect(read("echo $(b 'c")).toEqual([
      ['b', 'c'],
      ['echo', "$(b 'c"],
    ])
  })
})
