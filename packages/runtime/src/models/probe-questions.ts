// Questions whose answers stand in passages written for them alone: no model can know them from elsewhere.

import type { Language } from '../answer/language.js'

export type ProbeQuestion = {
  readonly passages: readonly string[]
  readonly question: string
  /** Each of these has to be in the answer, in one of its forms; none means that the passages do not say it. */
  readonly facts: readonly (readonly string[])[]
  /** What only an answer that made something up, or took the wrong passage, contains. */
  readonly wrong: readonly string[]
}

/** One more than the version before whenever a question changes: results of older ones no longer count. */
export const probeVersion = 1

export const probeQuestions: { readonly [language in Language]: readonly ProbeQuestion[] } = {
  en: [
    {
      passages: [
        'Visitor badges of the Halden office are blue and are valid for one day.',
        'The Halden office opens at 07:40 and closes at 18:20.',
      ],
      question: 'When does the Halden office open?',
      facts: [['07:40', '7:40']],
      wrong: ['blue'],
    },
    {
      passages: [
        'Requests for new monitors go to the desk of Ms Orvik.',
        'Requests for software licences go to Mr Tennant, who answers within 3 working days.',
      ],
      question: 'Who takes care of requests for software licences?',
      facts: [['Tennant']],
      wrong: ['Orvik'],
    },
    {
      passages: [
        'A trip by car is paid with 0.37 euros per kilometre.',
        'The pump KX-9 is serviced every 14 months and costs 212 euros a service.',
      ],
      question: 'How often is the pump KX-9 serviced?',
      facts: [['14 months', 'fourteen months']],
      wrong: ['212'],
    },
    {
      passages: [
        'The archive of the Brenna project is kept for 9 years.',
        'The archive of the Solvik project is kept for 4 years.',
      ],
      question: 'For how many years is the archive of the Solvik project kept?',
      facts: [['4', 'four']],
      wrong: ['9', 'nine'],
    },
    {
      passages: ['The canteen serves lunch from 11:30 to 13:15 in building C.'],
      question: 'What does a parking place cost per month?',
      facts: [],
      wrong: ['11:30', '13:15', 'euro', '$'],
    },
  ],
  ko: [
    {
      passages: [
        '하늘재 사무소의 방문증은 파란색이며 하루 동안 쓸 수 있습니다.',
        '하늘재 사무소는 오전 7시 40분에 열고 오후 6시 20분에 닫습니다.',
      ],
      question: '하늘재 사무소는 몇 시에 여나요?',
      facts: [['7시 40분', '7:40', '07:40']],
      wrong: ['파란'],
    },
    {
      passages: [
        '새 모니터 신청은 오연수 대리가 받습니다.',
        '소프트웨어 라이선스 신청은 탁민호 과장이 받으며 영업일 3일 안에 답합니다.',
      ],
      question: '소프트웨어 라이선스 신청은 누가 담당하나요?',
      facts: [['탁민호']],
      wrong: ['오연수'],
    },
    {
      passages: [
        '자가용 출장은 1km에 370원을 지급합니다.',
        '펌프 KX-9는 14개월마다 정비하며 정비 비용은 21만 원입니다.',
      ],
      question: '펌프 KX-9는 얼마나 자주 정비하나요?',
      facts: [['14개월']],
      wrong: ['21만', '370'],
    },
    {
      passages: [
        '솔빛 사업의 기록은 9년 동안 보관합니다.',
        '너울 사업의 기록은 4년 동안 보관합니다.',
      ],
      question: '너울 사업의 기록은 몇 년 동안 보관하나요?',
      facts: [['4년']],
      wrong: ['9년'],
    },
    {
      passages: ['구내식당은 다동에서 11시 30분부터 13시 15분까지 점심을 제공합니다.'],
      question: '한 달 주차 요금은 얼마인가요?',
      facts: [],
      wrong: ['11시', '13시', '원입니다'],
    },
  ],
}
