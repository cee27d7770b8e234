import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pick, randomFrom } from '../../../test/helpers/random.ts';
import { slugOf } from './index.ts';

const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const WELL_FORMED = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:-[\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*$/u;

function mustBeSlug(title: string): void {
  const slug = slugOf(title);
  const told = JSON.stringify([title, slug]);
  assert.ok(slug.length <= 80, told);
  assert.ok(slug.isWellFormed(), told);
  assert.match(slug, WELL_FORMED, told);
  assert.equal(slugOf(slug), slug, `the same again: ${told}`);
  assert.equal(decodeURIComponent(encodeURIComponent(slug)), slug, told);
}

describe('the readable part of an address', () => {
  it('is made of titles in many scripts', () => {
    for (const [title, slug] of [
      ['How do I get a refund?', 'how-do-i-get-a-refund'],
      ['  --Größe & Maße--  ', 'grosse-masse'],
      ['İstanbul, Łódź, Đà Nẵng', 'istanbul-łodz-đa-nang'],
      ["Can't log in / can’t log out", 'cant-log-in-cant-log-out'],
      ['パスワードを忘れた', 'パスワードを忘れた'],
      ['Ⅷ ﬁne ½ ①', 'viii-fine-1-2-1'],
      ['हिन्दी में मदद', 'हिन्दी-में-मदद'],
      ['ลืมรหัสผ่าน', 'ลืมรหัสผ่าน'.normalize('NFKD').normalize('NFC')],
      ['كيف أستعيد؟', 'كيف-أستعيد'],
      ['Ο Δρόμος ΣΑΣ', 'ο-δρομος-σας'],
      ['비밀번호', '비밀번호'],
    ] as const) {
      assert.equal(slugOf(title), slug);
      mustBeSlug(title);
    }
  });

  it('is the usual one where nothing could be read', () => {
    for (const title of ['', '???', '🧑‍🚀', '\ud83e', '\u0301', '\u0903 \u093f', '-'])
      assert.equal(slugOf(title, 'thread'), 'thread', JSON.stringify(title));
  });

  it('ends after eighty letters, in no half of one and at no hyphen', () => {
    assert.equal(slugOf('x'.repeat(200)), 'x'.repeat(80));
    assert.equal(slugOf(`${'x'.repeat(79)} y`), 'x'.repeat(79));
    assert.equal(slugOf(`${'x'.repeat(79)}𝒳𐐷`).length, 80);
    assert.equal(slugOf(`${'x'.repeat(79)}𐐷`), 'x'.repeat(79));
  });

  it('is well formed for every letter there is', () => {
    for (let code = 0; code < 0x32_000; code++) mustBeSlug(`a${String.fromCodePoint(code)}B`);
  });

  it(`is well formed for whatever somebody types (SEED=${SEED})`, () => {
    const random = randomFrom(SEED);
    const from = [
      0x20, 0x41, 0x300, 0x370, 0x5d0, 0x900, 0xe00, 0x1100, 0x3040, 0xac00, 0xd7f0, 0x1_d400, 0x1_f600,
    ];
    for (let turn = 0; turn < 3000; turn++) {
      const units = Array.from({ length: pick(random, 120) }, () =>
        String.fromCodePoint(from[pick(random, from.length)]! + pick(random, 100)),
      );
      mustBeSlug(units.join(''));
    }
  });
});
