import { SEARCH_PATH } from '#ui/site/index.ts';

export const STYLE = `${SEARCH_PATH}/answers.css`;

/** What the pages of the search need beside the site's own style. */
export const ANSWERS_STYLE = `.results mark{background:light-dark(#fff2b8,#5a4a12);color:var(--text);border-radius:3px;padding:0 1px}.results .kind{display:flex;flex-wrap:wrap;gap:4px 10px;align-items:center;margin:0 0 2px;font-size:14px}.results .badge{padding:0 8px;border:1px solid var(--line);border-radius:20px;background:var(--soft);color:var(--text);font-size:13px;line-height:1.6}.results li>a{font-size:18px}
.contact-default{position:absolute;inline-size:1px;block-size:1px;padding:0;border:0;overflow:hidden;clip-path:inset(50%)}.contact-topic{display:flex;flex-wrap:wrap;gap:8px 12px;align-items:end}.contact-topic label{flex:1 1 240px;margin:0}.contact-questions{margin:16px 0;padding:4px 16px 16px;border:1px solid var(--line);border-radius:var(--corner)}.contact-questions legend{padding:0 6px;font-weight:600}.contact-question{margin-block-start:12px}.contact-question label{display:block;margin-block-end:4px}.contact-question .wrong{display:block}
`;
