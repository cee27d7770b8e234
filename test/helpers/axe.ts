import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

/** The source of axe, for a page that has it not yet. What runs in a page is text: this project's types know no document. */
export const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
export const HAS_AXE = "'axe' in globalThis";
/** The rules whose answer is another one in another colour scheme. */
export const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];

export interface Violation {
  id: string;
  nodes: { target: string[]; html: string; failureSummary: string }[];
}

/** What to evaluate in a page for its violations: of all rules, or of these. What passes is not described, which is most of the work. */
export function askAxe(rules?: readonly string[]): string {
  const options = JSON.stringify({ resultTypes: ['violations'], ...(rules && { runOnly: rules }) });
  return `axe.run(${options}).then((result) => result.violations)`;
}

/** Findings of axe on the page as it is, one line each; of all its rules, or of these. */
export async function findings(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate<boolean>(HAS_AXE))) await page.evaluate(AXE);
  const violations = await page.evaluate<Violation[]>(askAxe(rules));
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, html, failureSummary }) =>
        `${id} at ${target.join(' ')}: ${html.slice(0, 160)} — ${failureSummary.replaceAll(/\s+/g, ' ').slice(0, 200)}`,
    ),
  );
}
