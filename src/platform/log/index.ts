import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';
import { redact } from './redact.ts';

export type LogFields = Record<string, unknown>;

/** Structured log lines on standard error. Never pass secrets; what is named or looks like one is hidden all the same, at any depth. */
export interface Logger {
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
  child(fields: LogFields): Logger;
}

/** A logger of JSON lines; errors keep message and stack under `err`. Tests hand in where the lines go. */
export function createLogger(
  level: string,
  destination: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Logger {
  const lines = pino(
    {
      level,
      base: null,
      serializers: { err: (error: unknown) => error },
      formatters: { log: hide },
      hooks: {
        logMethod(words, write) {
          write.apply(
            this,
            words.map((word: unknown) => (typeof word === 'string' ? redact(word) : word)) as typeof words,
          );
        },
      },
    },
    destination,
  );
  return withHiddenBindings(lines);
}

const hide = (fields: object) => redact(fields) as LogFields;

/** Pino's formatters do not see what a child logger is bound to. */
function withHiddenBindings(lines: PinoLogger): Logger {
  return {
    debug: (fields, message) => lines.debug(fields, message),
    info: (fields, message) => lines.info(fields, message),
    warn: (fields, message) => lines.warn(fields, message),
    error: (fields, message) => lines.error(fields, message),
    child: (fields) => withHiddenBindings(lines.child(hide(fields))),
  };
}
