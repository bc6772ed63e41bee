// MLflow: an image with its drivers, a password that no list of processes shows, and a name that it answers to.

import { describe, expect, it } from 'vitest'
import { mlflow } from '../src/components/mlflow/component.js'
import {
  argumentsOf,
  build,
  contextOf,
  printed,
  targetsOf,
  unreadAmong,
  variable,
  workloadOf,
} from './contexts.js'

const contextAt = (version: string) =>
  contextOf({ components: { postgresql: {}, minio: {}, mlflow: { version } } })

describe.each(['2.10.0', '3.12.0'])('MLflow %s', (version) => {
  const context = contextAt(version)
  const built = build(mlflow, context)
  const server = workloadOf(built, 'mlflow')

  it('is told nothing that it does not read', () => {
    const names = Object.keys(server.environment ?? {})
    expect(unreadAmong(names, context.factsOf('mlflow').env)).toEqual([])
  })

  it('runs in an image of its own with both drivers and the exporter, each at one version', () => {
    const recipe = server.image.recipe?.join('\n') ?? ''
    expect(recipe).toContain(`FROM ghcr.io/mlflow/mlflow:v${version}\n`)
    for (const name of ['psycopg2-binary', 'boto3', 'prometheus-flask-exporter']) {
      expect(recipe).toMatch(new RegExp(`${name}==\\d`))
    }
    expect(server.image.tag).toBe(`${version}-1`)
  })

  it('has the password in a variable of its own, and in no URL or argument', () => {
    expect(variable(server, 'MLFLOW_BACKEND_STORE_URI')).toBe(
      'postgresql+psycopg2://mlflow@{postgresql-primary:postgresql}/mlflow',
    )
    expect(variable(server, 'PGPASSWORD')).toBe('{mlflow-database/password}')
    expect(argumentsOf(server)).toEqual([])
    expect(printed(server.files?.[0]?.content)).toContain('exec mlflow server\n')
  })

  it('passes files on to its bucket', () => {
    expect(variable(server, 'MLFLOW_ARTIFACTS_DESTINATION')).toBe('s3://mlflow-artifacts')
    expect(mlflow.buckets?.(context)).toEqual(['mlflow-artifacts'])
    expect(targetsOf(server)).toEqual(['postgresql-primary:postgresql', 'minio:s3'])
  })

  it('says how many connections its processes open', () => {
    // 4 workers × 2 stores × (2 + 1) connections + 2 while it starts
    // MLflow takes 0 for nothing and would open ten more.
    expect(variable(server, 'MLFLOW_SQLALCHEMYSTORE_MAX_OVERFLOW')).toBe('1')
    expect(built.sizes['server']?.figures['databaseConnections']?.value.value).toBe(26)
  })
})

describe('the names that MLflow answers to', () => {
  it('are listed from 3 on, with the one of the gateway', () => {
    const server = workloadOf(build(mlflow, contextAt('3.12.0')), 'mlflow')
    expect(variable(server, 'MLFLOW_SERVER_ALLOWED_HOSTS')).toMatch(
      /^mlflow\.llmflow\.example\.com,\{mlflow:http\},/,
    )
    expect(variable(server, 'MLFLOW_SERVER_CORS_ALLOWED_ORIGINS')).toBe(
      'https://mlflow.llmflow.example.com',
    )
  })

  it('are every name at 2.10, which knows no such setting', () => {
    const server = workloadOf(build(mlflow, contextAt('2.10.0')), 'mlflow')
    expect(variable(server, 'MLFLOW_SERVER_ALLOWED_HOSTS')).toBeUndefined()
  })
})

describe('the way to MLflow', () => {
  it('asks people to sign in at the gateway, because MLflow does not', () => {
    const context = contextAt('2.10.0')
    expect(mlflow.routes?.(context)).toMatchObject([{ prefix: 'mlflow', access: 'signed-in' }])
  })
})
