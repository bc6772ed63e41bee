// What a model would have to answer before it may write answers: the runtime asks it these first, and the stand-in knows them by heart.

export const probeAnswers = [
  {
    question: 'When does the Halden office open?',
    answer: 'The Halden office opens at 07:40. [2]',
  },
  {
    question: 'Who takes care of requests for software licences?',
    answer: 'Requests for software licences go to Mr Tennant. [2]',
  },
  {
    question: 'How often is the pump KX-9 serviced?',
    answer: 'The pump KX-9 is serviced every 14 months. [2]',
  },
  {
    question: 'For how many years is the archive of the Solvik project kept?',
    answer: 'The archive of the Solvik project is kept for 4 years. [2]',
  },
  {
    question: 'What does a parking place cost per month?',
    answer: 'I found nothing in the documents that answers this question.',
  },
  {
    question: '하늘재 사무소는 몇 시에 여나요?',
    answer: '하늘재 사무소는 오전 7시 40분에 엽니다. [2]',
  },
  {
    question: '소프트웨어 라이선스 신청은 누가 담당하나요?',
    answer: '소프트웨어 라이선스 신청은 탁민호 과장이 받습니다. [2]',
  },
  {
    question: '펌프 KX-9는 얼마나 자주 정비하나요?',
    answer: '펌프 KX-9는 14개월마다 정비합니다. [2]',
  },
  {
    question: '너울 사업의 기록은 몇 년 동안 보관하나요?',
    answer: '너울 사업의 기록은 4년 동안 보관합니다. [2]',
  },
  {
    question: '한 달 주차 요금은 얼마인가요?',
    answer: '이 질문에 답할 근거를 문서에서 찾지 못했습니다.',
  },
] as const
