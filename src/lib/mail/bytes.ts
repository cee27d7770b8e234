/** One character for each byte, as the line had them. */
export function textOfBytes(bytes: Uint8Array): string {
  const AT_ONCE = 8192;
  let text = '';
  for (let at = 0; at < bytes.length; at += AT_ONCE)
    text += String.fromCharCode(...bytes.subarray(at, at + AT_ONCE));
  return text;
}

/** The other way round, for characters up to U+00FF. */
export function bytesOfText(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0));
}
