// What is known of Fluent Bit: its images and which configurations lose logs or show them to strangers.

import { fluentBitVersions } from '../components/fluent-bit/versions.js'
import type { Problem, Sign } from '../problem.js'
import type { Software } from '../software.js'
import { versionsOf } from './settings.js'

const on = ['On', 'on', 'ON', 'true', 'True', 'yes', '1']
const off = ['Off', 'off', 'OFF', 'false', 'False', 'no', '0']

const isConfiguration: Sign = { kind: 'form', anyOf: ['configuration'] }
const sendsToIndex: Sign = { kind: 'setting', name: 'Name', is: ['opensearch', 'es'] }

const problems: readonly Problem[] = [
  {
    id: 'docker-parser-for-containerd',
    severity: 'warning',
    problem: {
      en: 'the docker parser expects JSON, but containerd and CRI-O write a format of their own, which stays unparsed',
      ko: 'docker 파서는 JSON을 읽는데 containerd와 CRI-O는 자체 형식으로 로그를 쓰므로 파싱되지 않습니다',
    },
    remedy: {
      en: 'set multiline.parser to docker, cri instead of Parser',
      ko: 'Parser 대신 multiline.parser를 docker, cri로 설정하세요',
    },
    source: 'fluent/fluent-bit-docs pipeline/inputs/tail.md, pipeline/filters/kubernetes.md',
    sign: {
      kind: 'all',
      of: [
        isConfiguration,
        { kind: 'setting', name: 'Parser', is: ['docker'] },
        { kind: 'setting', name: 'Path', matches: '/var/log/(containers|pods)/' },
      ],
    },
  },
  {
    id: 'certificate-not-verified',
    severity: 'warning',
    problem: {
      en: 'with tls.verify off any server on the way can intercept the logs',
      ko: 'tls.verify를 끄면 중간의 어떤 서버든 로그를 가로챌 수 있습니다',
    },
    remedy: {
      en: 'keep tls.verify on and set the CA in tls.ca_file',
      ko: 'tls.verify를 켜 두고 tls.ca_file에 인증 기관을 지정하세요',
    },
    source: 'fluent/fluent-bit-docs administration/transport-security.md',
    sign: {
      kind: 'all',
      of: [isConfiguration, { kind: 'setting', name: 'tls.verify', is: off }],
    },
  },
  {
    id: 'one-index-forever',
    severity: 'info',
    problem: {
      en: 'all logs go to one index that grows without end, because only whole indexes can be deleted cheaply',
      ko: '모든 로그가 인덱스 하나에 계속 쌓입니다. 오래된 로그는 인덱스 단위로만 부담 없이 지울 수 있습니다',
    },
    remedy: {
      en: 'set Logstash_Format On with a Logstash_Prefix, or write to a data stream with a retention policy',
      ko: 'Logstash_Format On과 Logstash_Prefix를 설정하거나 보존 정책이 있는 데이터 스트림에 쓰세요',
    },
    source: 'fluent/fluent-bit-docs pipeline/outputs/opensearch.md',
    sign: {
      kind: 'all',
      of: [
        isConfiguration,
        { kind: 'setting', name: 'Index', matches: '^[^%$]*$' },
        sendsToIndex,
        {
          kind: 'unset',
          anyOf: ['Logstash_Format', 'Logstash_Prefix', 'Current_Time_Index', 'Write_Operation'],
        },
      ],
    },
  },
  {
    id: 'payloads-in-own-log',
    severity: 'info',
    problem: {
      en: 'Trace_Error writes the contents of rejected logs to the log of Fluent Bit itself',
      ko: 'Trace_Error는 거부된 로그의 본문까지 Fluent Bit 자신의 로그에 남깁니다',
    },
    remedy: {
      en: 'turn it on only for debugging',
      ko: '문제를 조사하는 동안에만 켜세요',
    },
    source: 'fluent/fluent-bit-docs pipeline/outputs/opensearch.md',
    sign: {
      kind: 'all',
      of: [isConfiguration, { kind: 'setting', name: 'Trace_Error', is: on }],
    },
  },
]

export const fluentBit: Software = {
  name: 'fluent-bit',
  title: 'Fluent Bit',
  aliases: ['fluentbit'],
  images: ['docker.io/fluent/fluent-bit', 'cr.fluentbit.io/fluent/fluent-bit'].map(
    (repository) => ({
      repository,
      source: 'fluent/fluent-bit-docs installation/downloads/docker.md',
    }),
  ),
  versions: versionsOf(fluentBitVersions).map((version) => ({
    ...version,
    metricsEndpoint: {
      port: 2020,
      path: '/api/v2/metrics/prometheus',
      source: 'fluent/fluent-bit-docs@3.2 administration/monitoring.md',
    },
  })),
  problems,
}
