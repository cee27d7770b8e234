import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askedOf, type Circle, type Decider, isDecidable, placesOf, type Step, type Who } from './people.ts';

const person = (id: string, role: string, more: Partial<Decider> = {}): Decider => ({
  id,
  name: id.toUpperCase(),
  role,
  teamIds: [],
  isAway: false,
  ...more,
});
const lea: Who = { kind: 'person', id: 'lea' };
const max: Who = { kind: 'person', id: 'max' };
const refunds: Who = { kind: 'team', id: 'team_refunds' };
const legal: Who = { kind: 'mail', address: 'a@b.example', name: 'Lena' };

function circle(away: readonly string[] = [], standIn: readonly Who[] = []): Circle {
  const people = [
    person('olga', 'owner'),
    person('lea', 'manager'),
    person('max', 'manager', { teamIds: ['team_refunds'] }),
    person('ben', 'agent', { teamIds: ['team_refunds'] }),
    person('ana', 'agent'),
  ].map((one) => ({ ...one, isAway: away.includes(one.id) }));
  return { people, authorId: 'ana', standIn };
}
const step = (need: Step['need'], ...who: Who[]): Step => ({ name: 'Step', need, who });
const names = (asked: readonly Decider[]) => asked.map(({ id }) => id);

test('somebody stands for each place that means him, and for none other', () => {
  const all = step('all', lea, refunds, { kind: 'role', role: 'manager' });
  assert.deepEqual(placesOf(all, 'lea', circle()), [0, 2]);
  assert.deepEqual(placesOf(all, 'max', circle()), [1, 2]);
  assert.deepEqual(placesOf(all, 'ben', circle()), [1]);
  assert.deepEqual(placesOf(all, 'olga', circle()), []);
  assert.deepEqual(placesOf(all, 'nobody', circle()), []);
});

test('the author stands for nothing, however he is named', () => {
  const own = step('any', { kind: 'person', id: 'ana' }, { kind: 'role', role: 'agent' });
  assert.deepEqual(placesOf(own, 'ana', circle()), []);
  assert.deepEqual(names(askedOf(own, circle())), ['ben']);
});

test('with any, a stand-in decides only when nobody who was asked is there', () => {
  const any = step('any', lea, max);
  const standIn: Who[] = [{ kind: 'person', id: 'ben' }];
  assert.deepEqual(placesOf(any, 'ben', circle(['lea'], standIn)), []);
  assert.deepEqual(placesOf(any, 'ben', circle(['lea', 'max'], standIn)), [0, 1]);
  assert.deepEqual(names(askedOf(any, circle(['lea', 'max'], standIn))), ['ben']);
});

test('with all, a stand-in takes each place whose people are away', () => {
  const all = step('all', lea, max);
  const standIn: Who[] = [{ kind: 'person', id: 'ben' }];
  assert.deepEqual(placesOf(all, 'ben', circle(['lea'], standIn)), [0]);
  assert.deepEqual(names(askedOf(all, circle(['lea'], standIn))), ['max', 'ben']);
});

test('without a stand-in who is there, the owners decide', () => {
  const any = step('any', lea);
  assert.deepEqual(names(askedOf(any, circle(['lea']))), ['olga']);
  assert.deepEqual(names(askedOf(any, circle(['lea', 'ben'], [{ kind: 'person', id: 'ben' }]))), ['olga']);
  assert.deepEqual(placesOf(any, 'lea', circle(['lea'])), [0], 'who is away may decide all the same');
});

test('a place by mail is never deserted, and nobody with an account stands for it', () => {
  assert.deepEqual(placesOf(step('any', legal), 'olga', circle(['lea'])), []);
  assert.equal(isDecidable(step('any', legal), circle()), true);
  assert.equal(isDecidable(step('all', legal, lea), circle()), true);
});

test('a step that only its author could decide is none', () => {
  const alone: Circle = { people: [person('ana', 'owner')], authorId: 'ana', standIn: [] };
  assert.equal(isDecidable(step('any', { kind: 'role', role: 'owner' }), alone), false);
  assert.equal(isDecidable(step('all', legal, { kind: 'role', role: 'owner' }), alone), false);
});
