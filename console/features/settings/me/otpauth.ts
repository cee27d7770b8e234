/** The secret of an otpauth: address in groups of four, for typing it into an app by hand. */
export function secretOfUri(uri: string): string {
  const secret = URL.parse(uri)?.searchParams.get('secret') ?? '';
  return secret.replaceAll(/(.{4})(?=.)/g, '$1 ');
}
