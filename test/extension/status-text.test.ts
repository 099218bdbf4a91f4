import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type StatusInput, statusLine, statusView } from '../../src/extension/status-text.ts';
import { none, type Translate } from '../../src/extension/texts.ts';

const t: Translate = (message, ...values) => message.replace(/\{(\d)\}/g, (_, i) => String(values[Number(i)]));

const ready = { state: 'ready', counts: { error: 1, warning: 3, info: 1 }, modules: 2, ms: 12.4 } as const;
const usual: StatusInput = { server: 'running', status: ready, file: { error: 1, warning: 2, info: 0 }, enabled: true };

test('says what it found in the file and in all', () => {
  assert.deepEqual(statusView(usual, t), {
    text: 'Groundwork: 3 problems here',
    detail: '5 in 2 modules',
    busy: false,
    severity: 'information',
    action: 'problems',
  });
});

test('says so where it found nothing', () => {
  const view = statusView({ ...usual, file: none, status: { ...ready, counts: none, modules: 1 } }, t);
  assert.equal(view.text, 'Groundwork: no problems here');
  assert.equal(view.detail, '0 in 1 module');
});

test('keeps its words and shows that it is busy while it checks', () => {
  const view = statusView({ ...usual, status: { ...ready, state: 'linting' } }, t);
  assert.equal(view.busy, true);
  assert.equal(view.text, 'Groundwork: 3 problems here');
});

test('is busy until the server has spoken', () => {
  assert.deepEqual(statusView({ ...usual, status: undefined }, t).text, 'Groundwork: starting');
  assert.equal(statusView({ ...usual, server: 'starting' }, t).busy, true);
});

test('offers to restart a server that does not run, whatever it said before', () => {
  const { severity, action, text, busy } = statusView({ ...usual, server: 'failed' }, t);
  assert.deepEqual(
    { severity, action, text, busy },
    { severity: 'error', action: 'restart', text: 'Groundwork: stopped', busy: false },
  );
});

test('says that it is turned off rather than that there is nothing', () => {
  const { text, action } = statusView({ ...usual, file: none, enabled: false }, t);
  assert.deepEqual({ text, action }, { text: 'Groundwork: off', action: 'settings' });
});

test('warns of what could not be done and leads to the log', () => {
  const problem = 'net/main.tf could not be read: permission denied';
  const { detail, severity, action } = statusView({ ...usual, status: { ...ready, problem } }, t);
  assert.deepEqual(
    { detail, severity, action },
    { detail: 'not all was checked', severity: 'warning', action: 'output' },
  );
});

test('writes a line for the log', () => {
  assert.equal(statusLine({ ...ready, ms: 1432 }, t), 'Checked 2 modules in 1.4 s: 1 error, 3 warnings, 1 hint');
});
