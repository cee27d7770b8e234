import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Logger } from '#platform/log/index.ts';
import { startToStop } from './stopping.ts';

const never = () => new Promise<never>(() => undefined);

function notebook() {
  const warnings: string[] = [];
  const warn = (fields: { part?: string }) => void warnings.push(String(fields.part));
  return { warnings, log: { warn, debug: () => undefined } as unknown as Logger };
}

describe('the end of a process', () => {
  it('waits for each part, and lets one that fails keep nobody', async () => {
    const { log, warnings } = notebook();
    const stopping = startToStop(log);
    const ended: string[] = [];
    await stopping.part('one', async () => void ended.push('one'));
    await stopping.part('two', () => Promise.reject(new Error('it was away already')));
    await stopping.part('three', () => {
      throw new Error('it was never there');
    });
    await stopping.part('four', () => void ended.push('four'));
    assert.deepEqual(
      [ended, warnings],
      [
        ['one', 'four'],
        ['two', 'three'],
      ],
    );
  });

  it('goes on without parts that hang, and keeps time for the database', async () => {
    const { log, warnings } = notebook();
    const startedAt = performance.now();
    const stopping = startToStop(log, 2600);
    for (const name of ['one', 'two', 'three']) await stopping.part(name, never);
    const milliseconds = performance.now() - startedAt;
    assert.deepEqual(warnings, ['one', 'two', 'three']);
    assert.ok(milliseconds > 500 && milliseconds < 2000, `${milliseconds} ms`);
    assert.ok(stopping.forDatabase() >= 2500);
  });

  it('gives the database what the parts left over', async () => {
    const stopping = startToStop(notebook().log, 8500);
    await stopping.part('quick', () => undefined);
    const left = stopping.forDatabase();
    assert.ok(left > 8000 && left <= 8500, `${left} ms`);
  });

  it('begins parts that end together with the same time', async () => {
    const { log, warnings } = notebook();
    const stopping = startToStop(log, 2800);
    const startedAt = performance.now();
    await Promise.all(['one', 'two', 'three', 'four'].map((name) => stopping.part(name, never)));
    assert.equal(warnings.length, 4);
    assert.ok(performance.now() - startedAt < 1500);
  });
});
