// Lists the diagnostics that have no fixture, each with the reason. Other tests cover them.

import type { Bilingual } from '@llmflow/catalog'
import type { Code } from '@llmflow/spec'

const command: Bilingual = {
  en: 'How the command was called causes it, not a document.',
  ko: '문서가 아니라 명령을 실행한 방법 때문에 생깁니다.',
}
const disk: Bilingual = {
  en: 'The file system causes it, not a document.',
  ko: '문서가 아니라 파일 시스템의 상태 때문에 생깁니다.',
}
const values: Bilingual = {
  en: 'The kept values or their folder cause it, not a document.',
  ko: '문서가 아니라 보관한 값이나 그 폴더 때문에 생깁니다.',
}

const certificate: Bilingual = {
  en: 'What is kept beside the platform causes it, not a document: see [certificates](../../../guides/certificates.md).',
  ko: '문서가 아니라 플랫폼 옆에 보관한 인증서 때문에 생깁니다. [인증서](../../../guides/ko/certificates.md)를 보세요.',
}

const service: Bilingual = {
  en: 'A running service causes it, not a document: see [on one machine](../../../guides/on-one-machine.md).',
  ko: '문서가 아니라 실행 중인 서비스 때문에 생깁니다. [한 대의 장비에서 실행](../../../guides/ko/on-one-machine.md)을 보세요.',
}

export const withoutDocument: { readonly [C in Code]?: Bilingual } = {
  'spec/document-too-large': {
    en: 'A document that is too large is too large to be shown here.',
    ko: '문서가 너무 커서 여기에 예를 실을 수 없습니다.',
  },
  'spec/wrong-use': command,
  'spec/missing-file': disk,
  'spec/unreadable-file': disk,
  'spec/existing-file': disk,
  'spec/invalid-plan': {
    en: 'A plan.json that LLMFlow did not write, or that was edited, causes it.',
    ko: 'LLMFlow가 쓰지 않았거나 수정된 plan.json 때문에 생깁니다.',
  },
  'render/foreign-file': disk,
  'render/edited-file': disk,
  'render/outside-folder': disk,
  'render/unwritable-file': disk,
  'service/unreachable': service,
  'service/not-started': service,
  'service/refused': service,
  'service/document-failed': service,
  'service/file-skipped': service,
  'service/same-name': service,
  'service/check-failed': service,
  'service/engine-elsewhere': service,
  'security/credential-missing': values,
  'security/credential-weak': values,
  'security/credential-unused': values,
  'security/credential-old': values,
  'security/credential-leaked': values,
  'security/rotation-refused': values,
  'security/store-exposed': values,
  'security/store-tracked': values,
  'security/store-unreadable': values,
  'security/store-locked': values,
  'security/output-tracked': values,
  'security/certificate-missing': certificate,
  'security/certificate-ends': certificate,
  'security/certificate-unfit': certificate,
  'security/certificate-unknown': certificate,
  'security/certificate-stranger': certificate,
  'security/authority-ends': certificate,
  'security/authority-without-key': certificate,
}
