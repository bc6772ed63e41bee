// Writes zip archives as wheels are, and as no wheel should be.

import { crc32, deflateRawSync } from 'node:zlib'

type Member = {
  readonly name: string
  readonly data: Buffer
  readonly isPacked?: boolean
  /** What the directory says instead of the truth. */
  readonly claimedBytes?: number
  readonly claimedCrc?: number
}

export function makeWheel(members: readonly Member[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const member of members) {
    const packed = member.isPacked === true ? deflateRawSync(member.data) : member.data
    const name = Buffer.from(member.name)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(name.length, 26)
    parts.push(head, name, packed)
    directory.push(entryOf(member, packed.length, at), name)
    at += head.length + name.length + packed.length
  }
  const entries = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(entries.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, entries, end])
}

function entryOf(member: Member, packedBytes: number, at: number): Buffer {
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(member.isPacked === true ? 8 : 0, 10)
  entry.writeUInt32LE(member.claimedCrc ?? crc32(member.data), 16)
  entry.writeUInt32LE(packedBytes, 20)
  entry.writeUInt32LE(member.claimedBytes ?? member.data.length, 24)
  entry.writeUInt16LE(Buffer.byteLength(member.name), 28)
  entry.writeUInt32LE(at, 42)
  return entry
}
