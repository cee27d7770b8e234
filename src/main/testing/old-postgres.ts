import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** A server that speaks PostgreSQL's protocol and answers every statement with one row: the version 13.4 and the time. */
export async function startOldPostgres(): Promise<{
  url: string;
  statements: string[];
  close(): Promise<void>;
}> {
  const statements: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    serve(socket, statements);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `postgres://me:secret-of-old@127.0.0.1:${(server.address() as AddressInfo).port}/old`,
    statements,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

const TYPES = { int4: 23, text: 25, timestamptz: 1184 };
const READY = message('Z', Buffer.from('I'));

function serve(socket: Socket, statements: string[]): void {
  let rest = Buffer.alloc(0);
  let hasStarted = false;
  socket.on('data', (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const head = hasStarted ? 1 : 0;
      if (rest.length < head + 4) return;
      const length = head + rest.readInt32BE(head);
      if (rest.length < length) return;
      const kind = hasStarted ? String.fromCharCode(rest[0]!) : 'start';
      answer(socket, kind, rest.subarray(head + 4, length), statements);
      hasStarted = true;
      rest = rest.subarray(length);
    }
  });
}

function answer(socket: Socket, kind: string, body: Buffer, statements: string[]): void {
  if (kind === 'start') socket.write(Buffer.concat([message('R', int32(0)), READY]));
  if (kind === 'P') {
    statements.push(body.toString('utf8').split('\0')[1] ?? '');
    socket.write(message('1'));
  }
  if (kind === 'Q') {
    statements.push(body.toString('utf8').replaceAll('\0', ''));
    socket.write(Buffer.concat([row(), READY]));
  }
  if (kind === 'B') socket.write(message('2'));
  if (kind === 'D') socket.write(description());
  if (kind === 'E') socket.write(data());
  if (kind === 'S') socket.write(READY);
}

const row = () => Buffer.concat([description(), data()]);

function description(): Buffer {
  const fields = Object.entries({ version: TYPES.int4, text: TYPES.text, now: TYPES.timestamptz }).map(
    ([name, type]) =>
      Buffer.concat([
        Buffer.from(`${name}\0`),
        int32(0),
        int16(0),
        int32(type),
        int16(-1),
        int32(-1),
        int16(0),
      ]),
  );
  return message('T', Buffer.concat([int16(fields.length), ...fields]));
}

function data(): Buffer {
  const values = ['130004', '13.4', new Date().toISOString().replace('T', ' ').replace('Z', '+00')].map(
    (value) => Buffer.concat([int32(value.length), Buffer.from(value)]),
  );
  return Buffer.concat([
    message('D', Buffer.concat([int16(values.length), ...values])),
    message('C', Buffer.from('SELECT 1\0')),
  ]);
}

function message(kind: string, body: Buffer = Buffer.alloc(0)): Buffer {
  return Buffer.concat([Buffer.from(kind), int32(body.length + 4), body]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}
