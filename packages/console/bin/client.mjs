// `npm run api --workspace @llmflow/console`: writes the types of the runtime's contract; `--check` says whether they are as written.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import openapiTypes, { astToString } from 'openapi-typescript'
import typescript from 'typescript'

const contract = new URL('../../runtime/openapi.json', import.meta.url)
const written = fileURLToPath(new URL('../src/api/schema.d.ts', import.meta.url))

const header =
  '// Made from the runtime’s openapi.json by `npm run api`; what it says is not written by hand.\n\n'

/** Pages speak to these addresses only; the others are for programs. */
const isOurs = (/** @type {string} */ path) => path.startsWith('/api/v1/') || path === '/ready'

async function typesOfContract() {
  /** @type {import('openapi-typescript').OpenAPI3} */
  const document = JSON.parse(readFileSync(contract, 'utf8'))
  const entries = Object.entries(document.paths ?? {}).filter(([path]) => isOurs(path))
  const nodes = await openapiTypes({ ...document, paths: Object.fromEntries(entries) })
  const paths = nodes.filter(
    (node) => typescript.isInterfaceDeclaration(node) && node.name.text === 'paths',
  )
  return header + astToString(paths)
}

const types = await typesOfContract()
if (!process.argv.includes('--check')) writeFileSync(written, types)
else if (readFileSync(written, 'utf8') !== types) {
  process.stderr.write('src/api/schema.d.ts is not what the contract says; run `npm run api`\n')
  process.exitCode = 1
}
