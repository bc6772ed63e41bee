// Says in Korean what to write instead of a setting that nothing reads; the catalog says it in English.

import { object } from './particles.js'

const sentences: { readonly [english: string]: string } = {
  '--enable-log-requests, which is off by default':
    '대신 기본으로 꺼져 있는 --enable-log-requests를 쓰세요',
  'KC_PROXY (KC_PROXY_HEADERS exists from 24 on)':
    '대신 KC_PROXY를 쓰세요(KC_PROXY_HEADERS는 24부터 있습니다)',
  'KC_PROXY=edge behind the gateway, which holds the certificate':
    '인증서는 게이트웨이에 있으므로 그 뒤에서 KC_PROXY=edge를 쓰세요',
  'KEYCLOAK_ADMIN (renamed only in 26)': '대신 KEYCLOAK_ADMIN을 쓰세요(이름은 26에서 바뀝니다)',
  'KEYCLOAK_ADMIN_PASSWORD (renamed only in 26)':
    '대신 KEYCLOAK_ADMIN_PASSWORD를 쓰세요(이름은 26에서 바뀝니다)',
  '`mc mb` in a job beside the server': '대신 서버와 함께 두는 Job에서 `mc mb`를 실행하세요',
  '`start` without it: the stock image was never built, so `start --optimized` ends at once':
    '이 인자 없이 `start`를 쓰세요. 공식 이미지는 미리 빌드되어 있지 않아 `start --optimized`는 바로 끝납니다',
  'a later apache/apisix; 3.12.0 does not have it':
    '3.12.0에는 없으므로 더 새로운 apache/apisix를 쓰세요',
  'a start script that adds the password from the environment':
    '대신 시작 스크립트에서 환경 변수의 비밀번호를 넣으세요',
  'apache/apisix 3.13.0, which has it first': 'apache/apisix 3.13.0부터 쓸 수 있습니다',
  'components.keycloak.options.ldap, which becomes a federation of the realm':
    '대신 영역의 연동 설정이 되는 components.keycloak.options.ldap을 쓰세요',
  'config; the image would take it for a setting':
    '이미지가 설정 항목으로 읽으므로 대신 config를 쓰세요',
  'deployment.admin.admin_key in config.yaml':
    '대신 config.yaml의 deployment.admin.admin_key를 쓰세요',
  'deployment.etcd.host in config.yaml': '대신 config.yaml의 deployment.etcd.host를 쓰세요',
  'no flag: vLLM 0.6.0 tells embedding models by their architecture':
    'vLLM 0.6.0은 임베딩 모델을 구조로 구별하므로 지정할 것이 없습니다',
  'nothing: 2 knows no Sentinel, and works without Redis':
    '2는 Sentinel을 지원하지 않고 Redis 없이 동작하므로 지정할 것이 없습니다',
  'nothing: 2.10 takes every name': '2.10은 모든 이름을 받으므로 지정할 것이 없습니다',
  'nothing: Dify has no such setting': 'Dify에는 이런 설정이 없습니다',
  'nothing: LLMFlow computes the heap': '힙은 LLMFlow가 계산하므로 지정할 것이 없습니다',
  'nothing: LLMFlow makes a bucket for each component that needs one':
    '버킷은 LLMFlow가 필요한 컴포넌트마다 만들므로 지정할 것이 없습니다',
  'nothing: LLMFlow makes a role and a database for each component that needs one':
    '역할과 데이터베이스는 LLMFlow가 필요한 컴포넌트마다 만들므로 지정할 것이 없습니다',
  'nothing: LLMFlow writes Patroni’s file from the plan':
    'Patroni의 파일은 LLMFlow가 계획에서 만들므로 지정할 것이 없습니다',
  'nothing: LLMFlow writes a user for each component that connects':
    '사용자는 LLMFlow가 연결하는 컴포넌트마다 만들므로 지정할 것이 없습니다',
  'nothing: LLMFlow writes the file of Sentinel':
    'Sentinel의 파일은 LLMFlow가 만들므로 지정할 것이 없습니다',
  'nothing: clients need the address, Milvus itself does not':
    '주소는 클라이언트에만 필요하고 Milvus에는 필요 없습니다',
  'nothing: every plugin that APISIX enables by itself stays enabled':
    'APISIX가 기본으로 켜는 플러그인은 모두 켜 두므로 지정할 것이 없습니다',
  'nothing: it equals the largest heap': '최대 힙과 같으므로 지정할 것이 없습니다',
  'nothing: the gateway asks people who they are':
    '로그인은 게이트웨이가 확인하므로 지정할 것이 없습니다',
  'nothing: the servers ask the Sentinels who is the master':
    '서버가 Sentinel에 마스터를 물어보므로 지정할 것이 없습니다',
  'resources.memory: the page cache takes what it leaves':
    '대신 resources.memory를 쓰세요. 남는 메모리가 페이지 캐시가 됩니다',
  'the form field of each request; the server reads no such setting':
    '서버 설정이 아니므로 요청마다 폼 필드로 보내세요',
  'the key deepspeed of a job': '대신 작업의 deepspeed 키를 쓰세요',
  'the names of the parameters themselves: `work_mem`':
    '대신 `work_mem`처럼 파라미터 이름을 바로 쓰세요',
  'the secret apisix, which becomes deployment.admin.admin_key':
    '대신 deployment.admin.admin_key가 되는 시크릿 apisix를 쓰세요',
  'the secret neo4j; the image would take it for a setting':
    '이미지가 설정 항목으로 읽으므로 대신 시크릿 neo4j를 쓰세요',
  'the secret postgresql, which LLMFlow passes to Patroni':
    '대신 LLMFlow가 Patroni에 넘기는 시크릿 postgresql을 쓰세요',
  'the secret redis': '대신 시크릿 redis를 쓰세요',
  'the service file, with LLMFLOW_DATABASE_PASSWORD':
    '대신 서비스 파일과 LLMFLOW_DATABASE_PASSWORD를 쓰세요',
}

/** A whole sentence, because some settings have nothing in their place. */
export function insteadOf(english: string): string {
  const known = new Map(Object.entries(sentences)).get(english)
  if (known !== undefined) return known
  const [, kind = '', name = ''] = /^the (argument|variable) (\S+)$/.exec(english) ?? []
  if (name !== '') return `대신 ${kind === 'argument' ? '인자' : '변수'} ${object(name)} 쓰세요`
  const choice = english.split(' or ')
  if (choice.length > 1) return `대신 ${object(choice.join(' 또는 '))} 쓰세요`
  return `대신 ${object(english.replace(' and ', ', '))} 쓰세요`
}
