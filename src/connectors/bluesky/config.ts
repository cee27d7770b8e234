import { blueskyErrors } from './errors.ts';
import { isShape, type Shape } from './records/shapes.ts';

/** The configuration as an object, or an error that names the problem. */
export function configShape(input: unknown): Shape {
  if (input === undefined || input === null) return {};
  if (isShape(input)) return input;
  throw blueskyErrors('source.config_invalid', { field: 'config', problem: 'An object is expected.' });
}

/** A list of texts, one text, or a text with commas or line ends between; `preset` when there is none. */
export function textList(shape: Shape, field: string, preset: readonly string[]): string[] {
  const value = shape[field] ?? [];
  const parts: unknown[] =
    typeof value === 'string' ? value.split(/[\s,]+/) : Array.isArray(value) ? value : [value];
  const texts = parts.map((part) => {
    if (typeof part !== 'string')
      throw blueskyErrors('source.config_invalid', { field, problem: 'Texts are expected.' });
    return part.trim();
  });
  const filled = [...new Set(texts)].filter((text) => text !== '');
  if (filled.length > 20)
    throw blueskyErrors('source.config_invalid', { field, problem: 'At most 20 can be given.' });
  return filled.length === 0 ? [...preset] : filled;
}

/**
 * A server's address with the scheme wanted (`ws` or `http`, with or without s), no path and no slash at its end. The paths of this
 * protocol are taken off, since people copy whole addresses.
 */
export function serverAddress(written: string, scheme: 'ws' | 'http', field: string): string {
  const matched =
    /^(?:(wss?|https?):\/\/)?([^/?#@\s]+)(?:\/(?:(?:subscribe|xrpc\/[\w.]+)(?:\?\S*)?)?)?$/i.exec(
      written.trim(),
    );
  const isSecure =
    matched?.[1] === undefined ? !LOOPBACK.test(matched?.[2] ?? '') : /^(?:wss|https)$/i.test(matched[1]);
  const url = matched && URL.parse(`${isSecure ? 'https' : 'http'}://${matched[2]}`);
  if (!url) {
    const problem = `“${written.slice(0, 200)}” is not a server's address such as jetstream1.us-east.bsky.network.`;
    throw blueskyErrors('source.config_invalid', { field, problem });
  }
  return `${scheme}${isSecure ? 's' : ''}://${url.host}`;
}

/** A server on this machine has no certificate. */
const LOOPBACK = /^(?:localhost|127\.[\d.]+|\[::1\])(?::\d+)?$/i;
