import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { saidByRow } from '../rows.ts';
import { labelText } from '../label-text.ts';
import { LabelPacker, nameOf, NAMES, numberOf, NUMBERS, type PackedLabels } from '../packed.ts';
import { type Authored, authorsOf, follow, type Followed } from './domain.ts';

const TEXTS = ['o servizo foi moi bo, grazas', 'the train from Leeds was late again today'];

/** Labels of texts as they are before anything is followed. */
function packed(location: string | null = null): PackedLabels {
  const packer = new LabelPacker(TEXTS.length);
  for (const text of TEXTS)
    packer.add(
      labelText(
        { company: [], intents: undefined },
        { text, lang: undefined, location: location ?? undefined, isOwn: false },
      ),
    );
  return packer.end();
}

const by = (externalId: string, location: string | null = null, network = 'test'): Authored => ({
  network,
  author: { externalId, location },
});
const languageOf = (labels: PackedLabels, index: number) => nameOf(labels, index, NAMES.indexOf('language'));
const column = (labels: PackedLabels, index: number, name: (typeof NUMBERS)[number]) =>
  numberOf(labels, index, NUMBERS.indexOf(name));
const rule = (changes: Partial<Followed>): Followed => ({
  network: 'test',
  author: 'xoan',
  label: 'language',
  shown: 'en',
  value: 'gl',
  profile: null,
  ...changes,
});

describe('what people said of an author', () => {
  it('counts where the model says again what was wrong, and for nobody else', () => {
    const labels = packed();
    follow(labels, [by('xoan'), by('xoan')], [rule({ shown: languageOf(labels, 1)! })]);
    assert.notEqual(languageOf(labels, 0), 'gl', 'another word of the model stays');
    assert.equal(languageOf(labels, 1), 'gl');
    assert.deepEqual([column(labels, 1, 'language_p'), column(labels, 1, 'followed')], [1000, 1]);
    assert.equal(column(labels, 0, 'followed'), null);
    for (const other of [by('ana'), by('xoan', null, 'elsewhere')]) {
      const untouched = packed();
      follow(untouched, [other, other], [rule({ shown: 'en' })]);
      assert.deepEqual(untouched, packed());
    }
  });

  it('needs the same profile for a place, and takes the point away that it had', () => {
    const said = (labels: PackedLabels) => NAMES.slice(1, 4).map((_, i) => nameOf(labels, 1, i + 1));
    const profile = 'Springfield, Illinois';
    const before = packed(profile);
    const [country, region, city] = said(before);
    assert.ok(country !== null && column(before, 1, 'latitude') !== null, 'the profile is understood');
    const place = rule({
      label: 'place',
      shown: `${country}/${region ?? ''}/${city ?? ''}/`,
      value: 'US/Oregon/Springfield',
      profile,
    });
    const labels = packed(profile);
    follow(labels, [by('xoan', profile), by('xoan', profile)], [place]);
    assert.deepEqual(said(labels), ['US', 'Oregon', 'Springfield']);
    assert.deepEqual(
      [
        column(labels, 1, 'latitude'),
        column(labels, 1, 'longitude'),
        column(labels, 1, 'place_p'),
        column(labels, 1, 'followed'),
      ],
      [null, null, 1000, 2],
    );
    const moved = packed(profile);
    follow(moved, [by('xoan', 'Portland'), by('xoan', null)], [place]);
    assert.deepEqual(moved, packed(profile), 'who has moved is asked anew');
  });

  it('can say that a profile names no place, and that one is meant where none was seen', () => {
    const profile = 'Narnia';
    const labels = packed(profile);
    assert.equal(nameOf(labels, 0, 1), null);
    follow(
      labels,
      [by('xoan', profile), by('ana', profile)],
      [rule({ label: 'place', shown: 'none', value: 'GB/England/Oxford', profile })],
    );
    assert.deepEqual([nameOf(labels, 0, 1), nameOf(labels, 0, 3)], ['GB', 'Oxford']);
    assert.notEqual(nameOf(labels, 1, 3), 'Oxford', 'ana is somebody else');
    const springfield = packed('Springfield, Illinois');
    const shown = ['country', 'region', 'city', 'postcode_area']
      .map((_, i) => nameOf(springfield, 0, i + 1) ?? '')
      .join('/');
    follow(
      springfield,
      [by('xoan', 'Springfield, Illinois')],
      [rule({ label: 'place', shown, value: 'none', profile: 'Springfield, Illinois' })],
    );
    assert.deepEqual([nameOf(springfield, 0, 1), column(springfield, 0, 'place_p')], [null, null]);
  });

  it('is told apart from the model where it is read', () => {
    const base = {
      urgency: 0,
      urgency_p: 0,
      reasons: 0,
      intents: null,
      language: 'gl',
      language_p: 1000,
      country: null,
    } as never;
    const sources = (followed: number | null) =>
      Object.fromEntries(
        saidByRow({ ...(base as object), followed } as never, { language: '1', place: '1' }).map(
          ({ key, source, model }) => [key, `${source} ${model}`],
        ),
      );
    assert.equal(sources(null)['language'], 'built-in 1');
    assert.equal(sources(1)['language'], 'company author');
    assert.equal(sources(1)['place'], 'built-in 1');
    assert.equal(sources(3)['place'], 'company author');
  });

  it('asks for each author once', () =>
    assert.equal(authorsOf([by('a'), by('a'), by('b'), by('a', null, 'elsewhere')]).length, 3));
});
