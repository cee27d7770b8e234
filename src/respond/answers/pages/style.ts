import { SEARCH_PATH } from '#ui/site/index.ts';

export const STYLE = `${SEARCH_PATH}/answers.css`;

/** What the pages of the search need beside the site's own style. */
export const ANSWERS_STYLE = `.results mark{background:light-dark(#fff2b8,#5a4a12);color:var(--text);border-radius:3px;padding:0 1px}.results .kind{display:flex;flex-wrap:wrap;gap:4px 10px;align-items:center;margin:0 0 2px;font-size:14px}.results .badge{padding:0 8px;border:1px solid var(--line);border-radius:20px;background:var(--soft);color:var(--text);font-size:13px;line-height:1.6}.results li>a{font-size:18px}
`;
