export { Failures } from './failures.ts';

/**
 * The one error type that crosses feature and network edges. A feature declares its errors once, in its
 * `errors.ts`; the code is the key of the text shown and of its translations.
 */
export type ErrorParams = Readonly<Record<string, string | number | boolean | null>>;

export class AppError extends Error {
  readonly code: string;
  /** HTTP status that the edge answers with. */
  readonly status: number;
  readonly params: ErrorParams;

  constructor(code: string, status: number, text: string, params: ErrorParams = {}, cause?: unknown) {
    super(fillIn(text, params), cause === undefined ? undefined : { cause });
    this.name = 'AppError';
    this.code = code;
    this.status = status;
    this.params = params;
  }
}

export interface ErrorDeclaration {
  readonly status: number;
  /** English text; `{name}` is replaced by the parameter of that name. */
  readonly text: string;
}

/** Makes the named factories of one feature: `const topicErrors = defineErrors({...}); throw topicErrors('topic.not_found', { id })`. */
export function defineErrors<C extends string>(declarations: Record<C, ErrorDeclaration>) {
  return (code: C, params: ErrorParams = {}, cause?: unknown): AppError => {
    const { status, text } = declarations[code];
    return new AppError(code, status, text, params, cause);
  };
}

/** The message of anything thrown, for logs and for reasons kept beside a row. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function fillIn(text: string, params: ErrorParams): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(params, name) ? String(params[name] ?? whole) : whole,
  );
}
