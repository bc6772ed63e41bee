// Keycloak: logs people in, with the company's directory behind it.

import type { SecretKey } from '@llmflow/spec'
import type { Component, Context, SecretDeclaration } from '../../component.js'
import { keycloakEndpoint } from '../../endpoints.js'
import { keptInside } from '../../rotation.js'
import { keycloakAlerts } from './alerts.js'
import { ldapOf } from './ldap.js'
import { clientsOf, clientSecret } from './realm.js'
import { sizeKeycloak } from './size.js'
import { keycloakVersions } from './versions.js'
import {
  adminSecret,
  keycloakWorkloads,
  ldapSecret,
  truststoreFile,
  truststoreSecret,
} from './workloads.js'
import { keycloakCommands } from './commands.js'

export const keycloak: Component = {
  name: 'keycloak',
  title: 'Keycloak',
  summary: {
    en: 'Logs people in through OpenID Connect, from its own accounts or the company’s LDAP',
    ko: '자체 계정이나 사내 LDAP 계정으로 로그인하게 하는 OpenID Connect 인증 서버입니다',
  },
  topologies: ['cluster', 'single'],
  versions: keycloakVersions,
  options: [
    {
      name: 'ldap',
      type: 'object',
      description: {
        en: 'The directory that people log in from: url, vendor (ad, rhds, other …), usersDn, bindDn, range, the network that it lies in, and truststore: false where a public authority signed its certificate',
        ko: '로그인에 쓸 디렉터리입니다. url, vendor(ad, rhds, other 등), usersDn, bindDn, 디렉터리가 있는 네트워크 대역 range를 적습니다. 공인 인증 기관이 서명한 인증서를 쓰면 truststore: false를 적습니다',
      },
    },
  ],
  parts: () => ['server'],
  needs: () => [
    {
      component: 'postgresql',
      purpose: { en: 'realms, people and sessions', ko: '렐름, 사용자, 세션 저장' },
    },
  ],
  size: sizeKeycloak,
  workloads: keycloakWorkloads,
  secrets: secretsOf,
  databases: () => ['keycloak'],
  routes: () => [
    {
      id: 'keycloak',
      prefix: 'auth',
      // What browsers and clients ask for; /metrics and /health stay inside.
      paths: ['/', '/realms/*', '/resources/*', '/js/*', '/admin', '/admin/*', '/robots.txt'],
      target: { kind: 'workload', endpoint: keycloakEndpoint },
      readSeconds: 60,
      access: 'own',
      purpose: 'logging in',
    },
  ],
  commands: keycloakCommands,
  alerts: keycloakAlerts,
  backups: [
    {
      store: 'postgresql',
      method: {
        en: 'Realms and people lie in PostgreSQL and are backed up with it',
        ko: '렐름과 사용자는 PostgreSQL에 있어 함께 백업됩니다',
      },
    },
  ],
}

function secretsOf(context: Context): { readonly [name: string]: SecretDeclaration } {
  const { platform } = context
  const clients = clientsOf(context).map(({ id: client }): [string, SecretKey] => [
    client,
    {
      format: 'alphanumeric',
      length: 32,
      purpose: `password of the client ${client}`,
      ...keptInside(
        `Keycloak takes the realm once; set the secret of the client ${client} in its console or by kcadm.sh`,
        `Keycloak은 realm을 처음 한 번만 가져옵니다. 콘솔이나 kcadm.sh에서 클라이언트 ${client}의 시크릿을 바꾸세요`,
      ),
    },
  ])
  return {
    [adminSecret]: {
      keys: {
        password: {
          format: 'alphanumeric',
          length: 32,
          purpose: 'password of the first administrator',
          ...keptInside(
            'it makes the first administrator; afterwards kcadm.sh set-password changes it',
            '첫 관리자를 만들 때 씁니다. 그 뒤에는 kcadm.sh set-password로 바꿉니다',
          ),
        },
      },
      purpose: 'first login to Keycloak',
    },
    [clientSecret]: {
      keys: Object.fromEntries(clients),
      purpose: 'passwords of the programs that log people in',
    },
    ...(ldapOf(platform) === undefined
      ? {}
      : {
          [ldapSecret]: {
            keys: {
              'bind-password': {
                format: 'given',
                length: 0,
                purpose: 'password of the bind account',
              },
            },
            purpose: 'Keycloak’s access to the directory',
          },
        }),
    ...(ldapOf(platform)?.hasOwnAuthority === true ? { [truststoreSecret]: truststore } : {}),
  }
}

const given = (purpose: string): SecretKey => ({ format: 'given', length: 0, purpose })

const truststore: SecretDeclaration = {
  keys: {
    [truststoreFile]: given('the company’s certificate authority, put in by keytool -importcert'),
    password: given('the password that keytool asked for'),
  },
  purpose: 'the authority that signed the directory’s certificate',
}
