// Builds the console into files that the runtime serves as they are, each with its compressed twin.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'

import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const outDir = fileURLToPath(new URL('dist', import.meta.url))

/** Compressed once here and not for each request. */
const brotliTwins = {
  name: 'brotli-twins',
  closeBundle() {
    for (const entry of readdirSync(outDir, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.(js|css|html|svg|wasm)$/.test(entry.name)) continue
      const path = join(entry.parentPath, entry.name)
      const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY }
      writeFileSync(`${path}.br`, brotliCompressSync(readFileSync(path), { params }))
    }
  },
}

/** Where `vite` finds the runtime while somebody works on the console. */
const runtime = process.env['LLMFLOW_URL'] ?? 'http://127.0.0.1:8080'
const toRuntime = { target: runtime, changeOrigin: false }

export default defineConfig({
  plugins: [react(), brotliTwins],
  resolve: { conditions: ['llmflow-source', 'module', 'browser', 'development|production'] },
  // No inlined pictures or polyfills: the policy of the page permits scripts of its origin only.
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    chunkSizeWarningLimit: 2000,
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': toRuntime, '/v1': toRuntime, '/ready': toRuntime } },
})
