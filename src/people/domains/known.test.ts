import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createTestApp } from '../../../test/helpers/app.ts';
import { knownDomains, readAgain } from './known.ts';

const { app, close } = await createTestApp();
const { query } = app.db;
after(async () => {
  Object.assign(app.db, { query });
  await close();
});

const hosts = () => knownDomains(app).map(({ host }) => host);

test('of two readings at once the later one is kept, whichever ends first', async () => {
  for (const isLaterFirst of [false, true]) {
    const answers: PromiseWithResolvers<{ host: string }[]>[] = [];
    Object.assign(app.db, {
      query: () => {
        const answer = Promise.withResolvers<{ host: string }[]>();
        answers.push(answer);
        return answer.promise;
      },
    });
    const [earlier, later] = [readAgain(app), readAgain(app)];
    const mark = isLaterFirst ? 'b' : 'a';
    const end = async (which: 0 | 1, reading: Promise<void>) => {
      answers[which]!.resolve([{ host: `${mark}${which}.example` }]);
      await reading;
    };
    if (isLaterFirst) await end(1, later);
    await end(0, earlier);
    assert.deepEqual(hosts(), [isLaterFirst ? 'b1.example' : 'a0.example'], 'whoever waited finds one');
    if (!isLaterFirst) await end(1, later);
    assert.deepEqual(hosts(), [`${mark}1.example`]);
  }
});
