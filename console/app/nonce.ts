/*
 * The scroll lock of dialogs writes a <style> element and takes its nonce from this global. Browsers hide the attribute from scripts but
 * keep the property.
 */
const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce;

/** Hands the page's nonce to libraries that write styles. Called before anything is drawn. */
export function shareNonce(): void {
  if (nonce !== undefined) Object.assign(globalThis, { __webpack_nonce__: nonce });
}
