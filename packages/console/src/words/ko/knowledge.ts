// Korean words of the area knowledge.

import type { Words } from '../words.ts'

export const knowledge: Words['knowledge'] = {
  title: '지식',
  chunk: { recognized: '문자 인식(OCR)' },
  view: {
    gone: '삭제된 문서입니다',
    goneText: '“{{name}}” 문서가 삭제되었거나 볼 권한이 없습니다.',
    download: '내려받기',
    asText: '텍스트로 보기',
    controls: '페이지와 크기',
    pages: '문서 페이지',
    picture: '그림',
    text: '문서 내용',
    page: '페이지',
    pageNumber: '{{page}}쪽',
    ofPages: '/ {{total}}쪽',
    previousPage: '이전 페이지',
    nextPage: '다음 페이지',
    isFirst: '첫 페이지입니다.',
    isLast: '마지막 페이지입니다.',
    zoomIn: '확대',
    zoomOut: '축소',
    isLargest: '더 확대할 수 없습니다.',
    isSmallest: '더 축소할 수 없습니다.',
    fit: '너비에 맞추기',
    passage: '{{page}}쪽의 인용 부분: {{quote}}',
    passageGone: '문서가 다시 처리되어 인용 부분을 찾을 수 없습니다.',
    noText: '아직 읽을 수 있는 내용이 없습니다',
    earlier: '앞부분 더 보기',
    unreadable: {
      encrypted: '암호로 보호된 PDF입니다',
      broken: 'PDF를 표시할 수 없습니다',
      text: '내려받아 다른 프로그램으로 열어 보세요.',
    },
  },
}
