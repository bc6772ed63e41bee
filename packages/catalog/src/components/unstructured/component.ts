// Unstructured: turns documents into text, with OCR in Korean and English.

import {
  explained,
  fromFact,
  fromPlan,
  fromPlatform,
  gibibytes,
  printBytes,
  printCpu,
  printRatio,
  threads,
  type Explained,
} from '@llmflow/spec'
import type { Component, ComponentSizes, Context } from '../../component.js'
import { byDefault, sizePart } from '../../part.js'
import { standingReplicas } from '../../standing.js'
import { unstructuredAlerts } from './alerts.js'
import { unstructuredVersions } from './versions.js'
import { unstructuredWorkloads } from './workloads.js'

/** Seconds of one thread for a page that already has text; reasoned. */
const secondsPerTextPage = 0.3
/** How full a replica may run on average. */
const busyAt = 0.7
const source = 'guide 4.2 unstructured'
import { unstructuredCommands } from './commands.js'

export const unstructured: Component = {
  name: 'unstructured',
  title: 'Unstructured',
  summary: {
    en: 'Turns documents into text, with OCR where a page is scanned',
    ko: '문서를 텍스트로 변환하고, 스캔된 페이지는 OCR로 읽습니다',
  },
  topologies: ['server'],
  versions: unstructuredVersions,
  parts: () => ['unstructured'],
  needs: () => [],
  size: sizeUnstructured,
  workloads: unstructuredWorkloads,
  commands: unstructuredCommands,
  alerts: unstructuredAlerts,
  backups: {
    none: {
      en: 'It keeps nothing: a document is read, answered and forgotten',
      ko: '문서를 처리한 뒤 아무것도 저장하지 않습니다',
    },
  },
}

function sizeUnstructured(context: Context): ComponentSizes {
  const standing = standingReplicas(context.platform, 3, source)
  const needed = replicasNeeded(context)
  const minimum = needed.value > standing.value ? needed : standing
  return {
    unstructured: sizePart(context, 'unstructured', 'unstructured', {
      minimum,
      maximum: standing.value === 1 ? minimum : byDefault(10, source),
      cpu: byDefault(threads(2), source, printCpu),
      cpuLimit: byDefault(threads(4), source, printCpu),
      memory: byDefault(gibibytes(4), source, printBytes),
      memoryLimit: byDefault(gibibytes(8), source, printBytes),
    }),
  }
}

function replicasNeeded({ load, platform }: Context): Explained<number> {
  const { share, secondsPerPage } = platform.demand.recognition
  const pages = load.pagesPerSecond.value
  const threadSeconds = pages * (share * secondsPerPage + (1 - share) * secondsPerTextPage)
  return explained(
    Math.max(1, Math.ceil(threadSeconds / (2 * busyAt))),
    'unstructured/replicas',
    '⌈pages per second × (share scanned × seconds per scanned page + share with text × 0.3 s) ÷ (2 threads × 70%)⌉',
    [
      fromPlan('pages per second', `${pages}`, '/load/pagesPerSecond'),
      fromPlatform('share scanned', printRatio(share), '/demand/recognition/share'),
      fromPlatform(
        'seconds per scanned page',
        `${secondsPerPage}`,
        '/demand/recognition/secondsPerPage',
      ),
      fromFact('page with text', `${secondsPerTextPage} s of a thread`, 'reasoned; not measured'),
    ],
  )
}
