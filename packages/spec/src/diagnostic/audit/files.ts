// Lists the audit's findings about charts, values, variables and compose files, with their facts, severities and words.

import type { Severity } from '../diagnostic.js'
import type { Wording } from '../words.js'

export type FilesParams = {}

export const filesSeverities: { readonly [C in keyof FilesParams]: Severity } = {}

export const filesEnglish: { readonly [C in keyof FilesParams]: Wording<FilesParams[C]> } = {}

export const filesKorean: { readonly [C in keyof FilesParams]: Wording<FilesParams[C]> } = {}
