import { canonicalPrefix, isHtmlElement } from './names.ts';
import type { FeedKind } from './shape.ts';

export type Scope = ReadonlyMap<string, string>;

const MAX_PREFIXES = 200;

/** Prefix → canonical prefix for everything declared here and around; the default namespace is the empty prefix. */
export function scopeOf(outer: Scope | undefined, attributes: Record<string, string>): Scope {
  let scope: Map<string, string> | undefined;
  for (const name in attributes) {
    if (!isDeclaration(name)) continue;
    scope ??= new Map(outer);
    const prefix = name === 'xmlns' ? '' : name.slice(6);
    const canonical = canonicalPrefix(attributes[name]!);
    if (canonical === undefined) scope.delete(prefix);
    else if (scope.size < MAX_PREFIXES || scope.has(prefix)) scope.set(prefix, canonical);
  }
  return scope ?? outer ?? new Map();
}

export function isDeclaration(name: string): boolean {
  return name === 'xmlns' || name.startsWith('xmlns:');
}

export function canonicalName(rawName: string, scope: Scope, kind: FeedKind): string {
  const colon = rawName.indexOf(':');
  const local = colon > 0 ? rawName.slice(colon + 1) : rawName;
  const written = colon > 0 ? rawName.slice(0, colon) : '';
  const prefix = scope.get(written) ?? written;
  if (prefix === '' || (prefix === 'atom' && kind === 'atom')) return local;
  // A default namespace put on the feed's own element when its markup was meant.
  if (prefix === 'xhtml' && written === '' && !isHtmlElement(local)) return local;
  return `${prefix}:${local}`;
}

export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
