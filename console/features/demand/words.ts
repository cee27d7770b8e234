import { countryName } from '#lib/names/index.ts';
import { shortNumber } from '../../format/number.ts';
import { t, tn } from '../../i18n/index.ts';
import type { AreaView, OutletCover, Place, Transfer, WindowDays } from './types.ts';

/** `Around Nashville, Tennessee`, `Rest of Tennessee`, `Germany, no region told`. */
export function placeName({ country, region, area }: Place): string {
  if (area !== '')
    return t('demand.place.around', {
      area,
      region: region === '' || region === area ? countryName(country) : region,
    });
  if (region !== '') return t('demand.place.rest', { region });
  return t('demand.place.country', { country: countryName(country) });
}

/** The same where it is clear in which country one is: `Around Nashville`. */
export function shortPlaceName({ area, ...place }: Place): string {
  return area === '' ? placeName({ ...place, area }) : t('demand.place.aroundShort', { area });
}

export type Level = 'far' | 'above' | 'usual' | 'below';

/** From +2 σ on the demand counts as higher, from +4 σ on it is hardly chance. */
const ABOVE = 2;
const FAR = 4;

export function levelOf(sigma: number): Level {
  if (sigma >= FAR) return 'far';
  if (sigma >= ABOVE) return 'above';
  return sigma > -ABOVE ? 'usual' : 'below';
}

/** More is not told apart: it is beyond all chance. */
const MOST = 8;

/** `+6.1 σ`, `−0.3 σ`, `0 σ`, `≥ 8 σ`. */
export function sigmaText(sigma: number): string {
  if (sigma >= MOST) return `≥ ${MOST} σ`;
  const rounded = Math.round(sigma * 10) / 10;
  if (rounded === 0) return '0 σ';
  return `${rounded > 0 ? '+' : '\u2212'}${Math.abs(rounded)} σ`;
}

/** `today`, `in 3 days`. */
export function windowText(days: number): string {
  return days === 1 ? t('demand.today') : tn('demand.inDays', days);
}

export function windowLabel(days: WindowDays): string {
  return days === 1 ? t('demand.window.today') : tn('demand.window.days', days);
}

/** How many usually write; under ten with its tenths, as a half more or less matters there. */
export function usualText(expected: number): string {
  return expected < 10 ? String(Math.round(expected * 10) / 10) : shortNumber(Math.round(expected));
}

/** The area that stands out most, of those that may be shown; undefined where there is none. */
export function worstOf(areas: readonly AreaView[]): AreaView | undefined {
  return sortedAreas(areas)[0];
}

export function sortedAreas(areas: readonly AreaView[]): AreaView[] {
  return areas
    .filter(({ people }) => people !== null)
    .toSorted((a, b) => (b.sigma ?? 0) - (a.sigma ?? 0) || (b.people ?? 0) - (a.people ?? 0));
}

/** `Around Nashville: 70 people in 3 days, 11 are usual, +6.1 σ.` */
export function headlineOf(area: AreaView, days: number): string {
  return t('demand.headline', {
    place: shortPlaceName(area),
    people: tn('demand.people', area.people ?? 0),
    window: windowText(days),
    usual: tn('demand.areUsual', Math.round(area.expected ?? 0), { usual: usualText(area.expected ?? 0) }),
    sigma: sigmaText(area.sigma ?? 0),
  });
}

/** `2.1 days, short`, `12 days`, `nothing is sold`. */
export function coverText({ daysOfCover, isShort }: Pick<OutletCover, 'daysOfCover' | 'isShort'>): string {
  if (daysOfCover === null) return t('demand.cover.none');
  const days = daysOfCover < 10 ? String(daysOfCover) : shortNumber(Math.round(daysOfCover));
  const text = t(daysOfCover === 1 ? 'demand.cover.day' : 'demand.cover.days', { days });
  return isShort ? t('demand.cover.short', { days: text }) : text;
}

/** Pieces a day or a number of times with one decimal at most: `15.6`, `2`. */
export function tenths(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** Beyond half the earth one of the two places is not known. */
const KNOWN_KM = 20_000;

export function distanceText(kilometres: number): string {
  return kilometres >= KNOWN_KM
    ? t('demand.transfer.unknown')
    : t('demand.transfer.km', { km: shortNumber(kilometres) });
}

/** Suggested transfers as lines for a mail or a ticket. */
export function transfersText(transfers: readonly Transfer[], item: string): string {
  return transfers
    .map(({ from, fromName, to, toName, pieces, kilometres }) =>
      t('demand.transfer.line', {
        pieces,
        item,
        from: `${fromName} (${from})`,
        to: `${toName} (${to})`,
        km: distanceText(kilometres),
      }),
    )
    .join('\n');
}
