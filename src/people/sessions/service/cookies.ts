import { createHmac, timingSafeEqual } from 'node:crypto';
import type { App } from '#platform/app/index.ts';
import { newSecret } from '#platform/ids/index.ts';
import { findKey, keepKey } from '../store/index.ts';

export const COOKIE_PREFIX = '__Host-rapport';
const SESSION_COOKIE = `${COOKIE_PREFIX}.session_token`;
const SEALED_AS = 'sign-in key';

const keys = new WeakMap<App, Promise<string>>();

/** What signs the cookies of this installation; made on first use and kept sealed in the database. */
export function signInKey(app: App): Promise<string> {
  const present = keys.get(app);
  if (present) return present;
  const loading = loadKey(app);
  keys.set(app, loading);
  loading.catch(() => keys.delete(app));
  return loading;
}

/** Whether what this installation stored can be opened with the key at hand; true when nothing is stored yet. */
export async function opensStoredKey(app: App): Promise<boolean> {
  const sealed = await findKey(app);
  if (!sealed) return true;
  try {
    app.secrets.open(sealed, SEALED_AS);
    return true;
  } catch {
    return false;
  }
}

async function loadKey(app: App): Promise<string> {
  const sealed = (await findKey(app)) ?? (await keepKey(app, app.secrets.seal(newSecret(48), SEALED_AS)));
  return app.secrets.open(sealed, SEALED_AS);
}

/** The session's token in a Cookie header (or in the first pair of a Set-Cookie one); null when it is missing or not signed by us. */
export async function readSessionCookie(app: App, header: string): Promise<string | null> {
  const value = cookieValue(header, SESSION_COOKIE);
  const dot = value.lastIndexOf('.');
  if (dot <= 0) return null;
  const token = value.slice(0, dot);
  const given = Buffer.from(value.slice(dot + 1));
  const wanted = Buffer.from(
    createHmac('sha256', await signInKey(app))
      .update(token)
      .digest('base64'),
  );
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? token : null;
}

function cookieValue(header: string, name: string): string {
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=');
    if (pair.slice(0, equals).trim() !== name) continue;
    try {
      return decodeURIComponent(pair.slice(equals + 1).trim());
    } catch {
      return '';
    }
  }
  return '';
}
