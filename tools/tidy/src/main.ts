// Judges the tree in the working folder, prints what is wrong and ends with 1 if anything is.
import { compareFindings, printFinding } from './finding.js'
import { rules } from './rules.js'
import { readTree } from './tree.js'

const tree = readTree(process.cwd())
const findings = rules.flatMap((rule) => rule.check(tree)).toSorted(compareFindings)

for (const finding of findings) process.stdout.write(`${printFinding(finding)}\n`)
process.stderr.write(
  `tidy: ${rules.length} rules, ${tree.files.size} files, ${findings.length} findings\n`,
)
process.exitCode = findings.length === 0 ? 0 : 1
