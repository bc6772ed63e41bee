// Runs every package's tests straight from the sources: no build comes first.
import { defaultServerConditions } from 'vite'
import { defineConfig } from 'vitest/config'

const conditions = ['source', ...defaultServerConditions]

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['{packages,tools}/*/test/**/*.test.ts'],
    setupFiles: ['tools/property-seed.mjs'],
    environment: 'node',
    restoreMocks: true,
    passWithNoTests: false,
  },
})
