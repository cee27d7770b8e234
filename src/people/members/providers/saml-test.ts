import { X509Certificate } from 'node:crypto';
import type { App } from '#platform/app/index.ts';
import { LIMITS } from './oidc.ts';
import { chainOf, reasonOf } from './reasons.ts';
import type { ProviderTest, SamlProvider } from './schema.ts';

/** Whether the certificates can be read and are good today, and whether anything answers where sign-ins begin. */
export async function testSaml(app: App, { settings }: SamlProvider): Promise<ProviderTest['steps']> {
  const now = app.clock.now();
  const certificates = settings.certificates.map((pem) => {
    try {
      const read = new X509Certificate(pem);
      return {
        what: 'certificate',
        isOk: read.validFromDate <= now && now < read.validToDate,
        text: `${read.subject.replaceAll('\n', ', ').slice(0, 200)} · ${read.validToDate.toISOString().slice(0, 10)}`,
      };
    } catch (error) {
      return { what: 'certificate', isOk: false, text: reasonOf(error) };
    }
  });
  try {
    const { status } = await app.outward.fetch(settings.entryPoint, { ...LIMITS, redirect: 'manual' });
    return [...certificates, { what: 'entry', isOk: status < 500 && status !== 404, text: String(status) }];
  } catch (error) {
    return [...certificates, { what: 'entry', isOk: false, text: reasonOf(chainOf(error).at(-1)) }];
  }
}
