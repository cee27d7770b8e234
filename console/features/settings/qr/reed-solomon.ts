/** Error correction codewords of QR codes: ISO/IEC 18004, over GF(256) with the polynomial x⁸ + x⁴ + x³ + x² + 1. */
export function errorCorrection(data: readonly number[], length: number): number[] {
  const divisor = generator(length);
  const rest = Array.from({ length }, () => 0);
  for (const byte of data) {
    const factor = byte ^ rest.shift()!;
    rest.push(0);
    for (let i = 0; i < length; i += 1) rest[i]! ^= multiply(divisor[i]!, factor);
  }
  return rest;
}

function generator(length: number): number[] {
  const result = Array.from<unknown, number>({ length }, (_, i) => (i === length - 1 ? 1 : 0));
  let root = 1;
  for (let i = 0; i < length; i += 1) {
    for (let j = 0; j < length; j += 1) result[j] = multiply(result[j]!, root) ^ (result[j + 1] ?? 0);
    root = multiply(root, 2);
  }
  return result;
}

function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((b >>> bit) & 1) * a;
  }
  return product;
}
