export const endpoint = {
  'endpoint.url': 'Address',
  'endpoint.url.hint':
    'An endpoint for chat completions, without /chat/completions: https://models.example/v1',
  'endpoint.model': 'Model',
  'endpoint.model.hint': 'Its name as the endpoint knows it.',
  'endpoint.key': 'Key',
  'endpoint.key.hint': 'Kept sealed and never shown again. Leave it empty to keep the one there is.',
  'endpoint.requestsPerDay': 'Requests a day at most',
  'endpoint.tokensPerDay': 'Tokens a day at most',
  'endpoint.timeoutSeconds': 'Seconds to wait for an answer',
  'endpoint.try': 'Try it',
  'endpoint.fine': 'It answered sensibly in {milliseconds} ms.',
  'endpoint.notFine': 'It is not usable: {problem}',
} as const;
