import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { secretInStartData, secretSetting } from '../../src/rules/secrets.ts';
import type { Value } from '../../src/terraform/value.ts';

const origin = { at: { file: 'main.tf', start: 0, end: 0 }, through: [] };
const text = (value: string): Value => ({ kind: 'string', value, origin });

describe('secretSetting', () => {
  it('goes by the last words of a name', () => {
    for (const name of ['PASSWORD', 'DB_PASSWORD', 'db.password', 'API_KEY', 'apiKey', 'STRIPE_SECRET', 'X_AUTH_TOKEN'])
      assert.equal(secretSetting(name, text('hunter2')), `a value for ${name}`, name);
    for (const name of ['PASSWORD_FILE', 'SECRET_ARN', 'TOKEN_URL', 'KEYBOARD', 'MONKEY', 'PASSWORDS_ENABLED'])
      assert.equal(secretSetting(name, text('hunter2')), undefined, name);
  });

  it('takes no reference, placeholder or switch for a secret', () => {
    for (const value of [
      '',
      ' ',
      'true',
      'arn:aws:secretsmanager:eu-west-1:123456789012:secret:db',
      '/app/db/password',
      'https://vault.example.com/db',
      '<password>',
      '{{resolve:secretsmanager:db}}',
      'changeme',
      '***',
    ])
      assert.equal(secretSetting('DB_PASSWORD', text(value)), undefined, value);
  });

  it('knows what only secrets look like, whatever the name', () => {
    const forms = {
      'an AWS access key': 'AKIAIOSFODNN7EXAMPLE',
      'a private key': '-----BEGIN RSA PRIVATE KEY-----\nMIIE',
      'a GitHub token': `ghp_${'a'.repeat(36)}`,
      'a GitLab token': `glpat-${'a'.repeat(20)}`,
      'a Google API key': `AIza${'a'.repeat(35)}`,
    };
    for (const [what, value] of Object.entries(forms)) assert.equal(secretSetting('NOTE', text(value)), what);
    for (const value of ['AKIA', 'XAKIAIOSFODNN7EXAMPLE', '-----BEGIN CERTIFICATE-----', 'ghp_short'])
      assert.equal(secretSetting('NOTE', text(value)), undefined, value);
  });
});

describe('secretInStartData', () => {
  it('looks into Base64 and into the known parts of a text', () => {
    const script = 'export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE';
    assert.equal(secretInStartData(text(btoa(script))), 'an AWS access key');
    const unknown: Value = { kind: 'unknown', reason: 'variable', cause: 'var.region', origin };
    const partly: Value = { ...unknown, pieces: ['region=', unknown, `\n${script}`] };
    assert.equal(secretInStartData(partly), 'an AWS access key');
    assert.equal(secretInStartData(unknown), undefined);
    assert.equal(secretInStartData(text('#!/bin/sh\necho ready')), undefined);
  });

  it('reads what a script sets variables to', () => {
    for (const line of [
      'export DATABASE_PASSWORD="hunter2"',
      "  DATABASE_PASSWORD='hunter2';",
      'export DATABASE_PASSWORD=\\"hunter2\\"',
      'DATABASE_PASSWORD=hunter2\r\necho ready',
    ]) {
      assert.equal(secretInStartData(text(`#!/bin/sh\n${line}`)), 'a value for DATABASE_PASSWORD', line);
      assert.equal(secretInStartData(text(btoa(line))), 'a value for DATABASE_PASSWORD', line);
    }
    for (const line of [
      'export DATABASE_PASSWORD="$(aws ssm get-parameter --name db)"',
      'export DATABASE_PASSWORD=$PASSWORD',
      'DATABASE_PASSWORD=/run/secrets/db',
      'DATABASE_PASSWORD_FILE=hunter2',
      'echo DATABASE_PASSWORD=hunter2',
      'DATABASE_PASSWORD=',
      'AWS_SECRET_ACCESS_KEY=bar',
    ])
      assert.equal(secretInStartData(text(`#!/bin/sh\n${line}\n`)), undefined, line);
    const unknown: Value = { kind: 'unknown', reason: 'variable', cause: 'var.password', origin };
    const given: Value = { ...unknown, pieces: ['export DATABASE_PASSWORD="', unknown, '"\n'] };
    assert.equal(secretInStartData(given), undefined);
    const joined: Value = { ...unknown, pieces: ['DATABASE_PASSWORD=app-', unknown] };
    assert.equal(secretInStartData(joined), undefined);
  });
});
