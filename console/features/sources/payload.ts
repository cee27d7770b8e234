/** A payload for reading: JSON is indented, everything else stands as it came. */
export function readablePayload(payload: string): string {
  try {
    const value: unknown = JSON.parse(payload);
    return typeof value === 'object' && value !== null ? JSON.stringify(value, null, 2) : payload;
  } catch {
    return payload;
  }
}
