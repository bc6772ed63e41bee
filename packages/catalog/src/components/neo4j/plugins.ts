// Puts plugins that lie in the image where the server loads them, so that nothing is fetched at its start.

import { text, type FileMount, type Text } from '@llmflow/spec'
import type { Context } from '../../component.js'

/** Where the image keeps the jars, and what of them may reach beyond the sandbox of procedures. */
const bundled: { readonly [name: string]: { readonly jar: string; readonly procedures: string } } =
  {
    apoc: { jar: 'labs/apoc-*-core.jar', procedures: 'apoc.*' },
    'graph-data-science': { jar: 'products/neo4j-graph-data-science-*.jar', procedures: 'gds.*' },
  }

export const bundledPlugins: readonly string[] = Object.keys(bundled)

function pluginsOf({ platform }: Context): readonly { jar: string; procedures: string }[] {
  const chosen = platform.components['neo4j']?.options?.['plugins']
  return (Array.isArray(chosen) ? chosen : []).flatMap((name) => {
    const plugin = typeof name === 'string' ? bundled[name] : undefined
    return plugin === undefined ? [] : [plugin]
  })
}

export function pluginSettings(context: Context): { readonly [setting: string]: Text } {
  const plugins = pluginsOf(context)
  return plugins.length === 0
    ? {}
    : {
        'dbms.security.procedures.unrestricted': [
          plugins.map(({ procedures }) => procedures).join(','),
        ],
      }
}

const home = '/var/lib/neo4j'
const startScript = '/scripts/start.sh'

/** The image's own NEO4J_PLUGINS copies these jars too, but goes to the internet without a word when one is missing. */
export function pluginStart(context: Context): {
  readonly command?: readonly string[]
  readonly files?: readonly FileMount[]
} {
  const plugins = pluginsOf(context)
  if (plugins.length === 0) return {}
  const copies = plugins.map(({ jar }) => `cp ${home}/${jar} ${home}/plugins/`).join('\n')
  return {
    command: ['/bin/bash', startScript],
    files: [
      {
        path: startScript,
        content: text`#!/bin/bash
set -eu
${copies}
exec tini -g -- /startup/docker-entrypoint.sh neo4j
`,
        executable: true,
      },
    ],
  }
}
