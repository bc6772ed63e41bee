// PgBouncer: who shares connections, how many reach PostgreSQL, and that no password stands in a file.

import { describe, expect, it } from 'vitest'
import { dify } from '../src/components/dify/component.js'
import { keycloak } from '../src/components/keycloak/component.js'
import { llmflow } from '../src/components/llmflow/component.js'
import { pgbouncer } from '../src/components/pgbouncer/component.js'
import { postgresql } from '../src/components/postgresql/component.js'
import type { Component, ComponentSizes, Context } from '../src/component.js'
import { build, contextOf, printed, targetsOf, variable, workloadOf } from './contexts.js'

const clients = { dify: {}, keycloak: {}, llmflow: {}, milvus: {}, redis: {}, minio: {} }

/** Sized in the order of the registry, so that each sees those before it. */
function sized(components: object): Context {
  const context = contextOf({ components })
  return [llmflow, dify, keycloak, pgbouncer].reduce<Context>(
    (before, component) =>
      before.enabled.has(component.name)
        ? { ...before, sizes: withSizes(before, component) }
        : before,
    context,
  )
}

const withSizes = (
  context: Context,
  component: Component,
): { readonly [name: string]: ComponentSizes } => ({
  ...context.sizes,
  [component.name]: component.size(context),
})

const direct = sized({ ...clients, postgresql: {} })
const pooled = sized({ ...clients, postgresql: {}, pgbouncer: {} })

const connectionsOf = (context: Context): number =>
  postgresql.size(context)['postgresql']?.figures['maxConnections']?.value.value ?? 0

describe('PgBouncer', () => {
  const pooler = workloadOf(build(pgbouncer, pooled), 'pgbouncer')
  const settings = printed(pooler.files?.[0]?.content)

  it('has a pool for each database whose clients can share, and no other', () => {
    const databases = [...settings.matchAll(/^(\w+) = host=/gm)].map(([, name]) => name)
    expect(databases).toEqual(['llmflow', 'dify'])
    expect(settings).toContain('pool_mode = transaction')
  })

  it('stands between them and PostgreSQL', () => {
    expect(targetsOf(workloadOf(build(dify, pooled), 'dify-api'))).toContain('pgbouncer:postgresql')
    expect(variable(workloadOf(build(dify, pooled), 'dify-api'), 'DB_HOST')).toBe(
      '{pgbouncer:postgresql}',
    )
    expect(targetsOf(workloadOf(build(dify, direct), 'dify-api'))).not.toContain(
      'pgbouncer:postgresql',
    )
    expect(targetsOf(workloadOf(build(keycloak, pooled), 'keycloak'))).not.toContain(
      'pgbouncer:postgresql',
    )
  })

  it('lowers the connections that PostgreSQL keeps', () => {
    expect(connectionsOf(pooled)).toBeLessThan(connectionsOf(direct) / 2)
  })

  it('takes every password from a secret, when it starts', () => {
    expect(settings).not.toMatch(/password/i)
    expect(variable(pooler, 'DIFY_PASSWORD')).toBe('{dify-database/password}')
    expect(pooler.command?.at(-1)).toContain(`printf '"dify" "%s"\\n' "$DIFY_PASSWORD"`)
  })
})
