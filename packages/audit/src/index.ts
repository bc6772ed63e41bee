// The proof of LLMFlow: judges files, its own or anybody's, by what they say of each other and of known programs.

export { audit } from './audit.js'
export { auditTree, type Proof } from './tree.js'
export type { AuditFile, AuditInput, AuditReport, AuditSummary } from './input.js'
