// Tests of the files that are open on the platform page, as values.

import { describe, expect, it } from 'vitest'
import { dialRange } from '../src/pages/platform/dial-range.ts'
import {
  environmentsOf,
  folderOf,
  noFiles,
  opened,
  withEdit,
  withFiles,
  withoutFile,
  workspaceFrom,
} from '../src/pages/platform/workspace.ts'

const file = (name: string, text = '') => ({ name, text })
const two = opened([file('env/test.yaml'), file('inventory.yaml'), file('llmflow.yaml', 'a: 1')])

describe('open files', () => {
  it('stand in the order in which they are read, and the platform is shown', () => {
    const names = two.files.map(({ name }) => name)
    expect(names).toEqual(['llmflow.yaml', 'inventory.yaml', 'env/test.yaml'])
    expect(two.active).toBe('llmflow.yaml')
    expect(environmentsOf(two)).toEqual(['test'])
  })

  it('take the place of those of the same name', () => {
    const next = withFiles(two, [file('inventory.yaml', 'b: 2')])
    expect(next.files).toHaveLength(3)
    expect(next.active).toBe('inventory.yaml')
  })

  it('leave with their environment', () => {
    const next = withoutFile({ ...two, environment: 'test' }, 'env/test.yaml')
    expect(next.environment).toBe('')
    expect(folderOf(next).environment).toBeUndefined()
  })

  it('are changed only while the text is the one that was judged', () => {
    const edit = { file: 'llmflow.yaml', from: 3, to: 4, insert: '2' }
    expect(withEdit(two, folderOf(two), edit)?.files[0]?.text).toBe('a: 2')
    const typed = withFiles(two, [file('llmflow.yaml', 'aa: 1')])
    expect(withEdit(typed, folderOf(two), edit)).toBeUndefined()
  })

  it.each([null, '', '{', '[]', '{"files":3}', '{"files":[{"name":1}]}'])(
    'are none where %j was kept',
    (kept) => {
      expect(workspaceFrom(kept)).toEqual(noFiles)
    },
  )

  it('come back as they were kept', () => {
    expect(workspaceFrom(JSON.stringify(two))).toEqual(two)
  })
})

describe('a dial', () => {
  it.each([
    [1, { maximum: 10, step: 1 }],
    [100, { maximum: 1000, step: 5 }],
    [101, { maximum: 2000, step: 10 }],
    [30, { maximum: 500, step: 5 }],
  ])('that stands at %i turns to round numbers', (value, range) => {
    expect(dialRange(value)).toEqual(range)
  })
})
