export interface Point {
  readonly lat: number;
  readonly lon: number;
}

const DECIMAL =
  /(?<![\d.])([+-]?\d{1,2}[.,]\d{1,8})\s*°?\s*([NS])?\s*[,;/ ]\s*([+-]?\d{1,3}[.,]\d{1,8})\s*°?\s*([EW])?(?![\d.])/iu;
const DEGREES =
  /(\d{1,2})\s*°\s*(?:(\d{1,2})\s*[′'’]\s*)?(?:\d{1,2}(?:\.\d+)?\s*[″"”]\s*)?([NS])[\s,;/]*(\d{1,3})\s*°\s*(?:(\d{1,2})\s*[′'’]\s*)?(?:\d{1,2}(?:\.\d+)?\s*[″"”]\s*)?([EW])/iu;

/** Degrees that a text states, as phones once wrote them into profiles (`ÜT: 40.71,-74.0`) or with north and west. */
export function pointIn(text: string): Point | undefined {
  const decimal = DECIMAL.exec(text);
  if (decimal !== null) {
    const [, lat = '', south, lon = '', west] = decimal;
    return checked(signed(number(lat), south, 's'), signed(number(lon), west, 'w'));
  }
  const degrees = DEGREES.exec(text);
  if (degrees === null) return undefined;
  const [, lat, latMinutes = '0', south, lon, lonMinutes = '0', west] = degrees;
  return checked(
    signed(Number(lat) + Number(latMinutes) / 60, south, 's'),
    signed(Number(lon) + Number(lonMinutes) / 60, west, 'w'),
  );
}

/** A point on the earth; undefined for anything else, and for 0,0, which means that something went wrong. */
export function checked(lat: number, lon: number): Point | undefined {
  const isOnEarth = Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  return isOnEarth && (lat !== 0 || lon !== 0) ? { lat, lon } : undefined;
}

function number(written: string): number {
  return Number(written.replace(',', '.'));
}

function signed(degrees: number, letter: string | undefined, negative: string): number {
  return letter?.toLowerCase() === negative ? -Math.abs(degrees) : degrees;
}
