// Turns users into load: requests in flight, searches, pages and passages, each with its arithmetic.

import {
  explained,
  fromPlan,
  fromPlatform,
  printRatio,
  type Explained,
  type Platform,
} from '@llmflow/spec'

/** What the platform has to carry at the busiest time. Paths: `/load/<name>`. */
export type Load = {
  readonly concurrentUsers: Explained<number>
  /** Chat requests that start in a second. */
  readonly chatRequestsPerSecond: Explained<number>
  /** Answers that are being generated at once, with room for bursts. */
  readonly answersInFlight: Explained<number>
  readonly searchesPerSecond: Explained<number>
  /** Tokens that one answer holds in the KV cache at its end. */
  readonly tokensPerAnswer: Explained<number>
  readonly documents: Explained<number>
  readonly passages: Explained<number>
  readonly pagesPerSecond: Explained<number>
  readonly passagesPerSecond: Explained<number>
}

const rounded = (value: number): number => Number(value.toPrecision(6))

export function loadOf(platform: Platform): Load {
  const { demand } = platform
  const concurrent = demand.concurrentUsers ?? Math.ceil(demand.users / 5)
  const concurrentUsers = explained(
    concurrent,
    'load/concurrent-users',
    demand.concurrentUsers === undefined
      ? '⌈users ÷ 5⌉, the guide’s own share (9.1: 100 of 500)'
      : '',
    demand.concurrentUsers === undefined
      ? [fromPlatform('users', `${demand.users}`, '/demand/users')]
      : [fromPlatform('concurrent users', `${concurrent}`, '/demand/concurrentUsers')],
  )
  const requests = rounded((concurrent * demand.chat.requestsPerUserHour) / 3600)
  const chatRequestsPerSecond = explained(
    requests,
    'load/chat-requests',
    'concurrent users × requests per user and hour ÷ 3,600 s',
    [
      fromPlan('concurrent users', `${concurrent}`, '/load/concurrentUsers'),
      fromPlatform(
        'requests per user and hour',
        `${demand.chat.requestsPerUserHour}`,
        '/demand/chat/requestsPerUserHour',
      ),
    ],
  )
  const seconds = demand.chat.answerTokens / demand.chat.tokensPerSecond
  const mean = requests * seconds
  const answersInFlight = explained(
    Math.ceil(mean + 2 * Math.sqrt(mean)),
    'load/answers-in-flight',
    '⌈n + 2√n⌉ with n = requests per second × answer tokens ÷ tokens per second (Little’s law; two standard deviations of a Poisson count)',
    [
      fromPlan('requests per second', `${requests}`, '/load/chatRequestsPerSecond'),
      fromPlatform('answer tokens', `${demand.chat.answerTokens}`, '/demand/chat/answerTokens'),
      fromPlatform(
        'tokens per second',
        `${demand.chat.tokensPerSecond}`,
        '/demand/chat/tokensPerSecond',
      ),
    ],
  )
  const searches = rounded(requests * demand.retrieval.share)
  const searchesPerSecond = explained(
    searches,
    'load/searches',
    'requests per second × share that searches',
    [
      fromPlan('requests per second', `${requests}`, '/load/chatRequestsPerSecond'),
      fromPlatform(
        'share that searches',
        printRatio(demand.retrieval.share),
        '/demand/retrieval/share',
      ),
    ],
  )
  const tokensPerAnswer = explained(
    demand.chat.promptTokens + demand.chat.answerTokens,
    'load/tokens-per-answer',
    'prompt tokens + answer tokens',
    [
      fromPlatform('prompt tokens', `${demand.chat.promptTokens}`, '/demand/chat/promptTokens'),
      fromPlatform('answer tokens', `${demand.chat.answerTokens}`, '/demand/chat/answerTokens'),
    ],
  )
  const { ingestion } = demand
  const documents = explained(ingestion.documents, 'load/documents', '', [
    fromPlatform('documents', `${ingestion.documents}`, '/demand/ingestion/documents'),
  ])
  const passages = explained(
    Math.ceil(ingestion.documents * ingestion.pagesPerDocument * ingestion.chunksPerPage),
    'load/passages',
    'documents × pages per document × passages per page',
    [
      fromPlan('documents', `${ingestion.documents}`, '/load/documents'),
      fromPlatform(
        'pages per document',
        `${ingestion.pagesPerDocument}`,
        '/demand/ingestion/pagesPerDocument',
      ),
      fromPlatform(
        'passages per page',
        `${ingestion.chunksPerPage}`,
        '/demand/ingestion/chunksPerPage',
      ),
    ],
  )
  const pages = rounded(
    (ingestion.documentsPerDay * ingestion.pagesPerDocument) / (ingestion.hoursPerDay * 3600),
  )
  const pagesPerSecond = explained(
    pages,
    'load/pages',
    'documents per day × pages per document ÷ (hours per day × 3,600 s)',
    [
      fromPlatform(
        'documents per day',
        `${ingestion.documentsPerDay}`,
        '/demand/ingestion/documentsPerDay',
      ),
      fromPlatform(
        'pages per document',
        `${ingestion.pagesPerDocument}`,
        '/demand/ingestion/pagesPerDocument',
      ),
      fromPlatform('hours per day', `${ingestion.hoursPerDay}`, '/demand/ingestion/hoursPerDay'),
    ],
  )
  const passagesPerSecond = explained(
    rounded(pages * ingestion.chunksPerPage),
    'load/passages-per-second',
    'pages per second × passages per page',
    [
      fromPlan('pages per second', `${pages}`, '/load/pagesPerSecond'),
      fromPlatform(
        'passages per page',
        `${ingestion.chunksPerPage}`,
        '/demand/ingestion/chunksPerPage',
      ),
    ],
  )
  return {
    concurrentUsers,
    chatRequestsPerSecond,
    answersInFlight,
    searchesPerSecond,
    tokensPerAnswer,
    documents,
    passages,
    pagesPerSecond,
    passagesPerSecond,
  }
}
