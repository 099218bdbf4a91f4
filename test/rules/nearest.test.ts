import assert from 'node:assert/strict';
import { test } from 'node:test';
import { didYouMean, nearest } from '../../src/rules/nearest.ts';

const ids = ['gcp/open-ssh', 'gcp/open-rdp', 'gcp/subnet-overlap'];

test('finds the word that was meant', () => {
  assert.equal(nearest('gcp/opne-ssh', ids), 'gcp/open-ssh');
  assert.equal(nearest('GCP/OPEN-RDP', ids), 'gcp/open-rdp');
  assert.equal(nearest('gcp/subnets-overlap', ids), 'gcp/subnet-overlap');
});

test('says nothing where no word is close', () => {
  assert.equal(nearest('azure/storage', ids), undefined);
  assert.equal(nearest('x', ['ab', 'cd']), undefined);
  assert.equal(didYouMean('azure/storage', ids), '');
});
