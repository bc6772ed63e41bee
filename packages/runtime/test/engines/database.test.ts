// Reads addresses of databases as people write them.

import { describe, expect, it } from 'vitest'
import { databaseOf } from '../../src/engines/database.js'

describe('the address of the records', () => {
  it('is a host and a port, or a URL', () => {
    const plain = { host: 'db', port: 6432, database: 'llmflow', isEncrypted: false }
    expect(databaseOf('db:6432', {})).toMatchObject({ ...plain, connectionsMax: 10 })
    expect(databaseOf('postgresql://db:6432/', {})).toMatchObject(plain)
    expect(databaseOf('db', {})).toMatchObject({ port: 5432 })
  })

  it('has TLS when it asks for it', () => {
    for (const sslmode of ['require', 'verify-ca', 'verify-full']) {
      const address = `postgresql://db/llmflow?sslmode=${sslmode}`
      expect(databaseOf(address, {})).toMatchObject({ isEncrypted: true })
    }
    expect(databaseOf('db?sslmode=prefer', {})).toMatchObject({ isEncrypted: false })
    expect(() => databaseOf('db?sslmode=secure', {})).toThrow('sslmode')
  })

  it('holds no password, and none is repeated', () => {
    const address = 'postgresql://llmflow:hunter2@db/llmflow'
    expect(() => databaseOf(address, {})).toThrow('LLMFLOW_DATABASE_PASSWORD')
    expect(() => databaseOf(address, {})).not.toThrow('hunter2')
    expect(() => databaseOf('postgresql://llmflow:hunter2@d b', {})).not.toThrow('hunter2')
  })

  it('takes a number of connections', () => {
    const of = (text: string) => databaseOf('db', { LLMFLOW_DATABASE_CONNECTIONS: text })
    expect(of('20').connectionsMax).toBe(20)
    for (const text of ['many', '0', '2.5']) expect(() => of(text)).toThrow('CONNECTIONS')
  })
})
