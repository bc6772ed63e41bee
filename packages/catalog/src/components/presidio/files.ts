// Writes the three files of the analyzer: its languages, their models, and what it recognizes.

import { printYaml, type FileMount, type JsonObject } from '@llmflow/spec'
import type { Context } from '../../component.js'
import { languagesOf } from './versions.js'

const folder = '/etc/presidio'

export const fileVariables = {
  ANALYZER_CONF_FILE: [`${folder}/analyzer.yaml`],
  NLP_CONF_FILE: [`${folder}/models.yaml`],
  RECOGNIZER_REGISTRY_CONF_FILE: [`${folder}/recognizers.yaml`],
} as const

export function analyzerFiles(context: Context): readonly FileMount[] {
  const file = (name: string, content: JsonObject): FileMount => ({
    path: `${folder}/${name}.yaml`,
    content: [printYaml(content)],
  })
  const languages = languagesOf(context)
  return [
    file('analyzer', { supported_languages: languages, default_score_threshold: 0 }),
    file('models', modelsOf(languages)),
    file('recognizers', recognizersOf(languages)),
  ]
}

const models: { readonly [language: string]: string } = {
  ko: 'ko_core_news_lg',
  en: 'en_core_web_lg',
}

/** English labels come from OntoNotes and Korean ones, of two letters, from KLUE. */
const modelsOf = (languages: readonly string[]): JsonObject => ({
  nlp_engine_name: 'spacy',
  models: languages.map((language) => ({
    lang_code: language,
    model_name: models[language] ?? '',
  })),
  ner_model_configuration: {
    model_to_presidio_entity_mapping: {
      PERSON: 'PERSON',
      PS: 'PERSON',
      GPE: 'LOCATION',
      LOC: 'LOCATION',
      FAC: 'LOCATION',
      LC: 'LOCATION',
      ORG: 'ORGANIZATION',
      OG: 'ORGANIZATION',
      DATE: 'DATE_TIME',
      TIME: 'DATE_TIME',
      DT: 'DATE_TIME',
      TI: 'DATE_TIME',
    },
    low_confidence_score_multiplier: 0.4,
    low_score_entity_names: ['ORGANIZATION'],
    labels_to_ignore: ['CARDINAL', 'ORDINAL', 'PERCENT', 'QUANTITY', 'MONEY', 'QT'],
  },
})

/** Recognizers of the program that hold in every language. */
const general = ['CreditCardRecognizer', 'EmailRecognizer', 'IbanRecognizer', 'IpRecognizer']

/** Recognizers of Korean numbers, which are off unless they are asked for, with the words that stand near them. */
const korean: { readonly [recognizer: string]: readonly string[] } = {
  KrRrnRecognizer: ['주민등록번호', '주민번호'],
  KrFrnRecognizer: ['외국인등록번호', '외국인번호'],
  KrBrnRecognizer: ['사업자등록번호', '사업자번호'],
  KrDriverLicenseRecognizer: ['운전면허', '면허번호'],
  KrPassportRecognizer: ['여권번호', '여권'],
}

function recognizersOf(languages: readonly string[]): JsonObject {
  return {
    supported_languages: languages,
    global_regex_flags: 26,
    recognizers: [
      ...general.map((name) => ({ name, supported_languages: languages, type: 'predefined' })),
      ...Object.entries(korean).map(([name, context]) => ({
        name,
        supported_languages: languages.map((language) => ({
          language,
          ...(language === 'ko' ? { context } : {}),
        })),
        type: 'predefined',
      })),
      phones(languages),
    ],
  }
}

/** The program’s own recognizer of telephone numbers has eight regions, and Korea is none of them. */
const phones = (languages: readonly string[]): JsonObject => ({
  name: 'KoreanPhoneRecognizer',
  type: 'custom',
  supported_languages: languages.map((language) => ({
    language,
    context:
      language === 'ko' ? ['전화', '연락처', '휴대폰', '핸드폰'] : ['phone', 'mobile', 'call'],
  })),
  supported_entity: 'PHONE_NUMBER',
  patterns: [
    {
      name: 'mobile',
      regex: '(?<!\\d)(?:\\+82[- .]?|0)1[016789][- .]?\\d{3,4}[- .]?\\d{4}(?!\\d)',
      score: 0.6,
    },
    {
      name: 'fixed',
      regex: '(?<!\\d)(?:\\+82[- .]?|0)(?:2|[3-6]\\d|70)[- .]\\d{3,4}[- .]\\d{4}(?!\\d)',
      score: 0.4,
    },
  ],
})
