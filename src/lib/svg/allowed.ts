/** Elements of pictures of lines (SVG 2). None of them loads, runs or links anything. */
export const TAGS =
  'svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan textPath linearGradient radialGradient stop clipPath mask pattern marker'.split(
    ' ',
  );

const SHAPES =
  'x y x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy d points width height pathLength viewBox preserveAspectRatio transform rotate textLength lengthAdjust startOffset';
const PAINT =
  'fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset opacity color display visibility overflow vector-effect paint-order shape-rendering mix-blend-mode';
const REFERENCES = 'clip-path clip-rule mask marker-start marker-mid marker-end href xlink:href';
const TYPE =
  'font-family font-size font-weight font-style letter-spacing word-spacing text-anchor dominant-baseline alignment-baseline text-decoration direction';
const PARTS =
  'offset stop-color stop-opacity gradientUnits gradientTransform spreadMethod clipPathUnits maskUnits maskContentUnits patternUnits patternContentUnits patternTransform markerWidth markerHeight markerUnits refX refY orient';
const NAMES = 'id class style version role xmlns xmlns:xlink xml:space aria-label aria-hidden';

export const ATTRIBUTES = [SHAPES, PAINT, REFERENCES, TYPE, PARTS, NAMES].join(' ').split(' ');
