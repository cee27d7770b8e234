import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { endAllAccess } from '#people/sessions/index.ts';
import { until } from '../../test/helpers/app.ts';
import { type Staff, wholeServer } from './testing/whole-server.ts';

const rapport = await wholeServer();
let url: string;
const stops: AbortController[] = [];

before(async () => {
  await rapport.server.listen({ port: 0, host: '127.0.0.1' });
  url = `http://127.0.0.1:${(rapport.server.server.address() as AddressInfo).port}`;
});
after(async () => {
  for (const stop of stops) stop.abort();
  await rapport.close();
});

async function listen(headers: Record<string, string>) {
  const stop = new AbortController();
  stops.push(stop);
  const answer = await fetch(`${url}/api/v1/live`, { headers, signal: stop.signal });
  const stream = { status: answer.status, isOpen: answer.status === 200 };
  void answer.body
    ?.pipeTo(new WritableStream())
    .catch(() => undefined)
    .finally(() => (stream.isOpen = false));
  return stream;
}

const cookieOf = (person: Staff) => ({
  cookie: [...person.jar].map(([name, value]) => `${name}=${value}`).join('; '),
});

describe('a live stream', () => {
  it('ends when its user is disabled, and that of others goes on', async () => {
    const [owner, agent, viewer] = [
      await rapport.staff('owner'),
      await rapport.staff('agent'),
      await rapport.staff('viewer'),
    ];
    const [gone, stays] = [await listen(cookieOf(agent)), await listen(cookieOf(viewer))];
    assert.deepEqual([gone.isOpen, stays.isOpen], [true, true]);
    const disabled = await owner.patch(`/api/v1/staff/${agent.userId}`, { state: 'disabled' });
    assert.ok(disabled.status < 300, JSON.stringify(disabled.body));
    await until('it is closed', () => !gone.isOpen, 3000);
    assert.equal((await listen(cookieOf(agent))).status, 401);
    assert.ok(stays.isOpen);
  });

  it('of a token ends with the token', async () => {
    const person = await rapport.staff('agent', 'robot@staff.example');
    const { token, id } = (await person.post('/api/v1/me/tokens', { name: 'x', scopes: ['read'] })).body;
    const stream = await listen({ authorization: `Bearer ${token}` });
    assert.equal(stream.isOpen, true);
    assert.equal((await person.delete(`/api/v1/me/tokens/${id}`)).status, 204);
    await until('it is closed', () => !stream.isOpen, 3000);
  });

  it('goes on when the change was rolled back', async () => {
    const person = await rapport.staff('agent', 'kept@staff.example');
    const stream = await listen(cookieOf(person));
    await assert.rejects(
      rapport.app.db.transaction(async () => {
        await endAllAccess(rapport.app, person.userId);
        throw new Error('not after all');
      }),
    );
    const other = await rapport.staff('agent', 'ended@staff.example');
    const ended = await listen(cookieOf(other));
    await rapport.app.db.transaction(() => endAllAccess(rapport.app, other.userId));
    await until('that of the other is closed', () => !ended.isOpen, 3000);
    assert.ok(stream.isOpen);
  });
});
