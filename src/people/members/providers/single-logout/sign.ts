import { sign } from 'node:crypto';

const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';

/**
 * An address with a message in its query, signed (HTTP-Redirect): over the very bytes that are sent. The library signs another spelling of
 * them than it sends, where a relay state has spaces or stars.
 */
export function signedAddress(unsigned: string, key: string): string {
  const url = new URL(unsigned);
  const fields = ['SAMLRequest', 'SAMLResponse', 'RelayState'].flatMap((name) => {
    const value = url.searchParams.get(name);
    url.searchParams.delete(name);
    return value === null || value === '' ? [] : `${name}=${encodeURIComponent(value)}`;
  });
  const query = [...fields, `SigAlg=${encodeURIComponent(RSA_SHA256)}`].join('&');
  const signature = encodeURIComponent(sign('sha256', Buffer.from(query), key).toString('base64'));
  const own = url.searchParams.toString();
  url.search = '';
  return `${url.href}?${own === '' ? '' : `${own}&`}${query}&Signature=${signature}`;
}
