// Lists the audit's findings about backups, restores, scripts and what they need, with their facts, severities and words.

import type { Severity } from '../diagnostic.js'
import type { Wording } from '../words.js'

export type BackupParams = {}

export const backupSeverities: { readonly [C in keyof BackupParams]: Severity } = {}

export const backupEnglish: { readonly [C in keyof BackupParams]: Wording<BackupParams[C]> } = {}

export const backupKorean: { readonly [C in keyof BackupParams]: Wording<BackupParams[C]> } = {}
