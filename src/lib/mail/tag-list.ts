/** `v=1; a=rsa-sha256; …` (RFC 6376, section 3.2): names in lower case, folding removed. Undefined when it is broken or names a tag twice. */
export function readTags(text: string): Map<string, string> | undefined {
  const tags = new Map<string, string>();
  for (const part of text.split(';')) {
    if (part.trim() === '') continue;
    const at = part.indexOf('=');
    const name = part.slice(0, Math.max(at, 0)).trim().toLowerCase();
    if (!/^[a-z][a-z0-9_]*$/.test(name) || tags.has(name)) return undefined;
    tags.set(name, part.slice(at + 1).trim());
  }
  return tags;
}

/** A value without any white space, as base64 is folded. */
export function compact(value: string | undefined): string {
  return (value ?? '').replaceAll(/\s+/g, '');
}
