import { VALUES } from './documents.ts';
import type { Random } from './random.ts';

/** A field with values that documents have, one or several of them. */
export function randomField(random: Random): string {
  const [name, values] = random.pick(FIELD_VALUES);
  const picked = random.many(1, 3, () => String(random.pick(values)).replaceAll('"', ''));
  const written = picked.map((value) => (/^\[|^[\w.-]+$/.test(value) ? value : `"${value}"`));
  return `${name}:${written.length === 1 ? written[0]! : `(${written.join('|')})`}`;
}

const RANGES = ['[0 TO *]', '[* TO 2.5]', '[1 TO 100]', '[-5 TO -1]', '[* TO *]', '[1000000 TO *]'];
const HOSTS = [
  'a.example',
  'shop.a.example',
  'example',
  'forum.example',
  'b.example',
  '1.2.3.4',
  'münchen.example',
];

const FIELD_VALUES: readonly (readonly [name: string, values: readonly string[]])[] = [
  ['author', VALUES.names],
  ['to', VALUES.names],
  ['mention', [...VALUES.names, 'joe.com', 'brand.example', 'a@b.example']],
  ['source', VALUES.names],
  ['thread', [...VALUES.names, ...VALUES.urls]],
  ['link', HOSTS],
  ['site', HOSTS],
  ['lang', ['en', 'en-gb', 'de', 'pt-BR', 'zh', 'zh-Hans']],
  ['kind', VALUES.kinds],
  ['is', ['reply', 'repost', 'quote', 'review', 'own']],
  ['has', ['link', 'media', 'question']],
  ['followers', RANGES],
  ['likes', RANGES],
  ['rating', RANGES],
  [
    'time',
    [
      '[2026-11-22 TO *]',
      '[-12h TO now]',
      '[* TO 2026-11-21]',
      '2026-11',
      'yesterday',
      '[* TO *]',
      '[-4w TO -1d]',
    ],
  ],
  ['near', ['[52.52,13.405,30]', '[0,-179.9,100]', '[89,90,200]', '[-33,151,0.5]', '[0,0,20000]']],
  ['country', ['DE', 'Deutschland', 'US']],
  ['region', VALUES.regions],
  ['city', VALUES.cities],
  ['sentiment', VALUES.sentiments],
  ['label', VALUES.labels],
  ['segment', VALUES.segments],
  ['case', ['none', 'open', 'done']],
];
