import { parseJson } from '#lib/json/index.ts';
import type { FileView } from '#platform/files/schema.ts';
import { queryString } from '../../api/client.ts';
import { ApiError, networkError } from '../../api/errors.ts';

/** Sends a file and tells how far it is, which `fetch` cannot. Rejects with an `ApiError`; aborting rejects, too. */
export function sendFile(
  file: File,
  asked: { name: string; purpose: string; signal: AbortSignal; onProgress(sent: number): void },
): Promise<FileView> {
  const { name, purpose, signal, onProgress } = asked;
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    signal.addEventListener('abort', () => request.abort());
    request.upload.addEventListener('progress', ({ loaded }) => onProgress(loaded));
    request.addEventListener('error', () => reject(networkError()));
    request.addEventListener('abort', () => reject(new Error('the upload was ended')));
    request.addEventListener('load', () => {
      const body = parseJson(request.responseText);
      if (request.status === 201) resolve(body as FileView);
      else reject(new ApiError(request.status, body));
    });
    request.open('POST', `/api/v1/files${queryString({ name, purpose })}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.send(file);
  });
}
