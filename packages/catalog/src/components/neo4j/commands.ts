// Lists what people run to look after Neo4j; the guide's own commands are those of Neo4j 4.

import type { OperatorCommand, Text } from '@llmflow/spec'
import type { Context } from '../../component.js'

/** A statement, inside a server: the password is in its environment and not on the line that people see. */
export const cypher = (statement: string, database = 'system'): Text => [
  `bash -c 'cypher-shell -d ${database} -u neo4j -p "\${NEO4J_AUTH#neo4j/}" "${statement.replaceAll('"', '\\"')}"'`,
]

const databases: OperatorCommand = {
  purpose: {
    en: 'See every database, where it is and who writes to it',
    ko: '데이터베이스마다 상태와 위치, 쓰기를 맡은 서버를 봅니다',
  },
  within: 'neo4j',
  command: cypher('SHOW DATABASES'),
}

const count: OperatorCommand = {
  purpose: { en: 'Count the nodes of the graph', ko: '그래프의 노드 수를 셉니다' },
  within: 'neo4j',
  command: cypher('MATCH (n) RETURN count(n)', 'neo4j'),
}

const slow: OperatorCommand = {
  purpose: {
    en: 'See the transactions that run, the longest first',
    ko: '실행 중인 트랜잭션을 오래 걸린 순서로 봅니다',
  },
  within: 'neo4j',
  command: cypher(
    'SHOW TRANSACTIONS YIELD transactionId, elapsedTime, currentQuery RETURN * ORDER BY elapsedTime DESC',
    'neo4j',
  ),
}

const servers: OperatorCommand = {
  purpose: {
    en: 'See the servers of the cluster and whether they are available',
    ko: '클러스터의 서버와 가용 상태를 봅니다',
  },
  within: 'neo4j',
  command: cypher('SHOW SERVERS'),
}

export const neo4jCommands = (context: Context): readonly OperatorCommand[] =>
  context.topologyOf('neo4j') === 'cluster'
    ? [servers, databases, count, slow]
    : [databases, count, slow]
