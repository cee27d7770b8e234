import assert from 'node:assert/strict';
import { createServer, type Socket } from 'node:net';
import { after, describe, it } from 'node:test';
import { outwardOf } from '#platform/outward/testing/given.ts';
import { openSmtp } from './index.ts';

type Stage = 'greeting' | 'from' | 'rcpt' | 'data' | 'end';
const servers: { close(): void }[] = [];
after(() => servers.forEach((server) => server.close()));

/** A server that speaks SMTP and does at one stage what `act` says: answers so, or hangs up. Tells how many messages it took. */
async function startServer(stage?: Stage, act?: string) {
  const taken: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    speak(socket, stage, act, taken);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  return { taken, port: (server.address() as { port: number }).port };
}

function speak(socket: Socket, stage: Stage | undefined, act: string | undefined, taken: string[]): void {
  let isData = false;
  let got = '';
  const say = (now: Stage, text: string) => {
    if (now !== stage || act === undefined) return void socket.write(`${text}\r\n`);
    if (act === 'hang up') return void socket.destroy();
    socket.write(`${act}\r\n`);
  };
  say('greeting', '220 test');
  socket.on('data', (chunk) => {
    got += chunk.toString('latin1');
    for (;;) {
      const end = isData ? got.indexOf('\r\n.\r\n') : got.indexOf('\r\n');
      if (end < 0) return;
      const line = got.slice(0, end);
      got = got.slice(end + (isData ? 5 : 2));
      if (isData) {
        isData = false;
        // Taken, whether the answer arrives or not; unless it is a no.
        if (stage !== 'end' || act === 'hang up') taken.push(line);
        say('end', '250 taken');
      } else if (/^(EHLO|HELO)/.test(line)) socket.write('250-test\r\n250 PIPELINING\r\n');
      else if (line.startsWith('MAIL')) say('from', '250 ok');
      else if (line.includes('RCPT') && line.includes('ann@')) say('rcpt', '250 ok');
      else if (line.startsWith('RCPT')) socket.write('250 ok\r\n');
      else if (line.startsWith('DATA')) {
        isData = stage !== 'data';
        say('data', '354 go on');
      } else socket.write('250 ok\r\n');
    }
  });
}

const outward = outwardOf({ addressOf: async () => '127.0.0.1' });
const send = async (port: number, size = 10) => {
  const place = {
    host: '127.0.0.1',
    port,
    security: 'none',
    isCertificateChecked: true,
    user: null,
    password: '',
  } as const;
  const bytes = Buffer.from(`Subject: x\r\n\r\n${'y'.repeat(size)}\r\n`);
  return (await openSmtp(outward, place)).send({
    from: 'help@shop.example',
    to: ['ann@a.example', 'help@shop.example'],
    bytes,
  });
};

describe('whether a server took a message', () => {
  const cases: [Stage, string, string][] = [
    ['greeting', '554 go away', 'refused'],
    ['greeting', 'hang up', 'postponed'],
    ['from', '550 not you', 'refused'],
    ['from', '451 later', 'postponed'],
    ['rcpt', '550 5.1.1 nobody', 'refused'],
    ['rcpt', '450 greylisted', 'postponed'],
    ['data', '554 no', 'refused'],
    ['data', 'hang up', 'postponed'],
    ['end', '552 too large', 'refused'],
    ['end', '452 disk full', 'postponed'],
    ['end', 'hang up', 'unclear'],
  ];
  for (const [stage, act, outcome] of cases)
    it(`is ${outcome} after “${act}” at ${stage}`, async () => {
      const { port, taken } = await startServer(stage, act);
      assert.equal((await send(port)).outcome, outcome);
      assert.equal(taken.length, outcome === 'unclear' ? 1 : 0);
    });

  it('is certain when it says so', async () => {
    const { port, taken } = await startServer();
    assert.deepEqual(await send(port, 300_000), { outcome: 'taken', answer: '250 taken' });
    assert.equal(taken.length, 1);
  });

  it('is certain when nobody listens', async () => {
    const result = await send(1);
    assert.equal(result.outcome, 'postponed');
    assert.match('reason' in result ? result.reason : '', /nothing listens/);
  });
});
