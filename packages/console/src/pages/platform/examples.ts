// The examples of the project, each loaded when somebody begins with it.

import type { TextFile } from '../../planning/messages.ts'

export const exampleNames = ['laptop', 'one-host', 'guide-production'] as const
export type ExampleName = (typeof exampleNames)[number]

const texts = import.meta.glob<string>(
  [
    '../../../../../examples/laptop/**/*.yaml',
    '../../../../../examples/one-host/**/*.yaml',
    '../../../../../examples/guide-production/**/*.yaml',
  ],
  { query: '?raw', import: 'default' },
)

export async function filesOfExample(name: ExampleName): Promise<readonly TextFile[]> {
  const folder = `/examples/${name}/`
  const own = Object.entries(texts).filter(([path]) => path.includes(folder))
  return Promise.all(
    own.map(async ([path, load]) => ({
      name: path.slice(path.indexOf(folder) + folder.length),
      text: await load(),
    })),
  )
}
