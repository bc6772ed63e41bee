import { audit } from '@llmflow/audit'
import { describe, expect, it } from 'vitest'

const namespace = (name: string): string =>
  `apiVersion: v1\nkind: Namespace\nmetadata: { name: ${name} }\n---\n`
const settings = (name: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: ${name} }\n`

function said(text: string, isComplete = false) {
  return audit({ files: [{ name: 'a.yaml', text }], isComplete })
    .diagnostics.filter(({ code }) => code === 'wiring/missing-namespace')
    .map(({ severity, location }) =>
      'offset' in location
        ? [severity, text.slice(location.offset, location.offset + location.length)]
        : [severity],
    )
}

describe('a namespace that nobody makes', () => {
  it('is a warning where it is nearly one of those here', () => {
    expect(said(namespace('backend') + settings('bakend'))).toEqual([['warning', 'bakend']])
  })

  it('is an error where the files are all there is', () => {
    expect(said(namespace('backend') + settings('orders'), true)).toEqual([['error', 'orders']])
  })

  it('may be made by somebody else', () => {
    expect(said(namespace('backend') + settings('orders'))).toEqual([])
    expect(said(settings('orders'), true)).toEqual([])
  })

  it('is none that every cluster has, and none that is filled in later', () => {
    for (const name of ['kube-system', 'default', '${NAMESPACE}']) {
      expect(said(namespace('backend') + settings(`"${name}"`), true)).toEqual([])
    }
  })
})
