// Lists the audit's findings about images, with their facts, severities and words.

import type { Severity } from '../diagnostic.js'
import type { Wording } from '../words.js'

export type ImagesParams = {}

export const imagesSeverities: { readonly [C in keyof ImagesParams]: Severity } = {}

export const imagesEnglish: { readonly [C in keyof ImagesParams]: Wording<ImagesParams[C]> } = {}

export const imagesKorean: { readonly [C in keyof ImagesParams]: Wording<ImagesParams[C]> } = {}
