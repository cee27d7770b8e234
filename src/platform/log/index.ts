import { pino } from 'pino';

export type LogFields = Record<string, unknown>;

/** Structured log lines on standard error. Never pass secrets; the usual names are redacted all the same. */
export interface Logger {
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
  child(fields: LogFields): Logger;
}

const SECRET_NAMES = [
  'password',
  'token',
  'secret',
  'authorization',
  'cookie',
  'accessJwt',
  'refreshJwt',
  'credentials',
];

/** A logger of JSON lines; errors keep message and stack under `err`. */
export function createLogger(level: string): Logger {
  const paths = SECRET_NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  return pino(
    { level, base: null, redact: { paths, censor: '[hidden]' } },
    pino.destination({ dest: 2, sync: true }),
  );
}
