// What is known of Presidio: the published analyzer knows English alone, and Korean needs a model beside it.

import type { Image } from '@llmflow/spec'
import type { Context } from '../../component.js'
import type { OptionFacts, VersionFacts } from '../../facts.js'
import { noConfiguration, readOptions } from '../../options.js'

const version = '2.2.362'

const env: OptionFacts = {
  isComplete: false,
  source: `microsoft/presidio ${version} presidio-analyzer/app.py, entrypoint.sh, presidio-anonymizer/app.py; john-kurkowski/tldextract tldextract.py`,
  options: readOptions(`PORT WORKERS LOG_LEVEL ANALYZER_CONF_FILE NLP_CONF_FILE
    RECOGNIZER_REGISTRY_CONF_FILE BATCH_SIZE N_PROCESS HOME TLDEXTRACT_CACHE TLDEXTRACT_CACHE_TIMEOUT
    GUNICORN_CMD_ARGS`),
  prefixes: ['PYTHON', 'POETRY_'],
}

/**
 * The guide names no version. Until 2.2.360 the images keep their packages in the home of root, so that no other user
 * can start them; a file can name the recognizers of Korean registration numbers from 2.2.361 on.
 */
export const presidioVersions: { readonly [version: string]: VersionFacts } = {
  [version]: {
    version,
    images: {
      analyzer: { repository: 'mcr.microsoft.com/presidio-analyzer', tag: version, asks: 'bash' },
      anonymizer: {
        repository: 'mcr.microsoft.com/presidio-anonymizer',
        tag: version,
        asks: 'bash',
      },
    },
    source: `microsoft/presidio ${version} .github/workflows/release.yml, presidio-analyzer/Dockerfile, presidio-anonymizer/Dockerfile`,
    env,
    config: noConfiguration('three files, which LLMFlow writes from the languages'),
    life: [
      {
        subject: `Presidio ${version}`,
        status: 'released',
        since: '2026-03-16',
        note: {
          en: 'Recognizes Korean registration numbers of residents and foreigners',
          ko: '주민등록번호와 외국인등록번호를 인식합니다',
        },
        source: `microsoft/presidio tag ${version} presidio_analyzer/predefined_recognizers/country_specific/korea`,
      },
    ],
  },
}

type Language = 'en' | 'ko'

/** The languages that are analyzed: Korean and English unless the platform says otherwise. */
export function languagesOf({ platform }: Context): readonly Language[] {
  const chosen = platform.components['presidio']?.options?.['languages']
  const known: readonly Language[] = ['ko', 'en']
  if (!Array.isArray(chosen)) return known
  const wanted = known.filter((language) => chosen.includes(language))
  return wanted.length === 0 ? known : wanted
}

/** Trained with spaCy 3.8, which the image of this version carries. */
const koreanModel =
  'https://github.com/explosion/spacy-models/releases/download/ko_core_news_lg-3.8.0/ko_core_news_lg-3.8.0-py3-none-any.whl'

/** The published analyzer, with the Korean model where Korean is wanted. */
export function analyzerImage(context: Context): Image | undefined {
  const image = context.factsOf('presidio').images['analyzer']
  if (image === undefined || !languagesOf(context).includes('ko')) return image
  return {
    repository: 'docker.io/llmflow/presidio-analyzer',
    tag: `${image.tag}-ko`,
    ...(image.asks === undefined ? {} : { asks: image.asks }),
    recipe: [
      `FROM ${image.repository}:${image.tag}`,
      'USER 0',
      `RUN pip install --no-cache-dir --no-deps ${koreanModel}`,
      'USER 1001',
    ],
  }
}
