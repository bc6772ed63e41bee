// Images that nobody publishes: a Dockerfile for each, and a script that builds them.

import { renderKubernetes } from '@llmflow/render'
import type { Plan } from '@llmflow/spec'
import { describe, expect, it } from 'vitest'
import { planOf } from './plans.js'

const recipe = ['FROM ghcr.io/mlflow/mlflow:v2.10.0', 'RUN pip install boto3==1.34.34']
const reference = 'harbor.example.com/docker.io/llmflow/mlflow:2.10.0-1'
const published = { reference: 'docker.io/library/redis:7.2.7', workloads: [] }
const built = { reference, workloads: [], recipe }

const filesOf = (images: Plan['images']): { readonly [path: string]: string } =>
  Object.fromEntries(
    renderKubernetes(planOf([], { images }))
      .files.filter(({ path }) => path.startsWith('images/'))
      .map(({ path, text }) => [path, text]),
  )

describe('images that have to be built', () => {
  const files = filesOf({ redis: published, mlflow: built })

  it('have a Dockerfile each, with the lines of the recipe', () => {
    expect(Object.keys(files)).toEqual(['images/build.sh', 'images/mlflow-2.10.0-1/Dockerfile'])
    expect(files['images/mlflow-2.10.0-1/Dockerfile']).toBe(`${recipe.join('\n')}\n`)
  })

  it('are built and pushed under the reference that the platform pulls', () => {
    const script = files['images/build.sh']
    expect(script).toContain(`build --tag ${reference} mlflow-2.10.0-1\n`)
    expect(script).toContain(`push ${reference}\n`)
    expect(script).not.toContain('redis')
  })

  it('keep apart where two have the same name', () => {
    const other = { ...built, reference: 'quay.io/other/mlflow:2.10.0-1' }
    const paths = Object.keys(filesOf({ mlflow: built, other }))
    expect(paths.filter((path) => path.endsWith('/Dockerfile'))).toHaveLength(2)
  })
})

describe('images that are published', () => {
  it('leave no folder', () => {
    expect(filesOf({ redis: published })).toEqual({})
  })
})
