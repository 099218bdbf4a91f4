import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyEdits } from '../../src/hcl/edits.ts';
import { rules } from '../../src/rules/catalogue.ts';
import { defaultOptions, found } from './examples.ts';

const [rule = assert.fail()] = rules.filter(({ id }) => id === 'gcp/open-ssh');

const firewall = (ranges: string) =>
  `resource "google_compute_firewall" "x" {\n  allow {\n    protocol = "tcp"\n    ports    = ["22"]\n  }\n  source_ranges = ${ranges}\n}\n`;

function suggested(ranges: string): string | undefined {
  const text = firewall(ranges);
  const fix = found(rule, text)[0]?.fixes[0];
  assert.equal(fix?.safe, false);
  return fix && /source_ranges = (.*)/.exec(applyEdits(text, fix.edits))?.[1];
}

describe('a port that is open to the internet', () => {
  it("is none where the addresses are one's own", () => {
    const own = { ...defaultOptions, allowedCidrs: ['0.0.0.0/1', '128.0.0.0/1'] };
    assert.equal(found(rule, firewall('["0.0.0.0/0"]')).length, 1);
    assert.equal(found(rule, firewall('["0.0.0.0/0"]'), own).length, 0);
    assert.equal(found(rule, firewall('["::/0"]'), own).length, 1);
  });

  it('may be left to Identity-Aware Proxy, in the family of the addresses that were open', () => {
    assert.equal(suggested('["0.0.0.0/0"]'), '["35.235.240.0/20"]');
    assert.equal(suggested('["::/0"]'), '["2600:2d00:1:7::/64"]');
    assert.equal(suggested('["10.0.0.0/8", "0.0.0.0/0"]'), '["10.0.0.0/8", "35.235.240.0/20"]');
    assert.equal(suggested('["0.0.0.0/1", "128.0.0.0/1"]'), '["35.235.240.0/20"]');
  });
});
