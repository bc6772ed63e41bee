import { audit } from '@llmflow/audit'
import type { Location } from '@llmflow/spec'
import { describe, expect, it } from 'vitest'
import { findings } from '../findings.js'

const compose = (image: string, more = ''): { readonly 'compose.yaml': string } => ({
  'compose.yaml': `services:\n  app:\n    image: ${image}\n${more}`,
})

const offsetOf = (location: Location): number => ('offset' in location ? location.offset : 0)

const pod = (image: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: app }\nspec: { containers: [{ name: app, image: "${image}" }] }\n`

describe('images', () => {
  it('need a tag that stays, unless they are built here or named by digest', () => {
    const code = 'airgap/mutable-tag'
    expect(findings(compose('team/app:latest'), code)).toEqual([
      `warning ${code} "team/app:latest"`,
    ])
    expect(findings(compose('team/app'), code)).toHaveLength(1)
    expect(findings(compose('team/app:1.2'), code)).toEqual([])
    expect(findings(compose('team/app', '    build: .\n'), code)).toEqual([])
    expect(findings(compose('${IMAGE}'), code)).toEqual([])
    const kustomized = {
      'pod.yaml': pod('team/app'),
      'kustomization.yaml':
        'resources: [pod.yaml]\nimages:\n  - name: team/app\n    newTag: "1.2"\n',
    }
    expect(findings(kustomized, code)).toEqual([])
  })

  it('are told once, at their first place in the file', () => {
    const text = [
      '```yaml\n# values.yaml\nstore:\n  image: { repository: team/app, tag: latest }\n```\n',
      '```yaml\nservices:\n  app:\n    image: team/app:latest\n```\n',
    ]
    const severities = (blocks: readonly string[]) =>
      audit({ files: [{ name: 'guide.md', text: blocks.join('\n') }] })
        .diagnostics.filter(({ code }) => code === 'airgap/mutable-tag')
        .toSorted((left, right) => offsetOf(left.location) - offsetOf(right.location))
        .map(({ severity }) => severity)
    expect(severities(text)).toEqual(['warning', 'info'])
    expect(severities(text.toReversed())).toEqual(['warning', 'info'])
  })

  it('have to exist', () => {
    const code = 'airgap/no-such-image'
    expect(findings(compose('langgenius/dify:0.11.0'), code)).toEqual([
      `error ${code} "langgenius/dify:0.11.0"`,
    ])
    expect(findings(compose('langgenius/dify-api:0.11.0'), code)).toEqual([])
  })

  it('are replaced as a whole where their registry has none either', () => {
    const fixes = (image: string) =>
      audit({ files: [{ name: 'compose.yaml', text: compose(image)['compose.yaml'] }] })
        .diagnostics.filter(({ code }) => code === 'airgap/no-such-image')
        .flatMap(({ advice }) => advice)
    const [hub, quay] = ['minio/minio', 'quay.io/minio/minio']
    const [wrong, right] = ['RELEASE.2024-01-01T00-00-00Z', 'RELEASE.2024-01-01T16-36-33Z']
    expect([hub, quay].flatMap((name) => fixes(`${name}:${wrong}`))).toEqual([
      { kind: 'diff', remove: `${hub}:${wrong}`, add: `${quay}:${right}` },
      { kind: 'diff', remove: `${quay}:${wrong}`, add: `${quay}:${right}` },
    ])
  })

  it('are told in values at the repository', () => {
    const values = 'dify:\n  image: { repository: langgenius/dify, tag: "0.11.0" }\n'
    expect(findings({ 'values.yaml': values }, 'airgap/no-such-image')).toEqual([
      'error airgap/no-such-image "langgenius/dify"',
    ])
  })

  it('have names that a runtime accepts', () => {
    const code = 'airgap/invalid-reference'
    expect(findings(compose('example.com/Team/app:1'), code)).toHaveLength(1)
    expect(findings(compose('team/app:1:2'), code)).toHaveLength(1)
    const fine = ['redis', 'localhost:5000/a_b/c-d.e:1.0_x', 'A.example.com/x:1']
    const later = ['IMAGE_URL', 'IMAGE:TAG', '"FILLED IN BY CI"', 'ko://example.com/cmd/app']
    expect(later.flatMap((image) => findings(compose(image), code))).toEqual([])
    expect(fine.flatMap((image) => findings(compose(image), code))).toEqual([])
  })

  it('get fixes, as long as their project lives', () => {
    const code = 'life/support-ended'
    expect(
      findings(compose('quay.io/minio/minio:RELEASE.2024-01-01T16-36-33Z'), code),
    ).toHaveLength(1)
    expect(findings(compose('postgres:16.4'), code)).toEqual([])
  })

  it('come from the stated registry', () => {
    const code = 'airgap/outside-registry'
    const values = 'global: { imageRegistry: registry.example.com }\n'
    const texts = { 'values.yaml': values, 'pod.yaml': pod('ghcr.io/team/app:1.0') }
    expect(findings(texts, code)).toEqual([`warning ${code} "\\"ghcr.io/team/app:1.0\\""`])
    const own = { 'values.yaml': values, 'pod.yaml': pod('registry.example.com/team/app:1.0') }
    expect(findings(own, code)).toEqual([])
    expect(findings({ 'pod.yaml': pod('ghcr.io/team/app:1.0') }, code)).toEqual([])
  })

  it('come from the registry that the command names', () => {
    const files = Object.entries(compose('team/app:1.0')).map(([name, text]) => ({ name, text }))
    const { diagnostics } = audit({ files, registry: 'registry.example.com' })
    expect(diagnostics.map(({ code }) => code)).toContain('airgap/outside-registry')
  })
})
