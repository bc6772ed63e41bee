// Parts of a document that wait in the process of the index: whole or not at all, also when that was started again.

import { expect, it } from 'vitest'
import { makeStaging } from '../../../src/adapters/lancedb/staging.js'

it('gives all parts in order, once', () => {
  const staging = makeStaging<number>()
  staging.add({ id: 'one', parts: 0 }, [1, 2])
  staging.add({ id: 'other', parts: 0 }, [9])
  staging.add({ id: 'one', parts: 1 }, [3])
  expect(staging.take({ id: 'one', parts: 2 }, [4])).toEqual([1, 2, 3, 4])
  expect(() => staging.take({ id: 'one', parts: 2 }, [4])).toThrow('started again')
  expect(staging.take({ id: 'never', parts: 0 }, [5])).toEqual([5])
})

it('refuses at the next part when an earlier one is missing, and forgets what was dropped', () => {
  const staging = makeStaging<number>()
  expect(() => staging.add({ id: 'one', parts: 1 }, [3])).toThrow('started again')
  staging.add({ id: 'one', parts: 0 }, [1])
  staging.drop('one')
  expect(() => staging.add({ id: 'one', parts: 1 }, [2])).toThrow('started again')
})
