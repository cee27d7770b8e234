import { classOf, isPictograph, PICTOGRAPH } from './classes.ts';
import { CODE_POINT, SIZE_SHIFT, sizedCodePoint } from './utf8.ts';

/** End of the emoji sequence that starts at `at`, in bytes; 0 where there is none. `EMOJI` of the readable tokeniser. */
export function emojiEnd(bytes: Uint8Array, at: number, end: number): number {
  const first = sizedCodePoint(bytes, at, end);
  let i = at + (first >> SIZE_SHIFT);
  if (isRegional(first & CODE_POINT)) {
    const second = i < end ? sizedCodePoint(bytes, i, end) : 0;
    return isRegional(second & CODE_POINT) ? i + (second >> SIZE_SHIFT) : 0;
  }
  i = behindModifiers(bytes, i, end);
  for (;;) {
    const joined = behindJoined(bytes, i, end);
    if (joined === 0) return behindTags(bytes, i, end);
    i = behindModifiers(bytes, joined, end);
  }
}

function isRegional(codePoint: number): boolean {
  return codePoint >= 0x1f1e6 && codePoint <= 0x1f1ff;
}

function behindModifiers(bytes: Uint8Array, at: number, end: number): number {
  for (let i = at; i < end;) {
    const sized = sizedCodePoint(bytes, i, end);
    const codePoint = sized & CODE_POINT;
    const isModifier =
      codePoint === 0xfe0e || codePoint === 0xfe0f || (codePoint >= 0x1f3fb && codePoint <= 0x1f3ff);
    if (!isModifier) return i;
    i += sized >> SIZE_SHIFT;
  }
  return end;
}

/** Behind a zero-width joiner and the pictograph that it joins; 0 where there are not both. */
function behindJoined(bytes: Uint8Array, at: number, end: number): number {
  if (at + 3 >= end || (sizedCodePoint(bytes, at, end) & CODE_POINT) !== 0x200d) return 0;
  const sized = sizedCodePoint(bytes, at + 3, end);
  const codePoint = sized & CODE_POINT;
  const isJoined = !isRegional(codePoint) && (classOf(codePoint) === PICTOGRAPH || isPictograph(codePoint));
  return isJoined ? at + 3 + (sized >> SIZE_SHIFT) : 0;
}

/** Behind the invisible letters by which flags of regions are spelled; they count only with their closing sign. */
function behindTags(bytes: Uint8Array, at: number, end: number): number {
  for (let i = at; i < end;) {
    const sized = sizedCodePoint(bytes, i, end);
    const codePoint = sized & CODE_POINT;
    i += sized >> SIZE_SHIFT;
    if (codePoint === 0xe007f) return i - 4 > at ? i : at;
    if (codePoint < 0xe0020 || codePoint > 0xe007e) return at;
  }
  return at;
}
