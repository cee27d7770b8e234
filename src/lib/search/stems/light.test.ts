import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assert as check, property, string, constantFrom } from 'fast-check';
import { LIGHT_LANGUAGES, stemLightly } from './light.ts';

/** Forms that customers and articles use of the same word; the words of different lines must stay apart. */
const FORMS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  de: [
    ['rechnung', 'rechnungen'],
    ['karte', 'karten'],
    ['router', 'routers'],
    ['vertrag', 'vertrages'],
    ['passwort', 'passwortes'],
    ['kundin', 'kundinnen'],
    ['gerat', 'gerate', 'geraten'],
  ],
  fr: [
    ['facture', 'factures'],
    ['livraison', 'livraisons'],
    ['remboursement', 'remboursements'],
    ['payer', 'payez'],
    ['reseau', 'reseaux'],
  ],
  es: [
    ['factura', 'facturas'],
    ['devolucion', 'devoluciones'],
    ['pagar', 'pagado'],
    ['pedido', 'pedidos'],
    ['tarjeta', 'tarjetas'],
  ],
  it: [
    ['bolletta', 'bollette'],
    ['ordine', 'ordini'],
    ['rimborso', 'rimborsi'],
    ['pagare', 'pagato'],
  ],
  pt: [
    ['fatura', 'faturas'],
    ['pedido', 'pedidos'],
    ['cartao', 'cartoes'],
    ['pagar', 'pagado'],
  ],
  nl: [
    ['rekening', 'rekeningen'],
    ['pakket', 'pakketten'],
    ['storing', 'storingen'],
    ['betaling', 'betalingen'],
  ],
};

describe('light stems', () => {
  for (const language of LIGHT_LANGUAGES)
    it(`join the forms of a word, and no two words: ${language}`, () => {
      const stems = FORMS[language]!.map((forms) => {
        const [first, ...others] = forms.map((form) => stemLightly(form, language));
        for (const [i, other] of others.entries()) assert.equal(other, first, `${forms[0]}, ${forms[i + 1]}`);
        return first!;
      });
      assert.equal(new Set(stems).size, stems.length, stems.join(' '));
    });

  it('leave short words and other languages alone, and never become empty', () => {
    assert.equal(stemLightly('die', 'de'), 'die');
    assert.equal(stemLightly('facturas', 'pl'), 'facturas');
    check(
      property(string({ minLength: 1 }), constantFrom(...LIGHT_LANGUAGES), (word, language) => {
        const stem = stemLightly(word, language);
        assert.ok(stem.length >= Math.min(2, word.length), `${word} became ${stem}`);
      }),
    );
  });
});
