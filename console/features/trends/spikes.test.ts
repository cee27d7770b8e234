import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Incident } from '../alerts/types.ts';
import { spikesOf } from './spikes.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const incident = (
  id: string,
  topic: string,
  since: string,
  ended: string | null,
  severity: number,
): Incident => ({
  id,
  kind: 'spike',
  topic: { id: topic, name: topic.toUpperCase() },
  since: `2026-11-${since}:00:00Z`,
  noticed: `2026-11-${since}:05:00Z`,
  ended: ended === null ? null : `2026-11-${ended}:00:00Z`,
  reason: ended === null ? null : 'calm',
  severity,
  expected: 3,
  observed: 30,
  isPast: false,
  acknowledged: null,
  snoozedUntil: null,
  verdict: null,
});

it('names a spike by its severity, and by its topic where there are several', () => {
  const one = incident('alert_1', 'nimbus', '20T10', '20T14', 6);
  const [alone] = spikesOf([one], new Set(['nimbus']), NOW);
  const [among] = spikesOf([one], new Set(['nimbus', 'other']), NOW);
  assert.equal(alone?.name, 'Spike 6');
  assert.equal(among?.name, 'Spike 6: NIMBUS');
  assert.equal(alone?.to, Date.parse('2026-11-20T14:00:00Z') / 1000);
  assert.deepEqual(spikesOf([one], new Set(['other']), NOW), []);
});

it('shows what several rules saw as one, by the most severe, from the first beginning to the last end', () => {
  const found = spikesOf(
    [
      incident('alert_1', 'nimbus', '20T10', '20T14', 4),
      incident('alert_2', 'nimbus', '20T11', null, 7),
      incident('alert_3', 'nimbus', '18T11', '18T12', 2),
      incident('alert_4', 'other', '20T11', '20T12', 3),
    ],
    new Set(['nimbus', 'other']),
    NOW,
  );
  assert.deepEqual(
    found.map(({ id, severity }) => [id, severity]),
    [
      ['alert_3', 2],
      ['alert_2', 7],
      ['alert_4', 3],
    ],
  );
  assert.deepEqual([found[1]?.from, found[1]?.to], [Date.parse('2026-11-20T10:00:00Z') / 1000, NOW / 1000]);
});

it('of very many keeps the most severe', () => {
  const many = Array.from({ length: 28 }, (_, day) =>
    incident(
      `alert_${day}`,
      'nimbus',
      `${String(day + 1).padStart(2, '0')}T01`,
      `${String(day + 1).padStart(2, '0')}T02`,
      1 + (day % 10),
    ),
  );
  const found = spikesOf(many, new Set(['nimbus']), NOW);
  assert.equal(found.length, 20);
  assert.ok(found.every(({ severity }) => severity >= 3));
});
