import type { Finding } from '../../src/linter/finding.ts';
import { lint } from '../../src/linter/lint.ts';
import { allRules } from '../../src/linter/own-rules.ts';
import { defaultSettings, type Settings } from '../../src/linter/settings.ts';
import { Workspace } from '../../src/terraform/workspace.ts';
import { memoryFiles } from '../memory.ts';

/** Settings with only these rules of the catalogue, and the linter's own. */
export function onlyRules(...ids: readonly string[]): Settings {
  const off = allRules.filter(({ id }) => !ids.includes(id) && !id.startsWith('groundwork/'));
  return { ...defaultSettings, rules: new Map(off.map(({ id }) => [id, 'off'])) };
}

export const today = '2026-06-01';

export function lintTexts(
  texts: Readonly<Record<string, string>>,
  settings: Settings,
  directory = '.',
): readonly Finding[] {
  return lint(new Workspace(memoryFiles(texts)), directory, settings, today);
}

/** A firewall that opens SSH: `{}` in the lines is replaced by its block. */
export const openFirewall = `resource "google_compute_firewall" "ssh" {
  name      = "ssh"
  network   = "main"
  direction = "INGRESS"
  allow {
    protocol = "tcp"
    ports    = ["22"]
  }
  source_ranges = ["0.0.0.0/0"]
  target_tags   = ["bastion"]
}
`;
