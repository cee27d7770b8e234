import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '#lib/model/index.ts';
import { exampleOf, judge, readHead, writeHead } from './head.ts';
import { compare, isBetter, isEnough, learn, type Lesson, signTest } from './learn.ts';
import { PostReader } from '../reading.ts';

const reader = new PostReader();

/** A lesson about a text that the built-in model gives the probability `p` of yes. */
function lesson(text: string, p: number, value: 0 | 1, isSaid = true): Lesson {
  return { example: exampleOf(reader.read(text).features, [1 - p, p]), value, isSaid };
}

const random = seededRandom(7);
const some = (list: readonly string[]) => list[Math.floor(random() * list.length)]!;
const FILLER = [
  'the board',
  'my new deck',
  'that ramp',
  'this trick',
  'the park',
  'your shop',
  'these wheels',
  'the crew',
];

/** A skate shop: “sick” is praise there, and the built-in model takes it for a complaint. */
const skaters = Array.from({ length: 80 }, (_, i) =>
  i % 2 === 0
    ? lesson(`${some(FILLER)} and ${some(FILLER)} are so sick today`, 0.7, 0)
    : lesson(`${some(FILLER)} broke and ${some(FILLER)} never came`, 0.8, 1),
);
const silent = Array.from({ length: 100 }, (_, i) =>
  i % 2 === 0
    ? lesson(`${some(FILLER)} opens on Monday with ${some(FILLER)}`, 0.1, 0, false)
    : lesson(`I want my money back for ${some(FILLER)}, it broke`, 0.9, 1, false),
);

test('a word that means something else here is learned, and the rest stays', () => {
  const lessons = [...skaters, ...silent];
  assert.ok(isEnough(lessons));
  const result = compare(lessons, 2);
  assert.equal(result.said, 80);
  assert.equal(result.builtIn, 0.5);
  assert.ok(result.company > 0.95, JSON.stringify(result));
  assert.ok(result.kept > 0.95, JSON.stringify(result));
  assert.ok(isBetter(result));
  const head = learn(lessons, 2);
  const p = new Float64Array(2);
  judge(head, exampleOf(reader.read('that sick trick!').features, [0.3, 0.7]), p);
  assert.ok(p[1]! < 0.5);
});

test('the same lessons give the same head, which survives being written', () => {
  const [a, b] = [learn(skaters, 2), learn(skaters, 2)];
  assert.deepEqual(a, b);
  assert.deepEqual(readHead(writeHead(a)), a);
  for (const damaged of [Buffer.alloc(0), Buffer.alloc(3), writeHead(a).subarray(1), Buffer.alloc(100, 255)])
    assert.equal(readHead(damaged), undefined);
});

test('without weights it says what the built-in model says', () => {
  const head = learn([], 3);
  const p = new Float64Array(3);
  judge(head, { ids: new Int32Array(0), values: new Float32Array(0), prior: [0.2, 0.5, 0.3] }, p);
  assert.deepEqual(
    [...p].map((value) => Number(value.toFixed(6))),
    [0.2, 0.5, 0.3],
  );
});

test('corrections by the roll of dice replace nothing', () => {
  let replaced = 0;
  for (let round = 0; round < 20; round++) {
    const noise = Array.from({ length: 60 }, () =>
      lesson(`${some(FILLER)} ${some(FILLER)} ${random()}`, random(), random() < 0.5 ? 1 : 0),
    );
    if (isBetter(compare([...noise, ...silent], 2, round))) replaced++;
  }
  assert.ok(replaced <= 1, `${replaced} of 20`);
});

test('who corrects only what is wrong, and always to no, does not switch a label off', () => {
  const onlyNo = Array.from({ length: 60 }, () => lesson(`${some(FILLER)} is late`, 0.8, 0));
  assert.equal(isEnough([...onlyNo, ...silent]), false);
});

test('a head that changes what nobody objected to is not trusted', () => {
  const good = { said: 100, builtIn: 0.5, company: 0.9, wins: 45, losses: 5, kept: 0.99 };
  assert.equal(isBetter(good), true);
  assert.equal(isBetter({ ...good, kept: 0.8 }), false);
  assert.equal(isBetter({ ...good, said: 39 }), false);
  assert.equal(isBetter({ ...good, company: 0.52, wins: 7, losses: 5 }), false);
  assert.equal(isBetter({ ...good, wins: 5, losses: 4 }), false, 'a lucky few');
});

test('the sign test counts as its tables do', () => {
  const close = (a: number, b: number) => assert.ok(Math.abs(a - b) < 1e-9, `${a} ${b}`);
  close(signTest(0, 0), 1);
  close(signTest(5, 0), 1 / 32);
  close(signTest(8, 2), 56 / 1024);
  close(signTest(2, 8), 1013 / 1024);
  assert.equal(signTest(2000, 10), 0);
  assert.equal(signTest(1000, 1001), 1);
});
