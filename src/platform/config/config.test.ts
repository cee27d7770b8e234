import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { loadConfig, testConfig } from './index.ts';

describe('the environment', () => {
  it('needs to say nothing', () => {
    const config = loadConfig({});
    assert.deepEqual(
      [
        config.host,
        config.port,
        config.publicUrl,
        config.databaseUrl,
        config.databasePool,
        config.logLevel,
        config.trustedProxies,
        config.mailFrom,
      ],
      ['127.0.0.1', 3000, 'http://127.0.0.1:3000', undefined, 10, 'warn', 0, 'Rapport <rapport@localhost>'],
    );
    assert.ok(path.isAbsolute(config.dataDir));
    assert.equal(config.metricsToken, undefined);
  });

  it('counts an empty variable as not set', () => {
    assert.equal(loadConfig({ PORT: '', DATABASE_URL: '', METRICS_TOKEN: '', PUBLIC_URL: '' }).port, 3000);
  });

  it('is read as meant', () => {
    const config = loadConfig({
      HOST: '0.0.0.0',
      PORT: '8080',
      RAPPORT_DATA: '/srv/rapport',
      DATABASE_URL: 'postgresql://a:b@db/rapport',
      RAPPORT_ALLOW: 'mail.lan:25, 10.0.0.7:443  127.0.0.1:8080',
      TRUSTED_PROXIES: '2',
    });
    assert.equal(config.publicUrl, 'http://127.0.0.1:8080', 'nobody can open 0.0.0.0');
    assert.deepEqual([...config.allowOutward], ['mail.lan:25', '10.0.0.7:443', '127.0.0.1:8080']);
    assert.equal(config.trustedProxies, 2);
    assert.equal(
      loadConfig({ PUBLIC_URL: 'https://care.example.com//' }).publicUrl,
      'https://care.example.com',
    );
  });

  const WRONG: [name: string, value: string, says: RegExp][] = [
    ['PORT', 'eighty', /PORT: .*number/],
    ['PORT', '65536', /PORT: .*65535/],
    ['PORT', '-1', /PORT: .*0/],
    ['PORT', '80.5', /PORT: .*int/],
    ['PUBLIC_URL', 'care.example.com', /PUBLIC_URL: must be an address like https:/],
    ['PUBLIC_URL', 'localhost:3000', /PUBLIC_URL: must be an address like https:/],
    ['PUBLIC_URL', 'javascript:alert(1)', /PUBLIC_URL: must be an address like https:/],
    ['DATABASE_URL', 'mysql://x', /DATABASE_URL: must start with postgres:/],
    ['DATABASE_POOL', '4', /DATABASE_POOL: .*5/],
    ['DATABASE_POOL', '1000', /DATABASE_POOL: .*200/],
    ['SMTP_URL', 'mail.example.com', /SMTP_URL: must start with smtp:/],
    ['LOG_LEVEL', 'loud', /LOG_LEVEL: .*"warn"/],
    ['TRUSTED_PROXIES', 'all', /TRUSTED_PROXIES: .*number/],
    ['TRUSTED_PROXIES', '11', /TRUSTED_PROXIES: .*10/],
    ['METRICS_TOKEN', 'short', /METRICS_TOKEN: .*16/],
  ];
  for (const [name, value, says] of WRONG) {
    it(`is refused by name and reason: ${name}=${value}`, () => {
      assert.throws(
        () => loadConfig({ [name]: value }),
        (error: Error & { code: string }) => {
          assert.equal(error.code, 'config.invalid');
          assert.match(error.message, /^The environment is not usable: /);
          assert.match(error.message, says);
          return true;
        },
      );
    });
  }

  it('is told everything that is wrong at once, and no secret', () => {
    const env = {
      PORT: 'x',
      LOG_LEVEL: 'x',
      METRICS_TOKEN: 'hunter2',
      DATABASE_URL: 'x://user:hunter2@db',
      SMTP_URL: 'x://me:hunter2@mail',
    };
    assert.throws(
      () => loadConfig(env),
      (error: Error) => {
        for (const name of Object.keys(env)) assert.match(error.message, new RegExp(`${name}: `));
        assert.doesNotMatch(error.message, /hunter2/);
        return true;
      },
    );
  });

  it('gives each test a key of its own', () => {
    assert.notEqual(testConfig().secretKey, testConfig().secretKey);
    assert.equal(testConfig({ port: 5 }).port, 5);
  });
});
