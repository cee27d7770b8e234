import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Bus } from '#platform/bus/index.ts';
import { createTestApp, until } from '../../test/helpers/app.ts';
import { announceArrivals } from './arrivals.ts';

const { app, close } = await createTestApp();
after(close);

test('tells of arrivals again after one could not be told', async () => {
  const heard: number[] = [];
  let isAway = true;
  const publish: Bus['publish'] = async (name, data) => {
    if (isAway && name === 'stream.arrived') throw new Error('the database is away');
    await app.bus.publish(name, data);
  };
  app.bus.on('stream.arrived', ({ count }) => void heard.push(count));
  announceArrivals({ ...app, bus: { ...app.bus, publish } });
  let wasTold = false;
  app.bus.on('posts.stored', () => void (wasTold = true));
  await app.bus.publish('posts.stored', { postIds: [], count: 1 });
  await until('the first arrival failed', () => wasTold);
  isAway = false;
  await app.bus.publish('posts.stored', { postIds: [], count: 2 });
  await until('the second arrival is told', () => heard.length > 0, 3000);
  assert.deepEqual(heard, [2]);
});
