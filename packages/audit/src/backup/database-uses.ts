// Finds the databases and roles that a process names, in URLs or by host, name and user apart.

import { cut, type Excerpt } from '@llmflow/spec'
import type { Process, Variable } from '../graph/graph.js'
import { isTemplate } from '../graph/lookup.js'

/** What a program names, and where. */
export type Name = { readonly text: string; readonly excerpt: Excerpt }
export type Use = { readonly host: string; readonly database?: Name; readonly role?: Name }

const url =
  /^(?:jdbc:)?postgres(?:ql)?(?:\+\w+)?:\/\/(?:([^:@/\s]+)(?::[^@\s]*)?@)?([^:/\s,@]+)(?::\d+)?\/([\w-]+)/

/** Databases that a process names in URLs, or by host, name and user apart. */
export function usesOf({ environment }: Process): readonly Use[] {
  const byName = new Map(environment.map((variable) => [variable.name, variable]))
  return environment.flatMap((variable) => [...inUrl(variable, byName), ...apart(variable, byName)])
}

type Variables = ReadonlyMap<string, Variable>

function inUrl({ name, value = '', excerpt }: Variable, byName: Variables): readonly Use[] {
  const match = url.exec(value)
  if (match === null || excerpt.text !== value) return []
  const [whole, user = '', host = '', database = ''] = match
  const end = whole.length
  const stem = name.replace(/_(URL|URI|DSN)$/, '')
  const role =
    user === ''
      ? nameIn(byName.get(`${stem}_USERNAME`) ?? byName.get(`${stem}_USER`))
      : nameAt(excerpt, whole.indexOf(`//${user}`) + 2, user.length)
  return [
    {
      host,
      ...named('database', nameAt(excerpt, end - database.length, database.length)),
      ...named('role', role),
    },
  ]
}

function apart({ name, value = '' }: Variable, byName: Variables): readonly Use[] {
  const [, stem] = /^(\w*(?:DB|PG|POSTGRES|DATABASE)\w*?)_?HOST$/.exec(name) ?? []
  if (stem === undefined || value === '') return []
  const find = (...names: readonly string[]): Name | undefined =>
    nameIn(
      names
        .flatMap((each) => [byName.get(`${stem}_${each}`), byName.get(`${stem}${each}`)])
        .find((each) => each !== undefined),
    )
  return [
    {
      host: value,
      ...named('database', find('DATABASE', 'DBNAME', 'DB', 'NAME')),
      ...named('role', find('USERNAME', 'USER')),
    },
  ]
}

const named = (key: 'database' | 'role', name: Name | undefined) =>
  name === undefined ? {} : { [key]: name }

function nameIn(variable: Variable | undefined): Name | undefined {
  if (variable?.value === undefined) return undefined
  return nameAt(variable.excerpt, 0, variable.excerpt.text.length)
}

function nameAt(excerpt: Excerpt, start: number, length: number): Name | undefined {
  const found = cut(excerpt, start, start + length)
  return found.text === '' || isTemplate(found.text)
    ? undefined
    : { text: found.text, excerpt: found }
}
