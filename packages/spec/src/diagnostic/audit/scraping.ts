// Lists the audit's findings about scraping and metrics that autoscalers want, with their facts, severities and words.

import type { Severity } from '../diagnostic.js'
import type { Wording } from '../words.js'

export type ScrapingParams = {}

export const scrapingSeverities: { readonly [C in keyof ScrapingParams]: Severity } = {}

export const scrapingEnglish: { readonly [C in keyof ScrapingParams]: Wording<ScrapingParams[C]> } =
  {}

export const scrapingKorean: { readonly [C in keyof ScrapingParams]: Wording<ScrapingParams[C]> } =
  {}
