import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { placeInText, placeOf } from './index.ts';

const short = (place: ReturnType<typeof placeOf>) =>
  place === null ? '-' : [place.country, place.region ?? '', place.city ?? ''].join('/');

describe('where the matter of a text is', () => {
  const said: readonly (readonly [text: string, place: string])[] = [
    ['Power is out in Austin, TX again', 'US/Texas/Austin'],
    ['Flight delayed in Denver, no information at all', 'US/Colorado/Denver'],
    ['no signal since this morning in Cork', 'IE/Munster/Cork'],
    ['Stuck at the airport in Frankfurt since 6am', 'DE/Hesse/Frankfurt am Main'],
    ['Your store near Manchester was closed', 'GB/England/Manchester'],
    ['is the network down in Nairobi today?', 'KE/Nairobi County/Nairobi'],
    ['Portland, Maine has no heating', 'US/Maine/Portland'],
    ['Seit heute früh kein Netz in Köln!', 'DE/North Rhine-Westphalia/Köln'],
    ['Pas de réseau à Lyon depuis hier', 'FR/Auvergne-Rhône-Alpes/Lyon'],
    ['Sin internet en Sevilla desde ayer', 'ES/Andalusia/Sevilla'],
    ['Sem internet em Curitiba de novo', 'BR/Paraná/Curitiba'],
    ['Treno fermo a Bologna da due ore', 'IT/Emilia-Romagna/Bologna'],
    ['大阪で停電', 'JP/Osaka/Osaka'],
    ['Нет связи в Казань', 'RU/Tatarstan Republic/Kazan'],
    ['no water in Jackson for a week', 'US/Mississippi/Jackson'],
    ['my flight from Lagos to London is gone', 'NG/Lagos/Lagos'],
    ['Any outage in the UK?', 'GB//'],
    ['delivery to Scotland takes a month', 'GB/Scotland/'],
    ['we live in Reading, Pennsylvania', 'US/Pennsylvania/Reading'],
  ];
  for (const [text, place] of said)
    it(`hears ${place} in "${text}"`, () => assert.equal(short(placeInText(text)), place));

  const unsaid = [
    'Nice day, reading a book. The mobile app is down again.',
    'I love Paris Hilton',
    'Have a good time in general',
    'Take a bath, go to bed, hope for the best',
    'the orange one is on sale',
    'We split the bill in half',
    'At the moment I am in heaven',
    'from home in a minute',
    'London calling',
    'Sydney is my daughter',
    'talked to Jackson from support',
    'in LOVE with this',
    'I AM IN SHOCK AT THE PRICE OF THIS',
    'reply to march invoice',
    'he is in the mobile team',
    'paid in full, call me at lunch',
    'thanks @london, see https://example.com/in/Paris #Berlin',
    'van is late, i am in need of help',
    'from Victoria Beckham',
    'an order in progress',
    '',
  ];
  for (const text of unsaid) it(`hears no place in "${text}"`, () => assert.equal(placeInText(text), null));

  it('is less sure than of a profile', () =>
    assert.ok(
      placeInText('no power in Chicago')!.confidence < placeOf({ profileLocation: 'Chicago' })!.confidence,
    ));
});

describe('which trace counts', () => {
  it('believes the position first, then profile, text, time zone', () => {
    const traces = {
      geo: { lat: 48.14, lon: 11.58 },
      profileLocation: 'Toronto',
      text: 'no power in Lyon',
      timeZone: 'Asia/Tokyo',
    };
    const { geo: _, ...withoutGeo } = traces;
    const { profileLocation: __, ...withoutProfile } = withoutGeo;
    assert.deepEqual([short(placeOf(traces)), placeOf(traces)?.source], ['DE/Bavaria/Munich', 'geo']);
    assert.deepEqual(
      [short(placeOf(withoutGeo)), placeOf(withoutGeo)?.source],
      ['CA/Ontario/Toronto', 'profile'],
    );
    assert.equal(placeOf(withoutProfile)?.source, 'text');
    assert.deepEqual(placeOf({ timeZone: 'Asia/Tokyo' })?.source, 'timezone');
  });
  it('goes on to the text where the profile says nothing', () =>
    assert.equal(placeOf({ profileLocation: 'your heart', text: 'no power in Lyon' })?.city, 'Lyon'));
  it('says nothing where nothing is known', () => {
    assert.equal(placeOf({}), null);
    assert.equal(placeOf({ timeZone: 'Mars/Olympus', profileLocation: '   ' }), null);
    assert.equal(placeOf({ geo: { lat: 0, lon: 0 } }), null);
    assert.equal(placeOf({ geo: { lat: Number.NaN, lon: 4 } }), null);
    assert.equal(placeOf({ geo: { lat: -48, lon: -123 } }), null);
  });
  for (const [zone, country] of [
    ['America/New_York', 'US'],
    ['Eastern Time (US & Canada)', 'US'],
    ['Quito', undefined],
    ['London', 'GB'],
    ['Brasilia', 'BR'],
    ['New Delhi', 'IN'],
    ['Asia/Kolkata', 'IN'],
    ['Europe/Kyiv', 'UA'],
    ['Hawaii', 'US'],
    ['Amsterdam', 'NL'],
    ['Australia/Sydney', 'AU'],
  ] as const)
    it(`takes the time zone ${zone} for ${country}`, () =>
      assert.equal(placeOf({ timeZone: zone })?.country, country));
});

describe('positions', () => {
  const cases: readonly (readonly [text: string, city: string | undefined])[] = [
    ['53.48,-2.24', 'Manchester'],
    ['iPhone: 40.71,-74.01', 'New York City'],
    ['ÜT: 33.749001,-84.387985', 'Atlanta'],
    ['40.7128° N, 74.0060° W', 'New York City'],
    ['48°51′N 2°21′E', 'Paris'],
    ['-33.87, 151.21', 'Sydney'],
    ['iPhone: 51,507351 -0,127758', 'London'],
    ['99.9,-200.1', undefined],
    ['0.00,0.00', undefined],
    ['3.14159', undefined],
  ];
  for (const [text, city] of cases)
    it(`reads ${text} as ${city}`, () =>
      assert.equal(placeOf({ profileLocation: text })?.city ?? undefined, city));
  it('gives the middle of the city, not the position', () => {
    const place = placeOf({ geo: { lat: 51.523_767, lon: -0.158_555 } })!;
    assert.deepEqual([place.latitude, place.longitude], [51.51, -0.13]);
  });
});

describe('postcodes', () => {
  const cases: readonly (readonly [text: string, country: string, area: string | null])[] = [
    ['SW1A 1AA', 'GB', 'SW1A'],
    ['London SE15', 'GB', 'SE15'],
    ['London, E1 6AN', 'GB', 'E1'],
    ['Leeds LS1', 'GB', 'LS1'],
    ['M5V 3L9', 'CA', 'M5V'],
    ['Toronto, ON M4C 1B5', 'CA', 'M4C'],
    ['90210', 'US', '902'],
    ['Chicago, IL 60614', 'US', '606'],
    ['Chicago, IL 60614-1234', 'US', '606'],
    ['10115 Berlin', 'DE', '10'],
    ['75011 Paris', 'FR', '75'],
    ['1012 AB Amsterdam', 'NL', '10'],
    ['Mumbai 400001', 'IN', '400'],
    ['São Paulo 01310-100', 'BR', '013'],
    ['Sydney NSW 2000', 'AU', '20'],
    ['Chicago', 'US', null],
    ['Chicago 1987', 'US', null],
    ['Berlin since 2019', 'DE', null],
  ];
  for (const [text, country, area] of cases)
    it(`keeps ${area} of "${text}"`, () => {
      const place = placeOf({ profileLocation: text });
      assert.deepEqual([place?.country, place?.postcodeArea], [country, area]);
    });
});
