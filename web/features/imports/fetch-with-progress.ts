/**
 * Like `fetch`, for a request with a body: says how much of it has left.
 * @param onProgress between 0 and 1
 */
export function fetchWithProgress(onProgress: (part: number) => void): typeof fetch {
  return (input, { method = 'POST', headers, body, signal } = {}) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open(method, input as string);
      for (const [name, value] of new Headers(headers)) request.setRequestHeader(name, value);
      request.upload.addEventListener('progress', ({ loaded, total }) => {
        if (total > 0) onProgress(loaded / total);
      });
      request.addEventListener('load', () => {
        const { status, responseText } = request;
        const retryAfter = request.getResponseHeader('retry-after');
        resolve(
          new Response(responseText, { status, headers: retryAfter ? { 'retry-after': retryAfter } : {} }),
        );
      });
      request.addEventListener('error', () => reject(new TypeError('no answer')));
      request.addEventListener('abort', () => reject(new DOMException('given up', 'AbortError')));
      signal?.addEventListener('abort', () => request.abort());
      request.send(body as XMLHttpRequestBodyInit);
    });
}
