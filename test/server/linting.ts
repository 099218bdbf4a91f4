import type { Finding } from '../../src/linter/finding.ts';
import type { lint } from '../../src/linter/lint.ts';
import type { Value } from '../../src/terraform/value.ts';

/**
 * Three small rules over the real module tree, so that the server's tests do not hang on what the catalogue says: an open
 * range (a suggestion mends it), an argument that is false (a safe fix mends it), and errors of syntax.
 */
export const testLint: typeof lint = (workspace, directory, settings) => {
  const tree = workspace.tree(directory, settings.varFiles);
  const findings: Finding[] = [];
  const add = (
    rule: string,
    severity: Finding['severity'],
    value: Value,
    message: string,
    safe: boolean,
    text: string,
  ) => {
    const { at, through } = value.origin;
    findings.push({
      rule,
      severity: settings.preset === 'all' ? 'info' : severity,
      message,
      at,
      ...(through.length > 0 && { through }),
      ...(value.sensitive && { sensitive: true }),
      related: [],
      fixes: [{ title: `Write ${text}`, safe, edits: [{ ...at, text }] }],
    });
  };
  for (const resource of tree.resources('google_compute_firewall')) {
    const ranges = resource.get('source_ranges');
    for (const range of ranges?.kind === 'list' ? ranges.items : []) {
      if (range.kind === 'string' && range.value === '0.0.0.0/0')
        add('gcp/open-ssh', 'error', range, 'The range is open.', false, '"10.0.0.0/8"');
    }
  }
  for (const resource of tree.resources('google_compute_subnetwork')) {
    const access = resource.get('private_ip_google_access');
    if (access?.kind === 'bool' && !access.value)
      add('gcp/subnet-without-private-google-access', 'warning', access, 'It is off.', true, 'true');
  }
  for (const file of tree.root.files) {
    for (const { start, end, message } of file.errors) {
      const at = { file: file.path, start, end };
      findings.push({ rule: 'terraform/syntax', severity: 'error', message, at, related: [], fixes: [] });
    }
  }
  return findings.filter(({ rule }) => settings.rules.get(rule) !== 'off');
};

export const firewall = (ranges: string) =>
  `resource "google_compute_firewall" "ssh" {\n  source_ranges = ${ranges}\n}\n`;

export const subnet = (name: string, access: boolean) =>
  `resource "google_compute_subnetwork" "${name}" {\n  private_ip_google_access = ${access}\n}\n`;

export const variable = (name: string, value: string) => `variable "${name}" {\n  default = ${value}\n}\n`;
