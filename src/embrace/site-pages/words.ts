import { inLanguage } from '#ui/site/index.ts';

/** What pages of the company's own say by themselves. */
interface Words {
  missing: string;
  missingText: string;
  preview: string;
}

const EN: Words = {
  missing: 'This page is not there',
  missingText: 'It may have moved, or it was taken away.',
  preview: 'A draft: only whoever has this address sees it.',
};

const DE: Words = {
  missing: 'Diese Seite gibt es nicht',
  missingText: 'Vielleicht ist sie umgezogen, oder sie wurde entfernt.',
  preview: 'Ein Entwurf: nur wer diese Adresse hat, sieht ihn.',
};

export const wordsIn = (language: string): Words => inLanguage(language, { en: EN, de: DE });
