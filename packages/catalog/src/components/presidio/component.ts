// Presidio: finds personal data in texts and replaces it, in Korean and English.

import {
  explained,
  fromFact,
  fromPlan,
  gibibytes,
  mebibytes,
  printBytes,
  printCpu,
  threads,
  type Explained,
} from '@llmflow/spec'
import type { Component, ComponentSizes, Context } from '../../component.js'
import { presidioAnalyzerEndpoint } from '../../endpoints.js'
import { byDefault, sizePart } from '../../part.js'
import { standingReplicas } from '../../standing.js'
import { presidioAlerts } from './alerts.js'
import { languagesOf, presidioVersions } from './versions.js'
import { presidioWorkloads } from './workloads.js'

export const presidio: Component = {
  name: 'presidio',
  title: 'Presidio',
  summary: {
    en: 'Finds personal data in texts and replaces it',
    ko: '텍스트에서 개인정보를 찾아 가립니다',
  },
  topologies: ['server'],
  versions: presidioVersions,
  options: [
    {
      name: 'languages',
      type: 'list',
      values: ['ko', 'en'],
      default: ['ko', 'en'],
      description: {
        en: 'Languages in which names and places are found. English alone needs no image of its own; the Korean model is built into one',
        ko: '이름과 지명을 찾을 언어입니다. 영어만 쓰면 공개 이미지를 그대로 쓰고, 한국어를 쓰면 한국어 모델을 넣은 이미지를 만듭니다',
      },
    },
  ],
  parts: () => ['analyzer', 'anonymizer'],
  needs: () => [],
  size: sizePresidio,
  workloads: presidioWorkloads,
  alerts: presidioAlerts,
  backups: {
    none: {
      en: 'It keeps nothing: texts go through it, and its configuration is rendered',
      ko: '보관하는 데이터가 없습니다. 텍스트는 지나가기만 하고 설정은 렌더링 결과에 있습니다',
    },
  },
  commands: (context) =>
    languagesOf(context).map((language) => ({
      purpose: {
        en: `What the analyzer finds in texts of the language ${language}`,
        ko: `분석기가 ${language} 텍스트에서 찾는 항목을 봅니다`,
      },
      within: presidioAnalyzerEndpoint.workload,
      command: [`curl -s "http://localhost:3000/supportedentities?language=${language}"`],
    })),
}

const reasoned = 'reasoned: a language model of spaCy on one thread; not measured'
/** Seconds of one thread for the text of a question, an answer or a passage. */
const secondsPerText = 0.05
/** How full a replica may run on average. */
const busyAt = 0.7
/** Each language loads its own model of several hundred MiB, beside Python with spaCy. */
const bytesPerLanguage = gibibytes(1)

function sizePresidio(context: Context): ComponentSizes {
  const standing = standingReplicas(context.platform, 2, 'two carry on while one is replaced')
  const needed = analyzersNeeded(context)
  const minimum = needed.value > standing.value ? needed : standing
  const languages = languagesOf(context).length
  return {
    analyzer: sizePart(context, 'presidio', 'analyzer', {
      minimum,
      maximum:
        standing.value === 1
          ? minimum
          : explained(minimum.value * 2, 'presidio/maximum', '2 × minimum', [
              fromPlan('minimum', `${minimum.value}`, '/sizes/presidio/analyzer/replicas/minimum'),
            ]),
      cpu: byDefault(threads(1), reasoned, printCpu),
      memory: explained(
        gibibytes(1 + (bytesPerLanguage / 2 ** 30) * languages),
        'presidio/memory',
        '1 GiB + languages × 1 GiB',
        [
          fromFact('languages', `${languages}`, 'components.presidio.options.languages'),
          fromFact('model', printBytes(bytesPerLanguage), reasoned),
        ],
      ),
    }),
    anonymizer: sizePart(context, 'presidio', 'anonymizer', {
      minimum: standingReplicas(context.platform, 2, 'two carry on while one is replaced'),
      cpu: byDefault(threads(0.25), reasoned, printCpu),
      memory: byDefault(mebibytes(256), reasoned, printBytes),
      memoryLimit: byDefault(mebibytes(512), reasoned, printBytes),
    }),
  }
}

/** Questions and answers, and every passage of a document when it comes in. */
function analyzersNeeded({ load }: Context): Explained<number> {
  const chats = load.chatRequestsPerSecond.value
  const passages = load.passagesPerSecond.value
  const texts = chats * 2 + passages
  return explained(
    Math.max(1, Math.ceil((texts * secondsPerText) / busyAt)),
    'presidio/replicas',
    '⌈(chat requests per second × 2 + passages per second) × 0.05 s ÷ 70%⌉',
    [
      fromPlan('chat requests per second', `${chats}`, '/load/chatRequestsPerSecond'),
      fromPlan('passages per second', `${passages}`, '/load/passagesPerSecond'),
      fromFact('a text', `${secondsPerText} s of a thread`, reasoned),
    ],
  )
}
