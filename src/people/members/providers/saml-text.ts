const LONGEST = 200_000;
/** What cannot be trusted any more, or would be signed with what everybody has. */
const WEAK = /(?:xmldsig#(?:rsa-sha1|sha1|dsa-sha1|hmac-)|xmldsig-more#(?:hmac-|rsa-md5|md5))/;
const TRANSFORMS = new Set([
  'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
  'http://www.w3.org/2001/10/xml-exc-c14n#',
]);

/** XML without document types, processing, comments and encryption, which messages do not need. Throws what is wrong. */
export function samlMarkup(text: string): string {
  if (/<!(?:DOCTYPE|ENTITY|\[CDATA\[)/i.test(text)) throw new Error('it has a document type or raw text');
  if (/<\?(?!xml\s)/i.test(text)) throw new Error('it has instructions');
  if (text.includes('<!--')) throw new Error('it has comments');
  if (/<(?:[\w.-]+:)?Encrypted(?:Assertion|ID|Attribute)\b/.test(text)) throw new Error('it is encrypted');
  return text;
}

/**
 * The XML of an answer (base64, as browsers bring it), if it has none of what answers do not need: document types, processing, encryption,
 * weak algorithms, transforms that hide things. Throws what is wrong.
 */
export function samlText(answer: string): string {
  const packed = answer.replaceAll(/\s/g, '');
  if (packed === '' || packed.length > LONGEST || !/^[A-Za-z0-9+/]+={0,2}$/.test(packed))
    throw new Error('it is no base64, or too long');
  const bytes = Buffer.from(packed, 'base64');
  const text = samlMarkup(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  if (WEAK.test(text)) throw new Error('its signature is of a weak kind');
  for (const [, algorithm] of text.matchAll(
    /<(?:[\w.-]+:)?Transform\b[^>]*\bAlgorithm\s*=\s*["']([^"']*)["']/g,
  ))
    if (!TRANSFORMS.has(algorithm!)) throw new Error(`the transform ${algorithm} is not taken`);
  return text;
}
