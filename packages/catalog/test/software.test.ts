import { assert, describe, expect, it } from 'vitest'
import {
  compareVersions,
  findSoftware,
  software,
  softwareOfImage,
  softwareOfKind,
  versionOf,
} from '@llmflow/catalog'

const nameOf = (repository: string): string | undefined =>
  softwareOfImage(repository)?.software.name

describe('software', () => {
  it('is found by its names in any spelling', () => {
    expect(findSoftware('llamaFactory')?.name).toBe('llama-factory')
    expect(findSoftware('LLaMA-Factory')?.name).toBe('llama-factory')
    expect(findSoftware('postgres')?.name).toBe('postgresql')
    expect(findSoftware('nothing-known')).toBeUndefined()
  })

  it('is found by its image and by mirrors of it', () => {
    expect(nameOf('docker.io/library/redis')).toBe('redis')
    expect(nameOf('harbor.example.com/library/redis')).toBe('redis')
    expect(nameOf('harbor.example.com/docker.io/library/redis')).toBe('redis')
    expect(nameOf('harbor.example.com/dockerhub-proxy/redis')).toBe('redis')
    expect(nameOf('registry.example.com:5000/redis')).toBe('redis')
    expect(nameOf('harbor.example.com/proxy/vllm/vllm-openai')).toBe('vllm')
  })

  it('is not confused with another’s image of that name', () => {
    expect(nameOf('docker.io/bitnami/redis')).toBeUndefined()
    expect(nameOf('ghcr.io/somebody/redis')).toBeUndefined()
    expect(nameOf('harbor.example.com/bitnami/postgres')).toBeUndefined()
    expect(nameOf('docker.io/somebody/vllm-openai')).toBeUndefined()
  })

  it('is found by the kind that describes it', () => {
    expect(softwareOfKind('milvus.io', 'Milvus')?.name).toBe('milvus')
    expect(softwareOfKind('apps', 'Deployment')).toBeUndefined()
  })

  it('has unique names, images and problems', () => {
    const names = software.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    const repositories = software.flatMap(({ images }) => images.map((image) => image.repository))
    expect(new Set(repositories).size).toBe(repositories.length)
    for (const { problems = [] } of software) {
      expect(new Set(problems.map(({ id }) => id)).size).toBe(problems.length)
    }
  })
})

describe('a tag', () => {
  const version = (name: string, tag: string): string | undefined => {
    const found = findSoftware(name)
    assert(found !== undefined)
    return versionOf(found, tag)?.version
  }

  it('means the version that it names, whatever stands around it', () => {
    expect(version('vllm', 'v0.6.0')).toBe('0.6.0')
    expect(version('tei', 'cpu-1.6')).toBe('1.6.0')
    expect(version('tei', '89-1.9')).toBe('1.9.3')
    expect(version('tei', '1.5')).toBe('1.5.0')
    expect(version('postgresql', '16-alpine')).toBe('16')
    expect(version('postgresql', '16.6-bookworm')).toBe('16')
    expect(version('keycloak', '23.0.7')).toBe('23.0')
    expect(version('langfuse', '2')).toBe('2.95.12')
    expect(version('minio', 'RELEASE.2024-01-01T16-36-33Z')).toBe('RELEASE.2024-01-01T16-36-33Z')
  })

  it('is the newest known version when there is none', () => {
    expect(version('vllm', '')).toBe('0.22.0')
  })

  it('means nothing when it names no known version', () => {
    expect(version('vllm', 'latest')).toBeUndefined()
    expect(version('vllm', 'v0.6.1')).toBeUndefined()
    expect(version('vllm', 'sha256:0123456789')).toBeUndefined()
    expect(version('redis', '20240101')).toBeUndefined()
  })

  it('is ordered by its numbers', () => {
    expect(compareVersions('2.10.0', '2.9.1')).toBeGreaterThan(0)
    expect(compareVersions('4.4', '5.15')).toBeLessThan(0)
    expect(compareVersions('5', '5.15')).toBe(0)
  })
})
