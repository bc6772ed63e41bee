// Runs every package's tests straight from the sources: no build comes first.
import { defineConfig } from 'vitest/config'

const conditions = ['source', 'module', 'node', 'development|production']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['{packages,tools}/*/test/**/*.test.ts', 'tools/test/*.test.ts'],
    setupFiles: ['tools/property-seed.mjs'],
    environment: 'node',
    restoreMocks: true,
    passWithNoTests: false,
  },
})
