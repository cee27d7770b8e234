import type { DraftingView } from './types.ts';

/** What stands in the fields. */
export function draftingForm(view: DraftingView) {
  return {
    isOn: view.isOn,
    url: view.url,
    model: view.model,
    key: '',
    requestsPerDay: String(view.requestsPerDay),
    tokensPerDay: String(view.tokensPerDay),
    timeoutSeconds: String(view.timeoutMs / 1000),
    sendsPrivate: view.sendsPrivate,
  };
}

export function draftingInput({
  key,
  requestsPerDay,
  tokensPerDay,
  timeoutSeconds,
  ...rest
}: ReturnType<typeof draftingForm>) {
  return {
    ...rest,
    // An empty field leaves the key that is kept.
    ...(key === '' ? {} : { key }),
    requestsPerDay: Number(requestsPerDay),
    tokensPerDay: Number(tokensPerDay),
    timeoutMs: Math.round(Number(timeoutSeconds) * 1000),
  };
}
