import { qrCode, qrPath } from './qr-code.ts';

/** A QR code, always dark on light, because readers expect it so. Nothing when the text is too long. */
export function QrPicture({ text, label }: { text: string; label: string }) {
  const matrix = qrCode(text);
  if (matrix === null) return null;
  const size = matrix.length + 8;
  return (
    <svg
      className="qr"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      width={200}
      height={200}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#ffffff" />
      <path d={qrPath(matrix)} fill="#000000" />
    </svg>
  );
}
