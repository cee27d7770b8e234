import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { until } from '../../../test/helpers/app.ts';
import { runListening } from './live.ts';
import { openStage, type Stage, type Visitor } from './testing/stage.ts';

/** A visitor's browser that keeps what it hears. */
class Listener {
  text = '';
  isOpen = true;
  status = 0;
  readonly #stop = new AbortController();

  static async open(url: string, who: Visitor, headers: Record<string, string> = {}): Promise<Listener> {
    const listener = new Listener();
    const answer = await fetch(`${url}/api/v1/chat/${who.widgetId}/live`, {
      headers: { ...who.headers, ...headers },
      signal: listener.#stop.signal,
    });
    listener.status = answer.status;
    void (async () => {
      try {
        for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) listener.text += chunk;
      } catch {
        // Cut off: the same as ended.
      }
      listener.isOpen = false;
    })();
    return listener;
  }
  /** The data of the events of a name, in order. */
  heard = (name: string): Record<string, unknown>[] =>
    [...this.text.matchAll(/^event: (.+)\ndata: (.+)$/gm)]
      .filter(([, event]) => event === name)
      .map(([, , data]) => JSON.parse(data!) as Record<string, unknown>);
  texts = () => this.heard('message').map(({ text }) => text);
  close = () => this.#stop.abort();
}

describe('what happens in a chat, told at once', () => {
  let stage: Stage;
  let url: string;
  const open: Listener[] = [];
  const stop = new AbortController();
  const listen = async (...given: Parameters<typeof Listener.open>) => {
    const listener = await Listener.open(...given);
    open.push(listener);
    return listener;
  };
  before(async () => {
    stage = await openStage();
    await stage.server.listen({ port: 0, host: '127.0.0.1' });
    url = `http://127.0.0.1:${(stage.server.server.address() as AddressInfo).port}`;
    await runListening(stage.app, stop.signal);
  });
  after(async () => {
    stop.abort();
    for (const listener of open) listener.close();
    await stage.close();
  });
  const chatOf = async (id: string) => (await stage.owner.get(`/api/v1/inbox/${id}/chat`)).body;

  it('brings messages in order, and after a break those that were missed', async () => {
    const who = await stage.visitor();
    const first = await listen(url, who);
    assert.equal(first.status, 200);
    await who.say('one');
    await until('it is heard', () => first.texts().length === 1);
    const id = (await stage.inbox())[0]!.id;
    await stage.reply(id, 'two');
    await until('the answer is heard', () => first.texts().length === 2);
    assert.deepEqual(first.texts(), ['one', 'two']);
    assert.deepEqual(first.heard('agent').at(-1), { name: 'The', avatarUrl: null });
    first.close();
    await until('he is gone', async () => !(await chatOf(id)).isOnline);
    await stage.reply(id, 'three');
    await until('it stands', async () => (await who.texts()).length === 3);
    const again = await listen(url, who, { 'last-event-id': '2' });
    await until('the rest is heard', () => again.texts().length === 1);
    assert.deepEqual(again.texts(), ['three']);
    assert.equal((await chatOf(id)).isOnline, true, 'and he is here again');
  });

  it('tells him that somebody reads and types, and colleagues that he types, but not what', async () => {
    const who = await stage.visitor();
    const listener = await listen(url, who);
    await who.say('Hello?');
    await until('it is heard', () => listener.texts().length === 1);
    const id = (await stage.inbox())[0]!.id;
    await stage.owner.post(`/api/v1/inbox/${id}/presence`, { isTyping: true });
    await until('he sees it', () => listener.heard('typing').some(({ isTyping }) => isTyping === true));
    assert.deepEqual(
      [listener.heard('typing').at(-1), listener.heard('read').at(-1)],
      [{ isTyping: true, name: 'The' }, { seq: 1 }],
    );
    await stage.owner.post(`/api/v1/inbox/${id}/presence`, { isTyping: false });
    await until('he sees that, too', () => listener.heard('typing').at(-1)?.['isTyping'] === false);
    const told: unknown[] = [];
    const end = stage.app.bus.on('chat.visitor', (event) => void told.push(event));
    await who.post('/typing', { isTyping: true, preview: 'my secret' });
    await until('colleagues hear it', () => told.length > 0);
    end();
    assert.deepEqual(told, [{ conversationId: id, isTyping: true }]);
  });

  it('tells nobody else, ends with the chat, and is limited', async () => {
    const [ann, ben] = [await stage.visitor(), await stage.visitor()];
    const [hers, his] = [await listen(url, ann), await listen(url, ben)];
    await ann.say('for us alone');
    await until('she hears it', () => hers.texts().length === 1);
    await ben.say('mine');
    await until('he hears his', () => his.texts().length === 1);
    assert.deepEqual([hers.texts(), his.texts()], [['for us alone'], ['mine']]);
    await ann.post('/end');
    await until('her stream ends', () => !hers.isOpen);
    assert.equal(hers.heard('closed').length, 1);
    assert.ok(his.isOpen);
    const more = await Promise.all(Array.from({ length: 8 }, () => listen(url, ben)));
    assert.deepEqual(more.map(({ status }) => status).sort(), [...Array.from({ length: 7 }, () => 200), 503]);
    ben.token = `rcv_${'A'.repeat(43)}`;
    assert.equal((await listen(url, ben)).status, 401);
    const head = await fetch(`${url}/api/v1/chat/${ann.widgetId}/live`, {
      method: 'HEAD',
      headers: ann.headers,
    });
    assert.equal(head.status, 200);
  });
});
