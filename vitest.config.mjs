// Runs every package's tests straight from the sources: no build comes first.
import { configDefaults, defineConfig } from 'vitest/config'

const conditions = ['llmflow-source', 'module', 'node', 'development|production']

// Tests by engines need programs that `npm run test:engines` finds or installs.
const exclude =
  process.env['LLMFLOW_PROMTOOL'] === undefined
    ? [...configDefaults.exclude, '**/*.engines.test.ts']
    : configDefaults.exclude

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['{packages,tools}/*/test/**/*.test.ts', 'tools/test/*.test.ts'],
    exclude,
    setupFiles: ['tools/property-seed.mjs'],
    environment: 'node',
    restoreMocks: true,
    passWithNoTests: false,
  },
})
