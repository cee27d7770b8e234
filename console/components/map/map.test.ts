import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import type { Topology } from 'topojson-specification';
import { drawMap, WIDTH } from './shapes.ts';
import { radiusOf, shadeOf, SHADES, stepsOf } from './steps.ts';

const atlas = (file: string) =>
  JSON.parse(readFileSync(createRequire(import.meta.url).resolve(file), 'utf8')) as Topology;
const world = drawMap('world', atlas('world-atlas/countries-110m.json'));
const us = drawMap('us', atlas('us-atlas/states-10m.json'));

describe('the outlines', () => {
  it('have a code each, and the right one', () => {
    const names = new Intl.DisplayNames('en', { type: 'region' });
    const written = (name: string) => name.replaceAll(/[^a-z]/gi, '').toLowerCase();
    const same = world.shapes.filter(({ code, name }) => written(names.of(code) ?? '') === written(name));
    assert.ok(world.shapes.length > 170, `${world.shapes.length}`);
    assert.ok(same.length > 150, `${same.length} are called as their code says`);
    assert.equal(new Set(world.shapes.map(({ code }) => code)).size, world.shapes.length);
  });
  it('show all states and the capital', () => {
    assert.equal(us.shapes.length, 51);
    assert.equal(us.shapes.find(({ name }) => name === 'Texas')?.code, 'TX');
    assert.equal(us.shapes.find(({ code }) => code === 'DC')?.name, 'District of Columbia');
  });
  it('lie within the picture', () => {
    for (const map of [world, us])
      for (const { path, name } of map.shapes)
        for (const [, x, y] of path.matchAll(/[ML](-?[\d.]+),(-?[\d.]+)/g)) {
          assert.ok(Number(x) >= 0 && Number(x) <= WIDTH, name);
          assert.ok(Number(y) >= 0 && Number(y) <= map.height, name);
        }
  });
  it('put places where they are, and none where the map does not go', () => {
    const [london, tokyo] = [world.at(-0.13, 51.5)!, world.at(139.7, 35.7)!];
    assert.ok(london[0] < tokyo[0] && london[1] < tokyo[1]);
    assert.equal(us.at(-0.13, 51.5), null);
    assert.ok(us.at(-157.9, 21.3), 'Hawaii stands below');
  });
});

describe('the shades', () => {
  it('share the places out, the largest in the darkest', () => {
    const steps = stepsOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 100]);
    assert.equal(steps.length, SHADES);
    assert.equal(shadeOf(100, steps), SHADES);
    assert.equal(shadeOf(1, steps), 1);
    assert.equal(shadeOf(0, steps), 0);
  });
  it('give equal counts one shade, and a single count the darkest', () => {
    assert.equal(shadeOf(7, stepsOf([7, 7, 7])), SHADES);
    assert.equal(shadeOf(7, stepsOf([7])), SHADES);
    assert.deepEqual(stepsOf([]), []);
    const steps = stepsOf([1, 1, 1, 1, 9]);
    assert.ok(shadeOf(1, steps) < shadeOf(9, steps));
  });
  it('never fall while counts rise', () => {
    const counts = [1, 3, 3, 8, 20, 21, 400];
    const shades = counts.map((count) => shadeOf(count, stepsOf(counts)));
    assert.deepEqual(
      shades,
      shades.toSorted((one, other) => one - other),
    );
  });
  it('let the area of a point grow with its count', () => {
    assert.ok(radiusOf(100, 100) > radiusOf(50, 100));
    assert.equal(radiusOf(1, 0), 0);
  });
});
