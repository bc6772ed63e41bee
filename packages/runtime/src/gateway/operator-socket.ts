// A second door for whoever runs the machine: a unix socket that only its owner may open, onto the same routes.

import { chmod, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

export type OperatorSocket = {
  /** Whether a connection came through this door: known by the listener that took it, so nothing sent can claim it. */
  owns(connection: Socket): boolean
  /** Serves a ready application there; the path's folder must be its owner's alone. What lies at the path is replaced. */
  listen(app: FastifyInstance, path: string): Promise<void>
  close(): Promise<void>
}

/** Made before the application, whose authentication asks it; serves after the application is ready. */
export function makeOperatorSocket(): OperatorSocket {
  const connections = new WeakSet<Socket>()
  let server: Server | undefined
  return {
    owns: (connection) => connections.has(connection),
    listen: async (app, path) => {
      await app.ready()
      await rm(path, { force: true })
      const opened = createServer((request, response) => app.routing(request, response))
      opened.on('connection', (connection) => connections.add(connection))
      server = opened
      await listening(opened, path)
      await chmod(path, 0o600)
    },
    close: async () => {
      const closing = server
      if (closing === undefined) return
      server = undefined
      closing.closeAllConnections()
      await new Promise((resolve) => {
        closing.close(resolve)
      })
    },
  }
}

async function listening(server: Server, path: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, () => {
      server.off('error', reject)
      resolve()
    })
  })
}
