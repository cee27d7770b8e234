import { hostOf } from '#lib/tokens/index.ts';
import { countryCode } from './countries.ts';
import { LANGUAGE_CODES } from './languages.ts';
import { languageTag, MAX_FACT, placeName, plainName, threadName } from './names.ts';
import { nearField } from './near-place.ts';
import { numberField } from './number-range.ts';
import type { Field, FieldReading, Knowing } from './reading.ts';
import { timeField } from './time-range.ts';

export const KINDS = ['post', 'reply', 'quote', 'article', 'review', 'comment', 'message'] as const;

/** Every field of the language by its name. */
export const FIELDS: Readonly<Record<string, Field>> = {
  author: narrow(named('a handle or an account id', plainName)),
  case: oneOf('later', 'none', 'open', 'done'),
  city: broad('understanding', named('the name of a city', placeName)),
  country: broad('understanding', readCountry),
  followers: numberField('followers', 'arrival'),
  has: oneOf('arrival', 'link', 'media', 'question'),
  is: oneOf('arrival', 'reply', 'repost', 'quote', 'review', 'own'),
  kind: oneOf('arrival', ...KINDS),
  label: narrow(named('the name of a label', plainName), 'understanding'),
  lang: broad('arrival', readLanguage),
  likes: numberField('likes', 'later'),
  link: narrow(readHost),
  mention: narrow(named('a handle or an account id', plainName)),
  near: nearField,
  rating: numberField('rating', 'arrival'),
  region: broad('understanding', named('the name or code of a state, province or county', placeName)),
  segment: narrow(named('the name of a segment', plainName), 'later'),
  sentiment: oneOf('understanding', 'positive', 'neutral', 'negative', 'mixed'),
  site: narrow(readHost),
  source: narrow(named('a name', plainName)),
  thread: narrow(readThread),
  time: timeField,
  to: narrow(named('a handle or an account id', plainName)),
};

type Reader = (written: string) => FieldReading;

function narrow(read: Reader, known: Knowing = 'arrival'): Field {
  return { isNarrow: true, known, read };
}

function broad(known: Knowing, read: Reader): Field {
  return { isNarrow: false, known, read };
}

function oneOf(known: Knowing, ...values: string[]): Field {
  return broad(known, (written) => {
    const value = written.trim().toLowerCase();
    return values.includes(value) ? { value } : { expected: `one of ${values.join(', ')}` };
  });
}

function named(expected: string, read: (written: string) => string): Reader {
  return (written) => {
    const value = read(written);
    return value === '' ? { expected } : { value };
  };
}

function readCountry(written: string): FieldReading {
  const value = countryCode(written);
  if (value !== undefined) return { value };
  return { expected: 'a country such as DE or Germany (a part of a country is region:)' };
}

function readThread(written: string): FieldReading {
  const value = threadName(written);
  return value === undefined
    ? { expected: `the id or address of a thread, at most ${MAX_FACT} characters` }
    : { value };
}

function readLanguage(written: string): FieldReading {
  const value = languageTag(written);
  if (value !== undefined) return { value };
  const instead = LANGUAGE_CODES[written.trim().toLowerCase()];
  return { expected: 'a language code such as en or pt-BR', ...(instead && { instead }) };
}

function readHost(written: string): FieldReading {
  const host = hostOf(written);
  const rest = /^\s*(?:https?:\/\/)?[^/?#\s]*(.*)$/isu.exec(written)?.[1]?.trim() ?? '';
  if (host === undefined) return { expected: 'a host name such as example.com' };
  if (rest !== '' && rest !== '/') return { expected: 'a host name without a path', instead: host };
  return { value: host };
}
