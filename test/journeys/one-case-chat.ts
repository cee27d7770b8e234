import assert from 'node:assert/strict';
import { settings } from '../../src/respond/chat/testing/stage.ts';
import type { Client } from '../helpers/client.ts';

/** A visitor in the chat of a running program, without a browser. */
export interface Chat {
  /** The account of ours that answers in it. */
  accountId: string;
  say(text: string): Promise<void>;
  /** What colleagues said, as the visitor has it. */
  answers(): Promise<string[]>;
}

/** The owner (`client`) makes a chat; somebody begins a visit and says what he is called. */
export async function beginChat(url: string, client: Client, name: string): Promise<Chat> {
  const widget = await client.post('/chat-widgets', settings());
  const ask = async (path: string, token: string, body?: object) => {
    const answer = await fetch(`${url}/api/v1/chat/${widget.id}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    assert.equal(answer.status, 200);
    return answer;
  };
  const { token } = (await (await ask('/visits', '', { name })).json()) as { token: string };
  return {
    accountId: widget.accountId,
    say: async (text) => void (await ask('/messages', token, { clientId: crypto.randomUUID(), text })),
    async answers() {
      const answer = await ask('/messages', token);
      const { messages } = (await answer.json()) as { messages: { from: string; text: string }[] };
      return messages.filter(({ from }) => from === 'agent').map(({ text }) => text);
    },
  };
}
