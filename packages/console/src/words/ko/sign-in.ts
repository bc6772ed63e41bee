// Korean words of signing in and of the first account.

import type { Words } from '../words.ts'

export const signIn: Words['signIn'] = {
  title: '로그인',
  email: '이메일 또는 아이디',
  password: '비밀번호',
  submit: '로그인',
  provider: '회사 계정으로 로그인',
  or: '또는',
  wrong: '이메일이나 비밀번호가 맞지 않습니다.',
  tooOften: '시도 횟수가 너무 많습니다. {{seconds}}초 뒤에 다시 시도하세요.',
  tagline: '우리 회사의 모델과 문서를, 회사 안에서.',
  firstRun: {
    title: '첫 계정 만들기',
    text: '모델, 테넌트, 사용자를 관리하는 운영자 계정입니다. 이 링크는 한 번만 쓸 수 있습니다.',
    email: '이메일',
    name: '이름',
    password: '비밀번호',
    passwordHint: '{{count}}자 이상',
    submit: '계정 만들기',
    done: '이미 계정이 있습니다. 그 계정으로 로그인하세요.',
    noToken: '링크가 잘렸습니다. llmflow up을 실행한 화면에서 # 뒤까지 모두 복사하세요.',
  },
}
