// Tests which folder `llmflow up` serves pages from: a built console of ours, and nothing else.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { firstBuilt } from '../src/host/console.js'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'llmflow-console-'))
  await make('ours', '@llmflow/console', 'index.html')
  await make('others', 'console', 'index.html')
  await make('unbuilt', '@llmflow/console', 'index.txt')
})

afterAll(() => rm(folder, { recursive: true, force: true }))

async function make(place: string, name: string, file: string): Promise<void> {
  await mkdir(join(folder, place, 'dist'), { recursive: true })
  await writeFile(join(folder, place, 'package.json'), JSON.stringify({ name }))
  await writeFile(join(folder, place, 'dist', file), '')
}

it('the console is found where it is ours and built', () => {
  const places = ['none', 'others', 'unbuilt', 'ours'].map((name) => join(folder, name))
  expect(firstBuilt([undefined, ...places])).toBe(join(folder, 'ours', 'dist'))
  expect(firstBuilt(places.slice(0, 3))).toBeUndefined()
})
