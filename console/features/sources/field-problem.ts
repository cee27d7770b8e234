import { ApiError } from '../../api/errors.ts';

/** Which field of a source's form the server refused, and why; null when the error is about something else. */
export function fieldProblem(error: unknown): { field: string; text: string } | null {
  if (!(error instanceof ApiError) || error.code !== 'source.config_invalid') return null;
  const { field, problem, reason } = error.params;
  if (typeof field !== 'string') return null;
  const text = typeof problem === 'string' ? problem : typeof reason === 'string' ? reason : error.message;
  return { field, text };
}
