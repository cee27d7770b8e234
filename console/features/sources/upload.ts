import { parseJson } from '#lib/json/index.ts';
import { ApiError, networkError } from '../../api/errors.ts';
import { queryString, type QueryValues } from '../../api/client.ts';

/** Sends a file with its progress, 0 to 1, which fetch cannot tell. Rejects with an `ApiError`, or when `signal` aborts. */
export function uploadFile(
  file: Blob,
  query: QueryValues,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<{ id: string }> {
  const request = new XMLHttpRequest();
  request.open('POST', `/api/v1/imports${queryString(query)}`);
  request.setRequestHeader('content-type', 'application/octet-stream');
  request.upload.addEventListener('progress', (event) => {
    if (event.lengthComputable) onProgress(event.loaded / event.total);
  });
  signal.addEventListener('abort', () => request.abort());
  return new Promise((resolve, reject) => {
    request.addEventListener('error', () => reject(networkError()));
    request.addEventListener('abort', () => reject(signal.reason));
    request.addEventListener('load', () => {
      const body = parseJson(request.responseText);
      if (request.status < 300) resolve(body as { id: string });
      else reject(new ApiError(request.status, body));
    });
    request.send(file);
  });
}

/** The format that a file of this name most probably has. */
export function formatOf(name: string): 'csv' | 'ndjson' {
  return /\.(csv|tsv|txt)$/i.test(name) ? 'csv' : 'ndjson';
}
