const LONGEST = 500;

/** Where somebody goes on after signing in: a path of ours and nothing else; `instead` where it is none. */
export function safeBack(given: unknown, instead = '/community'): string {
  if (typeof given !== 'string' || given.length > LONGEST) return instead;
  if (!/^\/(?![/\\])/.test(given) || /[\\\p{Cc}]/u.test(given)) return instead;
  const base = 'https://here.invalid';
  if (!URL.canParse(given, base)) return instead;
  const { origin, pathname, search, hash } = new URL(given, base);
  if (origin !== base || pathname.startsWith('//')) return instead;
  // Going back to these would sign in again, or out.
  if (/^\/community\/(?:sign-in|sign-out|join|enter)\b/.test(pathname)) return instead;
  const path = `${pathname}${search}${hash}`;
  return path.length > LONGEST ? instead : path;
}
