import { lookOf } from '#lib/looks/index.ts';

export const NAME_MOST = 60;
const HANDLE = /^[a-z0-9](?:[a-z0-9_-]{1,28}[a-z0-9])$/;

/** Words that stand for the company or for parts of the site; nobody is called so. */
const RESERVED = new Set(
  `admin administrator moderator mod staff team support help helpdesk service customerservice customercare official
  system root owner security abuse postmaster webmaster noreply bot everyone all here me new edit settings members member community
  join signin signout search anonymous former formermember deleted rapport`
    .split(/\s+/)
    .map(lookOf),
);

/** What may stand beside a company's name without making it another one: `acme-support` is Acme. */
const OFFICES = new Set([...RESERVED].filter((word) => word.length > 2));

/** A handle as it is stored, or undefined where it cannot be one. */
export function readHandle(given: string): string | undefined {
  const handle = given.trim().replace(/^@/, '').toLowerCase();
  return HANDLE.test(handle) ? handle : undefined;
}

/** A name as it is shown, or undefined: what cannot be seen, and what turns the direction of text, is left out. */
export function readName(given: string): string | undefined {
  const name = given
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, '')
    // No towers of marks.
    .replaceAll(/(\p{M}{2})\p{M}+/gu, '$1')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  if (name === '' || [...name].length > NAME_MOST || !/[\p{L}\p{N}]/u.test(name)) return undefined;
  return name;
}

/**
 * Whether a name is, or looks like, one of the company's (`brand`), of somebody who works there (`staff`), or of an office. The
 * company's name with an office beside it counts as the company's.
 */
export function isReserved(
  name: string,
  taken: { brand: readonly string[]; staff: readonly string[] },
): boolean {
  const look = lookOf(name);
  if (look === '') return true;
  if (RESERVED.has(look)) return true;
  const brands = taken.brand.map(lookOf).filter((word) => word.length > 1);
  if (taken.staff.some((one) => lookOf(one) === look)) return true;
  return brands.some((brand) => {
    if (look === brand) return true;
    const rest = look.startsWith(brand)
      ? look.slice(brand.length)
      : look.endsWith(brand)
        ? look.slice(0, -brand.length)
        : undefined;
    return rest !== undefined && OFFICES.has(rest);
  });
}

/** A handle made of a name or address, to be offered; digits make it another one. */
export function proposeHandle(from: string, turn = 0): string {
  const plain = from
    .replace(/@.*$/, '')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 24)
    .replaceAll(/-+$/g, '');
  const base = plain.length >= 3 ? plain : `member-${plain || 'new'}`;
  return turn === 0 ? base : `${base}-${turn + 1}`;
}
