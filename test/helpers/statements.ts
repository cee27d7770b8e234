import { mock } from 'node:test';
import { Client } from 'pg';

/** Tells the statements that this process sends while `work` runs, with what begins and ends transactions; nobody else should send any meanwhile. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const spy = mock.method(Client.prototype, 'query');
  try {
    await work();
    const texts = spy.mock.calls.map(({ arguments: [first] }) => textOf(first));
    // The bus asks whether it is still connected.
    return texts.filter((text) => !text.startsWith('listen '));
  } finally {
    spy.mock.restore();
  }
}

function textOf(given: unknown): string {
  const text = typeof given === 'object' && given !== null && 'text' in given ? given.text : given;
  return String(text).replaceAll(/\s+/g, ' ');
}
