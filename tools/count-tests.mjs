// Prints how many tests passed and failed in a vitest JSON report; without a report nothing was counted.
import { existsSync, readFileSync } from 'node:fs'

/**
 * @typedef {{ status: string }} Assertion
 * @typedef {{ status: string, assertionResults: readonly Assertion[] }} TestFile
 */
const [reportPath = ''] = process.argv.slice(2)

if (existsSync(reportPath)) {
  /** @type {{ testResults: readonly TestFile[] }} */
  const { testResults } = JSON.parse(readFileSync(reportPath, 'utf8'))
  const statuses = testResults.flatMap((file) => file.assertionResults.map(({ status }) => status))
  const passed = statuses.filter((status) => status === 'passed').length
  // A file that fails before its first test has no assertion to count, and is a failure all the same.
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  ).length
  const failed = statuses.filter((status) => status === 'failed').length + brokenFiles
  process.stdout.write(`${passed} passed, ${failed} failed\n`)
} else {
  process.stdout.write('the tests did not run\n')
}
