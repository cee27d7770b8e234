/** A model behind an address that others run, as it is set up. */
export interface EndpointView {
  isOn: boolean;
  url: string;
  model: string;
  requestsPerDay: number;
  tokensPerDay: number;
  timeoutMs: number;
}

/** What stands in the fields. */
export function endpointForm(view: EndpointView) {
  return {
    isOn: view.isOn,
    url: view.url,
    model: view.model,
    key: '',
    requestsPerDay: String(view.requestsPerDay),
    tokensPerDay: String(view.tokensPerDay),
    timeoutSeconds: String(view.timeoutMs / 1000),
  };
}

export type EndpointFields = ReturnType<typeof endpointForm>;

/** What is saved; further fields go along as they are. */
export function endpointInput<More>({
  key,
  requestsPerDay,
  tokensPerDay,
  timeoutSeconds,
  ...rest
}: EndpointFields & More) {
  return {
    ...rest,
    // An empty field leaves the key that is kept.
    ...(key === '' ? {} : { key }),
    requestsPerDay: Number(requestsPerDay),
    tokensPerDay: Number(tokensPerDay),
    timeoutMs: Math.round(Number(timeoutSeconds) * 1000),
  };
}
