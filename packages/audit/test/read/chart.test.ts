import { readFields, wholeText } from '@llmflow/spec'
import { assert, describe, expect, it } from 'vitest'
import { isChart, readChart, readTree } from '../../src/read/chart.js'

describe('charts', () => {
  it('go by the alias of a dependency', () => {
    const text =
      'apiVersion: v2\nname: umbrella\nversion: 1.0.0\ndependencies:\n  - name: a\n    alias: b\n  - name: c\n'
    const [root] = readFields(wholeText('x.yaml', text)).documents
    assert(root !== undefined)
    expect(isChart('x.yaml', root)).toBe(true)
    expect(readChart(root).subcharts.map(({ name }) => name)).toEqual(['b', 'c'])
  })

  it('are read from a drawn tree', () => {
    const drawing = `umbrella/
├── Chart.yaml
├── charts/
│   ├── web-front/     # for people
│   │   └── Chart.yaml
│   └── queue-1.2.3.tgz
└── templates/
    └── secrets.yaml
`
    const chart = readTree(wholeText('README.md', drawing))
    expect(chart?.name).toBe('umbrella')
    expect(chart?.subcharts.map(({ name }) => name)).toEqual(['web-front', 'queue'])
    expect(chart?.subcharts[0]?.place).toMatchObject({ offset: drawing.indexOf('web-front') })
    expect(readTree(wholeText('README.md', '├── a\n└── b\n'))).toBeUndefined()
  })
})
