import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { after, describe, it } from 'node:test';
import { AppError } from '#platform/errors/index.ts';
import { randomFrom } from '../../../test/helpers/random.ts';
import { isPublicAddress } from './addresses.ts';
import { closeEverything, outwardTo, serveRaw } from './local-server.ts';
import { parseTarget } from './target.ts';

const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
after(closeEverything);

/** Pours the same words until the other side has had enough of them. */
function pour(socket: Socket, words: string): void {
  const large = words.repeat(Math.ceil(16_384 / words.length));
  const more = () => {
    while (!socket.destroyed && socket.write(large));
  };
  socket.on('drain', more);
  more();
}

const OK = 'HTTP/1.1 200 OK\r\n';
/** What a server may send instead of an answer. */
const TRICKS: Readonly<Record<string, (socket: Socket) => void>> = {
  'headers without end': (socket) => {
    socket.write(OK);
    pour(socket, 'X-More: aaaaaaaaaaaaaaaaaaaaaaaa\r\n');
  },
  'one header without end': (socket) => {
    socket.write(`${OK}X-Long: `);
    pour(socket, 'a');
  },
  'a status line without end': (socket) => pour(socket, 'HTTP/1.1 200 O'),
  'early hints without end': (socket) => pour(socket, 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'),
  'provisional answers without end': (socket) => pour(socket, 'HTTP/1.1 100 Continue\r\n\r\n'),
  'a chunk without end': (socket) => {
    socket.write(`${OK}Transfer-Encoding: chunked\r\n\r\nffffffff\r\n`);
    pour(socket, 'a');
  },
  'chunks of one byte without end': (socket) => {
    socket.write(`${OK}Transfer-Encoding: chunked\r\n\r\n`);
    pour(socket, '1\r\na\r\n');
  },
  'a chunk with an extension without end': (socket) => {
    socket.write(`${OK}Transfer-Encoding: chunked\r\n\r\n1;`);
    pour(socket, 'x=y;');
  },
  'trailers without end': (socket) => {
    socket.write(`${OK}Transfer-Encoding: chunked\r\n\r\n0\r\n`);
    pour(socket, 'X-Trailer: aaaaaaaaaaaaaaaa\r\n');
  },
  'a body that is shorter than announced': (socket) => socket.end(`${OK}Content-Length: 100\r\n\r\nshort`),
  'two lengths': (socket) => socket.end(`${OK}Content-Length: 5\r\nContent-Length: 6\r\n\r\nshort!`),
  'a length that is no number': (socket) => socket.end(`${OK}Content-Length: -1\r\n\r\n`),
  'a chunk size that is no number': (socket) =>
    socket.end(`${OK}Transfer-Encoding: chunked\r\n\r\nxyz\r\nabc\r\n0\r\n\r\n`),
  'another protocol': (socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'),
  'a switch of protocols that nobody asked for': (socket) =>
    socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'),
  nothing: (socket) => socket.end(),
};

describe('a server that does harm', () => {
  for (const [what, trick] of Object.entries(TRICKS)) {
    it(`is left alone when it sends ${what}`, async () => {
      const host = await serveRaw((socket) => socket.once('data', () => trick(socket)));
      const before = process.memoryUsage().rss;
      const startedAt = performance.now();
      const outward = outwardTo(host);
      await assert.rejects(
        outward.fetch(`http://${host}/`, { timeoutMs: 1500, maxBytes: 100_000 }),
        (error) => {
          assert.ok(error instanceof AppError && error.code.startsWith('outward.'), String(error));
          return true;
        },
      );
      assert.ok(performance.now() - startedAt < 10_000);
      const grown = (process.memoryUsage().rss - before) / 1_048_576;
      assert.ok(grown < 150, `it cost ${Math.round(grown)} MB`);
    });
  }

  it('cannot put an answer into the next exchange', async () => {
    let count = 0;
    const host = await serveRaw((socket) =>
      socket.on('data', () => {
        count += 1;
        const forged = `${OK}Content-Length: 6\r\n\r\nforged`;
        socket.write(`${OK}Content-Length: 4\r\n\r\ngood${count === 1 ? forged : ''}`);
      }),
    );
    const outward = outwardTo(host);
    for (let round = 0; round < 4; round++) {
      const text = await outward.fetch(`http://${host}/`, { timeoutMs: 2000 }).then(
        ({ body }) => Buffer.from(body).toString(),
        (error: unknown) => (error instanceof AppError ? 'refused' : 'broken'),
      );
      assert.ok(text === 'good' || text === 'refused', `round ${round}: ${text}`);
    }
  });
});

describe(`addresses in disguise (SEED=${SEED})`, () => {
  const random = randomFrom(SEED);
  const byte = () => Math.floor(random() * 256);
  const none: ReadonlySet<string> = new Set();
  const hex = (number: number) => number.toString(16);

  it('are judged by where they lead, however they are written', () => {
    for (let round = 0; round < 3000; round++) {
      const network = [[127], [10], [192, 168], [169, 254], [172, 16 + (byte() % 16)], [100, 64], [0], []][
        round % 8
      ]!;
      const [a, b, c, d] = [...network, byte(), byte(), byte(), byte()] as [number, number, number, number];
      const plain = `${a}.${b}.${c}.${d}`;
      const number = ((a * 256 + b) * 256 + c) * 256 + d;
      const isOpen = isPublicAddress(plain);
      const [high, low] = [hex(a * 256 + b), hex(c * 256 + d)];
      const forms = [
        `http://${number}/`,
        `http://0x${hex(number)}/`,
        `http://0${number.toString(8)}/`,
        `http://0${a.toString(8)}.0x${hex(b)}.${c * 256 + d}/`,
        `http://${plain}./`,
        `http://[::ffff:${plain}]/`,
        `http://[::ffff:${high}:${low}]/`,
        `http://[0:0:0:0:0:FFFF:${high}:${low}]/`,
        `http://[64:ff9b::${plain}]/`,
      ];
      for (const form of forms) {
        const isTaken = (() => {
          try {
            parseTarget(form, ['http:'], none);
            return true;
          } catch {
            return false;
          }
        })();
        assert.equal(isTaken, isOpen, `${form} is ${plain}`);
      }
    }
  });
});
